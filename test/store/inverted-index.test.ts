/** The inverted index: however it was written, merged and cleaned, it finds what the texts say, and nothing of what was erased. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fc } from '../properties.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { withGround, type Tx } from '../../src/store/ground.ts'
import type { AdvertSet } from '../../src/store/inverted-index/advert-set.ts'
import { padded } from '../../src/store/inverted-index/bytes.ts'
import { advertsWith, advertsWithPhrase, countsOf, exactly, lookUp } from '../../src/store/inverted-index/lookup.ts'
import { listSegments } from '../../src/store/inverted-index/segment.ts'
import { factTerm, termsOf, wordTerm } from '../../src/store/inverted-index/terms.ts'
import { cleanIndex, mergeIndex } from '../../src/store/inverted-index/upkeep.ts'
import { keptBucket, sweepBuckets, type BucketPart } from '../../src/store/inverted-index/opened-buckets.ts'
import { addToIndex, type IndexedVersion } from '../../src/store/inverted-index/write.ts'
import { testStore } from '../support/database.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'

const mandate = 'een' as MandateId
const days = ['20260101', '20260102', '20260103']
const words = ['kamer', 'kamers', 'bel', 'de', 'oude', 'fiets', 'straat', 'a', 'b']

/** Two and three words in a row, the same word twice among them. */
const phrases = [
  ...words.flatMap((a) => words.map((b) => [a, b])),
  ...['de', 'kamer', 'a'].flatMap((a) => words.flatMap((b) => ['de', 'kamer', 'bel'].map((c) => [a, b, c])))
]

/** A version of an advert as the tables know it. */
interface Version {
  readonly advert: number
  readonly sighting: number
  readonly text: string
  readonly phone: string
  readonly day: number
}

describe('the inverted index', () => {
  let world: World
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    for (const day of days) world.keyring.epochKey(mandate, day, true)
  })
  after(() => world.close())

  test('finds the same as reading all texts, whatever the batches, merges and erasings', async () => {
    const version = fc.record({
      advert: fc.integer({ min: 1, max: 12 }),
      text: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((some) => some.join(' ')),
      phone: fc.constantFrom('+31612345678', '+31612345679'),
      day: fc.nat({ max: days.length - 1 })
    })
    const history = fc.array(version, { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 9 }), fc.nat({ max: 2 }), async (made, batch, erasedDay) => {
        await inGround(async (tx) => {
          await tx.query('delete from index_bucket; delete from index_segment')
          const versions = made.map((one, at) => ({ ...one, sighting: at + 1 }))
          await insertRows(tx, versions)
          for (let at = 0; at < versions.length; at += batch) {
            await addToIndex(tx, world.keyring, mandate, versions.slice(at, at + batch).map(indexed))
            await mergeIndex(tx, world.keyring, mandate, days.map(keyName))
          }
          await compare(tx, versions)
          await tx.query(
            `update sighting set reading = null where capture_id in (select capture_id from capture_key where kek = $1)`,
            [keyName(days[erasedDay]!)]
          )
          await cleanIndex(tx, world.keyring, mandate, '20260105', [])
          await compare(
            tx,
            versions.filter((one) => one.day !== erasedDay)
          )
          const segments = await listSegments(tx)
          assert.equal(
            new Set(segments.map((row) => row.kek)).size,
            segments.length,
            'a day that is over is one segment'
          )
        })
      }),
      { numRuns: 25 }
    )
  })

  test('moves what was opened under its present key before a key goes, and leaves nothing under that', async () => {
    await inGround(async (tx) => {
      await tx.query('delete from index_bucket; delete from index_segment')
      const versions = [1, 2].map((advert) => ({
        advert,
        sighting: advert,
        text: 'oude fiets',
        phone: '+31612345678',
        day: 0
      }))
      await insertRows(tx, versions)
      await addToIndex(tx, world.keyring, mandate, versions.map(indexed))
      world.keyring.keptKey(mandate, true)
      await tx.query(
        `update capture_key set kek = 'kept/een' where capture_id = (select capture_id from sighting where id = 1)`
      )
      await tx.query(`update sighting set reading = null where id = 2`)
      await cleanIndex(tx, world.keyring, mandate, '20260101', [keyName(days[0]!)])
      assert.deepEqual(
        (await listSegments(tx)).map((row) => [row.kek, row.documents]),
        [['kept/een', 1]]
      )
      await compare(tx, versions.slice(0, 1))
    })
  })

  test('a version that was read again counts as it was read last', async () => {
    await inGround(async (tx) => {
      await tx.query('delete from index_bucket; delete from index_segment')
      const first = { advert: 1, sighting: 1, text: 'oude fiets', phone: '+31612345678', day: 0 }
      const again = { ...first, text: 'straat', phone: '+31612345679' }
      await insertRows(tx, [first])
      await addToIndex(tx, world.keyring, mandate, [indexed(first)])
      await addToIndex(tx, world.keyring, mandate, [indexed(again)])
      await compare(tx, [again])
      await cleanIndex(tx, world.keyring, mandate, '20260105', [])
      await compare(tx, [again])
    })
  })

  test('a version that came in late is no present one: what the database says counts', async () => {
    await inGround(async (tx) => {
      await tx.query('delete from index_bucket; delete from index_segment')
      await tx.query(
        `insert into advert (id, mandate_id, site, key, first_seen, last_seen, sighting_id) overriding system value
         values (1, 'een', 'x.example', 'page', now(), now(), 1)`
      )
      const present = { advert: 1, sighting: 1, text: 'oude fiets', phone: '+31612345678', day: 0 }
      const late = { advert: 1, sighting: 2, text: 'kamer', phone: '+31612345679', day: 1 }
      await insertRows(tx, [present, late])
      await addToIndex(tx, world.keyring, mandate, [indexed(present)])
      await addToIndex(tx, world.keyring, mandate, [indexed(late)])
      const { index, found } = await lookUp(
        tx,
        world.keyring,
        mandate,
        { wanted: [exactly('wkamer'), exactly('wfiets')], phrases: [] },
        await listSegments(tx)
      )
      const having = (term: string): number[] => idsOf(advertsWith(index, found.get(term) ?? assert.fail(term), false))
      assert.deepEqual([having('wfiets'), having('wkamer')], [[1], []])
      await tx.query('delete from advert')
    })
  })

  test('what a search opened leaves memory when its segment leaves the index, when its key goes, and when nobody asks', async () => {
    await inGround(async (tx) => {
      await tx.query('delete from index_bucket; delete from index_segment')
      const versions = [0, 1].map((day) => {
        return { advert: day + 1, sighting: day + 1, text: 'oude fiets', phone: '+31612345678', day }
      })
      await insertRows(tx, versions)
      for (const one of versions) await addToIndex(tx, world.keyring, mandate, [indexed(one)])
      const [first, second] = await listSegments(tx)
      assert.ok(first !== undefined && second !== undefined)
      const keptOf = (...ids: string[]): boolean[] =>
        ids.map((id) => ['postings', 'positions'].some((part) => keptBucket(id, part as BucketPart, 0) !== undefined))
      await compare(tx, versions)
      assert.deepEqual(keptOf(first.id, second.id), [true, true], 'nothing was kept: this test proves nothing')
      await tx.query('update sighting set reading = null where id = 1')
      await cleanIndex(tx, world.keyring, mandate, '20260101', [])
      await compare(tx, versions.slice(1))
      assert.deepEqual(keptOf(first.id, second.id), [false, true], 'of a segment that left the index')
      sweepBuckets(performance.now() + 4 * 60_000)
      assert.deepEqual(keptOf(second.id), [true])
      sweepBuckets(performance.now() + 6 * 60_000)
      assert.deepEqual(keptOf(second.id), [false], 'of what nobody asked for')
      await compare(tx, versions.slice(1))
      assert.deepEqual(keptOf(second.id), [true])
      world.keyring.destroy(keyName(days[1]!))
      sweepBuckets()
      assert.deepEqual(keptOf(second.id), [false], 'of a key that was destroyed')
    })
  })

  test('T4 sizes are told in steps: two lengths that differ by a word are one size', () => {
    for (const length of [10, 1_000, 5_000, 70_000, 1_000_000]) {
      const size = padded(Buffer.alloc(length)).length
      assert.ok(size >= length && size <= Math.max(1024, length * 1.12), `${length} became ${size}`)
    }
    const sizes = new Set(Array.from({ length: 10_000 }, (_, at) => padded(Buffer.alloc(20_000 + at)).length))
    assert.ok(sizes.size < 15, `${sizes.size} sizes`)
  })

  function inGround<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return withGround(world.store.pool, { user: 'pipeline', mandate }, work)
  }

  async function insertRows(tx: Tx, versions: readonly Version[]): Promise<void> {
    // The index looks at these columns alone; what else the tables hold is not its business.
    await tx.query('create temp table sighting (id bigint, capture_id uuid, reading bytea) on commit drop')
    await tx.query('create temp table capture_key (capture_id uuid, kek text) on commit drop')
    for (const one of versions) {
      const { rows } = await tx.query<{ id: string }>(
        `insert into pg_temp.capture_key values (gen_random_uuid(), $1) returning capture_id as id`,
        [keyName(days[one.day]!)]
      )
      await tx.query(`insert into pg_temp.sighting values ($1, $2, '\\x00')`, [one.sighting, rows[0]?.id])
    }
  }

  /** Each word, each phrase, and each number: found where a plain reading finds it. */
  async function compare(tx: Tx, versions: readonly Version[]): Promise<void> {
    const newest = new Map<number, Version>()
    for (const one of versions) {
      const other = newest.get(one.advert)
      if (other === undefined || one.day >= other.day) newest.set(one.advert, one)
    }
    const phones = ['+31612345678', '+31612345679'].map((phone) => factTerm('phone', phone))
    const terms = [...words.map(wordTerm), ...phones]
    const { index, found } = await lookUp(
      tx,
      world.keyring,
      mandate,
      {
        wanted: terms.map((term) => exactly(term)),
        phrases: phrases.map((phrase) => phrase.map(wordTerm))
      },
      await listSegments(tx)
    )
    const get = (term: string): NonNullable<ReturnType<typeof found.get>> => found.get(term) ?? assert.fail(term)
    const wanted = (holds: (text: string) => boolean): number[] =>
      [...newest.values()].filter((one) => holds(` ${one.text} `)).map((one) => one.advert)
    for (const a of words) {
      const here = wanted((text) => text.includes(` ${a} `)).toSorted(byNumber)
      assert.deepEqual(idsOf(advertsWith(index, get(wordTerm(a)), false)), here, a)
      const counts = countsOf(index, [get(wordTerm(a))], here)
      for (const advert of here)
        assert.equal(
          counts.get(advert),
          newest
            .get(advert)
            ?.text.split(' ')
            .filter((word) => word === a).length
        )
    }
    for (const phrase of phrases) {
      const set = advertsWithPhrase(
        index,
        phrase.map((word) => get(wordTerm(word)))
      )
      const text = phrase.join(' ')
      assert.deepEqual(idsOf(set), wanted((all) => all.includes(` ${text} `)).toSorted(byNumber), text)
    }
    for (const phone of phones) {
      const here = versions.filter((one) => factTerm('phone', one.phone) === phone).map((one) => one.advert)
      assert.deepEqual(idsOf(advertsWith(index, get(phone), true)), [...new Set(here)].toSorted(byNumber), phone)
    }
  }
})

function byNumber(a: number, b: number): number {
  return a - b
}

function keyName(day: string): string {
  return `epoch/een-${day}`
}

function indexed(version: Version): IndexedVersion {
  const day = days[version.day]!
  return {
    advertId: version.advert,
    sightingId: version.sighting,
    seenAt: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`,
    kek: keyName(day),
    terms: termsOf(version.text, [{ kind: 'phone', value: version.phone }])
  }
}

/** The ids in rising order. */
function idsOf(set: AdvertSet): number[] {
  const ids: number[] = []
  set.bits.forEach((byte, at) => {
    for (let bit = 0; byte >>> bit > 0; bit++) if (((byte >>> bit) & 1) === 1) ids.push(at * 8 + bit)
  })
  return ids
}
