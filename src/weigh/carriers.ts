/** Which adverts a signal has to open so that a person can see its reasons: as few as carry them. */
import { decide } from './decide.ts'
import type { WeighMember } from './member.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { weighNetwork, type Weighed, type WeighReason } from './weigh.ts'

/** Adverts that one signal opens by itself; more are opened by a request with its reason. */
export const mostOpened = 5

/** A network of which fewer than two adverts can be read. */
const nothing: Weighed = { class: { name: 'unclear', signs: [] }, priority: 0, reasons: [] }

/** Two adverts show what one hand shares; of a sign in words one more shows that it is no chance. */
const shownBy = 2

/**
 * At most `most` adverts that are still sealed and carry reasons for a look, the heaviest first: each reason is to be seen in one
 * advert, then in a second, and what is open already counts. Reasons against are shown by the same adverts or stay counts.
 */
export function carriersOf(
  reasons: readonly WeighReason[],
  isOpen: (advert: number) => boolean,
  most: number
): readonly number[] {
  const grounds = reasons.filter((reason) => reason.points > 0)
  const chosen = new Set<number>()
  for (let wanted = 1; wanted <= shownBy; wanted++) {
    for (const { seenIn } of grounds) {
      const adverts = [...new Set(seenIn.map((one) => one.advert))]
      const shown = adverts.filter((advert) => isOpen(advert) || chosen.has(advert)).length
      const next = adverts.find((advert) => !isOpen(advert) && !chosen.has(advert))
      if (shown < wanted && next !== undefined && chosen.size < most) chosen.add(next)
    }
  }
  return [...chosen]
}

/**
 * Weighs with what can be read, and again with what will be opened for it: reasons are seen in that first, so that weighing once more
 * after the opening finds the same.
 */
export function weighOpened(
  members: readonly WeighMember[],
  medianPerHour: ReadonlyMap<string, number>,
  opened: ReadonlySet<number>,
  set: RuleSet
): { readonly weighed: Weighed; readonly opened: ReadonlySet<number> } {
  if (members.length < 2) return { weighed: nothing, opened: new Set() }
  const weighed = weighNetwork(members, { medianPerHour, opened }, set)
  if (!decide(weighed, members.length)) return { weighed, opened }
  const next = carriersOf(weighed.reasons, (advert) => opened.has(advert), mostOpened - opened.size)
  if (next.length === 0) return { weighed, opened }
  const then = new Set([...opened, ...next])
  return { weighed: weighNetwork(members, { medianPerHour, opened: then }, set), opened: then }
}
