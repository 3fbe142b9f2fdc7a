/** Learns what each site repeats, from its first pages in order; until then their adverts wait, so that readings do not depend on chance. */
import type { SiteProfile } from '../../model/page.ts'
import { learnSite } from '../../read/site/profile.ts'

export interface SiteLearner {
  /** True while a source has no profile of its own yet. */
  wants(sourceId: string): boolean
  /** Takes in what one page would add to a profile (read/site/profile.ts); an empty list teaches nothing. */
  see(sourceId: string, blocks: readonly string[]): void
  /** Sources with enough pages to learn from. */
  ripe(): string[]
  /** Sources with any page waiting, for the end of a run. */
  open(): string[]
  /** Makes the profile and forgets the pages; null when there was nothing. */
  learn(sourceId: string): SiteProfile | null
}

/** Pages that a profile is made from: enough to tell a menu from an advert, few enough to wait for. */
const pagesNeeded = 30

export function createSiteLearner(): SiteLearner {
  const pages = new Map<string, (readonly string[])[]>()
  const learned = new Set<string>()
  return {
    wants: (sourceId) => !learned.has(sourceId),
    see(sourceId, blocks) {
      const list = pages.get(sourceId) ?? []
      list.push(blocks)
      pages.set(sourceId, list)
    },
    ripe: () =>
      [...pages].filter(([, list]) => list.filter((page) => page.length > 0).length >= pagesNeeded).map(([id]) => id),
    open: () => [...pages.keys()],
    learn(sourceId) {
      const list = pages.get(sourceId)
      pages.delete(sourceId)
      learned.add(sourceId)
      return list === undefined ? null : learnSite(list)
    }
  }
}
