/** `baken retention keep|release|end-holds` as a person at the console types them: what they come to, what they refuse, and what stands in the ledger. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { stringify } from 'yaml'
import { addressOf, baken, endAll, jsonLines, scratch, startBaken, type Ran, type Running } from '../support/baken.ts'
import { superuserOf } from '../support/superuser.ts'

const dayMs = 86_400_000
const [closed, open] = [randomUUID(), randomUUID()]
const day = (ahead: number): string => new Date(Date.now() + ahead * dayMs).toISOString().slice(0, 10)

describe('holds at the console', () => {
  let folder: ReturnType<typeof scratch>
  let service: Running
  let root: ReturnType<typeof superuserOf>
  const file = (name: string): string => path.join(folder.folder, name)
  const run = (...args: string[]): Promise<Ran> => baken([...args, '--data', file('data')])
  const retention = (...args: string[]): Promise<Ran> => run('retention', ...args)

  async function mandate(id: string): Promise<void> {
    const terms = { id, legal_basis: 'verzonnen', purpose: 'proef', sources: ['*'], granted_by: 'test' }
    writeFileSync(file(`${id}.yaml`), stringify({ ...terms, from: 'today', until: '30 days' }))
    assert.equal((await run('mandate', 'add', file(`${id}.yaml`))).code, 0)
  }

  before(async () => {
    folder = scratch('retention')
    await mandate('een')
    await mandate('twee')
    const added = await baken(
      ['user', 'add', 'lia', '--name', 'Lia', '--role', 'detective', '--mandate', 'een', '--data', file('data')],
      {},
      'een boomhut voor lia\n'
    )
    assert.equal(added.code, 0, added.stderr)
    service = startBaken(['start', '--roles', 'web', '--port', '0', '--data', file('data')])
    await addressOf(service)
    root = superuserOf(file('data'))
    for (const [id, state, closedAt] of [
      [closed, 'closed', 'now()'],
      [open, 'open', 'null']
    ] as const)
      await root.query(
        `insert into baken.case_file (id, mandate_id, state, sealed, basis, form, until, lead, opened_by, closed_by, closed_at)
         values ($1, 'een', $2, 'woorden', 'verzonnen', 'labour', current_date + 20, 'lia', 'lia', case when $2 = 'closed' then 'lia' end, ${closedAt})`,
        [id, state]
      )
  })
  after(async () => {
    await root.end()
    await endAll()
    folder.remove()
  })

  async function entries(act: string): Promise<unknown[][]> {
    const { rows } = await root.query<{ actor: string; subject: string; mandate: string | null; detail: object }>(
      'select actor, subject, mandate, detail from baken.ledger where act = $1 order by no',
      [act]
    )
    return rows.map((row) => [row.actor, row.subject, row.mandate, row.detail])
  }
  /** What is planned for cases on a day after their five years. */
  async function planned(): Promise<string[]> {
    const ran = await retention('plan', '--on', day(5 * 365 + 5), '--json')
    assert.equal(ran.code, 0, ran.stderr)
    return jsonLines(ran).flatMap((line) =>
      line['what'] === 'cases'
        ? [`${Number(line['count'])} ${typeof line['heldBy'] === 'string' ? line['heldBy'] : 'goes'}`]
        : []
    )
  }

  test('a case is kept until a day and let go again, the plan follows, and both stand in the ledger with their reasons', async () => {
    assert.deepEqual(await planned(), ['1 goes'], 'the one that is not closed has no clock')
    const until = day(5 * 365 + 30)
    const kept = await retention('keep', closed, '--until', until, '--because', 'court', '--reason', ' Bevel 12 ')
    assert.deepEqual([kept.code, kept.stderr.trim()], [0, `The case is kept until ${until}.`])
    assert.deepEqual(await planned(), ['1 court'])
    const shorter = await retention('keep', closed, '--until', day(9), '--because', 'dossier', '--reason', 'Korter')
    assert.equal(shorter.code, 0, shorter.stderr)
    assert.deepEqual(await planned(), ['1 goes'], 'the last word holds, and its day comes before the five years end')
    await retention('keep', closed, '--until', until, '--because', 'dossier', '--reason', 'Nodig')
    assert.deepEqual(await planned(), ['1 dossier'])
    const released = await retention('release', closed, '--reason', 'Voorbij')
    assert.deepEqual([released.code, released.stderr.trim()], [0, 'The case follows its own clock again.'])
    assert.deepEqual(await planned(), ['1 goes'])
    assert.deepEqual(await entries('retention.keep'), [
      ['console', `case:${closed}`, null, { until, because: 'court', reason: 'Bevel 12' }],
      ['console', `case:${closed}`, null, { until: day(9), because: 'dossier', reason: 'Korter' }],
      ['console', `case:${closed}`, null, { until, because: 'dossier', reason: 'Nodig' }]
    ])
    assert.deepEqual(await entries('retention.release'), [['console', `case:${closed}`, null, { reason: 'Voorbij' }]])
  })

  test('what cannot be kept is refused in words before anything is written, a day that is in no calendar too', async () => {
    const before = await entries('retention.keep')
    const good = ['--until', day(40), '--because', 'court', '--reason', 'Bevel']
    const without = (name: string): string[] =>
      good.filter((_one, at) => at !== good.indexOf(name) && at !== good.indexOf(name) + 1)
    const withDay = (until: string): string[] => ['--until', until, ...without('--until')]
    const year = new Date().getUTCFullYear()
    for (const [args, code, words] of [
      [['keep', ...good], 2, /Name a case/],
      [['keep', open, ...without('--reason')], 2, /Give --reason/],
      [['keep', open, ...without('--reason'), '--reason', '  '], 2, /Give --reason/],
      [['keep', open, ...without('--until')], 2, /--until wants a day ahead/],
      [['keep', open, ...without('--because')], 2, /--because wants court or dossier/],
      [['keep', open, ...without('--because'), '--because', 'Court'], 2, /--because wants court or dossier/],
      [['keep', open, ...withDay(day(-1))], 2, /--until wants a day ahead/],
      [['keep', open, ...withDay(`${year + 31}-06-01`)], 2, /at most 30 years/],
      [['keep', open, ...withDay(`${year + 2}-02-30`)], 2, /--until wants a day ahead/],
      [['keep', open, ...withDay(`${year + 2}-06-31`)], 2, /--until wants a day ahead/],
      [['keep', open, ...withDay(`${year + 2}-6-1`)], 2, /--until wants a day ahead/],
      [['keep', open, 'nog-een', ...good], 2, /Name one case at a time/],
      [['release', open, ...good], 2, /--until and --because belong to keep/],
      [['end-holds', 'een', ...good], 2, /--until and --because belong to keep/],
      [['plan', open], 2, /plan takes no name/],
      [['plan', '--on', `${year + 2}-02-30`], 2, /--on wants a date/],
      [['keep', randomUUID(), ...good], 1, /There is no case .* with words in it/],
      [['keep', `${open}' or true`, ...good], 1, /There is no case/],
      [['release', randomUUID(), '--reason', 'Bevel'], 1, /There is no case/]
    ] as const) {
      const ran = await retention(...args)
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.stderr}`)
      assert.match(ran.stderr, words, args.join(' '))
    }
    assert.deepEqual(await entries('retention.keep'), before)
    assert.equal((await entries('retention.release')).length, 1)
  })

  test('holds of a line end only when nothing of it is in force, and the ledger says who said so', async () => {
    for (const [args, code, words] of [
      [['end-holds', '--reason', 'Klaar'], 2, /Name a mandate/],
      [['end-holds', 'een'], 2, /Give --reason/],
      [['end-holds', 'nergens', '--reason', 'Klaar'], 1, /There is no line of mandates nergens/],
      [['end-holds', 'een', '--reason', 'Klaar'], 1, /een, or a renewal of it, is in force or will be/]
    ] as const) {
      const ran = await retention(...args)
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.stderr}`)
      assert.match(ran.stderr, words)
    }
    assert.deepEqual(await entries('retention.end-holds'), [])
    assert.equal((await run('mandate', 'withdraw', 'een', '--reason', 'Over')).code, 0)
    const ended = await retention('end-holds', 'een', '--reason', 'Klaar')
    assert.deepEqual(
      [ended.code, ended.stderr.trim()],
      [0, 'What people had in hand under een holds nothing any more.']
    )
    assert.deepEqual(await entries('retention.end-holds'), [['console', 'mandate:een', null, { reason: 'Klaar' }]])
    assert.deepEqual(await planned(), ['2 goes'], 'nobody can close the other case any more')
    const kept = await retention('keep', open, '--until', day(5 * 365 + 30), '--because', 'court', '--reason', 'Bevel')
    assert.equal(kept.code, 0, kept.stderr)
    assert.deepEqual((await planned()).toSorted(), ['1 court', '1 goes'], 'a court may still have one kept')
  })
})
