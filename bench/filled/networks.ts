/** Networks, links and signals in a filled store: adverts of one hand are one network, each linked to the one before it; a part of them are signals. */
import { demoMandate } from '../../src/accountability/demo.ts'
import type { LinkDelta, LinkEdge } from '../../src/link/event.ts'
import { blind } from '../../src/link/fingerprint.ts'
import type { App } from '../../src/run/app.ts'
import { withGround } from '../../src/store/ground.ts'
import { saveDeltas } from '../../src/store/links/links.ts'
import { addressKey, fingerprintKeyOf, urlMac } from '../../src/store/sealed/address-mac.ts'
import { mandateValueKey } from '../../src/store/sealed/value-tokens.ts'
import { placeKeys, sealPlaces } from '../../src/store/signal-places.ts'
import { saveWeighed } from '../../src/store/weighing.ts'
import { rulesInForce } from '../../src/pipeline.ts'
import type { WeighReason } from '../../src/weigh/weigh.ts'
import { generate, type BenchAdvert } from '../link/generate.ts'
import { normalValue, pipeline } from './adverts.ts'

/** Adverts whose links are written in one transaction. */
const perBatch = 5_000
/** One network in so many is a signal. */
const oneIn = 20

interface World {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}

/** Joins what stands in the store of a world. Run again it changes nothing. */
export async function joinNetworks(app: App, world: World): Promise<void> {
  const { rows } = await withGround(app.store.pool, pipeline, (tx) =>
    tx.query<{ networks: boolean; signals: boolean }>(
      `select exists (select 1 from network) as networks, exists (select 1 from signal) as signals`
    )
  )
  if (rows[0]?.networks !== true) await join(app, world)
  if (rows[0]?.signals !== true) await makeSignals(app, world.say)
  if (rows[0]?.signals !== true) await app.store.owner.query('vacuum (analyze)')
}

async function join(app: App, { n, seed, say }: World): Promise<void> {
  const ids = await idsByAddress(app)
  const macKey = addressKey(app.keyring, demoMandate)
  const blindKey = fingerprintKeyOf(app.keyring, demoMandate)
  const advertOf: number[] = []
  const last = new Map<number, BenchAdvert>()
  let delta = emptyDelta()
  for (const advert of generate(n, seed)) {
    const id = ids.get(urlMac(macKey, `https://${advert.site}/${advert.id}`).toString('hex'))
    if (id === undefined) throw new Error(`Advert ${advert.id} is not in the store: it holds another world.`)
    advertOf[advert.id] = id
    delta.networks.push({ advert: advert.id, from: null, to: advert.hand + 1 })
    delta.templates.push({ advert: advert.id, from: null, to: advert.template })
    const before = last.get(advert.hand)
    if (before !== undefined) delta.edges.push(edgeBetween(advert, before, blindKey))
    last.set(advert.hand, advert)
    if (delta.networks.length < perBatch) continue
    await save(app, delta, advertOf)
    delta = emptyDelta()
    if ((advert.id + 1) % 100_000 === 0) say(`${advert.id + 1} adverts joined`)
  }
  if (delta.networks.length > 0) await save(app, delta, advertOf)
}

async function idsByAddress(app: App): Promise<Map<string, number>> {
  return withGround(app.store.pool, pipeline, async (tx) => {
    const { rows } = await tx.query<{ id: number; mac: string }>(`select id, encode(url_mac, 'hex') as mac from advert`)
    return new Map(rows.map((row) => [row.mac, row.id]))
  })
}

function emptyDelta(): Filling {
  const at = new Date().toISOString()
  const nothing = { seq: 0, applied: true, refused: '', events: [], possibleTemplate: null }
  return { ...nothing, at, networks: [], templates: [], edges: [] }
}

type Filling = { -readonly [Key in keyof LinkDelta]: LinkDelta[Key] } & {
  networks: LinkDelta['networks'][number][]
  templates: LinkDelta['templates'][number][]
  edges: LinkEdge[]
}

async function save(app: App, delta: LinkDelta, advertOf: readonly number[]): Promise<void> {
  const networkOf = new Map(delta.networks.map((one) => [one.advert, one.to]))
  const scope = { mandate: demoMandate, key: mandateValueKey(app.keyring, demoMandate) }
  const numbered = delta.networks.map(({ advert }) => ({ linkNo: advert, advertId: advertOf[advert]! }))
  await withGround(app.store.pool, pipeline, async (tx) => {
    await tx.query('set local synchronous_commit to off')
    await saveDeltas(tx, scope, [delta], numbered, advertOf, { networkOf: (no) => networkOf.get(no) ?? null })
  })
}

/** By a number that both state, else by their text. */
function edgeBetween(advert: BenchAdvert, before: BenchAdvert, key: Uint8Array): LinkEdge {
  const shared = advert.facts.find((one) => before.facts.some((other) => other.value === one.value))
  return {
    op: 'made',
    kind: shared?.kind ?? 'text',
    key: shared === undefined ? `t${advert.template}` : blind(shared.kind, normalValue(shared), key),
    a: advert.id,
    b: before.id,
    rarity: 2,
    day: advert.day,
    version: 1,
    because: ''
  }
}

const organised = { name: 'organised', signs: [] } as const

/** Signals of a part of the networks, as weighing writes them; the texts are invented words, in which it would find no reason. */
async function makeSignals(app: App, say: (text: string) => void): Promise<void> {
  const keys = placeKeys(app.keyring, demoMandate)
  const signals = await withGround(app.store.pool, pipeline, async (tx) => {
    const { rows } = await tx.query<NetworkRow>(
      `select n.id, n.adverts, n.first_seen as "firstSeen", n.last_seen as "lastSeen", array_agg(distinct a.site) as sites
       from network n join advert a on a.network_id = n.id where n.id % $1 = 0 and n.adverts > 1 group by n.mandate_id, n.id order by n.id`,
      [oneIn]
    )
    const weighed = rows.map(({ id, ...network }) => ({
      network: id,
      signal: true,
      inputs: () => null,
      weighed: { class: organised, priority: 1 + (id % 9), reasons: [reasonOf(id)] },
      facets: { ...network, ...sealPlaces(keys, id, [places[id % places.length]!]), forms: ['sexual'] }
    }))
    for (let from = 0; from < weighed.length; from += perBatch)
      await saveWeighed(tx, demoMandate, weighed.slice(from, from + perBatch), { ...rulesInForce, adopted: 0 })
    await tx.query('update network set weighed_at = clock_timestamp()')
    return weighed.length
  })
  say(`${signals} signals`)
}

interface NetworkRow {
  readonly id: number
  readonly adverts: number
  readonly firstSeen: string
  readonly lastSeen: string
  readonly sites: readonly string[]
}

const places = ['Utrecht', 'Zwolle', 'Breda', 'Groningen', 'Almelo']

function reasonOf(network: number): WeighReason {
  const words = { nl: 'verzonnen', en: 'invented' }
  const points = 1 + (network % 9)
  const from = { evidence: 'C', title: words, sentence: words, caution: null, source: 'bench', seenIn: [] }
  return { ...from, indicator: 'SX-T10', direction: 'for', points }
}
