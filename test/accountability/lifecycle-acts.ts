/** What people and the pipeline do that gives a reason to keep an advert, or does not: the situations of the lifecycle test. */
import assert from 'node:assert/strict'
import { readAdvert } from '../../src/desk/adverts/advert.ts'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import { askToOpen, decideRequest } from '../../src/desk/adverts/requests.ts'
import type { WeighAct } from '../../src/contract/desk/signals.ts'
import { weighSignal } from '../../src/desk/signals/weighing.ts'
import { withGround } from '../../src/store/ground.ts'
import type { LinkDesk } from '../../src/desk/networks/link-acts.ts'
import { sampleSignal, type World } from '../support/sample.ts'

const anna = { user: 'analyst', mandate: 'een' }
const bente = { user: 'analyst-2', mandate: 'een' }
const pipeline = { user: 'pipeline', mandate: 'een' }

export interface Place {
  readonly world: World
  readonly desk: LinkDesk
  /** An advert to judge others against; its own outcome is not asked. */
  readonly partner: () => Promise<number>
}

/** What happens to an advert that a person or the pipeline has a reason for, and whether it must stay. */
export interface Situation {
  readonly name: string
  readonly stays: boolean
  /** Whether it still stays half a year after the end of the mandate, when being open keeps nothing any more. */
  readonly staysAfterEnd: boolean
  readonly act: (place: Place, advert: number) => Promise<void>
}

/** A signal in each of its states; `holds`: a person has it in hand, so that what is sealed in its network waits too. */
const signalStates: readonly { state: string; acts: readonly (WeighAct | 'end')[]; holds: boolean }[] = [
  { state: 'new', acts: [], holds: false },
  { state: 'taken', acts: ['take'], holds: true },
  { state: 'proposed', acts: ['take', 'propose'], holds: true },
  { state: 'escalated', acts: ['take', 'propose', 'confirm'], holds: true },
  { state: 'dismissed', acts: ['dismiss'], holds: false },
  { state: 'ended', acts: ['end'], holds: false }
]

const all: readonly (Omit<Situation, 'staysAfterEnd'> & { readonly staysAfterEnd?: boolean })[] = [
  { name: 'nothing', stays: false, act: async () => {} },
  { name: 'request asked', stays: true, act: (place, id) => ask(place, id) },
  { name: 'request granted', stays: true, act: (place, id) => decide(place, id, true) },
  { name: 'request refused', stays: false, act: (place, id) => decide(place, id, false) },
  { name: 'judged the same hand', stays: true, act: async (place, id) => void (await judge(place, id, 'same')) },
  { name: 'judged another hand', stays: true, act: async (place, id) => void (await judge(place, id, 'different')) },
  {
    name: 'judgement taken back',
    stays: false,
    act: async (place, id) => undo(place, await judge(place, id, 'different'))
  },
  { name: 'fact rejected', stays: true, act: (place, id) => fact(place, id, 'rejectFact') },
  {
    name: 'fact rejected and restored',
    stays: false,
    act: async (place, id) => fact(place, id, 'rejectFact').then(() => fact(place, id, 'restoreFact'))
  },
  ...(['opened', 'sealed'] as const).flatMap((opened) =>
    signalStates.map(({ state, acts, holds }) => ({
      name: `signal ${state}, advert ${opened}`,
      stays: opened === 'opened' || holds,
      staysAfterEnd: holds,
      act: (place: Place, id: number) => signalled(place, id, acts, opened === 'opened')
    }))
  )
]
export const situations: readonly Situation[] = all.map((one) => ({ staysAfterEnd: one.stays, ...one }))

let network = 1000

async function ask(place: Place, advert: number): Promise<void> {
  const asked = await askToOpen(place.world.store.pool, anna, advert, 'verzonnen reden')
  assert.equal(asked.kind, 'done')
}

async function decide(place: Place, advert: number, grant: boolean): Promise<void> {
  const asked = await askToOpen(place.world.store.pool, anna, advert, 'verzonnen reden')
  assert.ok(asked.kind === 'done')
  const decision = { request: asked.value.id, grant, reason: 'verzonnen besluit' }
  assert.equal((await decideRequest(place.world.store.pool, bente, place.world, decision)).kind, 'done')
}

async function judge(place: Place, advert: number, kind: 'same' | 'different'): Promise<number> {
  const other = await place.partner()
  await place.desk[kind](anna, advert, other, 'verzonnen oordeel')
  const { rows } = await place.world.store.root.query<{ id: number }>('select max(id) as id from baken.judgement')
  return rows[0]?.id ?? 0
}

async function undo(place: Place, judgement: number): Promise<void> {
  await place.desk.undo(anna, judgement, 'verzonnen terugname')
}

async function fact(place: Place, advert: number, act: 'rejectFact' | 'restoreFact'): Promise<void> {
  const { rows } = await place.world.store.root.query<{ sighting_id: number; ordinal: number }>(
    `select sighting_id, ordinal from baken.fact where advert_id = $1 and kind = 'phone' order by sighting_id desc limit 1`,
    [advert]
  )
  const row = rows[0] ?? assert.fail(`no phone on advert ${advert}`)
  await place.desk[act](anna, advert, row.sighting_id, row.ordinal, 'verzonnen reden')
}

async function signalled(
  place: Place,
  advert: number,
  acts: readonly (WeighAct | 'end')[],
  opened: boolean
): Promise<void> {
  const id = ++network
  await place.world.store.root.query('update baken.advert set network_id = $2 where id = $1', [advert, id])
  await place.world.store.root.query(`insert into baken.network (mandate_id, id, adverts) values ('een', $1, 1)`, [id])
  const signal = await sampleSignal(place.world, id)
  if (opened) {
    await withGround(place.world.store.pool, pipeline, (tx) =>
      openAdverts(tx, pipeline, place.world.keyring, [advert], `signal:${signal}`)
    )
    const read = await readAdvert(place.world.store.pool, anna, place.world, advert)
    assert.ok(read.kind === 'done' && read.value.state === 'open')
  }
  let version = 1
  for (const act of acts) {
    if (act === 'end') {
      await place.world.store.root.query(
        `update baken.signal set state = 'ended', version = version + 1 where id = $1`,
        [signal]
      )
      continue
    }
    const by = act === 'confirm' ? bente : anna
    const done = await weighSignal(place.world.store.pool, by, place.world, {
      signal,
      act,
      version,
      reason: 'verzonnen reden'
    })
    assert.ok(done.kind === 'done', `${act}: ${JSON.stringify(done)}`)
    version = done.value.version
  }
}

/** Every date column of every table but the ledger, which nobody can change. */
export async function dateColumns(world: World): Promise<[string, string][]> {
  const { rows } = await world.store.root.query<{ table_name: string; column_name: string }>(
    `select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'baken' and t.table_type = 'BASE TABLE' and c.data_type like 'timestamp%' and c.table_name not in ('ledger', 'migration')
     order by 1, 2`
  )
  return rows.map((row) => [row.table_name, row.column_name])
}
