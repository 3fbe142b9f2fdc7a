/** Judgements of people that go through the linker, which lives with the pipeline: what the desk asks of it. */
import type { Hub, LinkReason, PendingMerge } from '../../link/event.ts'
import type { Ground } from '../../store/ground.ts'

/** What a linker throws when a judgement cannot be made any more: what it is about is gone or was decided meanwhile. */
export class NothingToJudge extends Error {}

/** The linker of this mandate does not run in this process, or does not run yet. */
export class LinkerUnavailable extends Error {}

/** Acts that must go through the linker, which lives with the pipeline. Each writes state and ledger entry in one transaction. */
export interface LinkDesk {
  /** `fact.reject`: the fact is wrong; links that rest on it go. */
  rejectFact(ground: Ground, advert: number, sighting: number, ordinal: number, reason: string): Promise<LinkOutcome>
  /** `fact.restore`. */
  restoreFact(ground: Ground, advert: number, sighting: number, ordinal: number, reason: string): Promise<LinkOutcome>
  /** `judgement.different`: these two adverts are not of one hand. */
  different(ground: Ground, a: number, b: number, reason: string): Promise<LinkOutcome>
  /** `judgement.same`: they are; confirms a merge that waits. */
  same(ground: Ground, a: number, b: number, reason: string): Promise<LinkOutcome>
  /** `judgement.hub`, `judgement.own`: a value joins nothing, or does join. `key` is the blinded value. */
  word(ground: Ground, state: 'hub' | 'own', kind: string, key: string, reason: string): Promise<LinkOutcome>
  /** Merges that wait for a person. This and the next two only look, and write no ledger entry: the desk does. */
  waiting(ground: Ground): Promise<readonly WaitingMerge[]>
  /** How many those are, for screens that ask often: it keeps no batch waiting. */
  waitingCount(ground: Ground): Promise<number>
  /** Values that join nothing, most adverts first. */
  hubs(ground: Ground): Promise<readonly Hub[]>
  /** The cheapest path of evidence between two adverts; null when there is none within reach. */
  explain(ground: Ground, a: number, b: number): Promise<readonly LinkReason[] | null>
  /** `judgement.undo`. */
  undo(ground: Ground, judgement: number, reason: string): Promise<LinkOutcome>
}

/** A waiting merge with the ids of adverts in the store. */
export type WaitingMerge = PendingMerge

export interface LinkOutcome {
  readonly networksChanged: number
}
