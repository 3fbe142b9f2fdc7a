/** A check of a running service meets mandates and captures that come while it runs: at whatever moment they come, nothing is damaged. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMandate } from '../../../src/accountability/mandates/mandates.ts'
import { parseSource } from '../../../src/crawl/sources/source-file.ts'
import type { CanonicalUrl } from '../../../src/model/ids.ts'
import { addSources } from '../../../src/run/crawl/add-sources.ts'
import { createCaptureWriter } from '../../../src/run/evidence/capture-writer.ts'
import { verifyHalves } from '../../../src/verify/verify.ts'
import type { VerifyItem } from '../../../src/verify/item.ts'
import { sampleExchange } from '../../evidence/sample.ts'
import { tamperWorld, type TamperWorld } from './tamper.ts'

let world: TamperWorld
before(async () => {
  world = await tamperWorld(1)
})
after(() => world.close())

/** A new mandate, and a capture under it in a segment of its own that stays open. */
async function newcomer(nth: number): Promise<{ close(): Promise<unknown> }> {
  const id = `nieuw-${nth}`
  const terms = { id, legal_basis: 'art. 1', purpose: 'Oefenen', sources: ['*'], granted_by: 'test' }
  const added = await addMandate(world.store, { ...terms, from: 'today', until: '30 days', keep: 'open' })
  assert.ok(added.kind === 'added', JSON.stringify(added))
  const source = parseSource(`id: bron-${nth}\nstart: ["https://${id}.example/"]\n`, 'bron.yaml')
  assert.ok(source.kind === 'source', JSON.stringify(source))
  assert.equal((await addSources(world.app, added.mandate, [source.source], false)).kind, 'added')
  const writer = createCaptureWriter(world.app, added.mandate, () => {})
  const exchange = sampleExchange({ body: Buffer.from(id), url: `http://${id}.example/` as CanonicalUrl })
  await writer.add({ exchange, sourceId: source.source.id, address: null, origin: 'import' })
  return writer
}

/** What a check says, and what came when it had said so many things. */
async function checkWhile(said: number): Promise<VerifyItem[]> {
  const items: VerifyItem[] = []
  let came: Awaited<ReturnType<typeof newcomer>> | null = null
  for await (const item of verifyHalves(world.store, world.data, true)) {
    items.push(item)
    if (items.length === said) came = await newcomer(said)
  }
  assert.ok(said === 0 || came !== null)
  await came?.close()
  return items
}

test('a mandate with a capture that come after any step of a check make nothing look damaged', async () => {
  const steps = (await checkWhile(0)).length
  assert.ok(steps > 10, `only ${steps} steps`)
  for (let said = 1; said < steps; said++)
    assert.deepEqual(
      (await checkWhile(said)).filter((item) => item.kind === 'damaged'),
      [],
      `after step ${said} of ${steps}`
    )
})
