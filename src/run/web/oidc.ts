/** OpenID Connect: authorization code with PKCE, state and nonce, against the provider that the settings name. */
import { readFileSync } from 'node:fs'
import * as oidc from 'openid-client'
import type { IdentityProvider } from '../../web/identity-provider.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** File with the client's secret. */
  readonly secretFile: string
  /** What the button at sign-in says. */
  readonly name: string
}

/** Methods (RFC 8176) by which a provider says that more than a password was shown. */
const strongMethods = ['mfa', 'otp', 'hwk', 'swk', 'sc', 'fpt', 'face', 'pin']
const answerSeconds = 10

/** The provider; it is asked for its addresses at the first sign-in, and again after it did not answer. Throws when the settings are wrong. */
export function oidcProvider({ issuer, clientId, secretFile, name }: OidcSettings): IdentityProvider {
  const server = new URL(issuer)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname)
  if (server.protocol !== 'https:' && !loopback) throw new Error('BAKEN_OIDC_ISSUER must begin with https://.')
  const secret = readFileSync(secretFile, 'utf8').trim()
  let found: Promise<oidc.Configuration> | null = null
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= oidc
      .discovery(server, clientId, secret, undefined, {
        timeout: answerSeconds,
        ...(loopback && { execute: [oidc.allowInsecureRequests] })
      })
      .catch((error: unknown) => {
        found = null
        throw error
      })
    return found
  }
  return {
    name,
    issuer,
    async begin(callback) {
      const config = await configuration()
      const remember = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier()
      }
      const to = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid',
        state: remember.state,
        nonce: remember.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(remember.verifier),
        code_challenge_method: 'S256'
      })
      return { to: to.href, remember }
    },
    async finish(address, { state = '', nonce = '', verifier = '' }) {
      try {
        const config = await configuration()
        const tokens = await oidc.authorizationCodeGrant(config, new URL(address), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true
        })
        const claims = tokens.claims()
        if (claims === undefined) return null
        const methods = Array.isArray(claims['amr']) ? claims['amr'] : []
        return { issuer, subject: claims.sub, strong: strongMethods.some((one) => methods.includes(one)) }
      } catch (error) {
        if (isProviderAnswer(error)) return null
        throw error
      }
    }
  }
}

/** What the provider or the browser sent was refused, by it or by us; anything else (no answer at all) is a fault that the operator hears of. */
function isProviderAnswer(error: unknown): boolean {
  return (
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.ClientError
  )
}
