/** The clocks of reports against everything that may rest on one: what is held stays whole, the rest is erased once, for good. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eraseReports } from '../../../src/accountability/retention/report-clocks.ts'
import { planErasing } from '../../../src/accountability/retention/retention-plan.ts'
import type { RetentionCalendar } from '../../../src/contract/oversight/audit.ts'
import { sampleSignal } from '../../support/sample.ts'
import { verifyLedger } from '../../support/ledger-verdict.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json } from '../running.ts'
import { startReporting, type Reporting } from './reporting.ts'

const dayMs = 86_400_000
const ahead = (days: number): Date => new Date(Date.now() + days * dayMs)

describe('retention of reports', () => {
  let { at, officer, analyst, send, step, one } = {} as Reporting
  const ids = new Map<string, string>()
  before(async () => {
    ;({ at, officer, analyst, send, step, one } = await startReporting())
    const free = await sampleSignal(at.world, 21)
    const taken = await sampleSignal(at.world, 22)
    const proposed = await sampleSignal(at.world, 23)
    const { root } = at.world.store
    await root.query(`update signal set state = 'taken', assigned_to = 'analyst' where id = $1`, [taken])
    await root.query(
      `insert into proposal (mandate_id, state, sealed, form, urgency, parts, signals, made_by) values ('een', 'offered', '', 'labour', 'low', '[]', $1, 'analyst')`,
      [[proposed]]
    )
    const situations: readonly (readonly [string, string | null, object])[] = [
      ['sent', null, {}],
      ['read', 'read', {}],
      ['refused', 'refuse', { because: 'too-little' }],
      ['kept', 'keep', {}],
      ['in a case', 'keep', {}],
      ['linked to nothing in hand', 'link', { signal: free }],
      ['linked to a signal in hand', 'link', { signal: taken }],
      ['linked to a proposal', 'link', { signal: proposed }]
    ]
    for (const [name, act, body] of situations) {
      const { id } = await send({ key: `melding-${ids.size}-0001`, what: `Geheimwoord ${name}`, place: 'Ede' })
      ids.set(name, id)
      if (act !== null) await step(id, 'read')
      if (act !== null && act !== 'read') await step(id, act, { ...body, reason: 'Geheimreden' })
    }
    await root.query(
      `with f as (insert into case_file (id, mandate_id, sealed, basis, form, until, lead, opened_by) values (gen_random_uuid(), 'een', '', 'x', 'labour', '2999-01-01', 'analyst', 'analyst') returning id)
       insert into case_item (case_id, no, mandate_id, kind, ref, version, adverts, sealed, digest, words, by) select id, 1, 'een', 'report', $1, 1, '{}', '', '', '', 'analyst' from f`,
      [ids.get('in a case')]
    )
    ids.set('draft', (await send({ key: 'concept-0001', what: 'Geheimwoord concept', draft: true })).id)
    const text = Buffer.from('Geheimbestand')
    const name = { key: 'bestand-0001', name: 'nota.txt', bytes: text.length, sha256: '0'.repeat(64) }
    const file = json<{ id: string }>(await officer.ask('POST', `/api/reports/${ids.get('refused')}/files`, name))
    await officer.ask('POST', `/api/reports/${ids.get('refused')}/files/${file.id}`, {
      at: 0,
      data: text.toString('base64').slice(0, 8)
    })
  })
  after(() => closeInAgreement(at, ['proposal', 'case_file', 'case_item']))

  /** Names of the situations whose words are gone. */
  async function gone(): Promise<string[]> {
    const names: string[] = []
    for (const [name, id] of ids) if ((await one(id, officer)).content === null) names.push(name)
    return names
  }

  test('C18 nothing goes before its day, and what nobody decided on has no day', async () => {
    assert.equal(await eraseReports(at.world.store, ahead(27)), 0)
    assert.deepEqual(await gone(), [])
  })

  test('the plan and the calendar say beforehand what goes and what holds the rest', async () => {
    const planned = async (days: number) =>
      (await planErasing(at.world.store, at.world.keyring, ahead(days)))
        .filter((line) => line.what === 'reports')
        .map(({ mandate, count, heldBy }) => [mandate, count, heldBy?.split(':')[0] ?? null])
    assert.deepEqual(await planned(29), [
      ['een', 1, null],
      ['een', 1, null]
    ])
    assert.deepEqual(
      (await planned(366)).sort((a, b) => `${a[2]} ${a[1]}`.localeCompare(`${b[2]} ${b[1]}`)),
      [
        ['een', 1, 'case'],
        ['een', 1, null],
        ['een', 3, null],
        ['een', 1, 'proposal'],
        ['een', 1, 'signal']
      ]
    )
    const auditor = await at.as('auditor')
    const { lines } = json<RetentionCalendar>(await auditor.ask('GET', '/api/audit/retention'))
    const line = lines.find((each) => each.line === 'een')
    assert.equal(
      line?.days.reduce((sum, day) => sum + day.reports, 0),
      2
    )
    assert.equal(line?.laterReports, 5)
  })

  test('C18 refused reports and untouched drafts go after the term, others after a year, and what something rests on stays', async () => {
    assert.equal(await eraseReports(at.world.store, ahead(29)), 2)
    assert.deepEqual(await gone(), ['refused', 'draft'])
    assert.equal(await eraseReports(at.world.store, ahead(364)), 0)
    assert.equal(await eraseReports(at.world.store, ahead(366)), 2)
    assert.equal(await eraseReports(at.world.store, ahead(366)), 0)
    assert.deepEqual(await gone(), ['refused', 'kept', 'linked to nothing in hand', 'draft'])
    await at.world.store.root.query(
      `update signal set state = 'dismissed' where id = (select signal_id from report where id = $1)`,
      [ids.get('linked to a signal in hand')]
    )
    assert.equal(await eraseReports(at.world.store, ahead(366)), 1)
  })

  test('what was erased has no words, reasons, files or key anywhere, keeps its state, takes nothing more, and the ledger verifies', async () => {
    const id = ids.get('refused') ?? ''
    const { state, content, versions, files, answered } = await one(id, officer)
    assert.deepEqual(
      [state, content, versions[0]?.content, files, answered[0]?.told],
      ['answered', null, null, [], 'not-taken']
    )
    assert.equal((await one(id, analyst)).desk?.steps.at(-1)?.reason, null)
    assert.equal(
      errorOf(await officer.ask('POST', '/api/reports', { key: 'melding-2-0001', what: 'Weer' })),
      '410 erased'
    )
    assert.equal(errorOf(await analyst.ask('POST', `/api/reports/${id}/answer`, { answer: 'Dank' })), '410 erased')
    const { rows } = await at.world.store.root.query<{ left: number }>(
      `select (select count(*) from report where erased_at is not null and (length(wrapped) > 0))::int
         + (select count(*) from report_version v join report r on r.no = v.report_no where r.erased_at is not null and length(v.sealed) > 0)::int
         + (select count(*) from report_step v join report r on r.no = v.report_no where r.erased_at is not null and length(v.sealed) > 0)::int
         + (select count(*) from report_file_part p join report r on r.no = p.report_no where r.erased_at is not null)::int as left`
    )
    assert.equal(rows[0]?.left, 0)
    assert.equal((await verifyLedger(at.world.store.owner)).verdict, 'intact')
  })
})
