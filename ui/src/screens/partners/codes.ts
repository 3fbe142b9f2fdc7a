/** Handling codes as the screens offer and write them. */
import type { Handled } from '../../../../src/contract/partners/handling.ts'

export const tlpCodes = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const satisfies readonly Handled['tlp'][]
export const papCodes = ['clear', 'green', 'amber', 'red'] as const satisfies readonly Handled['pap'][]

/** `TLP:AMBER+STRICT`, `PAP:GREEN`. */
export function codesOf({ tlp, pap }: Pick<Handled, 'tlp' | 'pap'>): string[] {
  return [...(tlp === null ? [] : [`TLP:${tlp.toUpperCase()}`]), ...(pap === null ? [] : [`PAP:${pap.toUpperCase()}`])]
}
