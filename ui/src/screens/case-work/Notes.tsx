/** Notes of a case, which two may write at once without losing a word, with their earlier versions, and decisions with their reasons. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { CaseWork, Note } from '../../../../src/contract/cases/work.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { readWork, useCaseDraft, useCaseVersions, useCaseWork } from '../../api/cases/work.ts'
import { isRefusal } from '../../api/http.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { CaseForm, Field } from './CaseForm.tsx'

type Doing =
  | { readonly what: 'note'; readonly note: Note | null }
  | { readonly what: 'decision' }
  | { readonly what: 'versions'; readonly note: Note }

export function Notes({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const found = useCaseWork(one.id)
  const [doing, setDoing] = useState<Doing | null>(null)
  if (found.isPending) return <Loading what={t('case.notes')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { notes, decisions } = found.data
  const open = one.state !== 'closed'
  const close = (): void => setDoing(null)
  return (
    <div className="stack">
      {open && one.mine.includes('add') && (
        <div className="row row-wrap">
          <Button className="button-primary" onPress={() => setDoing({ what: 'note', note: null })}>
            {t('case.noteAdd')}
          </Button>
          <Button onPress={() => setDoing({ what: 'decision' })}>{t('case.decisionAdd')}</Button>
        </div>
      )}
      {notes.length + decisions.length === 0 && (
        <Empty title={t('case.noNotes')}>
          <p>{t('case.noNotesNext')}</p>
        </Empty>
      )}
      {decisions.length > 0 && <Decisions decisions={decisions} />}
      {notes.length > 0 && (
        <Panel columns={12} title={t('case.notes')}>
          <ul className="divide case-plain">
            {notes.map((note) => (
              <NoteRow
                key={note.no}
                note={note}
                onWrite={open && one.mine.includes('change') ? () => setDoing({ what: 'note', note }) : null}
                onVersions={() => setDoing({ what: 'versions', note })}
              />
            ))}
          </ul>
        </Panel>
      )}
      {doing?.what === 'note' && <NoteDialog id={one.id} work={found.data} note={doing.note} onClose={close} />}
      {doing?.what === 'decision' && <DecisionDialog id={one.id} work={found.data} onClose={close} />}
      {doing?.what === 'versions' && <Versions id={one.id} note={doing.note} onClose={close} />}
    </div>
  )
}

function Decisions({ decisions }: { readonly decisions: CaseWork['decisions'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <Panel columns={12} title={t('case.decisions')} note={t('case.decisionsNote')}>
      <ol className="divide case-plain">
        {decisions.map((one) => (
          <li key={one.no}>
            <b>{one.decision}</b>
            <p className="said">{one.reasons}</p>
            <p className="quiet small">{t('case.by', { by: names.person(one.by), at: format.moment(one.at) })}</p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

interface NoteRowProps {
  readonly note: Note
  readonly onWrite: (() => void) | null
  readonly onVersions: () => void
}

function NoteRow({ note, onWrite, onVersions }: NoteRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <li>
      <div className="row row-wrap">
        <b>{note.title}</b>
        <span className="push row">
          {note.version > 1 && (
            <Button onPress={onVersions} aria-label={t('case.versionsOf', { title: note.title, count: note.version })}>
              {t('case.versions', { count: note.version })}
            </Button>
          )}
          {onWrite !== null && (
            <Button onPress={onWrite} aria-label={t('case.noteChangeOf', { title: note.title })}>
              {t('case.change')}
            </Button>
          )}
        </span>
      </div>
      <p className="said case-note">{note.text}</p>
      <p className="quiet small">
        {t('case.by', { by: names.person(note.changedBy), at: format.moment(note.changedAt) })}
      </p>
    </li>
  )
}

interface NoteDialogProps {
  readonly id: string
  readonly work: CaseWork
  /** Null: a new one. */
  readonly note: Note | null
  readonly onClose: () => void
}

/** Writes against the version that was read. When a colleague was first both texts stand there, and saving again merges into theirs. */
function NoteDialog({ id, work, note, onClose }: NoteDialogProps) {
  const { t } = useTranslation()
  const names = useNames()
  const act = useCaseAct(id)
  const [title, setTitle] = useState(note?.title ?? '')
  const [version, setVersion] = useState(note?.version ?? 0)
  const [theirs, setTheirs] = useState<Note | null>(null)
  const draft = useCaseDraft(id, note === null ? 'note' : `note:${note.no}`, work, note?.text ?? '')

  async function write(): Promise<boolean> {
    const body = { title, text: draft.text }
    try {
      if (note === null) await act.mutateAsync({ act: 'notes', body })
      else await act.mutateAsync({ act: `notes/${note.no}`, body: { version, ...body } })
    } catch (refused) {
      if (note === null || !isRefusal(refused) || refused.problem.error !== 'changed') throw refused
      const newest = (await readWork(id)).notes.find((one) => one.no === note.no)
      if (newest === undefined) throw refused
      setTheirs(newest)
      setVersion(newest.version)
      return false
    }
    await draft.drop()
    return true
  }

  return (
    <CaseForm
      title={t(note === null ? 'case.noteAdd' : 'case.noteChange')}
      explain={t('case.noteExplain')}
      action={t(theirs === null ? 'case.set' : 'case.merge')}
      onSend={write}
      onClose={onClose}
    >
      {draft.kept && <p className="note note-info">{t('case.draftKept')}</p>}
      <Field label={t('case.noteTitle')} value={title} onChange={setTitle} required />
      {theirs !== null && (
        <div className="note note-warn" role="alert">
          <p>{t('case.clash', { by: names.person(theirs.changedBy) })}</p>
          <blockquote className="said case-note">{theirs.text}</blockquote>
          <Button onPress={() => draft.change(`${theirs.text}\n${draft.text}`)}>{t('case.clashBoth')}</Button>
        </div>
      )}
      <Field
        label={t(theirs === null ? 'case.noteText' : 'case.noteMine')}
        value={draft.text}
        onChange={draft.change}
        rows={8}
        most={20_000}
        required
      />
    </CaseForm>
  )
}

function DecisionDialog({ id, work, onClose }: Omit<NoteDialogProps, 'note'>) {
  const { t } = useTranslation()
  const act = useCaseAct(id)
  const [decision, setDecision] = useState('')
  const reasons = useCaseDraft(id, 'decision', work)
  return (
    <CaseForm
      title={t('case.decisionAdd')}
      explain={t('case.decisionExplain')}
      action={t('case.set')}
      onSend={async () => {
        await act.mutateAsync({ act: 'decisions', body: { decision, reason: reasons.text } })
        await reasons.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('case.decision')} value={decision} onChange={setDecision} most={1_000} required />
      <Field label={t('case.reasons')} value={reasons.text} onChange={reasons.change} rows={4} most={2_000} required />
    </CaseForm>
  )
}

function Versions({ id, note, onClose }: { readonly id: string; readonly note: Note; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const found = useCaseVersions(id, `note:${note.no}`)
  return (
    <Box title={t('case.versionsOf', { title: note.title, count: note.version })} shape="sheet" onClose={onClose}>
      {found.isPending && <Loading what={note.title} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      <ol className="divide case-plain">
        {(found.data?.versions ?? []).toReversed().map((one) => (
          <li key={one.version}>
            <p className="quiet small">{t('case.by', { by: names.person(one.by), at: format.moment(one.at) })}</p>
            <p className="said case-note">{String(one.words['text'])}</p>
          </li>
        ))}
      </ol>
    </Box>
  )
}
