/** The history of a network in words: made, merged with, split off, what waited, and what people said. Newest first. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NetworkEvent } from '../../../../src/contract/desk/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { NetworkLink } from '../../names/CalledLink.tsx'
import { Value } from '../../names/Named.tsx'
import { Go } from '../../place/place.tsx'

/** A network that joined and parted often would push what stands beside it off the screen. */
const firstShown = 8

export function Events({ events, network }: { readonly events: readonly NetworkEvent[]; readonly network: number }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (events.length === 0) return <p className="quiet">{t('network.noEvents')}</p>
  return (
    <>
      <ol className="timeline">
        {events.slice(0, all ? undefined : firstShown).map((event, at) => (
          <Event key={at} event={event} network={network} />
        ))}
      </ol>
      {!all && events.length > firstShown && (
        <Button className="more" onPress={() => setAll(true)}>
          {t('members.showMore', { shown: firstShown, count: events.length })}
        </Button>
      )}
    </>
  )
}

function Event({ event, network }: { readonly event: NetworkEvent; readonly network: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const others = event.networks.filter((id) => id !== network)
  return (
    <li>
      <strong>{t([`networkEvent.${event.kind}`, 'networkEvent.other'], { kind: event.kind })}</strong>{' '}
      {others.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <NetworkLink id={id} />
        </span>
      ))}
      {event.adverts.map((id, at) => (
        <span key={id}>
          {(at > 0 || others.length > 0) && ', '}
          <Go to={`/adverts/${id}`}>{t('advert.number', { id })}</Go>
        </span>
      ))}
      {event.value !== null && (
        <>
          {others.length + event.adverts.length > 0 && ' · '}
          <Value value={event.value} />
        </>
      )}{' '}
      {event.because !== '' && (
        <span className="quiet">
          {t([`eventBecause.${event.because}`, 'eventBecause.other'], { because: event.because })}{' '}
        </span>
      )}
      <time dateTime={event.at}>{format.moment(event.at)}</time>
    </li>
  )
}
