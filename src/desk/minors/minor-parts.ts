/** Parts of the file of a minor, each made of what was done: steps, services, tasks, agreements and papers, with what is late at a moment. */
import type { Agreement, Contact, FollowUp, MinorTask, Paper, StepOf } from '../../contract/minors/minors.ts'
import { minorSteps, stepHours, type SafeAnswer } from '../../model/minors/minor-track.ts'
import { numberIn, textIn, type FileAct } from './minor-rows.ts'

export interface Clock {
  readonly openedAt: string
  /** ISO 8601. */
  readonly now: string
  /** The day in the Netherlands, YYYY-MM-DD. */
  readonly today: string
  /** In a closed file nothing is late. */
  readonly closed: boolean
}

type Signed = Pick<FileAct, 'no' | 'by' | 'at' | 'reason'>
const signed = ({ no, by, at, reason }: FileAct): Signed => ({ no, by, at, reason })

/** The steps in their fixed order. Seen counts for what was done before it only. */
export function stepsIn(acts: readonly FileAct[], { openedAt, now, closed }: Clock): StepOf[] {
  return minorSteps.map((code) => {
    const done = acts.findLast((one) => one.act === 'step-do' && one.about === `step:${code}`)
    const seen = acts.findLast(
      (one) => one.act === 'step-see' && one.about === `step:${code}` && one.no > (done?.no ?? 0)
    )
    const due = new Date(new Date(openedAt).getTime() + stepHours[code] * 3_600_000)
    return {
      code,
      due: due.toISOString(),
      late: !closed && done === undefined && due <= new Date(now),
      said: done?.reason ?? null,
      doneBy: done?.by ?? null,
      doneAt: done?.at ?? null,
      seenBy: done === undefined ? null : (seen?.by ?? null),
      seenAt: done === undefined ? null : (seen?.at ?? null)
    }
  })
}

/** Services asked for, in the order in which they were. */
export function followUpsIn(acts: readonly FileAct[], { today, closed }: Clock): FollowUp[] {
  return acts
    .filter(({ act }) => act === 'follow-up')
    .map((one) => {
      const done = acts.find((each) => each.act === 'follow-up-done' && each.about === `act:${one.no}`)
      const dueOn = one.dueOn ?? ''
      return {
        ...signed(one),
        service: textIn(one.words['service']),
        dueOn,
        late: !closed && done === undefined && dueOn < today,
        doneBy: done?.by ?? null,
        result: done?.reason ?? null
      }
    })
}

/** Tasks with why one may not be taken now: the child first, and no contact with who is blocked. */
export function tasksIn(
  acts: readonly FileAct[],
  { today, closed }: Clock,
  safe: SafeAnswer | null,
  contacts: readonly Contact[]
): MinorTask[] {
  return acts
    .filter(({ act }) => act === 'task')
    .map((one) => {
      const [kind = 'other'] = (one.about ?? '').split(':')
      const about = aboutTask(one)
      const taken = acts.findLast((each) => each.act === 'task-take' && each.about === about)
      const done = acts.find((each) => each.act === 'task-finish' && each.about === about)
      const dueOn = one.dueOn ?? ''
      const contact = numberIn(one.words['contact'])
      return {
        ...signed(one),
        kind: kind as MinorTask['kind'],
        title: textIn(one.words['title']),
        dueOn,
        late: !closed && done === undefined && dueOn < today,
        contact,
        takenBy: taken?.by ?? null,
        doneBy: done?.by ?? null,
        result: done?.reason ?? null,
        blocked:
          done === undefined
            ? blockOf(
                kind,
                safe,
                contacts.find((each) => each.no === contact)
              )
            : null
      }
    })
}

function blockOf(kind: string, safe: SafeAnswer | null, contact: Contact | undefined): MinorTask['blocked'] {
  if (kind === 'investigate' && !isAnswer(safe)) return 'safe-first'
  return contact?.blocked === true ? 'contact-blocked' : null
}

/** What acts on a task are about: its kind, which the database holds against the answer on safety, and its number. */
export function aboutTask({ no, about }: Pick<FileAct, 'no' | 'about'>): string {
  return `${about ?? 'other'}:${no}`
}

/** Whether the question if the child is safe has an answer: not known is none. */
export function isAnswer(safe: SafeAnswer | null): boolean {
  return safe === 'yes' || safe === 'no'
}

/** Consent given or refused, and overrides, the first first. */
export function agreementsIn(acts: readonly FileAct[]): Agreement[] {
  return acts.flatMap((one): Agreement[] => {
    if (one.act !== 'consent' && one.act !== 'consent-refused' && one.act !== 'override') return []
    const gone = acts.find((each) => /^(?:consent|override)-withdraw$/.test(each.act) && each.about === `act:${one.no}`)
    const from = one.words['from']
    return [
      {
        ...signed(one),
        kind: one.act,
        from: from === 'child' || from === 'guardian' || from === 'both' ? from : null,
        to: textIn(one.words['to']),
        withdrawnBy: gone?.by ?? null
      }
    ]
  })
}

/** Assessments, plans and closures with what another person said of each. */
export function papersIn(acts: readonly FileAct[]): Paper[] {
  return acts.flatMap((one): Paper[] => {
    const [part, kind] = (one.about ?? '').split(':')
    if (one.act !== 'paper' || part !== 'paper') return []
    const said = acts.find((each) => /^paper-(?:approve|reject)$/.test(each.act) && each.about === `act:${one.no}`)
    const state = said === undefined ? 'asked' : said.act === 'paper-approve' ? 'approved' : 'rejected'
    return [
      { ...signed(one), kind: kind as Paper['kind'], state, decidedBy: said?.by ?? null, because: said?.reason ?? null }
    ]
  })
}
