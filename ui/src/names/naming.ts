/** What a signal or network is called: what identifies it, never its number in our own books. Pure. */
import type { LinkRow, Member } from '../../../src/contract/desk/links.ts'

/** Kinds that identify, the strongest first. */
const identifying = ['phone', 'handle', 'email', 'account', 'url'] as const

export interface Identity {
  readonly kind: string
  readonly value: string
}

/** The value that most members share among the strongest kind that has one in clear; null when none is known. */
export function identityOf(links: readonly LinkRow[]): Identity | null {
  for (const kind of identifying) {
    const carriers = new Map<string, Set<number>>()
    for (const link of links) {
      if (link.kind !== kind || link.value === null) continue
      const of = carriers.get(link.value) ?? new Set<number>()
      carriers.set(link.value, of.add(link.a).add(link.b))
    }
    const [first] = [...carriers].toSorted((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
    if (first !== undefined) return { kind, value: first[0] }
  }
  return null
}

/** The identity of what these members belong to. */
export function identityOfMembers(members: readonly Member[]): Identity | null {
  return identityOf(members.flatMap((member) => member.links))
}

/** The title that most open members begin with, by its first words; null when no title can be read. */
export function titleOf(members: readonly Pick<Member, 'title'>[], most = 6): string | null {
  const counts = new Map<string, number>()
  for (const { title } of members) {
    if (title === null || title.trim() === '') continue
    const start = firstWords(title, most)
    counts.set(start, (counts.get(start) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}

/** The first words of a text, with a sign that it goes on. */
export function firstWords(text: string, most = 6): string {
  const words = text.trim().split(/\s+/)
  return words.length <= most
    ? words.join(' ')
    : `${words
        .slice(0, most)
        .join(' ')
        .replace(/[,.;:]$/, '')} …`
}
