/** The register of certified detectives: how many there were at the end of each year, beside what was promised, and how often each was certified anew. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Certificates } from '../../../src/contract/cases/cases.ts'
import { withGround } from '../../../src/store/ground.ts'
import { json, startInterface, type Running } from '../running.ts'

let at: Running
describe('the register of training', () => {
  before(async () => {
    at = await startInterface()
  })
  after(() => at?.close())

  // As the register counts it: in the zone of the office, in which a year begins an hour before it does in UTC.
  const year = Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', year: 'numeric' }).format())

  /** `user`, level, first day and last day of a certificate. */
  function give(rows: readonly (readonly [string, string, string, string])[]): Promise<unknown> {
    return withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      for (const row of rows)
        await tx.query(
          `insert into certificate (mandate_id, user_id, level, at, valid_until, by) values ('een', $1, $2, $3, $4, 'pipeline')`,
          [...row]
        )
    })
  }

  test('S7.4 +20 a year and +5 % count from the certificates that were valid at the end of the first year', async () => {
    const ask = async (): Promise<Certificates> =>
      json<Certificates>(await (await at.as('coordinator')).ask('GET', '/api/certificates'))
    assert.deepEqual((await ask()).growth, [])
    await give([
      // In the first half hour of the year here, while in UTC the one before goes on.
      ['detective', 'certified', `${year - 3}-12-31T23:30:00Z`, `${year - 1}-06-30`],
      ['analyst', 'in-training', `${year - 2}-05-01`, `${year + 1}-05-01`],
      ['coordinator', 'certified', `${year - 2}-06-01`, `${year + 2}-06-01`],
      // Ran out in the middle of a year, and was given anew in the next one.
      ['detective', 'certified', `${year - 1}-12-31T23:30:00Z`, `${year + 2}-01-01`]
    ])
    const { growth, certificates } = await ask()
    assert.deepEqual(growth, [
      { year: year - 2, certified: 2, byTwenty: 2, byPercent: 2 },
      { year: year - 1, certified: 1, byTwenty: 22, byPercent: 2 },
      { year, certified: 2, byTwenty: 42, byPercent: 2 }
    ])
    assert.deepEqual(
      certificates.map(({ user, level, valid, refreshers }) => [user, level, valid, refreshers]),
      [
        ['analyst', 'in-training', true, 0],
        ['coordinator', 'certified', true, 0],
        ['detective', 'certified', true, 1]
      ]
    )
  })
})
