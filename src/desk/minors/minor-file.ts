/** The whole file of a minor as its members see it, made of what was done in it. */
import type { MinorFile, MinorRow } from '../../contract/minors/minors.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { openWords } from '../sealed-words.ts'
import { contactsIn } from './contacts-in.ts'
import { actsOf, codeOf, openedQuestion, placeOf, storedFiles, type FileAct, type StoredFile } from './minor-rows.ts'
import { agreementsIn, followUpsIn, papersIn, stepsIn, tasksIn } from './minor-parts.ts'

export function rowOf(file: StoredFile): MinorRow {
  const { opened_by: _by, sealed: _sealed, now, today: _today, late, ...row } = file
  const safeLate = row.safeDue !== null && new Date(row.safeDue) <= new Date(now)
  return {
    ...row,
    mine: [...row.mine],
    code: codeOf(row.id),
    asMinor: row.age !== 'adult',
    safeLate,
    overdue: late + Number(safeLate)
  }
}

/** The file as it stands in this transaction. */
export async function shownFile(tx: Tx, ground: Ground, vault: Vault, file: StoredFile): Promise<MinorFile> {
  const acts = await actsOf(tx, ground, vault, file.id)
  const clock = { openedAt: file.openedAt, now: file.now, today: file.today, closed: file.state === 'closed' }
  const names = file.mine.includes('names')
  const contacts = contactsIn(acts, file.today)
  return {
    ...rowOf(file),
    openedBy: file.opened_by,
    people: await peopleOf(tx, file.id),
    steps: stepsIn(acts, clock),
    contacts: contacts.map((one) => (names ? one : { ...one, name: '', number: '' })),
    agreements: agreementsIn(acts),
    transitions: await transitionsOf(tx, ground, vault, file.id),
    papers: papersIn(acts),
    followUps: followUpsIn(acts, clock),
    tasks: tasksIn(acts, clock, file.safe, contacts),
    questions: await questionsOf(tx, ground, vault, acts),
    identities: acts.filter((one) => one.act === 'identity').length,
    acts: acts.map(({ words: _words, dueOn: _dueOn, ...one }) => one)
  }
}

/** The file after an act, in the transaction of the act. */
export async function fileNow(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<MinorFile> {
  const [file] = await storedFiles(tx, id)
  if (file === undefined) throw new Error(`File ${id} is gone in its own transaction.`)
  return shownFile(tx, ground, vault, file)
}

async function peopleOf(tx: Tx, id: string): Promise<MinorFile['people']> {
  const { rows } = await tx.query<MinorFile['people'][number]>(
    `select user_id as "user", rights, to_char(until, 'YYYY-MM-DD') as until, added_by as "addedBy" from minor_member
     where file_id = $1 and removed_at is null order by added_at, user_id`,
    [id]
  )
  return rows
}

type StoredTransition = Omit<MinorFile['transitions'][number], 'to' | 'what' | 'reason'> & { readonly sealed: Buffer }

export async function transitionsOf(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  id: string
): Promise<MinorFile['transitions']> {
  const { rows } = await tx.query<StoredTransition>(
    `select no, by, at, kind, to_user as "user", state, consent, override, sealed from minor_transition where file_id = $1 order by no`,
    [id]
  )
  return rows.map(({ sealed, ...row }) => {
    if (sealed.length === 0) return { ...row, to: '', what: '', reason: '' }
    const place = placeOf(ground, id, 'minor-transition')
    const { to, what, reason } = openWords<{ to: string; what: string; reason: string }>(vault, place, sealed)
    return { ...row, to, what, reason }
  })
}

async function questionsOf(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  acts: readonly FileAct[]
): Promise<MinorFile['questions']> {
  const keys = acts.flatMap(({ act, about }) => (act === 'question' ? [(about ?? '').replace('question:', '')] : []))
  const { rows } = await tx.query<
    Omit<MinorFile['questions'][number], 'question' | 'advice'> & {
      readonly sealed: Buffer
      readonly given: Buffer | null
    }
  >(
    `select key, by, at, sealed, advice as given, advised_by as "advisedBy" from expert_question where key = any($1::uuid[])
     order by at, key`,
    [keys]
  )
  return rows.map(({ sealed, given, ...row }) => ({
    ...row,
    ...openedQuestion(vault, ground, { key: row.key, sealed, given })
  }))
}
