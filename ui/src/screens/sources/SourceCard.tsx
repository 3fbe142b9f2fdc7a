/** One source: state and acts, what changed when it fell silent, progress, yield against expectation, and why addresses gave nothing. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SourceAct, SourceRow } from '../../../../src/contract/desk/sources.ts'
import { useChangeSource } from '../../api/operations.ts'
import type { AddressFilter } from '../../api/operations.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { SourceRest } from './SourceRest.tsx'
import { Spark } from '../../parts/Spark.tsx'

interface SourceCardProps {
  readonly source: SourceRow
  readonly operates: boolean
  readonly onAddresses: (filter: AddressFilter) => void
}

export function SourceCard({ source, operates, onAddresses }: SourceCardProps) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <article className={`panel c12 source source-${source.state}`} id={`source-${source.id}`}>
      <div className="panel-head">
        <h2>{source.name}</h2>
        <span className={`state state-${source.state}`}>
          {t([`sourceState.${source.state}`, 'sourceState.other'], { state: source.state })}
        </span>
        <span className="quiet mono small">{source.id}</span>
        {operates && !imported(source) && <SourceActs source={source} />}
      </div>
      <div className="panel-body source-body">
        {imported(source) ? (
          <p className="quiet">{t('sources.imported', { mandate: names.mandate(source.mandate) })}</p>
        ) : (
          <About source={source} />
        )}
        <SourceRest source={source} />
        <SentOn source={source} />
        <Alarms source={source} />
        {!imported(source) && <Progress source={source} />}
        <div className="source-columns">
          <Yield source={source} />
          <div className="source-why">
            <Reasons source={source} state="passed" counts={source.passed} onAddresses={onAddresses} />
            <Reasons source={source} state="refused" counts={source.refused} onAddresses={onAddresses} />
            <Reasons source={source} state="failed" counts={source.failed} onAddresses={onAddresses} />
          </div>
        </div>
      </div>
    </article>
  )
}

/** Adverts and archives that were read from files: there is no site to ask. */
function imported(source: SourceRow): boolean {
  return source.hosts.every((host) => host === 'imported.invalid')
}

/** Which acts a state offers. */
const offered: Readonly<Record<string, readonly SourceAct[]>> = {
  active: ['look-again', 'pause', 'drain', 'remove'],
  draining: ['resume', 'pause', 'remove'],
  paused: ['resume', 'remove'],
  removed: ['resume']
}

function SourceActs({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const change = useChangeSource()
  const [asked, setAsked] = useState<SourceAct | null>(null)
  return (
    <span className="push row-wrap">
      {(offered[source.state] ?? []).map((act) => (
        <Button
          key={act}
          className={act === 'remove' ? 'button-danger source-act' : 'button source-act'}
          onPress={() => setAsked(act)}
        >
          {t(`sourceAct.${act}.name`)}
        </Button>
      ))}
      {asked !== null && (
        <ReasonDialog
          title={t(`sourceAct.${asked}.title`, { name: source.name })}
          explain={t(`sourceAct.${asked}.explain`, { count: source.done })}
          action={t(`sourceAct.${asked}.name`)}
          tone={asked === 'remove' ? 'danger' : 'primary'}
          draft={`source:${source.id}:${asked}`}
          onSubmit={async (reason) => {
            const { due } = await change.mutateAsync({ source: source.id, act: asked, reason })
            announce(t(`sourceAct.${asked}.done`, { name: source.name, count: due }))
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </span>
  )
}

function About({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <p className="quiet">
      {source.hosts.join(', ')} · {t('sources.mandate', { purpose: names.mandate(source.mandate) })} ·{' '}
      {t([`robots.${source.robots}`, 'robots.other'], { robots: source.robots })} ·{' '}
      {t('sources.delay', { ms: format.number(source.delayMs) })}
      {source.sessions.length > 0 && <> · {t('sources.sessions', { names: source.sessions.join(', ') })}</>}
    </p>
  )
}

/** Where the site sends its visitors: another name of it, which is followed, or elsewhere, with the line to add. */
function SentOn({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  return source.sentOn.map(({ host, from, followed, add }) => (
    <p key={host} className={followed ? 'quiet' : 'note note-warn'}>
      {t(followed ? 'sources.sentOnFollowed' : 'sources.sentOnElsewhere', { from, host })}
      {add !== null && (
        <>
          {' '}
          <code>{add}</code>
        </>
      )}
    </p>
  ))
}

/** What changed: what it gave before, what it gives now, and what came instead. */
function Alarms({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { before, now, lastAdvertAt, turned, scripts } = source.change
  return source.alarms.map((alarm) => (
    <div key={alarm} className="note note-warn">
      <p>
        <b>{t([`alarm.${alarm}`, 'alarm.other'], { alarm })}</b>
      </p>
      {alarm === 'not-rendered' ? (
        <p>
          {t('sourceScripts.missed', { pages: format.number(scripts.pages), missed: format.number(scripts.missed) })}
        </p>
      ) : (
        <>
          {turned.pages > 0 && (
            <p>
              {t('sources.turned', {
                pages: format.number(turned.pages),
                silent: format.number(turned.pages - turned.giving),
                walls: format.number(turned.walls),
                empty: format.number(turned.empty)
              })}
            </p>
          )}
          <p>
            {t('sources.changed', {
              expected: format.number(per100(before)),
              pages: format.number(before.pages),
              adverts: format.number(now.adverts),
              newest: format.number(now.pages)
            })}{' '}
            {now.walls > 0 && t('sources.walls', { count: now.walls })}{' '}
            {now.empty > 0 && t('sources.emptyPages', { count: now.empty })}{' '}
            {t('sources.lastAdvert', { at: format.moment(lastAdvertAt) })}
          </p>
        </>
      )}
    </div>
  ))
}

function Progress({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const known = source.done + source.due
  return (
    <div className="source-progress">
      <progress
        max={Math.max(1, known)}
        value={source.done}
        aria-label={t('sources.progressOf', { name: source.name })}
      />
      <span>
        {t('sources.doneOf', {
          done: format.number(source.done),
          known: format.number(known),
          due: format.number(source.due)
        })}
      </span>
      <span className="quiet">{t('sources.last', { at: format.moment(source.lastAt) })}</span>
    </div>
  )
}

/** From captures to signals, adverts a week, and the newest pages against what those before let one expect. */
function Yield({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { before, now } = source.change
  const figures: readonly (readonly [string, string])[] = [
    ['captures', format.number(source.captures)],
    ['adverts', format.number(source.adverts)],
    ['networks', format.number(source.networks)],
    ['signals', format.number(source.signals)],
    ['bytes', format.size(source.bytes)]
  ]
  const most = Math.max(1, per100(before), per100(now))
  return (
    <section aria-label={t('sources.yield')}>
      <dl className="facts-line">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`sources.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('sources.weeks')}</dt>
          <dd>
            <Spark weeks={source.weeks} />
          </dd>
        </div>
      </dl>
      {before.pages > 0 && (
        <dl className="expected">
          {(
            [
              ['expected', before],
              ['given', now]
            ] as const
          ).map(([name, of]) => (
            <div key={name}>
              <dt>{t(`sources.${name}`, { count: of.pages })}</dt>
              <dd>
                <meter min={0} max={most} value={per100(of)} aria-label={t(`sources.${name}`, { count: of.pages })} />
                <span className="number">{t('sources.per100', { share: format.number(per100(of)) })}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function per100({ pages, adverts }: SourceRow['change']['now']): number {
  return pages === 0 ? 0 : (100 * adverts) / pages
}

interface ReasonsProps {
  readonly source: SourceRow
  readonly state: AddressFilter['state']
  readonly counts: Readonly<Record<string, number>>
  readonly onAddresses: (filter: AddressFilter) => void
}

function Reasons({ source, state, counts, onAddresses }: ReasonsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const pairs = Object.entries(counts).toSorted((a, b) => b[1] - a[1])
  const words = state === 'passed' ? 'pageKind' : 'because'
  return (
    <div className="source-reasons">
      <span>{t(`sources.${state}`, { count: pairs.reduce((sum, [, count]) => sum + count, 0) })}</span>
      {pairs.map(([reason, count]) => (
        <Button
          key={reason}
          className="chip chip-button"
          onPress={() => onAddresses({ source: source.id, state, reason })}
        >
          {t([`${words}.${reason}`, `${words}.other`], { reason })} <b>{format.number(count)}</b>
          <span className="visually-hidden"> {t('sources.showAddresses', { count })}</span>
        </Button>
      ))}
    </div>
  )
}
