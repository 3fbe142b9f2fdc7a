/** Fingerprints as they come in: checked, and in the form that linking takes. */
import type { LinkAdvert } from '../../link/event.ts'
import { fingerprintVersion } from '../../link/fingerprint.ts'
import { fingerprintLine, wrongIn } from './shapes.ts'
import type { StepLine } from './step-line.ts'

export const linkLineNeeds = 'an advert of the fingerprint step'

export interface LinkLine {
  readonly id: string | number
  readonly advert: Omit<LinkAdvert, 'id'>
}

export function linkLine(line: StepLine): LinkLine | string {
  if (!fingerprintLine.Check(line)) return `no advert of the fingerprint step: ${wrongIn(fingerprintLine, line)}`
  if (line.version !== fingerprintVersion)
    return `its fingerprint is of version ${line.version}, and version ${fingerprintVersion} is joined here: make it again`
  const bytes = Buffer.from(line.features, 'base64')
  const features = new Uint32Array(Math.floor(bytes.length / 4))
  for (let at = 0; at < features.length; at++) features[at] = bytes.readUInt32LE(at * 4)
  if (bytes.length % 4 !== 0 || features.some((feature, at) => at > 0 && feature <= (features[at - 1] ?? 0)))
    return 'its features are no rising numbers of 32 bits'
  const { id, site, account, day, values, pictures, places, names } = line
  return {
    id,
    advert: { site, account, day, values: values as LinkAdvert['values'], features, pictures, places, names }
  }
}
