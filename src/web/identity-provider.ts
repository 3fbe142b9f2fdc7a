/** A provider of single sign-on as the routes use it: where to send a browser, and who came back. */
import type { Identity } from '../accountability/sign-in/single-sign-on.ts'

/** Where a provider of single sign-on sends the browser back to: a page of another site leads there, by rights. It is bound by its state and a cookie. */
export const backFromProvider = '/api/session/identity/callback'

export interface IdentityProvider {
  /** What the button says: the name that people know. */
  readonly name: string
  readonly issuer: string
  /** Where to send the browser, and what to remember until it is back. Throws when the provider does not answer. */
  begin(callback: string): Promise<{ readonly to: string; readonly remember: Readonly<Record<string, string>> }>
  /** Who came back to `address` (with its query), or null when the provider or the answer is not as it must be. */
  finish(address: string, remembered: Readonly<Record<string, string>>): Promise<Identity | null>
}
