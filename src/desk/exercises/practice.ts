/** Practice queues: which there are, the signals of one, an advert that is opened, and what is said to an answer. The ledger alone keeps what was done. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type {
  PracticeAdvert,
  PracticeBody,
  PracticeFeedback,
  PracticeQueue,
  PracticeQueues
} from '../../contract/training/practice.ts'
import type { Ground } from '../../store/ground.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { judgePractice, practiceFiles, type PracticeFile } from './practice-file.ts'

function headOf({
  id,
  version,
  made,
  signals
}: PracticeFile): Pick<PracticeQueue, 'id' | 'version' | 'seed' | 'world' | 'signals'> {
  return { id, version, seed: made.seed, world: made.world, signals: signals.length }
}

const subjectOf = (id: string): string => `exercise:${id}`

export async function listPractice(pool: pg.Pool, ground: Ground): Promise<PracticeQueues> {
  return act(pool, ground, async (tx) => {
    const files = [...practiceFiles().values()]
    const { rows } = await tx.query<{ id: string; at: Date }>(
      `select subject as id, max(at) as at from ledger where act = 'exercise.answer' and actor = $1 and subject = any($2) group by subject`,
      [ground.user, files.map((one) => subjectOf(one.id))]
    )
    const done = new Map(rows.map((one) => [one.id, new Date(one.at).toISOString()]))
    const queues = files.map((one) => ({ ...headOf(one), doneAt: done.get(subjectOf(one.id)) ?? null }))
    return { result: { queues }, entry: { act: 'exercises.list', detail: { practice: queues.length } } }
  })
}

/** Signals as a queue shows them: nothing tells who is behind them, and no word of an advert goes along. */
export async function openPractice(pool: pg.Pool, ground: Ground, id: string): Promise<Outcome<PracticeQueue>> {
  return act<Outcome<PracticeQueue>>(pool, ground, async () => {
    const file = practiceFiles().get(id)
    if (file === undefined) return refusedAct('not-found')
    const list = file.signals.map(({ shown, hands: _known, ...signal }) => ({ ...signal, shown: shown.length }))
    return {
      result: { kind: 'done', value: { ...headOf(file), list } },
      entry: { act: 'exercise.read', subject: subjectOf(id), detail: { version: file.version } }
    }
  })
}

/** Opens one advert; signal and advert are counted from 1. */
export async function openPracticeAdvert(
  pool: pg.Pool,
  ground: Ground,
  { id, signal, advert }: { readonly id: string; readonly signal: number; readonly advert: number }
): Promise<Outcome<PracticeAdvert>> {
  return act<Outcome<PracticeAdvert>>(pool, ground, async () => {
    const found = practiceFiles().get(id)?.signals[signal - 1]?.shown[advert - 1]
    if (found === undefined) return refusedAct('not-found')
    const { hand: _known, ...value } = found
    return {
      result: { kind: 'done', value },
      entry: { act: 'exercise.read', subject: subjectOf(id), detail: { signal, advert } }
    }
  })
}

/** What is said to an answer. What was chosen is kept nowhere: the ledger tells that the queue was done, and in which version. */
export async function answerPractice(
  pool: pg.Pool,
  ground: Ground,
  id: string,
  body: PracticeBody
): Promise<Outcome<PracticeFeedback>> {
  return act<Outcome<PracticeFeedback>>(pool, ground, async () => {
    const file = practiceFiles().get(id)
    if (file === undefined) return refusedAct('not-found')
    return {
      result: { kind: 'done', value: judgePractice(file, body) },
      entry: { act: 'exercise.answer', subject: subjectOf(id), detail: { version: file.version } }
    }
  })
}
