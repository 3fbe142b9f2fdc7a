/** Jobs: what a person asked for and waits for, how far it is, and what became of it. Nobody else sees them. */
import Type from 'typebox'
import { closed, maybeText, maybeWhole, oneOf, text, whole, type Shape } from '../fields.ts'

const jobStates = ['waiting', 'working', 'done', 'failed', 'cancelled'] as const

/** What a job does now, in this order. */
export const jobSteps = ['waiting', 'state', 'evidence', 'texts', 'package', 'end'] as const
export type JobStep = (typeof jobSteps)[number]

const jobKinds = ['dossier'] as const
export type JobKind = (typeof jobKinds)[number]

/** GET /api/jobs/{id}, for who asked; to everybody else it does not exist. */
export const Job = Type.Object(
  {
    id: text,
    kind: oneOf(jobKinds),
    case: maybeText,
    state: oneOf(jobStates),
    step: oneOf(jobSteps),
    /** Pieces of work that are behind it, of `total`; `total` is 0 until the state is read. */
    done: whole,
    total: whole,
    /** How often it was begun: after a fault or a restart it goes on by itself, five times at most. */
    attempts: whole,
    /** Key of a problem: why it failed, or why its last attempt did. */
    fault: maybeText,
    /** The number of what was made, in its case. */
    result: maybeWhole,
    askedAt: text,
    endedAt: maybeText
  },
  closed
)
export type Job = Shape<typeof Job>

/** GET /api/jobs: mine, the newest first; at most 100. */
export const JobList = Type.Object({ jobs: Type.Array(Job) }, closed)
export type JobList = Shape<typeof JobList>

export const JobParameter = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed)
