/** Who may lead a case: certificates with their last day, and the people who may be let in to cases. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { CasePeople, CertificateBody, Certificates } from '../../contract/cases/cases.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { isColleague } from '../colleagues.ts'
import { refusedAct, type Outcome, type Refusal } from '../outcome.ts'

/** The register: the newest certificate of each person, and how the number of certified people grew. */
export async function readCertificates(pool: pg.Pool, ground: Ground): Promise<Certificates> {
  return act(pool, ground, async (tx) => {
    const value = await registerNow(tx)
    return { result: value, entry: { act: 'certificates.list', detail: { certificates: value.certificates.length } } }
  })
}

/** Writes a certificate of somebody who works under this mandate; the ones before stay. */
export async function giveCertificate(
  pool: pg.Pool,
  ground: Ground,
  { user, level, validUntil }: CertificateBody
): Promise<Outcome<Certificates>> {
  return act<Outcome<Certificates>>(pool, ground, async (tx) => {
    if (!(await isColleague(tx, user))) return refusedAct('not-a-colleague')
    await tx.query(
      'insert into certificate (mandate_id, user_id, level, valid_until, by) values ($1, $2, $3, $4, $5)',
      [ground.mandate, user, level, validUntil, ground.user]
    )
    return {
      result: { kind: 'done', value: await registerNow(tx) },
      entry: { act: 'certificate.give', subject: `user:${user}`, detail: { level, validUntil } }
    }
  })
}

/** Why this person may not lead a case now, or null. */
export async function mayLead(tx: Tx, user: string): Promise<Refusal | null> {
  const { rows } = await tx.query<{ leads: boolean }>(`select ${leads} as leads from case_people() p where p.id = $1`, [
    user
  ])
  const [row] = rows
  if (row === undefined) return 'not-a-colleague'
  return row.leads ? null : 'not-certified'
}

/** Who may be let in under the mandate in force. Who is in which case is not told. */
export async function readPeople(pool: pg.Pool, ground: Ground): Promise<CasePeople> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<CasePeople['people'][number]>(
      `select p.id, p.name, p.role, ${leads} as leads from case_people() p`
    )
    return { result: { people: rows }, entry: { act: 'case-people.list' } }
  })
}

/** Holds for a row `p` of people: a certificate for leading that is valid today. */
const leads = `coalesce((select c.level = 'certified' and c.valid_until >= today()
  from certificate c where c.user_id = p.id order by c.id desc limit 1), false)`

async function registerNow(tx: Tx): Promise<Certificates> {
  const { rows: certificates } = await tx.query<Certificates['certificates'][number]>(
    `select distinct on (c.user_id) c.user_id as "user", c.level, to_char(c.valid_until, 'YYYY-MM-DD') as "validUntil",
       c.valid_until >= today() as valid, c.by, c.at,
       (select greatest(count(*)::int - 1, 0) from certificate o where o.user_id = c.user_id and o.level = 'certified') as refreshers
     from certificate c order by c.user_id, c.id desc limit 1000`
  )
  return { certificates, growth: grown(await certifiedByYear(tx)) }
}

/** How many people held a valid certificate at the end of each year since the first, and of this year today. */
async function certifiedByYear(tx: Tx): Promise<readonly { readonly year: number; readonly certified: number }[]> {
  const { rows } = await tx.query<{ year: number; certified: number }>(
    `select y.year, (select count(*)::int from (
         select distinct on (c.user_id) c.level, c.valid_until from certificate c
         where (c.at at time zone 'Europe/Amsterdam')::date <= d.day order by c.user_id, c.id desc) n
       where n.level = 'certified' and n.valid_until >= d.day) as certified
     from generate_series((select extract(year from min(at) at time zone 'Europe/Amsterdam')::int from certificate), extract(year from today())::int) as y (year)
     cross join lateral (select least(make_date(y.year, 12, 31), today()) as day) d
     order by y.year limit 100`
  )
  return rows
}

/** Beside what was promised: twenty more detectives a year, and five per cent more each year, both from the first year on. */
function grown(years: readonly { readonly year: number; readonly certified: number }[]): Certificates['growth'] {
  const [first] = years
  return years.map(({ year, certified }) => {
    const since = year - (first?.year ?? year)
    const began = first?.certified ?? 0
    return { year, certified, byTwenty: began + 20 * since, byPercent: Math.round(began * 1.05 ** since) }
  })
}
