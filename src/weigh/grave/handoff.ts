/** The duty to stop (use rule `handoff`): whether an advert says of itself what nobody here may go on with. */
import type { SealedReading } from '../../model/reading.ts'
import { fold } from '../../text/fold.ts'
import { indicators } from '../indicators.ts'
import { found } from './words.ts'

/** What extraction calls the claim that the person advertised is under eighteen. */
const claim = 'minor-claim'
const services = new Set(['escort', 'outcall', 'private-reception', 'incall-only', 'plural-persons'])
const leastConfidence = 0.5

/** The indicator for which processing stops at this advert; null: it goes on. */
export function handoffOf(reading: Pick<SealedReading, 'text' | 'facts'>): string | null {
  const claimed = reading.facts.some((fact) => fact.value === claim && fact.confidence >= leastConfidence)
  if (!claimed) return null
  const offered =
    reading.facts.some((fact) => services.has(fact.value)) || found('sexual', fold(reading.text), false).length > 0
  return offered && indicators.get('SX-T23')?.useRule === 'handoff' ? 'SX-T23' : null
}
