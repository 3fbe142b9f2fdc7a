/** The first part of linking on one line: from a reading to keyed hashes of its values, text and pictures. */
import type { SealedReading } from '../../model/reading.ts'
import { blindFacts, linkAdvert } from '../../link/link-advert.ts'
import { fingerprintVersion } from '../../link/fingerprint.ts'
import { advertLine, wrongIn } from './shapes.ts'
import type { StepLine } from './step-line.ts'

export const fingerprintNeeds = 'an advert of the extract step'

/** `key`: of the mandate, 16 bytes or more; the same words under another key give other hashes, and never meet. */
export function fingerprintStep(line: StepLine, key: Uint8Array): object[] | string {
  if (!advertLine.Check(line)) return `no advert of the extract step: ${wrongIn(advertLine, line)}`
  const reading = line.reading as unknown as SealedReading
  const context = { linkNo: 0, site: line.site, day: line.day, key, rejected: new Set<string>() }
  const { id: _, features, ...rest } = linkAdvert(reading, blindFacts(reading, key), context)
  const bytes = Buffer.alloc(features.length * 4)
  for (const [at, feature] of features.entries()) bytes.writeUInt32LE(feature, at * 4)
  return [{ id: line.id, version: fingerprintVersion, ...rest, features: bytes.toString('base64') }]
}
