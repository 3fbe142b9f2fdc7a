/** What was joined advert by advert equals what is built anew from all evidence at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { enterAdvert, extendAdvert } from '../../src/link/arrival.ts'
import { createChange } from '../../src/link/change.ts'
import { settleNetworks } from '../../src/link/networks/networks.ts'
import { createState, type LinkState } from '../../src/link/state.ts'
import { rebuildStrong } from '../../src/link/networks/strong.ts'
import type { Samples } from '../../src/link/hubs/value-status.ts'
import { advertOf, textOf, type Sketch } from './build.ts'

const sketch = fc.record({
  phone: fc.option(fc.array(fc.nat(25), { minLength: 1, maxLength: 2 }), { nil: undefined }),
  email: fc.option(fc.nat(8), { nil: undefined }),
  text: fc.nat(12),
  own: fc.boolean(),
  picture: fc.option(fc.nat(8), { nil: undefined }),
  day: fc.nat(600)
})

const picture = (n: number): string => ((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(8)

test('networks grown advert by advert are those built anew from all evidence', () => {
  let joined = 0
  fc.assert(
    fc.property(fc.array(sketch, { minLength: 20, maxLength: 120 }), (parts) => {
      const state = createState({ guardSize: 5 })
      const samples: Samples = new Map()
      for (const [id, part] of parts.entries()) {
        const advert: Sketch = {
          id,
          ...(part.phone ? { phone: [...new Set(part.phone)].map((n) => `p${n}`).join(' ') } : {}),
          ...(part.email === undefined ? {} : { email: `e${part.email}` }),
          ...(part.picture === undefined ? {} : { pictures: [picture(part.picture)] }),
          text: part.own ? textOf(1000 + id, 20) : textOf(part.text, 20),
          day: 20_000 + part.day
        }
        const change = createChange(0)
        enterAdvert(state, advertOf(advert), samples, change)
        settleNetworks(state, change)
        if (id % 7 === 6) {
          const again = createChange(0)
          extendAdvert(state, advertOf({ id: id - 3, phone: `p${id % 25}` }), samples, again)
          settleNetworks(state, again)
        }
      }
      const grown = partition(state, parts.length)
      const change = createChange(0)
      rebuildStrong(state, parts.keys(), change)
      for (let group = 0; group < state.groups.kind.length; group++) change.groups.add(group)
      settleNetworks(state, change)
      joined += grown.filter((part) => part.includes(',')).length
      assert.deepEqual(grown, partition(state, parts.length))
    }),
    { numRuns: Number(process.env['LINK_RUNS'] ?? 50) }
  )
  assert.ok(joined > 100, 'there were networks to compare')
})

function partition(state: LinkState, count: number): string[] {
  const parts = new Map<number, number[]>()
  for (let advert = 0; advert < count; advert++) {
    const label = state.adverts.n.data[advert] as number
    parts.set(label, [...(parts.get(label) ?? []), advert])
  }
  return [...parts.values()].map((part) => part.join(',')).toSorted()
}
