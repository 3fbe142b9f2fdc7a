/** The program of the data's way: each step gets what the one before gave, and sealing and linking stand or fall together. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assessNetworks, processCaptures, type CaptureSteps } from '../../../src/pipeline.ts'

/** Steps that append their name to what they are given; what is written stands in `kept` once its transaction is through. */
function tracing(kept: string[], broken = false): CaptureSteps<string, string, string, string[], string, string> {
  return {
    read: async (captures) => `${captures.join()} read`,
    extract: async (pages) => `${pages} extract`,
    async together(work) {
      const written: string[] = []
      const linked = await work(written)
      kept.push(...written)
      return linked
    },
    async seal(written, adverts) {
      written.push('sealed')
      return `${adverts} seal`
    },
    async link(written, sealed) {
      if (broken) throw new Error('lost')
      written.push('linked')
      return `${sealed} link`
    }
  }
}

test('captures are read, extracted, sealed and linked in this order, each step with what the one before gave', async () => {
  const kept: string[] = []
  assert.equal(await processCaptures(['a', 'b'], tracing(kept)), 'a,b read extract seal link')
  assert.deepEqual(kept, ['sealed', 'linked'])
})

test('what cannot be linked is not kept sealed either', async () => {
  const kept: string[] = []
  await assert.rejects(processCaptures(['a'], tracing(kept, true)), /lost/)
  assert.deepEqual(kept, [])
})

test('networks are weighed, decided and made signals in this order', async () => {
  let signal = ''
  await assessNetworks([1, 2], {
    weigh: async (networks) => `${networks.join()} weigh`,
    decide: (weighed) => `${weighed} decide`,
    async signal(decided) {
      signal = `${decided} signal`
    }
  })
  assert.equal(signal, '1,2 weigh decide signal')
})
