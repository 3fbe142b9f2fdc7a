/** Learns what each site repeats, from its first pages in order; until then their adverts wait, so that readings do not depend on chance. */
import type { PageInput, SiteProfile } from '../model/page.ts'
import { learnSite, profileBlocks } from '../read/profile.ts'

export interface SiteLearner {
  /** True while a source has no profile of its own yet. */
  wants(sourceId: string): boolean
  /** Takes in one page; pages of other kinds teach nothing. */
  see(sourceId: string, input: PageInput): void
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
  const pages = new Map<string, string[][]>()
  const learned = new Set<string>()
  return {
    wants: (sourceId) => !learned.has(sourceId),
    see(sourceId, input) {
      const entries = profileBlocks(input)
      const list = pages.get(sourceId) ?? []
      list.push(entries)
      pages.set(sourceId, list)
    },
    ripe: () => [...pages].filter(([, list]) => list.filter((page) => page.length > 0).length >= pagesNeeded).map(([id]) => id),
    open: () => [...pages.keys()],
    learn(sourceId) {
      const list = pages.get(sourceId)
      pages.delete(sourceId)
      learned.add(sourceId)
      return list === undefined ? null : learnSite(list)
    }
  }
}
