/** Netwerk: adverts that may come from one hand, why, and the way to say that two of them do not. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Network } from '../../../../src/contract/networks.ts'
import { useHubs, useMerges, useNetwork } from '../../api/networks.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { firstWords, identityOf, titleOf } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Go, usePlace } from '../../place/place.tsx'
import { HubList } from '../links/HubList.tsx'
import { JudgeDialog } from '../links/JudgeDialog.tsx'
import { Merges } from '../links/Merges.tsx'
import '../links/links.css'
import { AsOf } from './AsOf.tsx'
import { Events } from './Events.tsx'
import { LinksTable } from './LinksTable.tsx'
import { MembersTable } from './MembersTable.tsx'
import { NetworkPictures } from './NetworkPictures.tsx'
import './network.css'

export function NetworkScreen({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const day = usePlace().query['at'] ?? ''
  const network = useNetwork(id, day)
  const names = useNames()
  const nameOf = (of: Network): string =>
    names.identity({
      identity: of.identity ?? identityOf(of.links),
      title: of.title === null ? titleOf(of.members) : firstWords(of.title, 8),
      places: []
    })
  const [saying, setSaying] = useState<Saying | null>(null)
  return (
    <div className="page network">
      <Button className="button-quiet back" onPress={() => window.history.back()}>
        ← {t('notice.back')}
      </Button>
      <h1 tabIndex={-1}>{network.isSuccess ? nameOf(network.data) : t('network.of')}</h1>
      {network.isPending && <Loading what={t('nav.network')} />}
      {network.isError && <ProblemNote error={network.error} retry={() => void network.refetch()} />}
      {network.isSuccess && (
        <>
          <p className="quiet">
            {t('queue.adverts', { count: network.data.adverts })} ·{' '}
            {network.data.posted === null
              ? format.period(network.data.firstSeen, network.data.lastSeen)
              : t('network.posted', {
                  period: format.period(network.data.posted.from, network.data.posted.to)
                })}
            {network.data.signal !== null && (
              <>
                {' · '}
                <Go to={`/signals?signal=${network.data.signal}&state=all`}>{t('advert.toSignal')}</Go>
              </>
            )}
          </p>
          <p className="quiet">{t('network.lead')}</p>
          <Content network={network.data} day={day} onSay={setSaying} />
        </>
      )}
      {saying !== null && <JudgeDialog saying={saying} onClose={() => setSaying(null)} />}
    </div>
  )
}

interface ContentProps {
  readonly network: Network
  readonly day: string
  readonly onSay: (saying: Saying) => void
}

function Content({ network, day, onSay }: ContentProps) {
  const { t } = useTranslation()
  const different = (a: number, b: number): void => onSay({ kind: 'different', a, b })
  return (
    <div className="network-grid">
      <WaitingHere network={network.id} onSay={onSay} />
      <NetworkPictures network={network} />
      <Block title={t('members.title')} wide>
        <MembersTable network={network} onDifferent={different} />
      </Block>
      <Block title={t('links.title')} wide>
        <LinksTable links={network.links} onDifferent={different} onSay={onSay} />
      </Block>
      <HubsHere network={network.id} onSay={onSay} />
      {network.template !== null && (
        <Block title={t('template.title')}>
          <Template template={network.template} />
        </Block>
      )}
      <Block title={t('judge.list')}>
        <Judgements network={network} onUndo={(judgement) => onSay({ kind: 'undo', judgement })} />
      </Block>
      <Block title={t('network.events')}>
        <Events events={network.events} network={network.id} />
      </Block>
      <Block title={t('asOf.title')}>
        <AsOf network={network.id} day={day} then={network.asOf} />
      </Block>
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

function Block({
  title,
  wide = false,
  children
}: {
  readonly title: string
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className={wide ? 'block block-wide' : 'block'}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** The text that members share; what varies stands in a named slot. */
function Template({ template }: { readonly template: NonNullable<Network['template']> }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="quiet">{t('template.shared', { count: template.members })}</p>
      <div className="marked-text" lang="">
        {template.parts.map((part, at) =>
          part.slot ? (
            <span key={at} className="slot">
              {part.text === '' ? t('template.slot') : part.text}
              <span className="fact-label">{t('template.varies')}</span>
            </span>
          ) : (
            <span key={at}>{part.text}</span>
          )
        )}
      </div>
    </>
  )
}

function Judgements({ network, onUndo }: { readonly network: Network; readonly onUndo: (judgement: number) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
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
                  <Go to={`/adverts/${advert}`}>{advert}</Go>
                </span>
              )
          )}{' '}
          <span className="quiet">
            {one.by} · {format.moment(one.at)}
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
