/** What stands below the password at sign-in: a passkey, and the provider of single sign-on. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { isRefusal } from '../../api/http.ts'
import { passkeysWork, usePasskeySignIn, useSignInWays } from '../../api/sign-in-ways.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { usePlace } from '../../place/place.tsx'

export function OtherWays() {
  const ways = useSignInWays()
  const { t } = useTranslation()
  const provider = ways.data?.identity ?? null
  return (
    <div className="stack other-ways">
      <PasskeyButton />
      {provider !== null && (
        <a className="button" href="/api/session/identity">
          {t('factor.provider', { name: provider })}
        </a>
      )}
    </div>
  )
}

export function PasskeyButton() {
  const { t } = useTranslation()
  const signIn = usePasskeySignIn()
  if (!passkeysWork()) return null
  return (
    <>
      {signIn.isError && <PasskeyProblem error={signIn.error} />}
      <Button data-pending={signIn.isPending || undefined} onPress={() => signIn.isPending || signIn.mutate()}>
        {t('factor.passkeyUse')}
      </Button>
    </>
  )
}

/** A refusal of the server in its words; whatever the browser says (no passkey here, cancelled) in one sentence. */
export function PasskeyProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  if (isRefusal(error)) return <ProblemNote error={error} />
  return (
    <p className="note note-warn" role="alert">
      {t('factor.passkeyStopped')}
    </p>
  )
}

const failures = ['provider-silent', 'identity-late', 'identity-refused', 'identity-unknown'] as const

/** Why the way over the provider did not end in a session: it came back with the reason in the address. */
export function ProviderFailure() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const failed = failures.find((one) => one === query['failed'])
  if (failed === undefined) return null
  return (
    <p className="note note-warn" role="alert">
      {t(`factor.${failed}`, { subject: (query['subject'] ?? '').slice(0, 255) })}
    </p>
  )
}
