/** Who may lead a case: certificates with their last day, and the people who may be let in to cases. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { CasePeople, CertificateBody, Certificates } from '../../contract/cases/cases.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { refusedAct, type Outcome, type Refusal } from '../outcome.ts'

/** The newest certificate of each person. */
export async function readCertificates(pool: pg.Pool, ground: Ground): Promise<Certificates> {
  return act(pool, ground, async (tx) => {
    const certificates = await certificatesNow(tx)
    return {
      result: { certificates },
      entry: { act: 'certificates.list', detail: { certificates: certificates.length } }
    }
  })
}

/** Writes a certificate of somebody who works under this mandate; the ones before stay. */
export async function giveCertificate(
  pool: pg.Pool,
  ground: Ground,
  { user, level, validUntil }: CertificateBody
): Promise<Outcome<Certificates>> {
  return act<Outcome<Certificates>>(pool, ground, async (tx) => {
    if ((await tx.query('select 1 from case_people() where id = $1', [user])).rowCount !== 1)
      return refusedAct('not-a-colleague')
    await tx.query(
      'insert into certificate (mandate_id, user_id, level, valid_until, by) values ($1, $2, $3, $4, $5)',
      [ground.mandate, user, level, validUntil, ground.user]
    )
    return {
      result: { kind: 'done', value: { certificates: await certificatesNow(tx) } },
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

async function certificatesNow(tx: Tx): Promise<Certificates['certificates']> {
  const { rows } = await tx.query<Certificates['certificates'][number]>(
    `select distinct on (user_id) user_id as "user", level, to_char(valid_until, 'YYYY-MM-DD') as "validUntil",
       valid_until >= today() as valid, by, at
     from certificate order by user_id, id desc limit 1000`
  )
  return rows
}
