/** A signal by its name, as a link to it: what identifies it and the first words of its title. Signals without a name are called by their number. */
import { useTranslation } from 'react-i18next'
import type { SignalName } from '../../../src/contract/desk/signals.ts'
import { formatPlace } from '../place/address.ts'
import { Go } from '../place/place.tsx'
import { firstWords } from './naming.ts'
import { useNames } from './useNames.ts'

export function SignalLink({ id, name: { identity, title } }: { readonly id: number; readonly name: SignalName }) {
  const { t } = useTranslation()
  const names = useNames()
  const words = title === null ? null : firstWords(title)
  const named = identity === null ? words : names.value(identity.kind, identity.value)
  return (
    <>
      <Go to={formatPlace('/signals', { signal: id, state: 'all' })}>{named ?? t('subject.signal', { id })}</Go>
      {identity !== null && words !== null && <span className="soft"> {words}</span>}
    </>
  )
}
