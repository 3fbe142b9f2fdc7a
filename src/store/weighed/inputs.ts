/** What a weighing rested on, sealed, so that it can be made anew: adverts and their versions as they were, and the median prices that it was held against. */
import { createHmac } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Keyring } from '../../evidence/keys.ts'
import { derive, openBytes, sealBytes } from '../../evidence/seal.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { MandateId } from '../../model/ids.ts'
import { oncePer } from '../../model/once-per.ts'
import { secretKeyOf } from '../../model/secret-key.ts'
import type { WeighMember } from '../../weigh/member.ts'
import { fingerprintKeyOf } from '../sealed/address-mac.ts'

/** One advert of a network as it was weighed. */
export interface MemberInput {
  readonly advert: number
  readonly sighting: number
  readonly site: string
  /** Days since 1970-01-01. */
  readonly firstDay: number
  readonly lastDay: number
  readonly template: number | null
  /** Ordinals of facts that people had taken back. */
  readonly rejected: readonly number[]
  /** It was open, or was opened for this weighing. */
  readonly opened: boolean
  /** Keyed digest of all that weighing knew of it (`memberDigest`). */
  readonly digest: string
}

export interface WeighInputs {
  readonly members: readonly MemberInput[]
  /** Medians per hour of the places and currencies of these adverts, by `EUR Utrecht`. */
  readonly medians: readonly (readonly [string, number])[]
}

export interface SealedInputs {
  /** Keyed digest of the inputs: 64 hexadecimal characters. */
  readonly digest: string
  readonly sealed: Buffer
}

const label = 'weigh-inputs'
const macKey = oncePer((blind: Uint8Array) => secretKeyOf(derive(blind, 'weigh-inputs-digest')))

/** 22 characters: equal where weighing knows the same of an advert. Nobody without the key confirms a guess by it. */
export function memberDigest(keyring: Keyring, mandate: MandateId, member: WeighMember): string {
  const { signs, ...rest } = member
  return createHmac('sha256', macKey(fingerprintKeyOf(keyring, mandate)))
    .update(JSON.stringify([Object.entries(rest).toSorted(byName), [...signs].toSorted(byName)]))
    .digest('base64url')
    .slice(0, 22)
}

/** The order of UTF-16 code units, which no language of a machine changes. */
function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** Seals inputs for the network that they were weighed as. */
export function sealInputs(keyring: Keyring, mandate: MandateId, network: number, inputs: WeighInputs): SealedInputs {
  const blind = fingerprintKeyOf(keyring, mandate)
  const plain = Buffer.from(JSON.stringify(inputs))
  return {
    digest: createHmac('sha256', macKey(blind)).update(plain).digest('hex'),
    sealed: sealBytes(blind, label, `${mandate} ${network}`, deflateRawSync(plain, { level: 1 }))
  }
}

/** The inputs again. Throws when they were changed, or sealed under the key of another folder. */
export function openInputs(
  keyring: Keyring,
  mandate: MandateId,
  network: number,
  { digest, sealed }: SealedInputs
): WeighInputs {
  const blind = fingerprintKeyOf(keyring, mandate)
  const opened = openBytes(blind, label, `${mandate} ${network}`, sealed)
  if (opened.kind === 'refused') throw new DoesNotOpen(`What was weighed does not open: ${opened.detail}`)
  const plain = inflateRawSync(opened.bytes, { maxOutputLength: 64 * 1024 * 1024 })
  if (createHmac('sha256', macKey(blind)).update(plain).digest('hex') !== digest)
    throw new DoesNotOpen('What was weighed is not what its digest says.')
  return JSON.parse(plain.toString('utf8')) as WeighInputs
}

/** What was weighed: the rows and what is known of each, which facts people took back by sighting, and what may be read. */
export interface WeighedFrom {
  readonly rows: readonly { readonly advert_id: number; readonly sighting_id: number }[]
  readonly members: readonly WeighMember[]
  readonly rejected: ReadonlyMap<number, ReadonlySet<number>>
  readonly opened: ReadonlySet<number>
  readonly medians: ReadonlyMap<string, number>
}

/** Seals what a network was weighed from, for the day on which somebody asks how its priority came about. */
export function inputsOf(
  keyring: Keyring,
  mandate: MandateId,
  network: number,
  { rows, members, rejected, opened, medians }: WeighedFrom
): SealedInputs {
  const sightings = new Map(rows.map((row) => [row.advert_id, row.sighting_id]))
  const keys = new Set(members.map((one) => `${one.currency} ${one.places[0]?.name ?? ''}`))
  return sealInputs(keyring, mandate, network, {
    members: members.map((one) => {
      const sighting = sightings.get(one.advert) ?? 0
      return {
        advert: one.advert,
        sighting,
        site: one.site,
        firstDay: one.firstDay,
        lastDay: one.lastDay,
        template: one.template,
        rejected: [...(rejected.get(sighting) ?? [])].toSorted((a, b) => a - b),
        opened: opened.has(one.advert),
        digest: memberDigest(keyring, mandate, one)
      }
    }),
    medians: [...medians].filter(([key]) => keys.has(key))
  })
}
