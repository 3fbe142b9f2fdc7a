/** The first screen of analysts, detectives and coordinators: fourteen days, what is new, what is theirs, what waits for a second person. */
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useCounts } from '../../api/home.ts'
import { useChangeSearch } from '../../api/saved.ts'
import { useFormat } from '../../frame/format.ts'
import { firstWords } from '../../names/naming.ts'
import { useAdvertOnSite } from '../../names/useAdvertOnSite.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Spark } from '../../parts/Spark.tsx'
import { Step } from '../../parts/Step.tsx'
import { Go } from '../../place/place.tsx'
import { loadWords } from '../../words/words.ts'
import { savedPlace } from '../search/saved-place.ts'

const News = lazy(async () => {
  const [part] = await Promise.all([import('../search/News.tsx'), loadWords('content')])
  return { default: part.News }
})

type Content = NonNullable<Home['content']>

interface ContentPanelsProps {
  readonly content: Content
  /** Yesterday. */
  readonly since: string
}

export function ContentPanels({ content, since }: ContentPanelsProps) {
  const { t } = useTranslation()
  const fresh = content.fresh.length > 0
  return (
    <>
      <Panel columns={8} title={t('home.fortnight')} note={t('home.fortnightNote')}>
        <Figures
          of={[
            ['newSignals', content.newSignals],
            ['open', content.open],
            ['mine', content.mine.length],
            ['newAdverts', content.newAdverts],
            ['erasedSoon', content.erasedSoon]
          ]}
        />
        {content.days.some((count) => count > 0) ? (
          <Days days={content.days} since={since} />
        ) : (
          <p className="quiet home-none">{t('home.noneFound')}</p>
        )}
      </Panel>
      <Panel
        columns={8}
        title={t(fresh ? 'home.fresh' : 'home.next')}
        bare
        tools={
          <Go className="small" to="/signals">
            {t('home.wholeQueue')}
          </Go>
        }
      >
        <Signals rows={fresh ? content.fresh : content.next} none={t('home.nothingNew')} />
      </Panel>
      <Panel columns={8} title={t('home.mineTitle')} bare>
        <Signals rows={content.mine} none={t('home.nothingMine')} />
      </Panel>
    </>
  )
}

/** Beside them: what waits for a second person, what came in for followed searches, and what others answered. */
export function ContentAside({ content }: { readonly content: Content }) {
  const { t } = useTranslation()
  return (
    <>
      <Panel columns={4} title={t('home.second')} note={t('home.secondNote')} bare>
        <Signals rows={content.toConfirm} none={t('home.nothingToConfirm')} />
        <Merges />
        {content.requests.length > 0 && (
          <p className="panel-body">
            <Go to="/requests">{t('home.requests', { count: content.requests.length })}</Go>
          </p>
        )}
      </Panel>
      {content.watches.length > 0 && (
        <Panel columns={4} title={t('home.watches')} note={t('home.watchesNote')} bare>
          <Watches watches={content.watches} />
        </Panel>
      )}
      {(content.escalated.length > 0 || content.answers.length > 0) && (
        <Panel columns={4} title={t('home.answers')} bare>
          <Signals rows={content.escalated} none="" />
          <Answers answers={content.answers} />
        </Panel>
      )}
    </>
  )
}

/** What came in for followed searches since one looked: a line each, however much it was. */
function Watches({ watches }: { readonly watches: Content['watches'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const change = useChangeSearch()
  return (
    <ul className="panel-body stack">
      {watches.map((one) => (
        <li key={one.id}>
          <Go to={savedPlace(one)} onClick={() => change.mutate({ id: one.id, act: 'seen' })}>
            {one.name}
          </Go>
          <p className="quiet small">
            {t('home.watchNews', {
              fresh: t('home.watchFresh', { count: one.news.fresh }),
              changed: t('home.watchChanged', { count: one.news.changed }),
              sites: one.news.sites
                .slice(0, 3)
                .map((one) => names.site(one.site))
                .join(', '),
              since: format.moment(one.news.since)
            })}
          </p>
          <Suspense fallback={null}>
            <News id={one.id} name={one.name} />
          </Suspense>
        </li>
      ))}
    </ul>
  )
}

/** Merges that wait for a person. */
function Merges() {
  const { t } = useTranslation()
  const waiting = useCounts(true).data?.merges ?? 0
  if (waiting === 0) return null
  return (
    <p className="panel-body">
      <Go to="/links">{t('home.merges', { count: waiting })}</Go>
    </p>
  )
}

export function Figures({ of }: { readonly of: readonly (readonly [string, number])[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <dl className="facts-line">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`home.figure-${name}`)}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Bars of the last fourteen days, today last. */
function Days({ days, since }: { readonly days: readonly number[]; readonly since: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const most = Math.max(1, ...days)
  const dayOf = (at: number): string =>
    format.dayMonth(new Date(Date.parse(since) - (days.length - 2 - at) * 86_400_000).toISOString())
  return (
    <>
      <div className="hist hist-tall" role="img" aria-label={t('home.days', { counts: days.join(', ') })}>
        {days.map((count, at) => (
          <span key={at} className={at === days.length - 1 ? 'on' : undefined} title={`${dayOf(at)}: ${count}`}>
            <i className="bar-open" style={{ height: `${Math.max(count === 0 ? 0 : 3, (100 * count) / most)}%` }} />
          </span>
        ))}
      </div>
      <p className="hist-axis" aria-hidden="true">
        <span>{dayOf(0)}</span>
        <span>{t('home.todayIs', { count: days.at(-1) ?? 0 })}</span>
      </p>
    </>
  )
}

function Signals({ rows, none }: { readonly rows: readonly SignalRow[]; readonly none: ReactNode }) {
  if (rows.length === 0) return none === '' ? null : <p className="panel-body quiet">{none}</p>
  return (
    <ul className="divide">
      {rows.map((row) => (
        <SignalItem key={row.id} row={row} />
      ))}
    </ul>
  )
}

function SignalItem({ row }: { readonly row: SignalRow }) {
  const { t } = useTranslation()
  const names = useNames()
  const title = row.title === null ? null : firstWords(row.title, 10)
  const kinds = [
    row.class === null ? '' : t([`class.${row.class}`, 'class.other']),
    ...row.forms.map((form) => t(`form.${form}`)),
    names.places(row.places, 3)
  ]
  return (
    <li className="item">
      <div>
        <Go className="item-title" to={`/signals?signal=${row.id}&state=all`}>
          {names.identity({ identity: row.identity, title, places: row.places })}
        </Go>{' '}
        {row.fresh !== null && row.fresh > 0 && (
          <span className="tag tag-new">{t('queue.fresh', { count: row.fresh })}</span>
        )}
        {title !== null && row.identity !== null && <p className="soft wrap">{title}</p>}
        <p className="small soft">{kinds.filter((one) => one !== '').join(' · ')}</p>
      </div>
      <div className="home-right">
        {row.weeks !== null && <Spark weeks={row.weeks.counts} />}
        {row.evidence !== null && <Step evidence={row.evidence} />}
      </div>
    </li>
  )
}

function Answers({ answers }: Pick<Content, 'answers'>) {
  const { t } = useTranslation()
  const advertOf = useAdvertOnSite()
  return (
    <ul className="divide">
      {answers.map((answer) => (
        <li key={answer.id} className="item">
          <Go className="item-title" to={`/adverts/${answer.advert}`}>
            {advertOf(answer)}
          </Go>
          <span className={`tag request-${answer.state}`}>{t(`request.state-${answer.state}`)}</span>
          {answer.decidedBecause !== null && <p className="small soft">{answer.decidedBecause}</p>}
        </li>
      ))}
    </ul>
  )
}
