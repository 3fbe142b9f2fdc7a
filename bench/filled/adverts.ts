/** Writes generated adverts in large batches by the functions of the store that the pipeline writes by: captures, versions, facts and the index. */
import { randomUUID } from 'node:crypto'
import { demoMandate } from '../../src/accountability/demo.ts'
import { newDataKey } from '../../src/evidence/seal.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { CaptureId } from '../../src/model/ids.ts'
import type { SealedReading } from '../../src/model/reading.ts'
import { blindFacts } from '../../src/link/link-advert.ts'
import type { App } from '../../src/run/app.ts'
import { addressKey, fingerprintKeyOf, urlMac } from '../../src/store/sealed/address-mac.ts'
import { replaceFacts, upsertAdverts } from '../../src/store/adverts/adverts.ts'
import { withGround, type Tx } from '../../src/store/ground.ts'
import { termsOf } from '../../src/store/inverted-index/terms.ts'
import { mergeIndex } from '../../src/store/inverted-index/upkeep.ts'
import { addToIndex } from '../../src/store/inverted-index/write.ts'
import { traitsOf } from '../../src/run/process/counting/advert-traits.ts'
import { sealTraits } from '../../src/store/phenomena/sealed-traits.ts'
import { sealReading } from '../../src/store/sealed/readings.ts'
import { sealPlace } from '../../src/store/sealed/sealed-address.ts'
import { mandateValueKey } from '../../src/store/sealed/value-tokens.ts'
import { insertSightings, saveAdvertCaptures } from '../../src/store/adverts/versions.ts'
import type { BenchAdvert, BenchFact } from '../link/generate.ts'
import { insertCaptureRows } from './captures.ts'

/** Adverts of one batch with when they were seen and under which key. */
export interface Batch {
  readonly adverts: readonly BenchAdvert[]
  readonly seenAt: readonly string[]
  readonly state: 'sealed' | 'open'
  /** `YYYYMMDD`. */
  readonly day: string
  /** The commit waits for the disk; what is filled for a measurement need not outlive a power cut. */
  readonly durable: boolean
}

export const pipeline = { user: 'pipeline', mandate: demoMandate }

/** A number that one in seven adverts states: the worst that a fact can be. */
export const commonNumber = '+31612345678'
const commonFact: BenchFact = { kind: 'phone', value: commonNumber, confidence: 1 }

/** Writes a batch in one transaction; returns the ids of the adverts in order. Small segments of the index are merged as the pipeline does. */
export async function writeBatch(app: App, batch: Batch): Promise<number[]> {
  const under =
    batch.state === 'sealed'
      ? app.keyring.epochKey(demoMandate, batch.day, true)
      : app.keyring.keptKey(demoMandate, true)
  if (under.kind !== 'key') throw new Error('no key')
  const readings = batch.adverts.map(readingOf)
  const made = { under: under.key, readings, ids: readings.map(() => randomUUID()), keys: readings.map(newDataKey) }
  const written = await withGround(app.store.pool, pipeline, async (tx) => {
    if (!batch.durable) await tx.query('set local synchronous_commit to off')
    const adverts = await writeRows(tx, app, batch, made)
    await addToIndex(
      tx,
      app.keyring,
      demoMandate,
      adverts.map((one, at) => ({
        ...one,
        seenAt: batch.seenAt[at]!,
        kek: under.key.name,
        terms: termsOf(readings[at]!.text, readings[at]!.facts)
      }))
    )
    return adverts.map((one) => one.advertId)
  })
  await withGround(app.store.pool, pipeline, (tx) => mergeIndex(tx, app.keyring, demoMandate, [under.key.name]))
  return written
}

interface Made {
  readonly under: Parameters<typeof insertCaptureRows>[2]['under']
  readonly readings: readonly SealedReading[]
  readonly ids: readonly string[]
  readonly keys: readonly Buffer[]
}

async function writeRows(
  tx: Tx,
  app: App,
  { adverts, seenAt, state }: Batch,
  { under, readings, ids, keys }: Made
): Promise<{ advertId: number; sightingId: number }[]> {
  const macKey = addressKey(app.keyring, demoMandate)
  const urlOf = (one: BenchAdvert): string => `https://${one.site}/${one.id}`
  await insertCaptureRows(tx, pipeline, { batch: adverts, ids, keys, macKey, seen: (at) => seenAt[at]!, state, under })
  const rows = await upsertAdverts(
    tx,
    demoMandate,
    adverts.map((one, at) => ({
      sourceId: null,
      site: one.site,
      urlMac: urlMac(macKey, urlOf(one)),
      key: 'page',
      firstSeen: seenAt[at]!,
      lastSeen: seenAt[at]!,
      postedAt: new Date(one.day * 86_400_000).toISOString(),
      state,
      marks: null
    }))
  )
  const captures = rows.map((row, at) => ({
    advertId: row.id,
    captureId: ids[at]!,
    seenAt: seenAt[at]!,
    postedAt: null,
    textMac: Buffer.alloc(32)
  }))
  await saveAdvertCaptures(tx, demoMandate, captures)
  const sightings = await insertSightings(
    tx,
    demoMandate,
    captures.map((one, at) => ({
      ...one,
      version: 1,
      versions: 1,
      reading: sealReading(keys[at]!, ids[at]! as CaptureId, 'page', readings[at]!),
      place: sealPlace(keys[at]!, ids[at]! as CaptureId, { url: urlOf(adverts[at]!), key: 'page' }),
      counted: sealTraits(keys[at]!, ids[at]! as CaptureId, 'page', traitsOf(readings[at]!))
    })),
    { read: 1, extract: 1 }
  )
  const key = fingerprintKeyOf(app.keyring, demoMandate)
  const facts = rows.flatMap((row, at) =>
    blindFacts(readings[at]!, key).map((fact) => ({
      ...fact,
      sightingId: sightings[at]!,
      advertId: row.id,
      state: 'proposed' as const
    }))
  )
  await replaceFacts(tx, demoMandate, mandateValueKey(app.keyring, demoMandate), [], facts)
  return rows.map((row, at) => ({ advertId: row.id, sightingId: sightings[at]! }))
}

export function factsOf(advert: BenchAdvert): readonly BenchFact[] {
  return advert.id % 7 === 0 ? [...advert.facts, commonFact] : advert.facts
}

/** Numbers of the generator are national; the product keeps them with their country. */
export function normalValue({ kind, value }: BenchFact): string {
  return kind === 'phone' && value.startsWith('0') ? `+31${value.slice(1)}` : value
}

function readingOf(advert: BenchAdvert): SealedReading {
  const text = `${advert.title}\n${advert.body}`
  return {
    title: advert.title,
    body: advert.body,
    text,
    language: 'nl',
    account: advert.account,
    seller: null,
    category: null,
    city: null,
    price: null,
    phoneField: null,
    postedAt: null,
    images: [],
    facts: [
      ...factsOf(advert).map((one) => factIn(text, one.kind, one.value, normalValue(one))),
      factIn(text, 'place', advert.place, advert.place),
      factIn(text, 'name', advert.name, advert.name),
      factIn(text, 'language', '', 'nl')
    ]
  }
}

/** What does not stand in the text, as the number that one in seven states, has no characters. */
function factIn(text: string, kind: Fact['kind'], raw: string, value: string): Fact {
  const start = Math.max(0, raw === '' ? 0 : text.indexOf(raw))
  const end = text.startsWith(raw, start) ? start + raw.length : start
  return { kind, value, raw: text.slice(start, end), start, end, method: 'bench', version: 1, confidence: 0.95 }
}
