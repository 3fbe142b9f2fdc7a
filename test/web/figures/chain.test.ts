/** Baken's own chain in figures: what a person may see is counted, cases in steps of five only, so that one case more is seen in no figure. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { CategoryFigures, ChainFigures } from '../../../src/contract/figures/chain.ts'
import { readTable } from '../../../src/text/data-file.ts'
import { readCsv } from '../../../src/desk/reports/exchange/csv-rows.ts'
import { caseOutcomes, caseStates } from '../../../src/contract/cases/cases.ts'
import { caseForms } from '../../../src/contract/cases/proposals.ts'
import { reportForms, reportStates } from '../../../src/model/report.ts'
import { withGround } from '../../../src/store/ground.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { json, startInterface, type Running } from '../running.ts'
import { countedOnce } from './persons.ts'

describe('the chain in figures', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => closeInAgreement(at, ['case_file', 'case_referral']))

  const chain = async (user = 'coordinator'): Promise<string> =>
    (await (await at.as(user)).ask('GET', '/api/chain-figures')).text
  const step = (text: string, name: string): ChainFigures['steps'][number] | undefined =>
    (JSON.parse(text) as ChainFigures).steps.find((one) => one.step === name)
  /** Cases that were opened so many days ago. */
  const openCases = (days: readonly number[]): Promise<unknown> =>
    withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      for (const ago of days) {
        const id = randomUUID()
        await tx.query(
          `insert into case_file (id, mandate_id, sealed, basis, form, until, lead, opened_by, opened_at)
           values ($1, 'een', '', 'x', 'labour', now() + interval '90 days', 'detective', 'pipeline', now() - make_interval(days => $2))`,
          [id, ago]
        )
        await tx.query(
          `insert into case_referral (key, case_id, mandate_id, kind, to_user, state, outcome, sealed, digest, by, at)
           values ($1, $2, 'een', 'prosecutor', 'prosecutor', 'accepted', 'prosecute', '', '', 'pipeline', now() - make_interval(days => $3))`,
          [randomUUID(), id, ago - 10]
        )
      }
    })

  test('S8.3 reports are counted as soon as they are sent, and one with a possible minor for the coordinator alone', async () => {
    const officer = await at.as('officer')
    for (const [no, minor] of [...Array.from({ length: 6 }, () => 'no'), 'yes'].entries())
      assert.equal(
        (
          await officer.ask('POST', '/api/reports', {
            key: `keten-${no}-0001`,
            place: 'Utrecht',
            signs: ['1.1'],
            minor,
            mandate: 'een'
          })
        ).status,
        200
      )
    assert.equal(step(await chain('analyst'), 'report')?.count, 6)
    assert.equal(step(await chain('coordinator'), 'report')?.count, 7)
    assert.deepEqual(step(await chain(), 'signal'), { step: 'signal', count: null, atLeast: false, days: null })
  })

  test('E2 cases come into figures by steps of five: one more or less changes no byte, the days neither', async () => {
    const none = await chain()
    assert.deepEqual(step(none, 'case'), { step: 'case', count: null, atLeast: true, days: null })
    await openCases([40, 39, 38, 37])
    assert.equal(await chain(), none)
    await openCases([36])
    const five = await chain()
    assert.deepEqual(
      ['case', 'prosecutor', 'prosecuted'].map((name) => step(five, name)?.count),
      [5, 5, 5]
    )
    assert.equal(step(five, 'prosecutor')?.days, 10)
    await openCases([12, 11])
    assert.equal(await chain(), five)
    assert.equal(
      step(
        json<never>(await (await at.as('analyst')).ask('GET', '/api/chain-figures')) && (await chain('analyst')),
        'case'
      )?.count,
      5
    )
  })

  test('S8.4 every report, case and outcome stands in a category of IC-TIP with its field of HTCDS, or is listed as not mapped with its count', async () => {
    const partner = await at.as('partner')
    for (const [no, form] of ['labour', 'labour', 'labour', 'labour', 'labour', 'criminal', 'criminal'].entries()) {
      const sent = { key: `soort-${no}-0001`, place: 'Utrecht', signs: ['1.1'], form, mandate: 'een' }
      assert.equal((await partner.ask('POST', '/api/reports', sent)).status, 200)
    }
    await openCases([9, 8, 7, 9, 8])
    await at.world.store.root.query(
      `update baken.case_file c set form = case when o.no > 5 then 'criminal' else 'minors' end
       from (select id, row_number() over (order by id) as no from baken.case_file) o where o.id = c.id and o.no <= 7`
    )
    const analyst = await at.as('analyst')
    const { rows } = json<CategoryFigures>(await analyst.ask('GET', '/api/category-figures'))
    const told = (group: string): (readonly [string, boolean, number | null])[] =>
      rows.filter((one) => one.group === group).map((one) => [one.value, one.mapped, one.atLeast] as const)
    // Thirteen reports that an analyst may see, six of an officer and seven of a partner; twelve cases, of which five say an age and no form.
    // Two reports and two cases are of a form that fewer than five have: no row says that there are any.
    assert.deepEqual(told('report-form'), [
      ['labour', true, 5],
      ['unknown', true, 5]
    ])
    assert.deepEqual(told('report-sender'), [
      ['officer', true, 5],
      ['partner', false, 5]
    ])
    assert.deepEqual(told('report-state'), [['sent', true, 10]])
    assert.deepEqual(told('case-form'), [
      ['labour', true, 5],
      ['minors', false, 5]
    ])
    assert.deepEqual(told('outcome'), [['prosecute', true, 10]])
    const prosecuted = rows.find((one) => one.value === 'prosecute')
    assert.deepEqual(
      [prosecuted?.entity, prosecuted?.field, prosecuted?.fieldValue, prosecuted?.decidedBy],
      ['perpetrator', 'TraffickingStatus', 'PossibleVictimOfTrafficking', 'prosecution']
    )
    const csv = readCsv(Buffer.from((await analyst.ask('GET', '/api/category-figures/csv')).text))
    assert.ok(csv.kind === 'rows')
    assert.deepEqual(
      csv.rows.map(({ cells }) => [cells[1], cells[6], cells[7], cells[8]]),
      rows.map((one) => [one.value, one.decidedBy ?? '', one.mapped ? 'yes' : 'no', String(one.atLeast)])
    )
    assert.equal((await (await at.as('officer')).ask('GET', '/api/category-figures')).status, 403)
  })

  test('S8.7 one person reported by several reporters is counted once by a keyed match, which a person takes apart and back; no row says who it is', () =>
    countedOnce(at))

  test('S8.4 the table of categories has every form, state, sender and outcome that a record can have', () => {
    const of = (group: string): string[] =>
      readTable('figure-categories.tsv').flatMap(([name, value = '']) => (name === group ? [value] : []))
    const wanted: Readonly<Record<string, readonly string[]>> = {
      'report-form': reportForms,
      'report-state': reportStates.filter((one) => one !== 'draft'),
      'case-form': caseForms,
      'case-state': caseStates,
      outcome: [...caseOutcomes, 'prosecute', 'dismiss']
    }
    for (const [group, values] of Object.entries(wanted))
      assert.deepEqual(of(group).toSorted(), [...new Set(values)].toSorted(), group)
  })
})
