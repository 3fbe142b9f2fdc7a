/** `baken bench revisit`: a simulated month of one site with the clock moved: what the plan of revisits notices of its adverts, beside a fixed daily visit, and what pages that tick cost it. */
import { revisitAfterMs, type VisitsSoFar } from '../src/crawl/retry.ts'
import { tellTicking } from './ticking.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const days = 30
/** Of the source: the defaults of a source file. */
const limits = { minMs: hourMs, maxMs: 7 * dayMs }

interface SimulatedAdvert {
  readonly bornMs: number
  readonly goneMs: number
  /** Times of its edits, oldest first. */
  readonly edits: readonly number[]
}

interface Noticed {
  requests: number
  edits: number
  editsWithinADay: number
  gone: number
  goneWithinADay: number
}

/** Milliseconds until the next visit. */
type Plan = (soFar: VisitsSoFar) => number

/** `n` adverts, of which two thirds stand on the first day; the others come during the month. */
export async function runRevisitBench({ n, seed }: { readonly n: number; readonly seed: number }): Promise<object> {
  const random = randomOf(seed)
  const adverts = Array.from({ length: n }, (_, nth) => simulatedAdvert(nth < (n * 2) / 3, random))
  const plans: Readonly<Record<string, Plan>> = {
    baken: (soFar) => revisitAfterMs(soFar, limits),
    daily: () => dayMs,
    // As many requests as Baken spends on the default month.
    evenly: () => 1.27 * dayMs
  }
  const figures = Object.entries(plans).map(([name, plan]) => [name, shares(month(adverts, plan))] as const)
  const told = await tellTicking(8)
  // The same month, with pages that tick: by their bytes each look finds them changed, by what they say as often as was measured.
  const ticking = {
    share: tickingShare,
    ...told,
    byBytes: shares(month(adverts, plans['baken'] as Plan, tickingLooks(seed, 1, 1))),
    byWhatItSays: shares(
      month(adverts, plans['baken'] as Plan, tickingLooks(seed, told.unchangedToldChanged, told.editsTold))
    )
  }
  return { adverts: n, days, revisit: '1h to 7d', ...Object.fromEntries(figures), ticking }
}

/** Pages with a clock, a counter or the latest adverts beside. */
const tickingShare = 0.4

/** Whether a look tells a change: by the advert, and whether there was one. */
type Look = (advert: number, edited: boolean) => boolean

function tickingLooks(seed: number, whenNot: number, whenEdited: number): Look {
  const random = randomOf(seed + 1)
  return (advert, edited) => ((advert % 10) / 10 < tickingShare ? random() < (edited ? whenEdited : whenNot) : edited)
}

/**
 * Half of all adverts are never edited, a third every ten days, a sixth every second day. Half of them stand for five days on average, half
 * for forty: on advert sites most go early or stay long.
 */
function simulatedAdvert(standsAlready: boolean, random: () => number): SimulatedAdvert {
  const after = (meanMs: number): number => -Math.log(1 - random()) * meanMs
  const bornMs = standsAlready ? 0 : random() * days * dayMs
  const goneMs = bornMs + after((random() < 0.5 ? 5 : 40) * dayMs)
  const kind = random()
  const everyMs = kind < 1 / 2 ? Number.POSITIVE_INFINITY : (kind < 5 / 6 ? 10 : 2) * dayMs
  const edits: number[] = []
  for (let at = bornMs + after(everyMs); at < goneMs && at < days * dayMs; at += after(everyMs)) edits.push(at)
  return { bornMs, goneMs, edits }
}

/** Each advert is found within the hour, and looked at by the plan until it is found gone twice. */
function month(adverts: readonly SimulatedAdvert[], plan: Plan, look: Look = (_, edited) => edited): Noticed {
  const sum: Noticed = { requests: 0, edits: 0, editsWithinADay: 0, gone: 0, goneWithinADay: 0 }
  const endMs = days * dayMs
  for (const [nth, { bornMs, goneMs, edits }] of adverts.entries()) {
    sum.edits += edits.filter((at) => at < endMs - dayMs).length
    if (goneMs < endMs - dayMs) sum.gone++
    let last = bornMs + hourMs
    let soFar: VisitsSoFar = { lastMs: null, changed: false, visits: 1, changes: 0 }
    sum.requests++
    for (let at = last + plan(soFar); at < endMs; at = last + plan(soFar)) {
      sum.requests++
      if (at >= goneMs) {
        if (goneMs < endMs - dayMs && at - goneMs <= dayMs) sum.goneWithinADay++
        sum.requests++ // The second look.
        break
      }
      const seen = edits.filter((edit) => edit > last && edit <= at)
      sum.editsWithinADay += seen.filter((edit) => edit < endMs - dayMs && at - edit <= dayMs).length
      const changed = look(nth, seen.length > 0)
      soFar = { lastMs: at - last, changed, visits: soFar.visits + 1, changes: soFar.changes + (changed ? 1 : 0) }
      last = at
    }
  }
  return sum
}

function shares({ requests, edits, editsWithinADay, gone, goneWithinADay }: Noticed): object {
  const share = (part: number, of: number): number => Math.round((1000 * part) / Math.max(1, of)) / 1000
  return {
    requests,
    editsNoticedWithinADay: share(editsWithinADay, edits),
    goneNoticedWithinADay: share(goneWithinADay, gone),
    requestsForEachNoticed: share(requests, editsWithinADay + goneWithinADay)
  }
}

/** Mulberry32: the same month for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
