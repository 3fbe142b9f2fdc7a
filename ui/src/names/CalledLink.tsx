/** Networks and signals of which a screen knows only the number, by what identifies them, as links to their screens. */
import { useTranslation } from 'react-i18next'
import { useCalled } from '../api/names.ts'
import { formatPlace } from '../place/address.ts'
import { Go } from '../place/place.tsx'
import { firstWords } from './naming.ts'
import { SignalLink } from './SignalLink.tsx'
import { useNames } from './useNames.ts'

/** A network that is sealed, or has no adverts any more, is called by its number: nothing else tells it from others. */
export function NetworkLink({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const names = useNames()
  const called = useCalled('networks', id)
  const title = called?.title ?? null
  const known = called !== undefined && (called.identity !== null || title !== null)
  return (
    <Go to={formatPlace(`/networks/${id}`)}>
      {known
        ? names.identity({ identity: called.identity, title: title === null ? null : firstWords(title), places: [] })
        : t('named.otherNetwork', { id })}
    </Go>
  )
}

export function CalledSignal({ id }: { readonly id: number }) {
  const called = useCalled('signals', id)
  return <SignalLink id={id} name={called ?? { identity: null, title: null }} />
}
