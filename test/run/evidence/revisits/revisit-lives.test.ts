/** Erasing of pages that were found unchanged: each capture opens as long as if its content were its own, whatever ends first. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fc } from '../../../properties.ts'
import { createErasing } from '../../../../src/run/erasing.ts'
import { plain } from '../../../evidence/sample.ts'
import {
  openedOf,
  pageBody,
  rowsOf,
  siteOf,
  turn,
  visit,
  visitingWorld,
  type Site,
  type Visited,
  type Visiting
} from './visiting.ts'

let visiting: Visiting
before(async () => {
  visiting = await visitingWorld()
})
after(async () => {
  await visiting.writer.close()
  await visiting.world.close()
})

/** One step of a life: visits, clocks, holds and erasings in any order. */
type Step =
  | { readonly kind: 'visit'; readonly page: number; readonly changed: boolean }
  | { readonly kind: 'due' | 'hold' | 'release' | 'open'; readonly nth: number }
  | { readonly kind: 'turn' | 'erase' }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('visit' as const),
      page: fc.nat(2),
      changed: fc.integer({ min: 0, max: 5 }).map((n) => n === 0)
    })
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('due' as const), nth: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('hold' as const, 'release' as const), nth: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('open' as const), nth: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('turn' as const, 'erase' as const) }) }
)

/** What happens to one capture, as if its content were its own. */
interface Life extends Visited {
  readonly advert: number
  due: boolean
  held: boolean
  open: boolean
  erased: boolean
}

const lives = fc.sample(fc.array(anyStep, { minLength: 24, maxLength: 30 }), { numRuns: 2, seed: 20 })

for (const [nth, steps] of lives.entries()) {
  test(`C18 whatever is erased, held or opened in whatever order, each capture opens as long as if its content were its own: life ${nth}`, async () => {
    const site = await siteOf(visiting, `leven${nth}`, 3)
    const all: Life[] = []
    // Both visits of a page in each order of their ends, whatever the steps bring.
    for (const page of [0, 0, 1, 1, 2, 2]) all.push(await born(site, page))
    const ends: Step[] = [
      ...steps,
      { kind: 'erase' },
      { kind: 'due', nth: 0 },
      { kind: 'erase' },
      { kind: 'due', nth: 3 },
      { kind: 'hold', nth: 4 },
      { kind: 'due', nth: 4 },
      { kind: 'turn' },
      { kind: 'erase' }
    ]
    let erasings = 0
    for (const step of ends) {
      if (step.kind === 'visit') {
        if (step.changed) site.bodies[step.page] = pageBody(site.pages[step.page]?.url ?? '', ++visiting.clockMs)
        all.push(await born(site, step.page))
      } else if (step.kind === 'turn') await turn(visiting)
      else if (step.kind === 'erase') {
        await erase(all)
        erasings++
      } else if ('nth' in step) await change(all[step.nth % all.length] ?? assert.fail(), step.kind)
    }
    await turn(visiting)
    await checkLife()
    for (const one of all) {
      one.due = true
      if (one.held) await change(one, 'release')
    }
    await visiting.world.store.root.query(
      `update baken.capture set erase_at = now() - interval '1 minute' where id = any($1::uuid[]) and state = 'sealed'`,
      [all.map((one) => one.id)]
    )
    await erase(all)
    await checkLife()
    assert.ok(erasings > 1 && all.some((one) => one.erased))
  })
}

/** A visit whose capture shows an advert of its own, so that it can be held alone. */
async function born(site: Site, page: number): Promise<Life> {
  const visited = await visit(visiting, site, page)
  const { rows } = await visiting.world.store.root.query<{ id: number }>(
    `with a as (insert into baken.advert (mandate_id, source_id, site, key, url_mac, first_seen, last_seen)
       select mandate_id, source_id, 'leven.example', $1::text, url_mac, seen_at, seen_at from baken.capture where id = ($1::text)::uuid returning id, mandate_id)
     insert into baken.sighting (mandate_id, advert_id, capture_id, version, seen_at, text_mac, reading, place, read_version, extract_version)
       select mandate_id, id, ($1::text)::uuid, 1, now(), 'x', 'x', 'x', 1, 1 from a returning advert_id as id`,
    [visited.id]
  )
  await visiting.world.store.root.query('update baken.capture set read_version = 1 where id = $1', [visited.id])
  return { ...visited, advert: rows[0]?.id ?? 0, due: false, held: false, open: false, erased: false }
}

async function change(one: Life, kind: 'due' | 'hold' | 'release' | 'open'): Promise<void> {
  const ask = (text: string, values: unknown[]): Promise<unknown> => visiting.world.store.root.query(text, values)
  if (one.erased) return
  if (kind === 'due') {
    one.due = true
    await ask(`update baken.capture set erase_at = now() - interval '1 minute' where id = $1`, [one.id])
  } else if (kind === 'hold' && !one.held) {
    one.held = true
    await ask(
      `insert into baken.open_request (mandate_id, advert_id, by, reason) select $1, $2, id, 'proef' from baken.app_user limit 1`,
      [visiting.world.mandate.id, one.advert]
    )
  } else if (kind === 'release' && one.held) {
    one.held = false
    await ask(`update baken.open_request set state = 'refused' where advert_id = $1`, [one.advert])
  } else if (kind === 'open') {
    one.open = true
    await ask(`update baken.advert set state = 'open' where id = $1`, [one.advert])
  }
}

/** One run of erasing; then every capture is as it would be with content of its own, and so is every segment. */
async function erase(all: readonly Life[]): Promise<void> {
  const { app } = visiting.world
  // What was held a day is asked about again.
  const again = all.filter((one) => one.due && !one.erased && !one.open).map((one) => one.id)
  await visiting.world.store.root.query(
    `update baken.capture set erase_at = now() - interval '1 minute' where id = any($1::uuid[]) and state = 'sealed'`,
    [again]
  )
  const outcome = await createErasing({ ...app, say: () => {} })()
  assert.equal(outcome.stopped, false)
  for (const one of all) if (one.due && !one.held && !one.open) one.erased = true
  const rows = await rowsOf(visiting, all)
  for (const one of all) {
    const found = await openedOf(visiting, one.id)
    if (one.erased) assert.equal(found, null, `${one.id} is erased`)
    else assert.deepEqual(plain(found ?? assert.fail(`${one.id} has no key`)), plain(one.exchange))
    assert.equal(rows.get(one.id)?.state === 'erased', one.erased)
  }
  const living = all.filter((one) => !one.erased).map((one) => rows.get(one.id))
  const needed = new Set(living.flatMap((row) => [row?.segment, rows.get(row?.original ?? '')?.segment]))
  for (const segment of new Set([...rows.values()].map((row) => row.segment))) {
    if (needed.has(segment)) assert.ok(existsSync(visiting.world.file(segment)), `${segment} is rested on`)
    assert.ok(!outcome.segments.includes(segment) || !needed.has(segment))
  }
}

async function checkLife(): Promise<void> {
  const items = await visiting.world.check(true)
  const faults = items.filter((one) => one.kind === 'damaged' && /segments\/|table (?:capture|segment)/.test(one.item))
  assert.deepEqual(faults, [])
}
