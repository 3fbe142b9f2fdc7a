/** Adverts of the changing site that come back after a day away, and old ones that are posted again under a new number. Pure. */
import type { DemoAdvert } from './advert.ts'
import type { Random } from './random.ts'

/** Of the adverts of persons that stand for long, this share is away for a day or two. */
const awayShare = 0.25
/** Of the adverts of persons of the next days, this share is old ones that are posted again. */
const againShare = 0.3
/** Standing up to this day is standing for as long as it matters here. */
const longAfter = 6

/**
 * Only what stands on day 1 and later changes. A person who posts again takes the old advert down on that day, and keeps account, text and
 * number; the advert that would have come is not posted.
 */
export function withReturns(random: Random, adverts: readonly DemoAdvert[]): DemoAdvert[] {
  const stays = (one: DemoAdvert): boolean =>
    one.site === 'dagprikker' &&
    one.kind === 'independent' &&
    one.postedDay <= 0 &&
    (one.untilDay ?? longAfter) >= longAfter
  const old = random.shuffle(adverts.filter(stays))
  const changed = new Map<number, DemoAdvert>()
  for (const one of adverts) {
    const next =
      one.site === 'dagprikker' && one.kind === 'independent' && one.postedDay > 0 && one.postedDay < longAfter
    if (!next || !random.chance(againShare)) continue
    const before = old.pop()
    const last = before?.versions.findLast((version) => version.day < one.postedDay)
    if (before === undefined || last === undefined) continue
    const versions = before.versions.filter((version) => version.day < one.postedDay)
    changed.set(before.id, { ...before, versions, untilDay: one.postedDay })
    changed.set(one.id, {
      ...before,
      id: one.id,
      postedDay: one.postedDay,
      postedMinute: one.postedMinute,
      versions: [{ ...last, day: one.postedDay }]
    })
  }
  for (const one of old) {
    if (!random.chance(awayShare)) continue
    const from = random.int(1, 2)
    changed.set(one.id, { ...one, away: { from, until: from + 1 } })
  }
  return adverts.map((one) => changed.get(one.site === 'dagprikker' ? one.id : -1) ?? one)
}
