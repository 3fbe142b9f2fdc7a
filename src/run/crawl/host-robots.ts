/** robots.txt of a leased host: what is remembered of it, and asking for it anew. */
import type { Fetcher } from '../../crawl/fetch/fetch.ts'
import type { RobotsRules } from '../../crawl/robots/robots.ts'
import {
  maxRobotsRedirects,
  robotsKeepMs,
  robotsMaxBytes,
  robotsOutcome,
  robotsUrl,
  type RobotsOutcome
} from '../../crawl/robots/robots-outcome.ts'
import { hostInScope } from '../../crawl/sources/scope.ts'
import type { FailureReason } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import type { LeasedHost } from '../../store/frontier/frontier.ts'

export interface StoredRobots {
  readonly kind: 'rules' | 'allow-all' | 'disallow-all'
  readonly rules: RobotsRules | null
  readonly because: string
  /** The host itself did not answer: its addresses failed, and are not refused by a rule. */
  readonly failure: FailureReason | null
  /** Milliseconds since 1970 until which it holds. */
  readonly untilMs: number
}

/** Who asks, and where the answer is kept. */
export interface Asking {
  readonly fetcher: Fetcher
  readonly allowPrivate: boolean
  /** Product token for the rules. */
  readonly agent: string
  saveRobots(robots: StoredRobots): Promise<void>
}

/** A scope that is mended by an operator counts soon. */
const elsewhereMs = 5 * 60_000

/** What is remembered of a leased host; null when nothing. */
export function currentRobots(leased: LeasedHost): StoredRobots | null {
  return leased.robots === null ? null : (leased.robots as StoredRobots)
}

/** Asks for robots.txt of the host and remembers what it means; a redirect is followed to hosts in scope only. */
export async function fetchRobots(url: string, source: Source, asking: Asking): Promise<StoredRobots> {
  if (source.politeness.robots === 'ignore') {
    return {
      kind: 'allow-all',
      rules: null,
      because: 'the source file says: robots ignore',
      failure: null,
      untilMs: Date.now() + robotsKeepMs
    }
  }
  const request = {
    maxBytes: robotsMaxBytes,
    allowPrivate: source.allowPrivate && asking.allowPrivate,
    deadlineMs: 30_000
  }
  let at = robotsUrl(url as CanonicalUrl)
  const asked = new Set<string>()
  for (let hops = 0; ; hops++) {
    const outcome = (await asking.fetcher.fetch(at, request)).at(-1)
    if (outcome === undefined) throw new Error('fetch of robots.txt gave no outcome')
    asked.add(at)
    const meaning = await robotsOutcome(outcome, asking.agent, hops, Date.now())
    if (
      meaning.kind === 'redirect' &&
      hops < maxRobotsRedirects &&
      hostInScope(source, meaning.to) &&
      !asked.has(meaning.to)
    ) {
      at = meaning.to
      continue
    }
    if (meaning.kind === 'redirect' && !hostInScope(source, meaning.to)) {
      // Nothing is asked of a host that the source does not name. Its rules may forbid what we would ask, so nothing is.
      const because = `robots.txt is at ${meaning.to}, a host outside the scope: add it to scope.hosts, or write robots: ignore`
      const elsewhere: StoredRobots = {
        kind: 'disallow-all',
        rules: null,
        because,
        failure: null,
        untilMs: Date.now() + elsewhereMs
      }
      await asking.saveRobots(elsewhere)
      return elsewhere
    }
    const failure = outcome.kind === 'failed' && outcome.reason !== 'status' ? outcome.reason : null
    const stored = storedRobots(meaning, failure)
    await asking.saveRobots(stored)
    return stored
  }
}

function storedRobots(meaning: RobotsOutcome, failure: FailureReason | null): StoredRobots {
  switch (meaning.kind) {
    case 'rules':
      return {
        kind: 'rules',
        rules: meaning.rules,
        because: meaning.because,
        failure: null,
        untilMs: Date.now() + robotsKeepMs
      }
    case 'disallow-all':
      return {
        kind: 'disallow-all',
        rules: null,
        because: meaning.because,
        failure,
        untilMs: Date.now() + meaning.retryAfterMs
      }
    case 'allow-all':
      return {
        kind: 'allow-all',
        rules: null,
        because: meaning.because,
        failure: null,
        untilMs: Date.now() + robotsKeepMs
      }
    case 'redirect':
      return {
        kind: 'allow-all',
        rules: null,
        because: 'robots.txt redirects too often',
        failure: null,
        untilMs: Date.now() + robotsKeepMs
      }
  }
}
