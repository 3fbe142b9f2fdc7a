/** What becomes of an address once it was asked for, or turned down: a capture, another try, or a reason. */
import { backoffMs, revisitAfterMs } from '../../crawl/retry.ts'
import type { Exchange, FailureReason, FetchOutcome } from '../../model/exchange.ts'
import type { Source } from '../../model/source.ts'
import type { DueAddress, Settled } from '../../store/frontier/frontier.ts'
import type { CaptureWriter } from '../evidence/capture-writer.ts'
import type { StoredRobots } from './host-robots.ts'
import type { CrawledSource } from './crawled-source.ts'

/** What settling needs of a session. */
export interface Settling {
  readonly writer: CaptureWriter
  /** Tries of one address before it counts as failed. */
  readonly tries: number
  readonly longestWaitMs: number
  /** A page that was counted gave no capture. */
  returnPage(): void
  /** Before an answer is written down: notes where a start address sends its visitors. */
  sentOn(crawled: CrawledSource, address: DueAddress, exchange: Exchange): Promise<void>
  /** After an answer was written down: asks again what a gate stood before. */
  passGates(crawled: CrawledSource, exchange: Exchange): Promise<void>
}

const never = null

/** Hands what came of one address to the capture writer; resolves when it is written. */
export async function settleOutcome(
  address: DueAddress,
  crawled: CrawledSource,
  outcome: FetchOutcome,
  deps: Settling
): Promise<void> {
  switch (outcome.kind) {
    case 'exchange': {
      await deps.sentOn(crawled, address, outcome.exchange)
      await deps.writer.add({
        exchange: outcome.exchange,
        sourceId: crawled.source.id,
        address: {
          id: address.id,
          url: address.url,
          lastMac: address.lastMac,
          dueAt: revisitAt(address, crawled.source, outcome.exchange.status)
        },
        origin: 'crawl',
        ...odd(outcome.exchange)
      })
      await deps.passGates(crawled, outcome.exchange)
      return
    }
    case 'refused':
      deps.returnPage()
      await deps.writer.settle(refused(address, outcome.reason, outcome.detail, never))
      return
    case 'failed':
      deps.returnPage()
      await deps.writer.settle(failed(address, outcome, deps))
  }
}

/** What was odd about an answer, to be kept with its capture: the kind beside it, the words in the evidence. */
function odd({ oddities = [], unrendered }: Exchange): { notes?: string[]; attributes?: Record<string, string> } {
  const notes = oddities.slice(0, 20).map((words) => ({ kind: 'header-slip', words }))
  if (unrendered !== undefined) notes.push({ kind: 'not-rendered', words: unrendered.slice(0, 500) })
  if (notes.length === 0) return {}
  return { notes: [...new Set(notes.map(({ kind }) => kind))], attributes: { notes: JSON.stringify(notes) } }
}

/** Again at once (with a pause) while tries remain; then failed, until a later visit. */
function failed(address: DueAddress, outcome: FetchOutcome & { kind: 'failed' }, deps: Settling): Settled {
  const tries = address.attempts + 1
  const waitMs = Math.max(outcome.retryAfterMs ?? 0, Math.min(backoffMs(tries, Math.random()), deps.longestWaitMs))
  const again = tries < deps.tries && waitMs <= deps.longestWaitMs && outcome.reason !== 'too-large'
  const dueAt = new Date(Date.now() + (again ? waitMs : Math.max(waitMs, backoffMs(tries + 4, 0.5))))
  return { ...refused(address, outcome.reason, outcome.detail, dueAt), state: again ? 'due' : 'failed' }
}

/** The outcome of an address whose robots.txt the host itself did not answer. */
export function unreachable(address: DueAddress, robots: StoredRobots, reason: FailureReason): Settled {
  return { ...refused(address, reason, robots.because, new Date(robots.untilMs)), state: 'failed' }
}

/** An address that a rule of ours turns down; `dueAt`: when it is looked at again, null for never. */
export function refused(
  { id, sourceId, url }: DueAddress,
  reason: string,
  detail: string,
  dueAt: Date | null
): Settled {
  return { id, sourceId, url, state: 'refused', dueAt, status: null, capture: null, changed: false, reason, detail }
}

/** When a page is looked at again, once it is known whether it changed. What was first found gone gets a second look as soon as may be. */
function revisitAt(address: DueAddress, { revisit }: Source, status: number): (changed: boolean) => Date {
  const now = Date.now()
  const lastMs = address.lastAt === null || address.visits === 0 ? null : Math.max(0, now - Date.parse(address.lastAt))
  return (changed) => {
    const isFirstGone = changed && (status === 404 || status === 410)
    const { visits, changes } = address
    const soFar = { lastMs, changed, visits: visits + 1, changes: changes + (changed ? 1 : 0) }
    return new Date(now + (isFirstGone ? revisit.minMs : revisitAfterMs(soFar, revisit)))
  }
}
