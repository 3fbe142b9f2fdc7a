/** Decides whether a weighed network becomes a signal: only then are its adverts opened, all others stay sealed until they are erased. */
import type { WeighReason } from './weigh.ts'

/** Points from which a network becomes a signal. */
const signalFrom = 4
/** How many reasons must speak for a look: one alone never opens anything. */
const leastGrounds = 2
const leastMembers = 2

/** True when a person should look: enough points, from more than one reason, over more than one advert. */
export function decide(
  weighed: { readonly priority: number; readonly reasons: readonly WeighReason[] },
  members: number
): boolean {
  const grounds = weighed.reasons.filter((reason) => reason.points > 0).length
  return members >= leastMembers && weighed.priority >= signalFrom && grounds >= leastGrounds
}
