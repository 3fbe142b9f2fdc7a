/** Notes and decisions of a case, and what a member is still typing: nothing that was written is ever written over. */
import { act } from '../../accountability/acts.ts'
import type { Case } from '../../contract/cases/cases.ts'
import type {
  CaseVersions,
  CaseWork,
  ChangeNoteBody,
  DecisionBody,
  DraftBody,
  Note,
  NoteBody
} from '../../contract/cases/work.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { actInCase } from './case-acts.ts'
import { wholeCase } from './case-rows.ts'
import { versionWords, writeVersion } from './case-versions.ts'
import { ordersOf, tasksOf } from './task-rows.ts'
import { templatesOf } from './task-templates.ts'

/** The most of each kind in one case, and drafts of one person in it. */
const mostOfEach = 500
const mostDrafts = 50

/** Tasks, orders, decisions and notes of a case, with what I was typing. */
export async function readWork({ pool, ground, vault }: Desk, id: string): Promise<Outcome<CaseWork>> {
  return act<Outcome<CaseWork>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const desk = { ground, vault }
    const tasks = await tasksOf(tx, desk, row.id)
    const planned = new Set(tasks.map((one) => one.template))
    const value: CaseWork = {
      tasks,
      orders: await ordersOf(tx, desk, row.id),
      decisions: await decisionsOf(tx, desk, row.id),
      notes: await notesOf(tx, desk, row.id),
      templates: templatesOf(row.form).filter((one) => one.kind === 'contact' || !planned.has(one.code)),
      drafts: await draftsOf(tx, desk, row.id)
    }
    return { result: { kind: 'done', value }, entry: { act: 'case.read-work', subject: `case:${row.id}` } }
  })
}

/** Writes a note. `reason-missing`: it says nothing. */
export async function addNote(desk: Desk, id: string, body: NoteBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'note', needs: 'add', reason: body.reason ?? null }, async (tx, row) => {
    const words = noteWords(body)
    if (words.title === '' || words.text === '') return 'reason-missing'
    const { rows } = await tx.query<{ no: number }>(
      'select coalesce(max(no), 0) + 1 as no from case_note where case_id = $1',
      [row.id]
    )
    const no = rows[0]?.no ?? 1
    if (no > mostOfEach) return 'case-full'
    await tx.query('insert into case_note (case_id, no, mandate_id, by) values ($1, $2, $3, $4)', [
      row.id,
      no,
      desk.ground.mandate,
      desk.ground.user
    ])
    const part = `note:${no}`
    return { about: part, detail: { digest: await writeVersion(tx, desk, { id: row.id, part, version: 1 }, words) } }
  })
}

/** Writes a new version of a note, against the one that was read. `changed`: somebody else wrote one meanwhile; nothing of either is lost. */
export async function changeNote(desk: Desk, id: string, no: number, body: ChangeNoteBody): Promise<Outcome<Case>> {
  const asked = { id, name: 'note-change', needs: 'change', reason: body.reason ?? null } as const
  return actInCase(desk, asked, async (tx, row) => {
    const { rows } = await tx.query<{ version: number }>(
      'select version from case_note where case_id = $1 and no = $2',
      [row.id, no]
    )
    const [note] = rows
    if (note === undefined) return 'not-found'
    if (note.version !== body.version) return 'changed'
    const words = noteWords(body)
    if (words.title === '' || words.text === '') return 'reason-missing'
    const version = note.version + 1
    await tx.query('update case_note set version = $3 where case_id = $1 and no = $2', [row.id, no, version])
    const part = `note:${no}`
    return { about: part, detail: { digest: await writeVersion(tx, desk, { id: row.id, part, version }, words) } }
  })
}

/** Records a decision with its reasons; it is never changed, only followed by a newer one. */
export async function addDecision(desk: Desk, id: string, body: DecisionBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'decide', needs: 'add', reason: body.reason }, async (tx, row) => {
    const words = { decision: cleanText(body.decision), reasons: cleanText(body.reason) }
    if (words.decision === '') return 'reason-missing'
    const { rows } = await tx.query<{ no: number }>(
      'select coalesce(max(no), 0) + 1 as no from case_decision where case_id = $1',
      [row.id]
    )
    const no = rows[0]?.no ?? 1
    if (no > mostOfEach) return 'case-full'
    const place = { mandate: mandateOf(desk.ground), label: 'case-decision', context: `${row.id}/${no}` }
    const { sealed, digest } = sealWords(desk.vault, place, words)
    await tx.query(
      'insert into case_decision (case_id, no, mandate_id, sealed, digest, by) values ($1, $2, $3, $4, $5, $6)',
      [row.id, no, desk.ground.mandate, sealed, digest, desk.ground.user]
    )
    return { about: `decision:${no}`, detail: { digest: digestText(digest) } }
  })
}

/**
 * Keeps what a member is typing, sealed, for that member alone: also after the last day and in a closed case, so that nothing is lost. No
 * act: nothing is told of it. `case-full`: one keeps at most fifty drafts in a case.
 */
export async function keepDraft({ pool, ground, vault }: Desk, id: string, body: DraftBody): Promise<Outcome<null>> {
  return act<Outcome<null>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const key = [row.id, ground.user, body.name]
    if (cleanText(body.text) === '')
      await tx.query('delete from case_draft where case_id = $1 and user_id = $2 and name = $3', key)
    else {
      const { rowCount } = await tx.query('select 1 from case_draft where case_id = $1 and name <> $2', [
        row.id,
        body.name
      ])
      if ((rowCount ?? 0) >= mostDrafts) return { result: refused('case-full'), entry: null }
      const { sealed } = sealWords(vault, draftPlace({ ground }, row.id, body.name), { text: body.text.toWellFormed() })
      await tx.query(
        `insert into case_draft (case_id, user_id, name, mandate_id, sealed) values ($1, $2, $3, $4, $5)
         on conflict (case_id, user_id, name) do update set sealed = excluded.sealed, at = now()`,
        [...key, ground.mandate, sealed]
      )
    }
    return { result: { kind: 'done', value: null }, entry: null }
  })
}

/** Every version of a part, the oldest first. `not-found`: no such part, or a case of others. */
export async function readVersions(
  { pool, ground, vault }: Desk,
  id: string,
  part: string
): Promise<Outcome<CaseVersions>> {
  return act<Outcome<CaseVersions>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const { rows } = await tx.query<{ version: number; by: string; at: string; sealed: Buffer }>(
      'select version, by, at, sealed from case_version where case_id = $1 and part = $2 order by version limit 500',
      [row.id, part]
    )
    if (rows.length === 0) return refusedAct('not-found')
    const versions = rows.map(({ sealed, ...one }) => ({
      ...one,
      words: versionWords<Record<string, unknown>>(vault, ground, { id: row.id, part, version: one.version }, sealed)
    }))
    const entry = { act: 'case.read-versions', subject: `case:${row.id}`, detail: { in: part } }
    return { result: { kind: 'done', value: { versions } }, entry }
  })
}

type NotesDesk = Pick<Desk, 'ground' | 'vault'>

async function notesOf(tx: Tx, { ground, vault }: NotesDesk, id: string): Promise<Note[]> {
  const { rows } = await tx.query<Omit<Note, 'title' | 'text'> & { sealed: Buffer }>(
    `select n.no, n.version, n.by, n.at, v.by as "changedBy", v.at as "changedAt", v.sealed from case_note n
       join case_version v on v.case_id = n.case_id and v.part = 'note:' || n.no and v.version = n.version
     where n.case_id = $1 order by n.no desc limit $2`,
    [id, mostOfEach]
  )
  return rows.map(({ sealed, ...row }) => {
    const place = { id, part: `note:${row.no}`, version: row.version }
    return { ...row, ...versionWords<Pick<Note, 'title' | 'text'>>(vault, ground, place, sealed) }
  })
}

/** Decisions, the newest first. */
export async function decisionsOf(tx: Tx, { ground, vault }: NotesDesk, id: string): Promise<CaseWork['decisions']> {
  const { rows } = await tx.query<{ no: number; sealed: Buffer; digest: Buffer; by: string; at: string }>(
    'select no, sealed, digest, by, at from case_decision where case_id = $1 order by no desc limit $2',
    [id, mostOfEach]
  )
  return rows.map(({ sealed, digest, ...row }) => {
    const place = { mandate: mandateOf(ground), label: 'case-decision', context: `${id}/${row.no}` }
    return {
      ...row,
      ...openWords<{ decision: string; reasons: string }>(vault, place, sealed),
      digest: digestText(digest)
    }
  })
}

async function draftsOf(tx: Tx, desk: NotesDesk, id: string): Promise<CaseWork['drafts']> {
  const { rows } = await tx.query<{ name: string; sealed: Buffer; at: string }>(
    'select name, sealed, at from case_draft where case_id = $1 order by name limit $2',
    [id, mostDrafts]
  )
  return rows.map(({ name, sealed, at }) => ({
    name,
    at,
    ...openWords<{ text: string }>(desk.vault, draftPlace(desk, id, name), sealed)
  }))
}

function draftPlace({ ground }: Pick<Desk, 'ground'>, id: string, name: string) {
  return { mandate: mandateOf(ground), label: 'case-draft', context: `${id}/${ground.user}/${name}` }
}

function noteWords({ title, text }: NoteBody): Pick<Note, 'title' | 'text'> {
  // The space before the first line stays.
  const kept = text.replaceAll('\0', '').toWellFormed().trimEnd()
  return { title: cleanText(title), text: cleanText(kept) === '' ? '' : kept }
}
