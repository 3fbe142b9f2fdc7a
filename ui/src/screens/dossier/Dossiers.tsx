/** Dossiers of a case: what would leave, asking for one with its reason, how far it is, and those that were made with their digests. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import { useCancelJob, useDossierAsk, useDossierPreview, useDossiers, useJobs } from '../../api/cases/dossiers.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { KeyList } from './KeyList.tsx'

export function Dossiers({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const found = useDossiers(one.id)
  const [asking, setAsking] = useState(false)
  const may = one.mine.includes('change')
  if (found.isPending) return <Loading what={t('dossier.title')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { dossiers, fingerprint } = found.data
  return (
    <div className="stack">
      <Panel
        columns={12}
        title={t('dossier.title')}
        tools={may && <Button onPress={() => setAsking(true)}>{t('dossier.make')}</Button>}
      >
        <p className="quiet">{t('dossier.explain')}</p>
        <Running one={one} />
        {dossiers.length === 0 && <p className="quiet">{t('dossier.none')}</p>}
        <ul className="divide case-plain">
          {dossiers.map((made) => (
            <li key={made.no}>
              <p>
                <b>{t('dossier.no', { no: made.no })}</b>{' '}
                {t('dossier.said', {
                  by: names.person(made.by),
                  at: format.moment(made.at),
                  count: made.items,
                  size: Math.ceil(made.bytes / 1024)
                })}{' '}
                {made.unconfirmed && <span className="tag tag-warn">{t('dossier.unconfirmed')}</span>}{' '}
                {made.redacted && <span className="tag">{t('dossier.redacted')}</span>}
              </p>
              <p className="small quiet">
                {t('dossier.digest')} <code className="wrap">{made.digest}</code>
              </p>
              {may && (
                <p className="row row-wrap">
                  <a href={`/api/cases/${one.id}/dossiers/${made.no}`} download>
                    {t('dossier.take', { no: made.no })}
                  </a>
                  {made.redacted && <KeyList of={one.id} no={made.no} />}
                </p>
              )}
            </li>
          ))}
        </ul>
        {fingerprint !== null && (
          <p className="small quiet">
            {t('dossier.key')} <code className="wrap">{fingerprint}</code>
          </p>
        )}
      </Panel>
      {asking && <AskDossier one={one} onClose={() => setAsking(false)} />}
    </div>
  )
}

/** My jobs for this case that have not ended well, each with how far it is. */
function Running({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const jobs = useJobs(one.id)
  const cancel = useCancelJob(one.id)
  const shown = (jobs.data?.jobs ?? []).filter((job) => job.case === one.id && job.state !== 'done').slice(0, 3)
  return (
    <div aria-live="polite">
      {shown.map((job) => (
        <div key={job.id} className="row row-wrap">
          <span>
            {t(`dossier.job-${job.state}`, { step: t(`dossier.step-${job.step}`), done: job.done, total: job.total })}
          </span>
          {job.state === 'working' && (
            <progress aria-label={t('dossier.progress')} value={job.done} max={Math.max(1, job.total)} />
          )}
          {job.endedAt === null && <Button onPress={() => cancel.mutate(job.id)}>{t('dossier.cancel')}</Button>}
          {job.fault !== null && job.state === 'failed' && (
            <span className="tag tag-warn">{t(`problem.${job.fault}.what`)}</span>
          )}
        </div>
      ))}
    </div>
  )
}

/** What would leave stands here before it leaves; names that are typed become keys. */
function AskDossier({ one, onClose }: { readonly one: Case; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [unconfirmed, setUnconfirmed] = useState(false)
  const [tasks, setTasks] = useState(false)
  const [searches, setSearches] = useState(false)
  const [typed, setTyped] = useState('')
  const names = typed
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name.length >= 2)
  const preview = useDossierPreview(one.id, { unconfirmed, names, tasks, searches })
  const ask = useDossierAsk(one.id)
  const shown = preview.data
  return (
    <ReasonDialog
      title={t('dossier.make')}
      explain={t('dossier.makeExplain')}
      action={t('dossier.make')}
      draft={`dossier:${one.id}`}
      onSubmit={async (reason) => {
        const language = i18n.language === 'en' ? 'en' : 'nl'
        await ask.mutateAsync({ reason, language, unconfirmed, tasks, searches, ...(names.length > 0 && { names }) })
      }}
      onClose={onClose}
    >
      <label className="row">
        <input type="checkbox" checked={unconfirmed} onChange={(event) => setUnconfirmed(event.target.checked)} />
        {t('dossier.withUnconfirmed')}
      </label>
      <label className="row">
        <input type="checkbox" checked={tasks} onChange={(event) => setTasks(event.target.checked)} />
        {t('dossier.withTasks')}
      </label>
      <label className="row">
        <input type="checkbox" checked={searches} onChange={(event) => setSearches(event.target.checked)} />
        {t('dossier.withSearches')}
      </label>
      <label className="stack">
        {t('dossier.names')}
        <textarea rows={3} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <section aria-label={t('dossier.preview')} aria-live="polite">
        <h3>{t('dossier.preview')}</h3>
        {preview.isError && <ProblemNote error={preview.error} retry={() => void preview.refetch()} />}
        {shown !== undefined && (
          <ul className="small">
            <li>{t('dossier.leaves', { items: shown.items.length, adverts: shown.adverts, facts: shown.facts })}</li>
            <li>{t('dossier.staysOut', { count: shown.leftOut })}</li>
            {shown.behind.map(({ code, count }) => (
              <li key={code}>{t('dossier.behind', { code, count })}</li>
            ))}
            <li>{t('dossier.leavesCaptures', { ...shown.captures })}</li>
            <li>{t('dossier.leavesMore', { custody: shown.custody, against: shown.against })}</li>
            {tasks && <li>{t('dossier.leavesTasks', { count: shown.tasks })}</li>}
            {searches && <li>{t('dossier.leavesSearches', { count: shown.searches })}</li>}
            <li>{t('dossier.leavesPeople', { people: shown.people.join(', ') })}</li>
            {shown.outside.length > 0 && <li>{t('dossier.outside', { adverts: shown.outside.join(', ') })}</li>}
            {shown.names.map((name, at) => (
              <li key={name.key}>
                {t('dossier.masked', { name: names[at] ?? '', key: name.key, count: name.places })}
              </li>
            ))}
          </ul>
        )}
      </section>
    </ReasonDialog>
  )
}
