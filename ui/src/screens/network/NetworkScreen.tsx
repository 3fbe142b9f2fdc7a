/** Netwerk: adverts that may come from one hand, why, and the way to say that two of them do not. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Network } from '../../../../src/web/contract.ts'
import { useJudge, useNetwork } from '../../api/networks.ts'
import type { Judge } from '../../api/networks.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Go } from '../../place/place.tsx'
import { LinksTable } from './LinksTable.tsx'
import { MembersTable } from './MembersTable.tsx'
import './network.css'

/** What a person is about to say: the reason is still to come. */
type Saying =
  | { readonly kind: 'different'; readonly a: number; readonly b: number }
  | { readonly kind: 'undo'; readonly judgement: number }

export function NetworkScreen({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const network = useNetwork(id)
  const judge = useJudge()
  const [saying, setSaying] = useState<Saying | null>(null)
  return (
    <div className="page network">
      <Button className="button-quiet back" onPress={() => window.history.back()}>
        ← {t('notice.back')}
      </Button>
      <h1 tabIndex={-1}>{t('network.link', { id })}</h1>
      {network.isPending && <Loading what={t('nav.network')} />}
      {network.isError && <ProblemNote error={network.error} retry={() => void network.refetch()} />}
      {network.isSuccess && (
        <>
          <p className="quiet">
            {t('queue.adverts', { count: network.data.adverts })} · {format.day(network.data.firstSeen)} –{' '}
            {format.day(network.data.lastSeen)}
            {network.data.signal !== null && (
              <>
                {' · '}
                <Go to={`/signals?signal=${network.data.signal}&state=all`}>
                  {t('queue.rowTitle', { id: network.data.signal })}
                </Go>
              </>
            )}
          </p>
          <p className="quiet">{t('network.lead')}</p>
          <Content network={network.data} onSay={setSaying} />
        </>
      )}
      {saying !== null && (
        <ReasonDialog
          title={saying.kind === 'undo' ? t('judge.undoTitle') : t('judge.title', { a: saying.a, b: saying.b })}
          explain={t(saying.kind === 'undo' ? 'judge.undoExplain' : 'judge.explain')}
          action={t(saying.kind === 'undo' ? 'judge.undo' : 'judge.action')}
          tone={saying.kind === 'undo' ? 'primary' : 'danger'}
          draft={`judge:${saying.kind === 'undo' ? saying.judgement : `${saying.a}:${saying.b}`}`}
          onSubmit={async (reason) => {
            const said: Judge = { ...saying, reason }
            await judge.mutateAsync(said)
            announce(t(saying.kind === 'undo' ? 'judge.undone' : 'judge.done'))
          }}
          onClose={() => setSaying(null)}
        />
      )}
    </div>
  )
}

function Content({ network, onSay }: { readonly network: Network; readonly onSay: (saying: Saying) => void }) {
  const { t } = useTranslation()
  return (
    <div className="network-grid">
      <Block title={t('members.title')} wide>
        <MembersTable network={network} onDifferent={(a, b) => onSay({ kind: 'different', a, b })} />
      </Block>
      <Block title={t('links.title')} wide>
        <LinksTable links={network.links} onDifferent={(a, b) => onSay({ kind: 'different', a, b })} />
      </Block>
      {network.template !== null && (
        <Block title={t('template.title')}>
          <Template template={network.template} />
        </Block>
      )}
      <Block title={t('judge.list')}>
        <Judgements network={network} onUndo={(judgement) => onSay({ kind: 'undo', judgement })} />
      </Block>
      <Block title={t('network.events')}>
        <Events network={network} />
      </Block>
    </div>
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

function Events({ network }: { readonly network: Network }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (network.events.length === 0) return <p className="quiet">{t('network.noEvents')}</p>
  return (
    <ol className="timeline">
      {network.events.slice(0, 200).map((event, at) => (
        <li key={at}>
          <strong>{t([`networkEvent.${event.kind}`, 'networkEvent.other'], { kind: event.kind })}</strong>{' '}
          <time dateTime={event.at}>{format.moment(event.at)}</time>{' '}
          <span className="quiet small mono wrap">
            {Object.entries(event.detail)
              .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  )
}
