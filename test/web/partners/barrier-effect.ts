/** What is counted before and after a barrier: over sources that were always observed, with breaks told, small cells hidden, and who is told nothing. */
import assert from 'node:assert/strict'
import type { BarrierEffect, CaseBarriers } from '../../../src/contract/partners/barriers.ts'
import { dayAfter, mondayOfDay, weekOfDay } from '../../../src/model/phenomena/weeks.ts'
import { withGround } from '../../../src/store/ground.ts'
import { addFolded } from '../../../src/store/phenomena/counted-adverts.ts'
import { sampleAdverts, type SampleAdvert } from '../../support/sample.ts'
import { doIn, done, farDay, said } from '../cases/cases.ts'
import type { PartnerWorld } from './partner-world.ts'

const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })
/** The Wednesday so many weeks ago. */
const ago = (weeks: number): string => dayAfter(mondayOfDay(today), 2 - 7 * weeks)
const raisedOn = ago(4)

/** `vast` is looked at each week, and has eight networks in each; `stil` has six, and then nobody looks at it. */
async function adverts({ at }: PartnerWorld): Promise<void> {
  let network = 9_000
  const some = (count: number, weeks: number, source: string, place: string): SampleAdvert[] =>
    Array.from({ length: count }, () => ({
      title: `Werk ${++network}`,
      body: `Werk in ${place}, dag en nacht`,
      network,
      source,
      seenAt: `${ago(weeks)}T10:00:00Z`
    }))
  const all = [7, 4].flatMap((weeks) => [...some(1, weeks, 'vast', 'Zwolle'), ...some(1, weeks + 3, 'stil', 'Utrecht')])
  const before = [6, 5].flatMap((weeks) => [...some(8, weeks, 'vast', 'Zwolle'), ...some(6, weeks, 'stil', 'Utrecht')])
  const after = [3, 2].flatMap((weeks) => [...some(5, weeks, 'vast', 'Zwolle'), ...some(3, weeks, 'vast', 'Almere')])
  await sampleAdverts(at.world, [...all, ...before, ...after])
}

export async function barrierEffect(world: PartnerWorld): Promise<void> {
  const { at, one, detective, prosecutor, partner } = world
  await adverts(world)
  const terms = { kind: 'barrier', step: 'work', title: 'Toezicht', means: 'Bezoek', who: 'Dienst', dueOn: farDay }
  done(await doIn(detective, one, 'barriers', terms))
  const { barriers } = done<CaseBarriers>(await detective.ask('GET', `/api/cases/${one.id}/barriers`))
  const { no } = barriers.at(-1) ?? assert.fail()
  const sign = barriers.find((each) => each.kind === 'sign')?.no
  const ask = (query: string, which = no, who = detective) =>
    who.ask('GET', `/api/cases/${one.id}/barriers/${which}/effect?weeks=2${query}`)
  const effect = async (query: string) => done<BarrierEffect>(await ask(query))
  assert.equal(said(await ask('')), '409 wrong-state', 'not raised')
  done(await doIn(detective, one, `barriers/${no}`, { version: 1, state: 'raised' }))
  assert.equal((await effect('')).effect, 'early', 'raised today')
  done(await doIn(detective, one, `barriers/${no}`, { version: 2, state: 'raised', raisedOn }))
  for (const [which, query, who, wanted] of [
    [sign, '', detective, '409 wrong-state'],
    [999, '', detective, '404 not-found'],
    [no, '', await at.as('analyst-2'), '404 not-found'],
    [no, '&place=a&form=b&language=nl', detective, '422 too-expensive']
  ] as const)
    assert.equal(said(await ask(query, which, who)), wanted, query)
  for (const who of [prosecutor, partner]) assert.equal((await ask('', no, who)).status, 403)
  for (const name of ['origin', 'nationality', 'religion'])
    assert.equal((await ask(`&${name}=x`)).status, 400, `${name} is no question`)

  // A source that nobody looked at any more is a break, and no fall: what stays is counted over the other.
  const whole = await effect('')
  assert.deepEqual([whole.week, whole.raisedOn, whole.effect], [weekOfDay(raisedOn), raisedOn, 'same'])
  assert.deepEqual(whole.table.networks, [14, 14, null, 8, 8])
  assert.deepEqual(whole.before, { weeks: 2, hidden: 0, mean: 8, lowest: 8, highest: 8 })
  assert.deepEqual(whole.after, whole.before)
  const silent = whole.table.breaks.filter((each) => each.source === 'stil' && each.kind === 'outage')
  for (const weeks of [3, 2]) assert.ok(silent.some(({ week }) => week === weekOfDay(ago(weeks))))

  const town = await effect('&place=NL/Zwolle')
  assert.deepEqual([town.effect, town.before.mean, town.after.mean], ['fewer', 8, 5])
  const few = await effect('&place=NL/Almere')
  assert.deepEqual([few.effect, few.after.hidden, few.after.mean], ['hidden', 2, null])
  assert.equal((await effect('&source=stil')).effect, 'nothing', 'it was not always observed')
  await erased(world, effect)
  const { rows } = await at.world.store.root.query<{ detail: { in: string; effect: string } }>(
    `select detail from baken.ledger where act = 'case.barrier-effect' and subject = 'case:' || $1 order by no`,
    [one.id]
  )
  assert.deepEqual(
    rows.map(({ detail }) => [detail.in, detail.effect]),
    ['early', 'same', 'fewer', 'hidden', 'nothing', 'more', 'hidden'].map((told) => [`barrier:${no}`, told])
  )
}

/** Erased adverts count on where their counts tell what is asked; where they do not, nothing is told of their week. */
async function erased({ at }: PartnerWorld, effect: (query: string) => Promise<BarrierEffect>): Promise<void> {
  const week = weekOfDay(ago(3))
  const cell = { week, place: '', form: '', language: '', source: 'vast', price: '', disguise: '' }
  const kept = { place: 'withheld', form: 'labour', language: 'nl', price: 'unknown', disguise: 'no-number' }
  await withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
    addFolded(tx, 'een', [
      { level: 'week', cell: { ...cell, source: '' }, adverts: 6, networks: 6 },
      { level: 'source', cell, adverts: 6, networks: 6 },
      { level: 'place', cell: { ...cell, source: '', place: 'withheld' }, adverts: 6, networks: 6 },
      { level: 'all', cell: { ...cell, ...kept }, adverts: 6, networks: 6 }
    ])
  )
  const more = await effect('')
  assert.deepEqual([more.effect, more.after.lowest, more.after.highest], ['more', 8, 14])
  const untold = await effect('&place=NL/Zwolle')
  assert.deepEqual([untold.effect, untold.before.mean, untold.after.hidden], ['hidden', 8, 1])
  assert.ok(untold.table.breaks.some((each) => each.week === week && each.kind === 'withheld'))
}
