/** Counting whom a report is about, and saying that somebody is counted as the wrong person. What identifies them comes in, gives a keyed digest, and is kept nowhere. */
import { act } from '../../../accountability/acts.ts'
import { dayIn } from '../../../accountability/days.ts'
import type { personActs, PersonBody } from '../../../contract/reports/persons.ts'
import type { Report } from '../../../contract/reports/reports.ts'
import type { Tx } from '../../../store/ground.ts'
import { lockClass, lockUntilCommit } from '../../../store/locks.ts'
import { keptKeyOf } from '../../../store/sealed/capture-keys.ts'
import { mandateOf, type Desk } from '../../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../../outcome.ts'
import { isOfDesk, reportIn, type Viewer } from '../reports.ts'
import { reportKey, sealStep } from '../sealed-report.ts'
import type { StoredReport } from '../stored-report.ts'
import { mostPersons, personsOf, personStep } from './counted.ts'
import { isBirthDay, personDigest } from './person-key.ts'

interface Found {
  readonly row: StoredReport
  readonly key: Buffer
}

interface Written {
  readonly act: string
  readonly detail: Readonly<Record<string, unknown>>
}

/**
 * Counts somebody whom a report is about. `birth-day-wrong`: no day on which somebody is born. `counted-before`: this report has this person already. `case-full`:
 * it has fifty.
 */
export async function countPerson(desk: Desk, viewer: Viewer, id: string, body: PersonBody): Promise<Outcome<Report>> {
  return actOnReport(desk, viewer, id, async (tx, { row }) => {
    const { ground, vault } = desk
    if (body.born !== undefined && !isBirthDay(body.born, dayIn(new Date(), 'Europe/Amsterdam')))
      return 'birth-day-wrong'
    const mandate = mandateOf(ground)
    const digest = personDigest(keptKeyOf(vault.keyring, mandate).bytes, body)
    // One at a time, so that two who count the same person at once count one.
    await lockUntilCommit(tx, lockClass.reportPersons, mandate)
    const { rows } = await tx.query<{ there: number; twice: boolean }>(
      `select count(*)::int as there, coalesce(bool_or(p.digest = $2 and s.act is distinct from 'withdraw'), false) as twice
       from report_person p left join lateral
         (select act from report_person_step where report_person = p.id order by id desc limit 1) s on true where p.report_no = $1`,
      [row.no, digest]
    )
    const { there = 0, twice = false } = rows[0] ?? {}
    if (twice) return 'counted-before'
    if (there >= mostPersons) return 'case-full'
    await tx.query(
      `insert into report_person (report_no, mandate_id, no, digest, person, by)
       values ($1, $2, $3, $4, case when $4::bytea is null then gen_random_uuid() else person_of($4) end, $5)`,
      [row.no, mandate, there + 1, digest, ground.user]
    )
    return { act: 'report.person', detail: { person: there + 1, keyed: digest !== null } }
  })
}

/** From which a person can go to which; null: nothing was said of it. */
const ways: Readonly<Record<(typeof personActs)[number], readonly (string | null)[]>> = {
  apart: [null, 'together'],
  together: ['apart'],
  withdraw: [null, 'together', 'apart']
}

export interface PersonSaid {
  readonly no: number
  readonly act: (typeof personActs)[number]
  readonly reason: string
}

/** Says that a person of a report is counted apart, together again, or not at all; the counts are then as if it never was otherwise. */
export async function sayOfPerson(
  desk: Desk,
  viewer: Viewer,
  id: string,
  { no, act: said, reason: typed }: PersonSaid
): Promise<Outcome<Report>> {
  return actOnReport(desk, viewer, id, async (tx, { row, key }) => {
    const reason = reasonGiven(typed)
    if (reason === null) return 'reason-missing'
    const person = (await personsOf(tx, row, key)).find((one) => one.no === no)
    if (person === undefined) return 'not-found'
    if (!ways[said].includes(person.said?.act ?? null)) return 'wrong-state'
    await tx.query(
      `insert into report_person_step (report_person, mandate_id, act, by, sealed)
       select id, mandate_id, $3, $4, $5 from report_person where report_no = $1 and no = $2`,
      [row.no, no, said, desk.ground.user, sealStep(key, row.id, personStep(no, said), { reason, answer: null })]
    )
    return { act: `report.person-${said}`, detail: { person: no } }
  })
}

/** One act on the people of a report that the desk may see. Its ledger entry names neither them nor whom they were found to be. */
async function actOnReport(
  { pool, ground, vault }: Desk,
  viewer: Viewer,
  id: string,
  work: (tx: Tx, found: Found) => Promise<Written | Refusal>
): Promise<Outcome<Report>> {
  return act<Outcome<Report>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<StoredReport>('select * from report where id = $1 for update', [id])
    const [row] = rows
    if (row === undefined || !isOfDesk(row, ground, viewer)) return refusedAct('not-found')
    const key = reportKey(vault.keyring, row.id, row)
    if (key === null) return refusedAct('erased')
    const made = await work(tx, { row, key })
    if (typeof made === 'string') return refusedAct(made)
    const value = await reportIn(tx, ground, vault, viewer, id)
    if (value === null) return refusedAct('not-found')
    return { result: { kind: 'done', value }, entry: { ...made, subject: `report:${id}` } }
  })
}
