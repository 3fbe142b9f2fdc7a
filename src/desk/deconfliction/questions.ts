/** Questions whether a number or account is known elsewhere: asked with a reason, seen with their hits by coordinators, answered once. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { AnswerBody, Notice, Question, QuestionList } from '../../contract/cases/deconfliction.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { reasonGiven, refused, refusedAct, type Outcome } from '../outcome.ts'
import { cleanText, openWords, sealWords } from '../sealed-words.ts'
import type { AskedFact } from '../search/understand.ts'
import { knownElsewhere, underMandate } from './elsewhere.ts'

/** The most questions of one person in a day: the answer is one bit of what others hold. */
const mostADay = 20
const mostShown = 100

const nowhere: NonNullable<Question['elsewhere']> = { known: [], unasked: [] }

interface Asked {
  readonly kind: string
  readonly value: string
  readonly readings: AskedFact['readings']
  readonly reason: string
}

interface Answered {
  readonly words: string | null
}

type NoticeWords = Pick<Notice, 'kind' | 'value' | 'mandate' | 'by' | 'words'>

interface QuestionRow {
  readonly id: number
  readonly sealed: Buffer
  readonly asked_by: string
  readonly asked_at: string
  readonly answer: Question['answer']
  readonly answer_sealed: Buffer | null
  readonly answered_by: string | null
  readonly answered_at: string | null
}

/**
 * Asks. Nothing is looked up now, so that neither the answer nor its time tells anything. What this person has
 * open already is answered as it stands. `asked-enough`: they asked twenty since yesterday.
 */
export async function askElsewhere(
  { pool, ground, vault }: Desk,
  fact: AskedFact,
  why: string
): Promise<Outcome<Question>> {
  const reason = reasonGiven(why)
  if (reason === null) return refused('reason-missing')
  const mandate = mandateOf(ground)
  return act<Outcome<Question>>(pool, ground, async (tx) => {
    // One at a time for each person, so that the limit holds.
    await lockUntilCommit(tx, lockClass.questions, ground.user)
    const { rows: counted } = await tx.query<{ today: number }>(
      `select count(*)::int as today from deconfliction_question where asked_by = $1 and asked_at > now() - interval '1 day'`,
      [ground.user]
    )
    const open = await storedQuestions(tx, { by: ground.user, open: true })
    const same = open.find((row) => {
      const one = openAsked(vault, ground, row)
      return one.kind === fact.kind && one.value === fact.value
    })
    if (same !== undefined)
      return { result: { kind: 'done', value: shownQuestion(vault, ground, same, null) }, entry: null }
    if ((counted[0]?.today ?? 0) >= mostADay) return refusedAct('asked-enough')
    const { kind, value, readings } = fact
    const asked: Asked = { kind, value, readings: [...readings], reason }
    const { sealed } = sealWords(vault, { mandate, label: 'deconfliction' }, asked)
    const { rows } = await tx.query<{ id: number }>(
      'insert into deconfliction_question (mandate_id, sealed, asked_by) values ($1, $2, $3) returning id',
      [mandate, sealed, ground.user]
    )
    const id = rows[0]?.id ?? 0
    const row = await questionNow(tx, id)
    const detail = { facts: readings.map((one) => `${one.kind} ${one.value}`), reason }
    return {
      result: { kind: 'done', value: shownQuestion(vault, ground, row, null) },
      entry: { act: 'deconfliction.ask', subject: `deconfliction:${id}`, detail }
    }
  })
}

/** One's own questions; for coordinators those of the whole mandate, with where each is known, and the notices of other mandates. */
export async function listQuestions(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  coordinates: boolean
): Promise<QuestionList> {
  return act(pool, ground, async (tx) => {
    const rows = await storedQuestions(tx, coordinates ? {} : { by: ground.user })
    const open = coordinates ? rows.filter((row) => row.answer === null) : []
    const asked = open.map((row) => openAsked(vault, ground, row))
    // Of answered ones too it is looked up now: what was erased since is known nowhere any more.
    const told = coordinates ? rows : []
    const hits = await knownElsewhere(
      tx,
      ground,
      vault,
      told.map((row) => openAsked(vault, ground, row))
    )
    const now = new Map(told.map((row, at) => [row.id, hits[at] ?? null]))
    const questions = rows.map((row) => shownQuestion(vault, ground, row, now.get(row.id) ?? null))
    const notices = coordinates ? await noticesOf(tx, ground, vault) : []
    // Who saw where a value is known: the question of the auditor.
    const known = open.flatMap((row) => {
      const where = now.get(row.id)?.known.map((one) => one.mandate) ?? []
      return where.length === 0 ? [] : [[row.id, where] as const]
    })
    const detail = {
      questions: rows.map((row) => row.id),
      ...(known.length > 0 && { known: Object.fromEntries(known) }),
      ...(notices.length > 0 && { notices: notices.map((one) => one.id) }),
      facts: factsOf(asked, notices)
    }
    return { result: { questions, notices }, entry: { act: 'deconfliction.read', detail } }
  })
}

/** Values of which this list told something new, as the ledger finds them. */
function factsOf(asked: readonly Asked[], notices: readonly Notice[]): string[] {
  const own = asked.flatMap(({ readings }) => readings.map((one) => `${one.kind} ${one.value}`))
  return [...new Set([...own, ...notices.map((one) => `${one.kind} ${one.value}`)])]
}

/**
 * A coordinator answers. With `contact` the coordinators of each mandate where it is known hear who asks for what, in the same transaction.
 * `nothing-known`: there is nobody to bring together. `reason-missing`: a contact needs words. `wrong-state`: it is answered.
 */
export async function answerQuestion(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  id: number,
  { answer, words: typed }: AnswerBody
): Promise<Outcome<Question>> {
  const mandate = mandateOf(ground)
  const words = answer === 'contact' ? cleanText(typed ?? '') : null
  if (words === '') return refused('reason-missing')
  return act<Outcome<Question>>(pool, ground, async (tx) => {
    await tx.query('select 1 from deconfliction_question where id = $1 for update', [id])
    const [row] = await storedQuestions(tx, { id })
    if (row === undefined) return refusedAct('not-found')
    if (row.answer !== null) return refusedAct('wrong-state')
    const asked = openAsked(vault, ground, row)
    const [elsewhere = nowhere] = await knownElsewhere(tx, ground, vault, [asked])
    if (words !== null && elsewhere.known.length === 0) return refusedAct('nothing-known')
    if (words !== null)
      for (const { mandate: other } of elsewhere.known)
        await tell(tx, ground, vault, {
          id,
          mandate: other,
          words: { ...valueOf(asked), mandate, by: ground.user, words }
        })
    const place = { mandate, label: 'deconfliction-answer', context: String(id) }
    const { sealed } = sealWords(vault, place, { words } satisfies Answered)
    await tx.query(
      'update deconfliction_question set answer = $2, answer_sealed = $3, answered_by = $4, answered_at = now() where id = $1',
      [id, answer, sealed, ground.user]
    )
    const after = await questionNow(tx, id)
    const detail = { answer, known: elsewhere.known.map((one) => one.mandate), told: words !== null }
    return {
      result: { kind: 'done', value: shownQuestion(vault, ground, after, elsewhere) },
      entry: { act: 'deconfliction.answer', subject: `deconfliction:${id}`, detail }
    }
  })
}

function valueOf({ kind, value }: Asked): Pick<Asked, 'kind' | 'value'> {
  return { kind, value }
}

interface Telling {
  readonly id: number
  readonly mandate: string
  readonly words: NoticeWords
}

async function tell(tx: Tx, ground: Ground, vault: Vault, { id, mandate, words }: Telling): Promise<void> {
  const other = mandateOf({ ...ground, mandate })
  const { sealed } = sealWords(vault, { mandate: other, label: 'deconfliction-notice', context: String(id) }, words)
  await underMandate(tx, ground, other, () =>
    tx.query('insert into deconfliction_notice (mandate_id, question_id, sealed) values ($1, $2, $3)', [
      other,
      id,
      sealed
    ])
  )
}

async function noticesOf(tx: Tx, ground: Ground, vault: Vault): Promise<Notice[]> {
  const { rows } = await tx.query<{ id: number; question_id: number; sealed: Buffer; at: string }>(
    `select id, question_id, sealed, at from deconfliction_notice order by id desc limit $1`,
    [mostShown]
  )
  return rows.map(({ id, question_id, sealed, at }) => {
    const place = { mandate: mandateOf(ground), label: 'deconfliction-notice', context: String(question_id) }
    return { id, at, ...openWords<NoticeWords>(vault, place, sealed) }
  })
}

/** The question after an act, in the transaction of the act. */
async function questionNow(tx: Tx, id: number): Promise<QuestionRow> {
  const [row] = await storedQuestions(tx, { id })
  if (row === undefined) throw new Error(`Question ${id} is gone in its own transaction.`)
  return row
}

/** Open ones first, then newest first. */
async function storedQuestions(
  tx: Tx,
  which: { readonly id?: number; readonly by?: string; readonly open?: boolean }
): Promise<QuestionRow[]> {
  const { rows } = await tx.query<QuestionRow>(
    `select id, sealed, asked_by, asked_at, answer, answer_sealed, answered_by, answered_at from deconfliction_question
     where ($1::int is null or id = $1) and ($2::text is null or asked_by = $2) and (not $3 or answer is null)
     order by (answer is null) desc, id desc limit $4`,
    [which.id ?? null, which.by ?? null, which.open === true, mostShown]
  )
  return rows
}

function openAsked(vault: Vault, ground: Ground, row: QuestionRow): Asked {
  return openWords<Asked>(vault, { mandate: mandateOf(ground), label: 'deconfliction' }, row.sealed)
}

function answeredOf(vault: Vault, ground: Ground, row: QuestionRow): Answered {
  const place = { mandate: mandateOf(ground), label: 'deconfliction-answer', context: String(row.id) }
  return row.answer_sealed === null ? { words: null } : openWords<Answered>(vault, place, row.answer_sealed)
}

function shownQuestion(vault: Vault, ground: Ground, row: QuestionRow, elsewhere: Question['elsewhere']): Question {
  const { kind, value, reason } = openAsked(vault, ground, row)
  return {
    id: row.id,
    kind,
    value,
    reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    answer: row.answer,
    words: answeredOf(vault, ground, row).words,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    elsewhere
  }
}
