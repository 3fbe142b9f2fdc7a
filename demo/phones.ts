/** Invented telephone numbers: generated Dutch 06-1 numbers and the ranges that other countries keep for fiction. */
import type { Random } from './random.ts'

export type NumberCountry = 'NL' | 'GB' | 'FR' | 'DE'

export interface NumberBook {
  /** A number that no other hand has, E.164; a range that is used up falls back to Dutch numbers. */
  readonly issue: (country: NumberCountry) => string
}

/**
 * Ranges: GB 07700 900000-900999 (Ofcom, drama), FR 06 39 98 0000-9999 (ARCEP, fiction), DE 0176 04069000-04069099
 * (Bundesnetzagentur, media). The Netherlands keeps none for fiction, hence generated 06-1 numbers that are never dialled. `shown`:
 * people are to read them. Then Dutch ones begin with 06-0, which is no range of telephones, and French ones are of 01 99 00 0000-9999
 * (ARCEP, fiction): 06 39 98 without its country may be a Dutch number.
 */
export function makeNumberBook(random: Random, shown = false): NumberBook {
  const issued = new Set<string>()
  const ranges: Readonly<Record<NumberCountry, readonly [string, number]>> = {
    NL: [shown ? '+3160' : '+3161', 7],
    GB: ['+447700900', 3],
    FR: [shown ? '+3319900' : '+3363998', 4],
    DE: ['+4917604069', 3]
  }
  const issue = (country: NumberCountry): string => {
    const [prefix, digits] = ranges[country]
    const ceiling = country === 'DE' ? 100 : 10 ** digits
    for (let attempt = 0; attempt < 40; attempt++) {
      const number = prefix + String(random.int(0, ceiling - 1)).padStart(digits, '0')
      if (issued.has(number)) continue
      issued.add(number)
      return number
    }
    if (country === 'NL') throw new Error('the range of invented Dutch numbers is used up')
    return issue('NL')
  }
  return { issue }
}

/** Digits as dialled inside the country of the number. */
export function nationalDigits(e164: string): string {
  for (const prefix of ['+31', '+44', '+33', '+49']) if (e164.startsWith(prefix)) return `0${e164.slice(prefix.length)}`
  throw new Error(`no national form for ${e164}`)
}

/** Country prefix and the rest: `['31', '612345678']`. */
export function splitNumber(e164: string): readonly [string, string] {
  return [e164.slice(1, 3), e164.slice(3)]
}
