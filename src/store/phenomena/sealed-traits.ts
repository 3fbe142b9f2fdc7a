/** What an advert counts as, sealed beside its reading under the data key of the same capture: it goes with that key. */
import type { Keyring } from '../../evidence/keys.ts'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { CaptureId } from '../../model/ids.ts'
import type { AdvertTraits } from '../../model/phenomena/traits.ts'
import { dataKeyOf } from '../sealed/readings.ts'

/** Filled up to a multiple of so many bytes: the length tells no place. */
const padTo = 128
const label = 'counted'

export function sealTraits(dataKey: Uint8Array, capture: CaptureId, advertKey: string, traits: AdvertTraits): Buffer {
  const text = Buffer.from(JSON.stringify(traits))
  const padded = Buffer.concat([text, Buffer.alloc((padTo - (text.length % padTo)) % padTo, ' ')])
  return sealBytes(dataKey, label, `${capture} ${advertKey}`, padded)
}

/** A sighting with its sealed traits and the wrapped key of its capture. */
export interface CountedRow {
  readonly capture_id: string
  /** `advert.key`. */
  readonly key: string
  readonly kek: string
  readonly wrapped: Buffer
  readonly counted: Buffer
}

/** The traits again; null when their key is gone. Throws when bytes or key were changed. */
export function openTraits(keyring: Keyring, row: CountedRow): AdvertTraits | null {
  const dataKey = dataKeyOf(keyring, row)
  if (dataKey === null) return null
  const opened = openBytes(dataKey, label, `${row.capture_id} ${row.key}`, row.counted)
  dataKey.fill(0)
  if (opened.kind === 'refused')
    throw new DoesNotOpen(`What an advert of capture ${row.capture_id} counts as does not open: ${opened.detail}`)
  return JSON.parse(opened.bytes.toString('utf8')) as AdvertTraits
}
