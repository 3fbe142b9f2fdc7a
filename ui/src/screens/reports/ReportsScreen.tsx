/** Meldingen: for who sends them what waits on this device and what was answered, for the desk the inbox. */
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ReportRow } from '../../../../src/contract/reports/reports.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useReports } from '../../api/reports.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { readsContent } from '../../frame/roles.ts'
import { Choice } from '../../parts/Choice.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go, go, refine, usePlace } from '../../place/place.tsx'
import { Duty } from './DangerPart.tsx'
import { dropFilesOf } from './files/deviceFiles.ts'
import { FilesOnTheirWay } from './files/FilesPart.tsx'
import { Marks } from './Marks.tsx'
import type { Draft } from './outbox.ts'
import { ReportForm, refusedAs, useOffline } from './ReportForm.tsx'
import { ReportPane } from './ReportPane.tsx'
import { deliverAll, outboxOf, useDelivery, useDrafts } from './useOutbox.ts'
import './reports.css'

interface ReportsScreenProps {
  readonly session: Session
  /** A report by its number, `new` for the form, null for the list. */
  readonly id: string | null
}

export function ReportsScreen({ session, id }: ReportsScreenProps) {
  useDelivery(session.user.id)
  if (id === 'new') return <ReportForm user={session.user.id} />
  if (id !== null) return <ReportPane session={session} id={id} />
  return readsContent(session.user.role) ? <Inbox /> : <Mine user={session.user.id} />
}

function Mine({ user }: { readonly user: string }) {
  const { t } = useTranslation()
  const drafts = useDrafts(user)
  const reports = useReports(null)
  const offline = useOffline()
  return (
    <div className="page reports">
      {offline && (
        <p className="note note-warn" role="status">
          {t('reports.offline')}
        </p>
      )}
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('reports.mine')}</h1>
          <p>{t('reports.about')}</p>
        </div>
        <Button className="button-primary report-new" onPress={() => go('/reports/new')}>
          {t('reports.new')}
        </Button>
      </header>
      {drafts.map((draft) =>
        draft.state === 'received' ? (
          <Receipt key={draft.key} user={user} draft={draft} />
        ) : (
          <Waiting key={draft.key} user={user} draft={draft} />
        )
      )}
      <FilesOnTheirWay user={user} />
      {reports.isPending && <Loading what={t('reports.mine')} />}
      {reports.isError && <ProblemNote error={reports.error} retry={() => void reports.refetch()} />}
      {reports.isSuccess && reports.data.length === 0 && drafts.length === 0 && (
        <Empty title={t('reports.none')}>{t('reports.noneNext')}</Empty>
      )}
      <Rows rows={reports.data ?? []} />
    </div>
  )
}

interface DraftProps {
  readonly user: string
  readonly draft: Draft
}

function Waiting({ user, draft }: DraftProps) {
  const { t } = useTranslation()
  const outbox = outboxOf(user)
  const title = (draft.body.what ?? draft.body.place ?? '').trim().slice(0, 90)
  return (
    <section className="note note-info" aria-label={t('reports.device')}>
      <p>
        <strong>{title === '' ? t('reports.untitled') : title}</strong>
      </p>
      <p role="status">{t(draft.state === 'waiting' ? 'reports.waiting' : 'reports.writing')}</p>
      {draft.problem !== null && <ProblemNote error={refusedAs(draft.problem)} />}
      <div className="row-wrap">
        <Button onPress={() => go(formatPlace('/reports/new', { draft: draft.key }))}>{t('reports.goOn')}</Button>
        {draft.state === 'waiting' ? (
          <Button className="button-primary" onPress={() => void deliverAll(user)}>
            {t('reports.sendNow')}
          </Button>
        ) : (
          <Button
            onPress={() => {
              outbox.drop(draft.key)
              void dropFilesOf(draft.key)
            }}
          >
            {t('reports.remove')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** What was written leaves the device once this stands on the screen; the receipt stays until it is put away. */
function Receipt({ user, draft }: DraftProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { receipt } = draft
  useEffect(() => {
    void deliverAll(user)
  }, [user])
  useEffect(() => {
    if (receipt !== null && Object.keys(draft.body).length > 0) outboxOf(user).save({ ...draft, body: {} })
  }, [user, draft, receipt])
  if (receipt === null) return null
  return (
    <section className="panel report-receipt" aria-label={t('reports.received')} role="status">
      <h2>{t('reports.received')}</h2>
      <p className="report-number number">{receipt.number}</p>
      <p className="quiet">{t('reports.receivedAt', { at: format.moment(receipt.sentAt) })}</p>
      {receipt.call !== null && (
        <div className="note note-bad">
          <a className="report-call" href={`tel:${receipt.call.emergency}`}>
            {t('reports.danger')}
          </a>
          <Duty duty={receipt.call.duty} />
          <p>{t('reports.dangerSent')}</p>
        </div>
      )}
      <ol className="report-terms">
        <li>{t('reports.sentAt', { at: format.moment(receipt.sentAt) })}</li>
        <li>{t('reports.readBy', { at: format.moment(receipt.readBy) })}</li>
        <li>{t('reports.answerBy', { at: format.moment(receipt.answerBy) })}</li>
      </ol>
      <p>
        <b className="number">{t('reports.code', { code: receipt.code })}</b>
      </p>
      <p className="small quiet">{t('reports.codeNote')}</p>
      <p className="small quiet">{t('reports.never')}</p>
      <Button className="button-primary" onPress={() => outboxOf(user).drop(draft.key)}>
        {t('reports.done')}
      </Button>
    </section>
  )
}

const shown = ['open', 'late', 'linked', 'kept', 'refused', 'all'] as const

function Inbox() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const state = shown.find((one) => one === query['state']) ?? 'open'
  const reports = useReports(state)
  return (
    <div className="page reports">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('reports.inbox')}</h1>
          <p>{t('reports.inboxAbout')}</p>
        </div>
        <Button onPress={() => go('/reports/new')}>{t('reports.new')}</Button>
      </header>
      <Choice
        label={t('reports.filter')}
        values={shown}
        says={(value) => t(`reports.show-${value}`)}
        value={state}
        onChange={(value) => refine({ state: value === 'open' ? null : value })}
      />
      {reports.isPending && <Loading what={t('reports.inbox')} />}
      {reports.isError && <ProblemNote error={reports.error} retry={() => void reports.refetch()} />}
      {reports.isSuccess && reports.data.length === 0 && (
        <Empty title={t('reports.noneHere')}>{t('reports.noneHereNext')}</Empty>
      )}
      <Rows rows={reports.data ?? []} />
    </div>
  )
}

function Rows({ rows }: { readonly rows: readonly ReportRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (rows.length === 0) return null
  return (
    <ul className="panel divide">
      {rows.map((row) => (
        <li key={row.id} className="item report-line">
          <div>
            <Go className="item-title" to={`/reports/${row.id}`}>
              {row.headline ?? t('reports.untitled')}
            </Go>
            <p className="quiet small">
              <span className="number">{row.number}</span>
              {row.sentAt !== null && ` · ${t('reports.sentAt', { at: format.moment(row.sentAt) })}`}
              {(row.state === 'sent' || row.state === 'read') &&
                ` · ${t('reports.answerBy', { at: format.day(row.answerBy) })}`}
            </p>
          </div>
          <span className="row-wrap">
            <Marks row={row} />
            <span className="tag">{t(`reports.state-${row.state}`)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
