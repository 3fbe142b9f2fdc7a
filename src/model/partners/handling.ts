/** Handling codes: the traffic light protocol (TLP 2.0 of FIRST) says who may be told, the permissible actions protocol (PAP) what may be done with it. */

/** From free to closed. */
export const tlpCodes = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Tlp = (typeof tlpCodes)[number]
export const papCodes = ['clear', 'green', 'amber', 'red'] as const
export type Pap = (typeof papCodes)[number]

/** What somebody said of one thing; null: nothing. */
export interface Handling {
  readonly tlp: Tlp | null
  readonly pap: Pap | null
}

/** Nothing was said. */
export const noCodes: Handling = { tlp: null, pap: null }

/**
 * To whom something leaves. `team`: another team of the police. `prosecutor`: whom a case is referred to. `partner`: an organisation outside the
 * police, on a written decision. `file`: whoever holds a file that left, which nobody can say beforehand.
 */
export const receivers = ['team', 'prosecutor', 'partner', 'file'] as const
export type Receiver = (typeof receivers)[number]

/** Whether this may go there. RED never leaves; AMBER+STRICT stays within the organisation. */
export function mayHave(receiver: Receiver, { tlp, pap }: Handling): boolean {
  if (tlp === 'red' || pap === 'red') return false
  return tlp !== 'amber+strict' || receiver === 'team'
}

/** The closer one of each. */
export function closerOf(one: Handling, other: Handling): Handling {
  return { tlp: closer(tlpCodes, one.tlp, other.tlp), pap: closer(papCodes, one.pap, other.pap) }
}

function closer<Code extends string>(order: readonly Code[], one: Code | null, other: Code | null): Code | null {
  if (one === null || other === null) return one ?? other
  return order.indexOf(one) >= order.indexOf(other) ? one : other
}

/** As people write them: `TLP:AMBER+STRICT`, `PAP:GREEN`. */
export function codesOf({ tlp, pap }: Handling): string[] {
  return [...(tlp === null ? [] : [`TLP:${tlp.toUpperCase()}`]), ...(pap === null ? [] : [`PAP:${pap.toUpperCase()}`])]
}

/** How many things stayed behind, under which codes. It tells nothing of what they are. */
export interface LeftBehind {
  readonly code: string
  readonly count: number
}

/** Counts by code, in the order of their names. */
export function leftBehind(all: Iterable<Handling>): LeftBehind[] {
  const counts = new Map<string, number>()
  for (const one of all) {
    const code = codesOf(one).join(' ')
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].map(([code, count]) => ({ code, count })).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
