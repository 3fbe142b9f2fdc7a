/** Records of research: asked and counted by one person, concluded with what speaks for and against, and looked at by another. */
import { createHash, randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type {
  ResearchAsk,
  ResearchConclusion,
  ResearchFilters,
  ResearchRecord,
  ResearchRecords,
  ResearchRerun,
  ResearchReview
} from '../../contract/research/records.ts'
import { uuid } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { refusedAct, reasonGiven, type Outcome, type Refusal } from '../outcome.ts'
import { namedIn } from '../reports/answer-words.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { countFor, differencesOf, rowsIn } from './counted.ts'

const mostShown = 200

type Reader = Pick<Desk, 'ground' | 'vault'>

interface Row {
  readonly key: string
  readonly by: string
  readonly at: string
  readonly sealed: Buffer
  readonly method: number
  readonly state: string
  readonly result: Buffer
  readonly digest: Buffer
  readonly concluded: Buffer | null
  readonly concludedAt: string | null
  readonly reviewedBy: string | null
  readonly reviewedAt: string | null
  readonly agrees: boolean | null
  readonly review: Buffer | null
}

const labels = {
  asked: 'research-question',
  result: 'research-result',
  concluded: 'research-conclusion',
  review: 'research-review'
} as const

function placeOf({ ground }: Reader, key: string, part: keyof typeof labels) {
  return { mandate: mandateOf(ground), label: labels[part], context: key }
}

type Asked = Pick<ResearchRecord, 'question' | 'definition' | 'filters'>

async function rowsOf(tx: Tx, key: string | null): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `select key, by, at, sealed, method, state, result, digest, concluded, concluded_at as "concludedAt", reviewed_by as "reviewedBy",
       reviewed_at as "reviewedAt", agrees, review
     from research_record where ($1::uuid is null or key = $1::uuid) and mandate_id = (select ground_content())
     order by at desc, key limit $2`,
    [key, mostShown]
  )
  return rows
}

function headOf(reader: Reader, row: Row): ResearchRecords['records'][number] {
  const { question, filters } = openWords<Asked>(reader.vault, placeOf(reader, row.key, 'asked'), row.sealed)
  const { key, by, at, method, state, concludedAt, reviewedBy, reviewedAt, agrees } = row
  const digest = digestText(row.digest)
  return { key, question, by, at, filters, state, digest, method, concludedAt, reviewedBy, reviewedAt, agrees }
}

function recordOf(reader: Reader, row: Row): ResearchRecord {
  const open = <T>(part: keyof typeof labels, bytes: Buffer): T =>
    openWords<T>(reader.vault, placeOf(reader, row.key, part), bytes)
  const concluded = row.concluded === null ? null : open<ResearchConclusion>('concluded', row.concluded)
  return {
    ...headOf(reader, row),
    definition: open<Asked>('asked', row.sealed).definition,
    rows: rowsIn(bytesOf(reader, row)),
    conclusion: concluded?.conclusion ?? null,
    hypotheses: concluded?.hypotheses ?? [],
    review: row.review === null ? null : open<{ reason: string }>('review', row.review).reason,
    mine: row.by === reader.ground.user
  }
}

/** The bytes that counting gave when it was asked. */
function bytesOf(reader: Reader, row: Row): Buffer {
  return Buffer.from(openWords<string>(reader.vault, placeOf(reader, row.key, 'result'), row.result))
}

export async function listRecords({ pool, ground, vault }: Desk): Promise<ResearchRecords> {
  return act(pool, ground, async (tx) => {
    const records = (await rowsOf(tx, null)).map((row) => headOf({ ground, vault }, row))
    return { result: { records }, entry: { act: 'research.list', detail: { records: records.length } } }
  })
}

export async function readRecord({ pool, ground, vault }: Desk, key: string): Promise<Outcome<ResearchRecord>> {
  return act<Outcome<ResearchRecord>>(pool, ground, async (tx) => {
    const row = await found(tx, key)
    if (row === null) return refusedAct('not-found')
    return done(recordOf({ ground, vault }, row), { act: 'research.read', subject: `research:${key}` })
  })
}

/** Counts what was asked and keeps question, filters and the bytes that came of it. `names-someone`: the words name somebody. */
export async function askRecord({ pool, ground, vault }: Desk, body: ResearchAsk): Promise<Outcome<ResearchRecord>> {
  return act<Outcome<ResearchRecord>>(pool, ground, async (tx) => {
    const [question, definition] = [cleanText(body.question), cleanText(body.definition)]
    const wrong = await refusalOf(tx, [
      question,
      definition,
      ...body.filters.words,
      ...Object.values(body.filters.among ?? {}).flat()
    ])
    if (wrong !== null) return refusedAct(wrong)
    if (body.filters.to < body.filters.from) return refusedAct('day-wrong')
    const reader = { ground, vault }
    const key = randomUUID()
    const { method, state, bytes } = await countFor(tx, vault.keyring, mandateOf(ground), body.filters)
    const asked: Asked = { question, definition, filters: body.filters }
    const { sealed, digest } = sealWords(vault, placeOf(reader, key, 'asked'), asked)
    const result = sealWords(vault, placeOf(reader, key, 'result'), bytes.toString('utf8'))
    const counted = createHash('sha256').update(bytes).digest()
    await tx.query(
      `insert into research_record (key, mandate_id, by, sealed, method, state, result, digest) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [key, ground.mandate, ground.user, sealed, method, state, result.sealed, counted]
    )
    const detail = { digest: digestText(digest), state, counted: digestText(counted) }
    return recordNow(tx, reader, key, { act: 'research.ask', detail })
  })
}

/** Says what follows from it, with hypotheses and what speaks for and against each; by whoever asked, until it is reviewed. */
export async function concludeRecord(
  { pool, ground, vault }: Desk,
  key: string,
  body: ResearchConclusion
): Promise<Outcome<ResearchRecord>> {
  return act<Outcome<ResearchRecord>>(pool, ground, async (tx) => {
    const row = await found(tx, key)
    if (row === null) return refusedAct('not-found')
    if (row.by !== ground.user) return refusedAct('no-right')
    if (row.reviewedBy !== null) return refusedAct('wrong-state')
    const words: ResearchConclusion = {
      conclusion: cleanText(body.conclusion),
      hypotheses: body.hypotheses.map((one) => ({
        text: cleanText(one.text),
        pro: one.pro.map(cleanText),
        against: one.against.map(cleanText)
      }))
    }
    const wrong = await refusalOf(tx, [
      words.conclusion,
      ...words.hypotheses.flatMap((one) => [one.text, ...one.pro, ...one.against])
    ])
    if (wrong !== null) return refusedAct(wrong)
    const { sealed, digest } = sealWords(vault, placeOf({ ground, vault }, key, 'concluded'), words)
    await tx.query('update research_record set concluded = $2, concluded_at = now() where key = $1', [key, sealed])
    const detail = { digest: digestText(digest), hypotheses: words.hypotheses.length }
    return recordNow(tx, { ground, vault }, key, { act: 'research.conclude', detail })
  })
}

/** Looks at it a second time, once, by another person than who asked (`second-person`). */
export async function reviewRecord(
  { pool, ground, vault }: Desk,
  key: string,
  body: ResearchReview
): Promise<Outcome<ResearchRecord>> {
  return act<Outcome<ResearchRecord>>(pool, ground, async (tx) => {
    const row = await found(tx, key)
    if (row === null) return refusedAct('not-found')
    if (row.by === ground.user) return refusedAct('second-person')
    if (row.concluded === null || row.reviewedBy !== null) return refusedAct('wrong-state')
    const reason = reasonGiven(body.reason)
    if (reason === null) return refusedAct('reason-missing')
    const wrong = await refusalOf(tx, [reason])
    if (wrong !== null) return refusedAct(wrong)
    const { sealed, digest } = sealWords(vault, placeOf({ ground, vault }, key, 'review'), { reason })
    await tx.query(
      'update research_record set reviewed_by = $2, reviewed_at = now(), agrees = $3, review = $4 where key = $1 and reviewed_by is null',
      [key, ground.user, body.agrees, sealed]
    )
    const detail = { agrees: body.agrees, digest: digestText(digest) }
    return recordNow(tx, { ground, vault }, key, { act: 'research.review', detail })
  })
}

/** Counts the same question now: the same bytes on the same state, and otherwise what is different. */
export async function rerunRecord({ pool, ground, vault }: Desk, key: string): Promise<Outcome<ResearchRerun>> {
  return act<Outcome<ResearchRerun>>(pool, ground, async (tx) => {
    const row = await found(tx, key)
    if (row === null) return refusedAct('not-found')
    const reader = { ground, vault }
    const { filters }: { filters: ResearchFilters } = headOf(reader, row)
    const was = bytesOf(reader, row)
    const now = await countFor(tx, vault.keyring, mandateOf(ground), filters)
    const digest = digestText(createHash('sha256').update(now.bytes).digest())
    const same = now.bytes.equals(was)
    const differences = differencesOf(rowsIn(was), now.rows)
    const detail = { state: now.state, counted: digest, same, differences: differences.length }
    const entry = { act: 'research.rerun', subject: `research:${key}`, detail }
    return done({ state: now.state, digest, same, differences }, entry)
  })
}

/** Words that say nothing, or name somebody. */
async function refusalOf(tx: Tx, words: readonly string[]): Promise<Refusal | null> {
  for (const one of words) {
    if (one === '') return 'reason-missing'
    if ((await namedIn(tx, one)) !== null) return 'names-someone'
  }
  return null
}

async function found(tx: Tx, key: string): Promise<Row | null> {
  return uuid.test(key) ? ((await rowsOf(tx, key))[0] ?? null) : null
}

interface Entry {
  readonly act: string
  readonly subject?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

function done<T>(value: T, entry: Entry) {
  return { result: { kind: 'done', value } as const, entry }
}

async function recordNow(tx: Tx, reader: Reader, key: string, entry: Entry) {
  const row = await found(tx, key)
  if (row === null) return refusedAct('not-found')
  return done(recordOf(reader, row), { ...entry, subject: `research:${key}` })
}
