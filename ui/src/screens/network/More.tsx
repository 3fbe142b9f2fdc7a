/** Below the panels of a network: what waits for a person, values that join nothing, judgements, pictures of its past. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Network } from '../../../../src/contract/desk/networks.ts'
import { useHubs, useMerges, useNetwork } from '../../api/networks.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Go, usePlace } from '../../place/place.tsx'
import { HubList } from '../links/HubList.tsx'
import { Merges } from '../links/Merges.tsx'
import { Person } from '../../names/Named.tsx'
import { AsOf } from './AsOf.tsx'
import { Events } from './Events.tsx'
import type { Room } from './room.ts'

interface MoreProps {
  readonly room: Room
  readonly onSay: (saying: Saying) => void
}

export function More({ room, onSay }: MoreProps) {
  const { t } = useTranslation()
  const day = usePlace().query['at'] ?? ''
  const { id } = room.picture
  const network = useNetwork(id, day)
  return (
    <div className="net-more">
      <WaitingHere network={id} onSay={onSay} />
      <HubsHere network={id} onSay={onSay} />
      {network.isPending && <Loading what={t('network.events')} />}
      {network.isError && <ProblemNote error={network.error} retry={() => void network.refetch()} />}
      {network.isSuccess && (
        <>
          <Block title={t('judge.list')}>
            <Judgements room={room} network={network.data} onUndo={(judgement) => onSay({ kind: 'undo', judgement })} />
          </Block>
          <Block title={t('network.events')}>
            <Events events={network.data.events} network={id} />
          </Block>
          <Block title={t('asOf.title')}>
            <AsOf network={id} day={day} then={network.data.asOf} />
          </Block>
        </>
      )}
    </div>
  )
}

interface HereProps {
  readonly network: number
  readonly onSay: (saying: Saying) => void
}

/** Merges of this network that wait for a person; nothing when there are none. */
function WaitingHere({ network, onSay }: HereProps) {
  const { t } = useTranslation()
  const merges = (useMerges().data?.merges ?? []).filter((one) => one.networkA === network || one.networkB === network)
  if (merges.length === 0) return null
  return (
    <Block title={t('merge.title')} wide>
      <p className="quiet">{t('merge.lead')}</p>
      <Merges merges={merges} onSay={onSay} />
    </Block>
  )
}

/** Values that members carry and that join nothing: why some links were not made. */
function HubsHere({ network, onSay }: HereProps) {
  const { t } = useTranslation()
  const hubs = useHubs(network).data?.hubs ?? []
  if (hubs.length === 0) return null
  return (
    <Block title={t('hub.here')} wide>
      <p className="quiet">
        {t('hub.lead')} <Go to="/links">{t('hub.all')}</Go>
      </p>
      <HubList hubs={hubs} onSay={onSay} />
    </Block>
  )
}

interface BlockProps {
  readonly title: string
  readonly wide?: boolean
  readonly children: ReactNode
}

function Block({ title, wide = false, children }: BlockProps) {
  return (
    <section className={wide ? 'panel block block-wide' : 'panel block'}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <div className="panel-body">{children}</div>
    </section>
  )
}

interface JudgementsProps {
  readonly room: Room
  readonly network: Network
  readonly onUndo: (judgement: number) => void
}

function Judgements({ room, network, onUndo }: JudgementsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOf = (advert: number): string => {
    const member = room.byAdvert.get(advert)
    return member === undefined ? t('advert.number', { id: advert }) : room.words.advert(member)
  }
  if (network.judgements.length === 0) return <p className="quiet">{t('judge.none')}</p>
  return (
    <ol className="timeline">
      {network.judgements.map((one) => (
        <li key={one.id} className={one.undone ? 'undone' : ''}>
          <strong>{t([`judgement.${one.kind}`, 'judgement.other'], { kind: one.kind })}</strong>{' '}
          {[one.a, one.b].map(
            (advert, at) =>
              advert !== null && (
                <span key={at}>
                  {at > 0 && ' – '}
                  <Go to={`/adverts/${advert}`}>{nameOf(advert)}</Go>
                </span>
              )
          )}{' '}
          <span className="quiet">
            <Person id={one.by} /> · {format.moment(one.at)}
          </span>
          <p className="said">{one.reason}</p>
          {one.undone ? (
            <span className="tag">{t('judge.isUndone')}</span>
          ) : (
            <Button
              className="button-small"
              onPress={() => onUndo(one.id)}
              aria-label={t('judge.undoNo', { id: one.id })}
            >
              {t('judge.undo')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
