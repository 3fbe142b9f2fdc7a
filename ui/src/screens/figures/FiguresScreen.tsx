/** Cijfers: published figures by topic and series, every value with its publication, beside what changed later and why reports fell. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FigureSeries } from '../../../../src/contract/figures/figures.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useFigures, useFigureSeries, useFigureTables } from '../../api/figures/figures.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { readsContent } from '../../frame/roles.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Parts } from '../../parts/Parts.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { YearReport } from './beside/YearReport.tsx'
import { DuePanel } from './beside/DuePanel.tsx'
import { FigureChart } from './FigureChart.tsx'
import { ChangesPanel, FallsPanel, SeveralPanel, ValuesPanel } from './FigurePanels.tsx'
import { CalibrationPart } from './CalibrationPart.tsx'
import { ChainPart } from './ChainPart.tsx'
import { RulesPart } from './RulesPart.tsx'
import { TablesPart } from './TablesPart.tsx'
import { TakeInDialog } from './TakeInDialog.tsx'
import './figures.css'

const topics = ['victims', 'police', 'prosecution', 'other', 'tables', 'chain', 'calibration'] as const

export function FiguresScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const figures = useFigures()
  const [taking, setTaking] = useState(false)
  const all = figures.data?.series ?? []
  const tables = useFigureTables().data?.tables ?? []
  const shown = topics.filter((topic) =>
    topic === 'chain' || topic === 'calibration'
      ? readsContent(session.user.role) || (topic === 'calibration' && session.user.role === 'auditor')
      : topic === 'tables'
        ? tables.length > 0
        : all.some((one) => one.topic === topic)
  )
  const topic = shown.find((one) => one === query['topic']) ?? shown[0]
  const ofTopic = all.filter((one) => one.topic === topic)
  const chosen = ofTopic.find((one) => one.id === query['series']) ?? ofTopic[0]
  return (
    <div className="page figures">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('figures.title')}</h1>
          <p>{t('figures.about')}</p>
        </div>
        {session.user.role === 'coordinator' && (
          <Button onPress={() => setTaking(true)}>
            <Icon name="download" /> {t('figures.takeIn')}
          </Button>
        )}
        {all.length > 0 && <YearReport series={all} />}
      </header>
      {figures.isPending && <Loading what={t('figures.title')} lines={8} />}
      {figures.isError && <ProblemNote error={figures.error} retry={() => void figures.refetch()} />}
      {topic !== undefined && (
        <div className="row-wrap figure-ask">
          {shown.length > 1 && (
            <Parts
              label={t('figures.topics')}
              path="/figures"
              names={shown}
              says={(one) => t(`figures.topic-${one}`)}
              shown={topic}
              query="topic"
            />
          )}
          {chosen !== undefined && (
            <>
              <WhichSeries series={ofTopic} chosen={chosen.id} />
              <Downloads series={chosen.id} />
            </>
          )}
        </div>
      )}
      {figures.isSuccess && <DuePanel due={figures.data.due} />}
      {chosen !== undefined && <Series key={chosen.id} of={chosen} mayWrite={session.user.role === 'coordinator'} />}
      {topic === 'tables' && <TablesPart tables={tables} />}
      {topic === 'chain' && figures.isSuccess && <ChainPart />}
      {topic === 'calibration' && <CalibrationPart overAll={session.user.role === 'auditor'} />}
      {topic === 'calibration' && readsContent(session.user.role) && <RulesPart session={session} />}
      {figures.isSuccess && all.length + tables.length === 0 && (
        <Empty title={t('figures.none')}>
          <p>{t('figures.noneNext')}</p>
        </Empty>
      )}
      {taking && <TakeInDialog onClose={() => setTaking(false)} />}
    </div>
  )
}

function WhichSeries({ series, chosen }: { readonly series: readonly FigureSeries[]; readonly chosen: string }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  return (
    <label className="field field-row">
      <span>{t('figures.series')}</span>
      <select value={chosen} onChange={(event) => refine({ series: event.target.value })}>
        {series.map((one) => (
          <option key={one.id} value={one.id}>
            {words(one.title)}
          </option>
        ))}
      </select>
    </label>
  )
}

const forms = [
  ['csv', 'CSV'],
  ['sdmx', 'SDMX-CSV'],
  ['json-stat', 'JSON-stat']
] as const

function Downloads({ series }: { readonly series: string }) {
  return (
    <span className="row-wrap push no-print">
      {forms.map(([form, name]) => (
        <a key={form} className="button button-small" href={`/api/figures/${series}/${form}`} download>
          <Icon name="download" /> {name}
        </a>
      ))}
    </span>
  )
}

function Series({ of, mayWrite }: { readonly of: FigureSeries; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const page = useFigureSeries(of.id)
  if (page.isPending) return <Loading what={words(of.title)} lines={8} />
  if (page.isError) return <ProblemNote error={page.error} retry={() => void page.refetch()} />
  return (
    <div className="grid">
      <Panel columns={8} title={words(of.title)} note={t(`figures.kind-${of.kind}`)}>
        <FigureChart page={page.data} title={words(of.title)} />
      </Panel>
      <ChangesPanel page={page.data} />
      <SeveralPanel page={page.data} />
      <FallsPanel page={page.data} />
      <ValuesPanel page={page.data} mayWrite={mayWrite} />
    </div>
  )
}
