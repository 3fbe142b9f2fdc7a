/** An index whose segments were listed a moment ago, and that was merged since: it is read as it is now. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MandateId } from '../../src/model/ids.ts'
import { withGround } from '../../src/store/ground.ts'
import { hasAdvert } from '../../src/store/inverted-index/advert-set.ts'
import { advertsWith, exactly, lookUp, readIndex } from '../../src/store/inverted-index/lookup.ts'
import { listSegments } from '../../src/store/inverted-index/segment.ts'
import { termsOf, wordTerm } from '../../src/store/inverted-index/terms.ts'
import { mergeIndex } from '../../src/store/inverted-index/upkeep.ts'
import { addToIndex } from '../../src/store/inverted-index/write.ts'
import { testStore } from '../support/database.ts'
import { samplePeople, sampleWorld } from '../support/sample.ts'

const mandate = 'een' as MandateId
/** One of each is written under the first key, the last one under another. */
const texts = ['kamer', 'fiets', 'straat', 'markt', 'brug', 'plein', 'toren', 'haven', 'molen']
const keks = ['20260101', '20260102'].map((day) => `epoch/een-${day}`)

test('a segment that is merged away after the segments were listed is looked for where it went', async () => {
  const world = sampleWorld(await testStore())
  try {
    await samplePeople(world)
    for (const day of ['20260101', '20260102']) world.keyring.epochKey(mandate, day, true)
    await withGround(world.store.pool, { user: 'pipeline', mandate }, async (tx) => {
      for (const [at, text] of texts.entries()) {
        const kek = keks[at < 8 ? 0 : 1] ?? ''
        const seenAt = '2026-01-01T00:00:00Z'
        const version = { advertId: at + 1, sightingId: at + 1, seenAt, kek, terms: termsOf(text, []) }
        await addToIndex(tx, world.keyring, mandate, [version])
      }
      const listed = await listSegments(tx)
      await mergeIndex(tx, world.keyring, mandate, keks)
      const now = await listSegments(tx)
      assert.deepEqual([listed.length, now.length], [9, 2], 'nothing was merged: this test proves nothing')
      const whole = await readIndex(tx, world.keyring, mandate, listed)
      assert.deepEqual(
        whole.segments.map((one, at) => [one.id, whole.living.segments[at]?.documents.advert.length]),
        now.map((row) => [row.id, row.documents])
      )
      const wanted = texts.map((text) => exactly(wordTerm(text)))
      const { index, found } = await lookUp(tx, world.keyring, mandate, { wanted, phrases: [] }, listed)
      for (const [at, { id }] of wanted.entries()) {
        const set = advertsWith(index, found.get(id) ?? assert.fail(id), false)
        assert.deepEqual(
          texts.map((_, other) => hasAdvert(set, other + 1)),
          texts.map((_, other) => other === at)
        )
      }
    })
  } finally {
    await world.close()
  }
})
