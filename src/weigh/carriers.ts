/** Which adverts a signal has to open so that a person can see its reasons: as few as carry them. */
import type { WeighReason } from './weigh.ts'

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
