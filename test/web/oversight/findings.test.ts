/** Findings of the ledger over a month of invented acts: an ordinary one gives none, and each thing that an auditor should ask about shows once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FindingsPage } from '../../../src/contract/oversight/audit.ts'
import { record, withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { json, startInterface, type Browser, type Running } from '../running.ts'

interface Act {
  readonly actor: string
  readonly act: string
  readonly detail?: object
  /** `2026-11-02T13:05` in Amsterdam. */
  readonly at: string
}

const people: Readonly<Record<string, string>> = {
  analyst: 'Wilma Waterlelie',
  'analyst-2': 'Bente Boterbloem',
  detective: 'Dirk Dovenetel',
  coordinator: 'Carla Klaproos',
  elders: 'Ellen Ereprijs'
}
/** What people at this work search for; more often what stands first. */
const words = [
  'massage',
  'utrecht',
  'kamer vrij',
  'massage rotterdam',
  'Poolse meisjes',
  'kas naaldwijk',
  'huis en werk',
  'alleen vandaag',
  'massages',
  'chauffeur',
  'amsterdam noord',
  'schoonmaak',
  'den haag privé ontvangst',
  'werk in de bouw',
  '100 euro',
  'nieuw in breda',
  'vleesverwerking',
  'escort eindhoven',
  'woning inbegrepen',
  'geen ervaring nodig'
]
let seed = 11
/** Of a seeded row of numbers: the same month each time. */
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return Math.floor((seed / 2 ** 31) * below)
}
const two = (n: number): string => String(n).padStart(2, '0')
const dayOf = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)

/** Two working weeks: searching, reading and looking up by day, an evening that runs late, a colleague who helps, a wrong click. */
function ordinary(): Act[] {
  const acts: Act[] = []
  for (let back = 14; back >= 1; back--) {
    if ([6, 7, 13, 14].includes(back)) continue
    for (const [at, actor] of Object.keys(people).entries()) {
      const hour = (): string => `${dayOf(back)}T${two(8 + random(10))}:${two(random(60))}`
      // One works twice as much as the others, and one part of the week only.
      const much = at === 0 ? 2 : at === 4 && back % 2 === 0 ? 0 : 1
      for (let n = 0; n < 4 * much; n++) {
        const q = words[Math.min(random(words.length), random(words.length))] ?? ''
        acts.push({ actor, act: 'search.run', detail: { q, facts: [] }, at: hour() })
        acts.push({ actor, act: 'advert.read', at: hour() })
      }
      // A number of the day, which one colleague looks up as well.
      const number = `phone +3161000${two(back)}${two(at - (at % 2))}`
      acts.push({ actor, act: 'fact.look-up', detail: { facts: [number] }, at: hour() })
      acts.push({ actor, act: 'signal.read', at: hour() })
    }
  }
  for (let n = 0; n < 4; n++) acts.push({ actor: 'detective', act: 'advert.read', at: `${dayOf(3)}T22:${two(n)}` })
  for (let n = 0; n < 30; n++) acts.push({ actor: 'detective', act: 'advert.read', at: `${dayOf(3)}T21:${two(n)}` })
  for (let n = 0; n < 3; n++) acts.push({ actor: 'officer', act: 'access.refused', at: `${dayOf(2)}T11:${two(n)}` })
  return acts
}

/** What an auditor should ask about, with the finding that it must be. */
const odd: readonly { readonly finding: string; readonly acts: readonly Act[] }[] = [
  {
    finding: 'night detective -',
    acts: [2, 4].flatMap((back) =>
      [1, 2, 3].map((n) => ({ actor: 'detective', act: 'fact.look-up', at: `${dayOf(back)}T03:0${n}` }))
    )
  },
  {
    finding: 'own-name coordinator carla klaproos',
    acts: [{ actor: 'coordinator', act: 'search.run', detail: { q: 'Carla  Klaproos' }, at: `${dayOf(2)}T12:00` }]
  },
  {
    finding: 'many-persons - phone +31611112222',
    acts: ['analyst', 'analyst-2', 'detective', 'elders'].map((actor, n) => ({
      actor,
      act: n % 2 === 0 ? 'search.run' : 'fact.look-up',
      detail: { ...(n % 2 === 0 && { q: '06 11112222' }), facts: ['phone +31611112222'] },
      at: `${dayOf(n + 1)}T14:00`
    }))
  },
  {
    finding: 'many-persons - jolanda vergeetmijniet',
    acts: ['analyst', 'coordinator', 'detective'].map((actor) => ({
      actor,
      act: 'search.run',
      detail: { q: 'Jolanda Vergeetmijniet', facts: [] },
      at: `${dayOf(1)}T15:00`
    }))
  },
  {
    finding: 'much-reading analyst-2 -',
    acts: Array.from({ length: 900 }, (_, n) => ({
      actor: 'analyst-2',
      act: 'advert.read',
      at: `${dayOf(5)}T${two(8 + (Math.floor(n / 60) % 10))}:${two(n % 60)}`
    }))
  },
  {
    finding: 'refusals officer -',
    acts: Array.from({ length: 9 }, (_, n) => ({
      actor: 'officer',
      act: 'access.refused',
      at: `${dayOf(1)}T10:${two(n)}`
    }))
  },
  { finding: 'alarm - -', acts: [{ actor: 'pipeline', act: 'evidence.alarm', at: `${dayOf(1)}T04:00` }] }
]

describe('the findings of a month', () => {
  let at: Running
  let auditor: Browser
  before(async () => {
    at = await startInterface()
    for (const [id, name] of Object.entries(people))
      await at.world.store.owner.query('update app_user set name = $2 where id = $1', [id, name])
    auditor = await at.as('auditor')
  })
  after(() => at.close())

  /** Enters acts as they are entered, and moves them to their day as somebody with root would: past the trigger. */
  async function enter(acts: readonly Act[]): Promise<void> {
    const numbers = await withGround(at.world.store.owner, { user: 'pipeline', mandate: null }, async (tx) => {
      const made: number[] = []
      for (const { actor, act, detail = {} } of acts)
        made.push(await record(tx, { user: actor, mandate: null }, { act, subject: 'advert:1', detail: { ...detail } }))
      return made
    })
    await pastTriggers(at.world.store.root, (client) =>
      client.query(
        `update ledger l set at = v.at::timestamp at time zone 'Europe/Amsterdam' from unnest($1::bigint[], $2::text[]) v(no, at) where l.no = v.no`,
        [numbers, acts.map((one) => one.at)]
      )
    )
  }
  const found = async (): Promise<string[]> =>
    json<FindingsPage>(await auditor.ask('GET', '/api/audit/findings'))
      .findings.map(({ kind, actor, term }) => `${kind} ${actor ?? '-'} ${term ?? '-'}`)
      .toSorted()

  test('S9 two ordinary weeks of six persons give no finding: no false alarm', async () => {
    const acts = ordinary()
    assert.ok(acts.length > 500, `${acts.length}`)
    await enter(acts)
    assert.deepEqual(await found(), [])
  })

  test('S9 each thing to ask about shows, once, with who and what, beside the ordinary weeks', async () => {
    const wanted: string[] = []
    for (const { finding, acts } of odd) {
      await enter(acts)
      wanted.push(finding)
      assert.deepEqual(await found(), wanted.toSorted(), finding)
    }
    const { rows } = await at.world.store.root.query<{ no: number }>(
      `select no from ledger where actor = 'analyst' order by no limit 1`
    )
    await pastTriggers(at.world.store.root, (client) => client.query('delete from ledger where no = $1', [rows[0]?.no]))
    assert.deepEqual(await found(), [...wanted, 'gap - -'].toSorted())
  })
})
