/** The people of a report as they are counted, for the desk. */
import type { CountedPerson } from '../../../contract/reports/persons.ts'
import type { Tx } from '../../../store/ground.ts'
import { openStep } from '../sealed-report.ts'
import type { StoredReport } from '../stored-report.ts'

interface PersonRow extends Omit<CountedPerson, 'said'> {
  readonly act: NonNullable<CountedPerson['said']>['act'] | null
  readonly saidBy: string
  readonly saidAt: string
  readonly sealed: Buffer
}

/** The most people of one report. */
export const mostPersons = 50
const mostAlike = 50

/** What a reason is sealed for. */
export const personStep = (no: number, act: string): string => `person/${no}/${act}`

/** In the order in which they were recorded: there is no other. `key`: the one of the report. */
export async function personsOf(tx: Tx, row: StoredReport, key: Buffer | null): Promise<CountedPerson[]> {
  const { rows } = await tx.query<PersonRow>(
    `select p.no, p.by, p.at, p.digest is not null as keyed, s.act, s.by as "saidBy", s.at as "saidAt", s.sealed,
       array(select distinct r.id from report_person o join report r on r.no = o.report_no
         where o.person = p.person and o.report_no <> p.report_no and not exists (select 1 from report_person_step w
           where w.report_person = o.id and w.act = 'withdraw') order by r.id limit $2) as alike
     from report_person p left join lateral
       (select act, by, at, sealed from report_person_step where report_person = p.id order by id desc limit 1) s on true
     where p.report_no = $1 order by p.no`,
    [row.no, mostAlike]
  )
  return rows.map(({ act, saidBy, saidAt, sealed, ...one }) => {
    if (act === null) return { ...one, said: null }
    const reason = openStep(key, row.id, personStep(one.no, act), sealed)?.reason ?? null
    return { ...one, said: { act, by: saidBy, at: saidAt, reason } }
  })
}
