/** Partner organisations, and the written decisions on what each may be told, on which article and until when: proposed by one person, confirmed by another. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type { Agreement, AgreementBody, Partner, PartnerBody, Partners } from '../../contract/partners/partners.ts'
import { uuid } from '../../model/ids.ts'
import { whiteLists, type PartnerKind } from '../../model/partners/partner.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'

const mostPartners = 500

export async function listPartners({ pool, ground, vault }: Desk): Promise<Partners> {
  return act(pool, ground, async (tx) => {
    const partners = await partnersOf(tx, ground, vault, null)
    const { rows: accounts } = await tx.query<Partners['accounts'][number]>(
      `select u.id, u.name from app_user u join user_mandate m on m.user_id = u.id join mandate k on k.id = m.mandate_id
       where u.role = 'partner' and u.active and k.line = ground_case() group by u.id, u.name order by u.name, u.id limit $1`,
      [mostPartners]
    )
    return {
      result: { partners, accounts },
      entry: { act: 'partners.list', detail: { partners: partners.map((one) => one.id) } }
    }
  })
}

interface PartnerWords {
  readonly name: string
  readonly contact: string
}
interface AgreementWords {
  readonly interest: string
  readonly conditions: string
}

async function partnersOf(tx: Tx, ground: Ground, vault: Vault, id: string | null): Promise<Partner[]> {
  const { rows } = await tx.query<{ id: string; kind: PartnerKind; users: string[]; sealed: Buffer }>(
    `select id, kind, users, sealed from partner_organisation where length(sealed) > 0 and ($1::uuid is null or id = $1::uuid) order by at, id limit $2`,
    [id, mostPartners]
  )
  const agreements = await agreementsOf(
    tx,
    ground,
    vault,
    rows.map((row) => row.id)
  )
  return rows.map(({ sealed, ...row }) => {
    const { name, contact } = openWords<PartnerWords>(vault, placeOf(ground, row.id, 'partner'), sealed)
    return { ...row, name, contact, may: [...whiteLists[row.kind]], agreements: agreements.get(row.id) ?? [] }
  })
}

type StoredAgreement = Omit<Agreement, keyof AgreementWords> & { readonly partner: string; readonly sealed: Buffer }

/** Decisions of partners, the first first; one whose last day is over has ended. */
async function agreementsOf(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  partners: readonly string[]
): Promise<Map<string, Agreement[]>> {
  const { rows } = await tx.query<StoredAgreement>(
    `select partner_id as partner, key, article, fields, to_char(until_on, 'YYYY-MM-DD') as until, by, at, decided_by as "decidedBy", decided_at as "decidedAt",
       case when state = 'confirmed' and until_on < today() then 'ended' else state end as state, sealed
     from partner_agreement where partner_id = any($1::uuid[]) and length(sealed) > 0 order by at, key`,
    [partners]
  )
  const all = new Map<string, Agreement[]>()
  for (const { partner, sealed, ...row } of rows) {
    const { interest, conditions } = openWords<AgreementWords>(vault, placeOf(ground, row.key, 'agreement'), sealed)
    all.set(partner, [...(all.get(partner) ?? []), { ...row, interest, conditions }])
  }
  return all
}

/** Where words on partners belong. */
export function placeOf(
  ground: Ground,
  context: string,
  label: 'partner' | 'agreement' | 'disclosure' | 'disclosure-answer'
) {
  return { mandate: mandateOf(ground), label, context }
}

/** Records an organisation with the accounts of its people. `not-a-colleague`: one of them is not the account of a partner. */
export async function addPartner({ pool, ground, vault }: Desk, body: PartnerBody): Promise<Outcome<Partner>> {
  return act<Outcome<Partner>>(pool, ground, async (tx) => {
    if (reasonGiven(body.reason) === null) return refusedAct('reason-missing')
    const words = { name: cleanText(body.name), contact: cleanText(body.contact) }
    if (words.name === '' || words.contact === '') return refusedAct('reason-missing')
    const users = [...new Set(body.users)]
    const known = await tx.query(`select 1 from app_user where id = any($1::text[]) and role = 'partner' and active`, [
      users
    ])
    if (known.rowCount !== users.length) return refusedAct('not-a-colleague')
    const id = randomUUID()
    const { sealed, digest } = sealWords(vault, placeOf(ground, id, 'partner'), words)
    await tx.query(
      'insert into partner_organisation (id, mandate_id, kind, users, sealed, by) values ($1, $2, $3, $4, $5, $6)',
      [id, ground.mandate, body.kind, users, sealed, ground.user]
    )
    const detail = { kind: body.kind, users, reason: reasonGiven(body.reason), digest: digestText(digest) }
    return {
      result: await partnerNow(tx, ground, vault, id),
      entry: { act: 'partner.add', subject: `partner:${id}`, detail }
    }
  })
}

async function partnerNow(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<Outcome<Partner>> {
  const [value] = await partnersOf(tx, ground, vault, id)
  if (value === undefined) throw new Error(`Partner ${id} is gone in its own transaction.`)
  return { kind: 'done', value }
}

/** Proposes a decision. `outside-agreement`: a field that the kind of partner is never told. `day-wrong`: its last day does not lie ahead. */
export async function proposeAgreement(
  { pool, ground, vault }: Desk,
  id: string,
  body: AgreementBody
): Promise<Outcome<Partner>> {
  return act<Outcome<Partner>>(pool, ground, async (tx) => {
    const [partner] = uuid.test(id) ? await partnersOf(tx, ground, vault, id) : []
    if (partner === undefined) return refusedAct('not-found')
    const words = { interest: cleanText(body.interest), conditions: cleanText(body.conditions) }
    if (words.interest === '' || words.conditions === '') return refusedAct('reason-missing')
    if (body.fields.some((one) => !partner.may.includes(one))) return refusedAct('outside-agreement')
    const ahead = await tx.query<{ ahead: boolean }>('select $1::date > today() as ahead', [body.until])
    if (ahead.rows[0]?.ahead !== true) return refusedAct('day-wrong')
    const key = randomUUID()
    const { sealed, digest } = sealWords(vault, placeOf(ground, key, 'agreement'), words)
    const fields = partner.may.filter((one) => body.fields.includes(one))
    await tx.query(
      'insert into partner_agreement (key, mandate_id, partner_id, article, fields, until_on, sealed, by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [key, ground.mandate, id, body.article, fields, body.until, sealed, ground.user]
    )
    const detail = {
      in: `agreement:${key}`,
      article: body.article,
      fields,
      until: body.until,
      digest: digestText(digest)
    }
    const entry = { act: 'agreement.propose', subject: `partner:${id}`, detail }
    return { result: await partnerNow(tx, ground, vault, id), entry }
  })
}

/** Confirms or refuses a proposed decision, as another coordinator or a prosecutor (`second-person`), or takes back one that holds. `no-right`: neither. */
export async function decideAgreement(
  { pool, ground, vault }: Desk,
  role: string,
  {
    key,
    act: name,
    reason: why
  }: { readonly key: string; readonly act: 'confirm' | 'refuse' | 'withdraw'; readonly reason: string }
): Promise<Outcome<Partner>> {
  return act<Outcome<Partner>>(pool, ground, async (tx) => {
    const { rows } = uuid.test(key)
      ? await tx.query<{ partner: string; state: string; by: string; at: string }>(
          'select partner_id as partner, state, by, at from partner_agreement where key = $1',
          [key]
        )
      : { rows: [] }
    const [row] = rows
    if (row === undefined) return refusedAct('not-found')
    if (role !== 'coordinator' && role !== 'prosecutor') return refusedAct('no-right')
    const reason = reasonGiven(why)
    if (reason === null) return refusedAct('reason-missing')
    if (row.state !== (name === 'withdraw' ? 'confirmed' : 'proposed')) return refusedAct('wrong-state')
    if (name !== 'withdraw' && !(await isSecondPerson(tx, row, ground.user))) return refusedAct('second-person')
    if (name === 'withdraw')
      await tx.query(
        `update partner_agreement set state = 'withdrawn', withdrawn_by = $2, withdrawn_at = now() where key = $1 and state = 'confirmed'`,
        [key, ground.user]
      )
    else
      await tx.query(
        `update partner_agreement set state = $3, decided_by = $2, decided_at = now() where key = $1 and state = 'proposed'`,
        [key, ground.user, name === 'confirm' ? 'confirmed' : 'refused']
      )
    const entry = {
      act: `agreement.${name}`,
      subject: `partner:${row.partner}`,
      detail: { in: `agreement:${key}`, reason }
    }
    return { result: await partnerNow(tx, ground, vault, row.partner), entry }
  })
}
