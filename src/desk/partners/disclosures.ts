/** What a case discloses to a partner: asked by one member, confirmed by another, within a decision that holds; and what the partner sees of it. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type { Case } from '../../contract/cases/cases.ts'
import type { Static } from 'typebox'
import type {
  CaseDisclosures,
  DisclosureBody,
  MyDisclosure,
  MyDisclosures,
  Shared
} from '../../contract/partners/partners.ts'
import { uuid } from '../../model/ids.ts'
import { leftBehind, type Handling } from '../../model/partners/handling.ts'
import { namelessFields, sharedFields, whiteLists, type SharedField } from '../../model/partners/partner.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Desk, Vault } from '../adverts/vault.ts'
import { actInCase } from '../cases/case-acts.ts'
import { wholeCase } from '../cases/case-rows.ts'
import { refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { namedIn } from '../reports/answer-words.ts'
import { digestText, openWords, sealWords } from '../sealed-words.ts'
import { answersTo, taskOf, type StoredTask } from './answers.ts'
import { isDay } from './days.ts'
import { placeOf } from './partners.ts'

/**
 * Asks to disclose something. `outside-agreement`: the decision is not confirmed, over, taken back or another mandate's, or does not cover a field.
 * `names-someone`: a field in which nobody is to be named does. `day-wrong`: an answer is wanted by a day before today.
 */
export async function askDisclosure(desk: Desk, id: string, body: DisclosureBody): Promise<Outcome<Case>> {
  const { ground, vault } = desk
  return actInCase(desk, { id, name: 'disclose', needs: 'add', reason: body.reason }, async (tx, row) => {
    const fields = sharedFields.filter((name) => body.shared[name] !== undefined)
    if (fields.length === 0) return 'reason-missing'
    if (!(await isWithin(tx, body.agreement, fields))) return 'outside-agreement'
    const plain = namelessFields.flatMap((name) => (typeof body.shared[name] === 'string' ? [body.shared[name]] : []))
    if ((await namedIn(tx, plain.join('\n'))) !== null) return 'names-someone'
    if (body.answerBy !== undefined && !(await isDay(tx, body.answerBy, 'ahead'))) return 'day-wrong'
    const key = randomUUID()
    const { sealed, digest } = sealWords(vault, placeOf(ground, key, 'disclosure'), {
      shared: body.shared,
      salt: randomUUID()
    })
    await tx.query(
      'insert into case_disclosure (key, case_id, mandate_id, agreement, fields, answer_by, sealed, digest, by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [key, row.id, ground.mandate, body.agreement, fields, body.answerBy ?? null, sealed, digest, ground.user]
    )
    const { agreement, answerBy = null } = body
    return { about: `disclosure:${key}`, detail: { agreement, fields, answerBy, digest: digestText(digest) } }
  })
}

async function isWithin(tx: Tx, agreement: string, fields: readonly string[]): Promise<boolean> {
  if (!uuid.test(agreement)) return false
  const { rowCount } = await tx.query(
    `select 1 from partner_agreement where key = $1 and state = 'confirmed' and until_on >= today() and $2::text[] <@ fields`,
    [agreement, fields]
  )
  return rowCount === 1
}

/** Confirms or refuses what another member asked. The entry of a confirmation is the one record of the disclosure. */
export async function decideDisclosure(
  desk: Desk,
  id: string,
  { key, act: name, reason }: { readonly key: string; readonly act: 'confirm' | 'refuse'; readonly reason: string }
): Promise<Outcome<Case>> {
  const asked = { id, name: name === 'confirm' ? 'share' : 'disclosure-refuse', needs: 'change', reason } as const
  return actInCase(desk, asked, async (tx, row) => {
    const { rows } = uuid.test(key)
      ? await tx.query<AskedDisclosure>(
          'select key, state, agreement, fields, by, at, digest from case_disclosure where key = $1 and case_id = $2 for update',
          [key, row.id]
        )
      : { rows: [] }
    const refusal = await refusalOf(tx, desk.ground, rows[0], name)
    if (refusal !== null || rows[0] === undefined) return refusal ?? 'not-found'
    await tx.query(`update case_disclosure set state = $2, decided_by = $3, decided_at = now() where key = $1`, [
      key,
      name === 'confirm' ? 'shared' : 'refused',
      desk.ground.user
    ])
    const { agreement, fields, digest } = rows[0]
    return { about: `disclosure:${key}`, detail: { agreement, fields, digest: digestText(digest) } }
  })
}

interface AskedDisclosure {
  readonly key: string
  readonly state: string
  readonly agreement: string
  readonly fields: readonly SharedField[]
  readonly by: string
  readonly at: string
  readonly digest: Buffer
}

async function refusalOf(
  tx: Tx,
  ground: Ground,
  one: AskedDisclosure | undefined,
  name: 'confirm' | 'refuse'
): Promise<Refusal | null> {
  if (one === undefined) return 'not-found'
  if (one.state !== 'asked') return 'wrong-state'
  if (!(await isSecondPerson(tx, one, ground.user))) return 'second-person'
  if (name === 'refuse') return null
  if (!(await mayReachPartner(tx, one.key))) return 'handling-code'
  return (await isWithin(tx, one.agreement, one.fields)) ? null : 'outside-agreement'
}

async function mayReachPartner(tx: Tx, key: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from handling_now() h where h.about = 'disclosure:' || $1 and not handling_allows('partner', h.tlp, h.pap)`,
    [key]
  )
  return rowCount === 0
}

/** What a case disclosed or is asked to, the first first. */
export async function listCaseDisclosures(
  { pool, ground, vault }: Desk,
  id: string
): Promise<Outcome<CaseDisclosures>> {
  return act<Outcome<CaseDisclosures>>(pool, ground, async (tx) => {
    const found = await wholeCase(tx, id)
    if (typeof found === 'string') return refusedAct(found)
    const { rows } = await tx.query<
      Omit<CaseDisclosures['disclosures'][number], 'shared' | 'answers' | 'late'> & StoredTask
    >(
      `select d.key, d.agreement, a.partner_id as partner, d.state, d.by, d.at, d.decided_by as "decidedBy", d.decided_at as "decidedAt", d.sealed,
         to_char(d.answer_by, 'YYYY-MM-DD') as "answerBy", d.state = 'shared' and d.answer_by < today() as over
       from case_disclosure d join partner_agreement a on a.key = d.agreement where d.case_id = $1 order by d.at, d.key limit 1000`,
      [found.id]
    )
    const answers = await answersTo(
      tx,
      { ground, vault },
      rows.map((row) => row.key)
    )
    const disclosures = rows.map(({ sealed, over, ...row }) => ({
      ...row,
      ...taskOf(answers.get(row.key), over),
      shared: sharedIn(vault, ground, row.key, sealed)
    }))
    const detail = { disclosures: disclosures.map((one) => one.key) }
    return {
      result: { kind: 'done', value: { disclosures } },
      entry: { act: 'case.disclosures', subject: `case:${found.id}`, detail }
    }
  })
}

function sharedIn(vault: Vault, ground: Ground, key: string, sealed: Buffer): Shared | null {
  if (sealed.length === 0) return null
  return openWords<{ shared: Shared }>(vault, placeOf(ground, key, 'disclosure'), sealed).shared
}

type Told = MyDisclosures['disclosures'][number]

/** What was disclosed to this partner and is not over. */
async function toldTo(
  tx: Tx,
  { ground, vault }: Pick<Desk, 'ground' | 'vault'>,
  key: string | null
): Promise<{ readonly told: Told; readonly sealed: Buffer }[]> {
  const { rows } = await tx.query<
    Omit<Told, 'conditions' | 'answers' | 'late'> & StoredTask & { readonly agreement: string; readonly words: Buffer }
  >(
    `select d.key, a.article, to_char(a.until_on, 'YYYY-MM-DD') as until, d.decided_at as "sharedAt", disclosure_entry(d.key) as entry, o.kind,
       a.key as agreement, a.sealed as words, d.sealed, c.tlp, c.pap, to_char(d.answer_by, 'YYYY-MM-DD') as "answerBy", d.answer_by < today() as over
     from disclosed_codes() c join case_disclosure d on d.key = c.key join partner_agreement a on a.key = d.agreement join partner_organisation o on o.id = a.partner_id
     where d.state = 'shared' and length(d.sealed) > 0 and ($1::uuid is null or d.key = $1::uuid) order by d.decided_at desc, d.key limit 500`,
    [key]
  )
  const answers = await answersTo(
    tx,
    { ground, vault },
    rows.map((row) => row.key)
  )
  return rows.map(({ agreement, words, sealed, over, ...row }) => {
    const { conditions } = openWords<{ conditions: string }>(vault, placeOf(ground, agreement, 'agreement'), words)
    return { told: { ...row, ...taskOf(answers.get(row.key), over), conditions }, sealed }
  })
}

export async function listMyDisclosures(desk: Desk): Promise<MyDisclosures> {
  return act(desk.pool, desk.ground, async (tx) => {
    const disclosures = (await toldTo(tx, desk, null)).map((one) => one.told)
    const { rows } = await tx.query<Handling>(
      `select c.tlp, c.pap from disclosed_codes() c where not handling_allows('partner', c.tlp, c.pap)`
    )
    const behind = leftBehind(rows)
    const detail = { disclosures: disclosures.map((one) => one.key), ...(behind.length > 0 && { behind }) }
    return { result: { disclosures, behind }, entry: { act: 'disclosures.list', detail } }
  })
}

/** One of them with what it says: the white list of the kind of partner, and nothing else. `not-found`: there is none, it is over, or not for you. */
export async function readMyDisclosure(desk: Desk, key: string): Promise<Outcome<Static<typeof MyDisclosure>>> {
  return act<Outcome<Static<typeof MyDisclosure>>>(desk.pool, desk.ground, async (tx) => {
    const [found] = uuid.test(key) ? await toldTo(tx, desk, key) : []
    if (found === undefined) return refusedAct('not-found')
    const all = sharedIn(desk.vault, desk.ground, key, found.sealed) ?? {}
    const may: readonly SharedField[] = whiteLists[found.told.kind]
    const shared = Object.fromEntries(Object.entries(all).filter(([name]) => may.some((one) => one === name)))
    const value = { ...found.told, shared } as Static<typeof MyDisclosure>
    return { result: { kind: 'done', value }, entry: { act: 'disclosure.read', subject: `disclosure:${key}` } }
  })
}
