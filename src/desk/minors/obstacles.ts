/** The register of obstacles that the expert group meets: each has an owner, waits by the clock, and is answered once. It names nobody. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type {
  Obstacle,
  ObstacleAnswerBody,
  ObstacleBody,
  ObstacleOwnerBody,
  Obstacles
} from '../../contract/minors/obstacles.ts'
import { uuid } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { isColleague } from '../colleagues.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { namedIn } from '../reports/answer-words.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { placeOf } from './minor-rows.ts'
import { holdsPicture } from './no-pictures.ts'

const mostShown = 500

type Reader = Pick<Desk, 'ground' | 'vault'> & { readonly role: string }

/** What waits longest first. */
export async function listObstacles({ pool, ground, vault }: Desk, role: string): Promise<Obstacles> {
  return act(pool, ground, async (tx) => {
    const obstacles = await obstaclesOf(tx, { ground, vault, role }, null)
    const waiting = obstacles.filter((one) => one.answer === null).length
    return { result: { obstacles, waiting }, entry: { act: 'obstacles.list', detail: { waiting } } }
  })
}

async function obstaclesOf(tx: Tx, { ground, vault, role }: Reader, key: string | null): Promise<Obstacle[]> {
  const { rows } = await tx.query<
    Omit<Obstacle, 'text' | 'answer' | 'mine' | 'mayGive'> & { readonly sealed: Buffer; readonly given: Buffer | null }
  >(
    `select key, owner, by, at, answered_by as "answeredBy", answered_at as "answeredAt", sealed, answer_sealed as given,
       coalesce((answered_at at time zone 'Europe/Amsterdam')::date, today()) - (at at time zone 'Europe/Amsterdam')::date as "ageDays"
     from obstacle where ($1::uuid is null or key = $1::uuid) and length(sealed) > 0
     order by answered_at is not null, answered_at desc, at, key limit $2`,
    [key, mostShown]
  )
  return rows.map(({ sealed, given, ...row }) => {
    const open = row.answeredAt === null
    return {
      ...row,
      ...openWords<{ text: string }>(vault, placeOf(ground, row.key, 'obstacle'), sealed),
      answer:
        given === null
          ? null
          : openWords<{ answer: string }>(vault, placeOf(ground, row.key, 'obstacle-answer'), given).answer,
      mine: open && row.owner === ground.user,
      mayGive: open && (role === 'coordinator' || row.owner === ground.user)
    }
  })
}

/** Words that may stand in the register, or why not. */
async function wordsOf(tx: Tx, typed: string): Promise<{ readonly text: string } | Refusal> {
  const text = cleanText(typed)
  if (text === '') return 'reason-missing'
  if (holdsPicture(text)) return 'no-pictures'
  return (await namedIn(tx, text)) === null ? { text } : 'names-someone'
}

/**
 * Records an obstacle with its owner. `names-someone`: it names a person, number or case.
 * `not-a-colleague`: the owner may not work under this mandate.
 */
export async function addObstacle(desk: Desk, role: string, body: ObstacleBody): Promise<Outcome<Obstacle>> {
  const { pool, ground, vault } = desk
  return act<Outcome<Obstacle>>(pool, ground, async (tx) => {
    const words = await wordsOf(tx, body.text)
    if (typeof words === 'string') return refusedAct(words)
    if (!(await isColleague(tx, body.owner))) return refusedAct('not-a-colleague')
    const key = randomUUID()
    const { sealed, digest } = sealWords(vault, placeOf(ground, key, 'obstacle'), words)
    await tx.query('insert into obstacle (key, mandate_id, owner, sealed, by) values ($1, $2, $3, $4, $5)', [
      key,
      ground.mandate,
      body.owner,
      sealed,
      ground.user
    ])
    const detail = { owner: body.owner, digest: digestText(digest) }
    return obstacleNow(tx, { ground, vault, role }, key, { act: 'obstacle.add', detail })
  })
}

/** Gives it to somebody else: by its owner or a coordinator, with a reason. */
export async function giveObstacle(
  desk: Desk,
  role: string,
  key: string,
  body: ObstacleOwnerBody
): Promise<Outcome<Obstacle>> {
  const { pool, ground, vault } = desk
  return act<Outcome<Obstacle>>(pool, ground, async (tx) => {
    const found = await waiting(tx, { ground, vault, role }, key)
    if (typeof found === 'string') return refusedAct(found)
    if (!found.mayGive) return refusedAct('no-right')
    const reason = reasonGiven(body.reason)
    if (reason === null) return refusedAct('reason-missing')
    if (!(await isColleague(tx, body.owner))) return refusedAct('not-a-colleague')
    await tx.query('update obstacle set owner = $2 where key = $1', [key, body.owner])
    const detail = { from: found.owner, owner: body.owner, reason }
    return obstacleNow(tx, { ground, vault, role }, key, { act: 'obstacle.give', detail })
  })
}

/** Says what came of it, once, by its owner; that names nobody either. */
export async function answerObstacle(
  desk: Desk,
  role: string,
  key: string,
  body: ObstacleAnswerBody
): Promise<Outcome<Obstacle>> {
  const { pool, ground, vault } = desk
  return act<Outcome<Obstacle>>(pool, ground, async (tx) => {
    const found = await waiting(tx, { ground, vault, role }, key)
    if (typeof found === 'string') return refusedAct(found)
    if (!found.mine) return refusedAct('no-right')
    const words = await wordsOf(tx, body.answer)
    if (typeof words === 'string') return refusedAct(words)
    const { sealed, digest } = sealWords(vault, placeOf(ground, key, 'obstacle-answer'), { answer: words.text })
    await tx.query(
      'update obstacle set answer_sealed = $2, answered_by = $3, answered_at = now() where key = $1 and answered_at is null',
      [key, sealed, ground.user]
    )
    const detail = { days: found.ageDays, digest: digestText(digest) }
    return obstacleNow(tx, { ground, vault, role }, key, { act: 'obstacle.answer', detail })
  })
}

/** One that nobody answered yet. */
async function waiting(tx: Tx, reader: Reader, key: string): Promise<Obstacle | 'not-found' | 'wrong-state'> {
  const [found] = uuid.test(key) ? await obstaclesOf(tx, reader, key) : []
  if (found === undefined) return 'not-found'
  return found.answer === null ? found : 'wrong-state'
}

async function obstacleNow(
  tx: Tx,
  reader: Reader,
  key: string,
  entry: { readonly act: string; readonly detail: Readonly<Record<string, unknown>> }
) {
  const [value] = await obstaclesOf(tx, reader, key)
  if (value === undefined) return refusedAct('not-found')
  return { result: { kind: 'done', value } as const, entry: { ...entry, subject: `obstacle:${key}` } }
}
