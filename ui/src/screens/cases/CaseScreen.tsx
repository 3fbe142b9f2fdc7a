/** One case: its question and where it stands, then its items, its people and what was done in it, each in a tab. */
import { lazy, Suspense, useState } from 'react'
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case, CaseOutcome } from '../../../../src/contract/cases/cases.ts'
import { useCase, useCaseAct } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { CaseReferrals } from '../referrals/Referrals.tsx'
import { Items } from './Items.tsx'
import { Notes } from '../case-work/Notes.tsx'
import { People } from './People.tsx'
import { Dossiers } from '../dossier/Dossiers.tsx'
import { FlagBand, Subjects } from '../case-work/Subjects.tsx'
import { Tasks } from '../case-work/Tasks.tsx'
import { Timeline } from './Timeline.tsx'
import { loadWords } from '../../words/words.ts'
import './cases.css'

const CaseDisclosures = lazy(async () => {
  const [part] = await Promise.all([import('../partners/CaseDisclosures.tsx'), loadWords('partners')])
  return { default: part.CaseDisclosures }
})

const CaseConferences = lazy(async () => {
  const [part] = await Promise.all([import('../partners/CaseConferences.tsx'), loadWords('partners')])
  return { default: part.CaseConferences }
})

const CaseHandling = lazy(async () => {
  const [part] = await Promise.all([import('../partners/CaseHandling.tsx'), loadWords('partners')])
  return { default: part.CaseHandling }
})

const CaseBarriers = lazy(async () => {
  const [part] = await Promise.all([import('../barriers/CaseBarriers.tsx'), loadWords('barriers')])
  return { default: part.CaseBarriers }
})

const states = ['open', 'at-prosecutor', 'closed'] as const
const outcomes: readonly CaseOutcome[] = [
  'judged',
  'dismissed',
  'not-enough-evidence',
  'other-intervention',
  'handed-over',
  'no-offence'
]

const tabs = [
  'items',
  'subjects',
  'tasks',
  'notes',
  'referrals',
  'disclosures',
  'barriers',
  'people',
  'dossiers',
  'timeline'
] as const

export function CaseScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const found = useCase(id)
  const one = found.data
  return (
    <div className="page">
      <p>
        <Go to="/cases">{t('case.back')}</Go>
      </p>
      {found.isPending && <Loading what={t('nav.cases')} lines={6} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {one !== undefined && (
        <>
          <Head one={one} />
          <FlagBand subjects={one.subjects} />
          <Tabs
            selectedKey={tabs.find((one) => one === query['tab']) ?? 'items'}
            onSelectionChange={(tab) => refine({ tab: tab === 'items' ? null : String(tab) })}
          >
            <PartTabs one={one} />
            <TabPanel id="items">
              <Items one={one} />
            </TabPanel>
            <TabPanel id="subjects">
              <Subjects one={one} />
            </TabPanel>
            <TabPanel id="tasks">
              <Tasks one={one} />
            </TabPanel>
            <TabPanel id="notes">
              <Notes one={one} />
            </TabPanel>
            <TabPanel id="referrals">
              <CaseReferrals one={one} />
            </TabPanel>
            <TabPanel id="disclosures">
              <Suspense fallback={<Loading what={t('case.disclosures')} lines={3} />}>
                <div className="stack">
                  <CaseDisclosures one={one} />
                  <CaseConferences one={one} />
                  <CaseHandling one={one} />
                </div>
              </Suspense>
            </TabPanel>
            <TabPanel id="barriers">
              <Suspense fallback={<Loading what={t('case.barriers')} lines={6} />}>
                <CaseBarriers one={one} />
              </Suspense>
            </TabPanel>
            <TabPanel id="people">
              <People one={one} />
            </TabPanel>
            <TabPanel id="dossiers">
              <Dossiers one={one} />
            </TabPanel>
            <TabPanel id="timeline">
              <Timeline id={one.id} />
            </TabPanel>
          </Tabs>
        </>
      )}
    </div>
  )
}

function PartTabs({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  return (
    <TabList className="tab-list" aria-label={t('case.parts')}>
      <Tab id="items">{t('case.tabItems', { count: one.items })}</Tab>
      <Tab id="subjects">{t('case.tabSubjects', { count: one.subjects.length })}</Tab>
      <Tab id="tasks">{t('case.tabTasks', { count: one.tasks })}</Tab>
      <Tab id="notes">{t('case.tabNotes')}</Tab>
      <Tab id="referrals">{t('case.referrals')}</Tab>
      <Tab id="disclosures">{t('case.disclosures')}</Tab>
      <Tab id="barriers">{t('case.barriers')}</Tab>
      <Tab id="people">{t('case.tabPeople', { count: one.members })}</Tab>
      <Tab id="dossiers">{t('dossier.title')}</Tab>
      <Tab id="timeline">{t('case.tabTimeline')}</Tab>
    </TabList>
  )
}

function Head({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [doing, setDoing] = useState<'close' | 'reopen' | 'extend' | null>(null)
  return (
    <>
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{one.title}</h1>
          <p>{one.purpose}</p>
        </div>
        <div className="row row-wrap">
          {one.mine.includes('change') && one.state !== 'closed' && (
            <Button onPress={() => setDoing('extend')}>{t('case.extend')}</Button>
          )}
          {one.mine.includes('close') && (
            <Button onPress={() => setDoing(one.state === 'closed' ? 'reopen' : 'close')}>
              {t(one.state === 'closed' ? 'case.reopen' : 'case.close')}
            </Button>
          )}
        </div>
      </header>
      <ol className="case-steps" aria-label={t('case.where')}>
        {states.map((state) => (
          <li key={state} aria-current={state === one.state ? 'step' : undefined}>
            {t(`case.state-${state}`)}
          </li>
        ))}
      </ol>
      <dl className="kv">
        <dt>{t('case.lead')}</dt>
        <dd>
          {names.person(one.lead)} {one.leadGone && <span className="tag tag-warn">{t('case.leadGone')}</span>}
        </dd>
        <dt>{t('case.basis')}</dt>
        <dd>{one.basis}</dd>
        <dt>{t('case.until')}</dt>
        <dd>
          {format.day(one.until)}{' '}
          {one.ended && one.state !== 'closed' && <span className="tag tag-warn">{t('case.ended')}</span>}
        </dd>
        <dt>{t('case.opened')}</dt>
        <dd>{t('case.by', { by: names.person(one.openedBy), at: format.moment(one.openedAt) })}</dd>
        {one.closedAt !== null && one.outcome !== null && (
          <>
            <dt>{t('case.outcome')}</dt>
            <dd>
              {t(`case.outcome-${one.outcome}`)},{' '}
              {t('case.by', { by: names.person(one.closedBy ?? ''), at: format.moment(one.closedAt) })}
            </dd>
          </>
        )}
      </dl>
      {doing !== null && <StateDialog one={one} act={doing} onClose={() => setDoing(null)} />}
    </>
  )
}

interface StateProps {
  readonly one: Case
  readonly act: 'close' | 'reopen' | 'extend'
  readonly onClose: () => void
}

/** Closing, reopening, or another last day: each with its reason, against the version that was read. */
function StateDialog({ one, act, onClose }: StateProps) {
  const { t } = useTranslation()
  const send = useCaseAct(one.id)
  const [outcome, setOutcome] = useState<CaseOutcome>('not-enough-evidence')
  const [until, setUntil] = useState(one.until)
  const { version } = one
  const more = { close: { outcome }, reopen: {}, extend: { until } }[act]
  return (
    <ReasonDialog
      title={t(`case.${act}`)}
      explain={t(`case.${act}Explain`)}
      action={t(`case.${act}`)}
      draft={`case-${act}:${one.id}`}
      onSubmit={async (reason) => {
        const body = { version, reason, ...more }
        await send.mutateAsync({ act: act === 'extend' ? 'change' : act, body })
      }}
      onClose={onClose}
    >
      {act === 'close' && (
        <Choice
          label={t('case.outcome')}
          values={outcomes}
          value={outcome}
          says={(value) => t(`case.outcome-${value}`)}
          onChange={setOutcome}
        />
      )}
      {act === 'extend' && <DayField label={t('case.until')} value={until} onChange={setUntil} />}
    </ReasonDialog>
  )
}
