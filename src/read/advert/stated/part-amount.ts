/** Which amounts in the state of a page are not its price. */
import { wordSet } from '../../../text/word-lists.ts'

/** Words in the key of such an amount: by the foot or the metre, the ends of a range, a fee, what it was before. */
const partAmounts = wordSet('part-amounts')

/** True for `price_per_sqft`, `priceFrom`, `serviceFee`. */
export function isOfPart(key: string): boolean {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return words.some((word) => partAmounts.has(word))
}
