/** A case as its members see it: stored rows with their words opened. Row-level security shows members their own cases and nobody any other. */
import type { Case, CaseItem, CaseMember, CaseRight, CaseRow } from '../../contract/cases/cases.ts'
import { uuid } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { watchOf } from '../case-watch/watch-rows.ts'
import { digestText, openWords } from '../sealed-words.ts'
import { subjectsOf } from './subject-rows.ts'

export interface CaseWords {
  readonly title: string
  readonly purpose: string
}

export interface ItemWords {
  readonly title: string
  readonly why: string
}

export interface StoredCase {
  readonly id: string
  readonly state: Case['state']
  readonly version: number
  readonly sealed: Buffer
  readonly basis: string
  readonly form: Case['form']
  readonly until: string
  readonly ended: boolean
  readonly proposal_id: number | null
  readonly lead: string
  readonly lead_gone: boolean
  readonly opened_by: string
  readonly opened_at: string
  readonly closed_by: string | null
  readonly closed_at: string | null
  readonly outcome: Case['outcome']
  readonly erased_at: string | null
  readonly items: number
  readonly unconfirmed: number
  readonly tasks: number
  readonly my_tasks: number
  readonly news: number
  readonly members: number
  readonly mine: readonly CaseRight[]
  readonly requests: number
}

/**
 * Cases of the user of this transaction, open ones first: one, or all. What is no id of a case is found as little as one that is not there.
 * It is sought among those of the user: sought among all, a case of others would be found, judged and left out, and take longer than none.
 */
export async function storedCases(tx: Tx, id: string | null): Promise<StoredCase[]> {
  if (id !== null && !uuid.test(id)) return []
  const { rows } = await tx.query<StoredCase>(
    `select c.id, c.state, c.version, c.sealed, c.basis, c.form, to_char(c.until, 'YYYY-MM-DD') as until,
       c.until < today() as ended, c.proposal_id, c.lead,
       not exists (select 1 from case_people() p where p.id = c.lead) as lead_gone,
       c.opened_by, c.opened_at, c.closed_by, c.closed_at, c.outcome, c.erased_at,
       (select count(*)::int from case_item i where i.case_id = c.id) as items,
       (select count(*)::int from case_item i where i.case_id = c.id and not i.confirmed) as unconfirmed,
       (select count(*)::int from case_task t where t.case_id = c.id and t.state = 'open') as tasks,
       (select count(*)::int from case_task t where t.case_id = c.id and t.state = 'open' and t.owner = ground_user()) as my_tasks,
       case when exists (select 1 from case_watch w where w.case_id = c.id and w.ended_at is null)
         then (select coalesce(sum(h.fresh + h.changed), 0)::int from case_watch_hit h where h.case_id = c.id and h.id > coalesce(
           (select n.hit_id from case_watch_seen n where n.case_id = c.id and n.user_id = ground_user()), 0)) else 0 end as news,
       (select count(*)::int from case_member o where o.case_id = c.id and o.removed_at is null) as members,
       m.rights as mine, (select count(*)::int from asked_of_me() a where a.of_case = c.id) as requests
     from case_file c join case_member m on m.case_id = c.id and m.user_id = ground_user() and m.removed_at is null
     where c.id = any (array(select id from my_cases() id where $1::uuid is null or id = $1::uuid))
     order by c.state = 'closed', c.opened_at desc, c.id limit 500`,
    [id]
  )
  return rows
}

/** One case that still has its words. `erased`: its clock ended. `not-found`: there is none, or not for you. */
export async function wholeCase(tx: Tx, id: string): Promise<StoredCase | 'not-found' | 'erased'> {
  const [row] = await storedCases(tx, id)
  if (row === undefined) return 'not-found'
  return row.erased_at === null ? row : 'erased'
}

/** A case locked for an act; null when it is not there, or not for you. */
export async function lockedCase(tx: Tx, id: string): Promise<StoredCase | null> {
  if (!uuid.test(id)) return null
  await tx.query(
    'select 1 from case_file where id = any (array(select id from my_cases() id where id = $1::uuid)) for update',
    [id]
  )
  return (await storedCases(tx, id))[0] ?? null
}

export function caseRow(vault: Vault, ground: Ground, row: StoredCase): CaseRow {
  const { id, state, version, form, lead, until, ended, items, unconfirmed, tasks, members, news, mine, requests } = row
  return {
    id,
    title: caseWords(vault, ground, row).title,
    state,
    version,
    form,
    lead,
    leadGone: row.lead_gone,
    until,
    ended,
    openedAt: row.opened_at,
    erasedAt: row.erased_at,
    items,
    unconfirmed,
    tasks,
    myTasks: row.my_tasks,
    members,
    news,
    mine,
    requests
  }
}

/** Title and purpose; nothing once they are erased. */
export function caseWords(vault: Vault, ground: Ground, { id, sealed }: Pick<StoredCase, 'id' | 'sealed'>): CaseWords {
  if (sealed.length === 0) return { title: '', purpose: '' }
  return openWords<CaseWords>(vault, { mandate: mandateOf(ground), label: 'case', context: id }, sealed)
}

/** The whole case as it stands in this transaction. */
export async function shownCase(tx: Tx, ground: Ground, vault: Vault, row: StoredCase): Promise<Case> {
  const people = await peopleOf(tx, row.id)
  const list = await itemsOf(tx, ground, vault, row)
  const change = await tx.query<{ user: string; by: string; at: string }>(
    `select user_id as user, by, at from case_lead_change where case_id = $1 and state = 'asked' order by no desc limit 1`,
    [row.id]
  )
  return {
    ...caseRow(vault, ground, row),
    purpose: caseWords(vault, ground, row).purpose,
    basis: row.basis,
    proposal: row.proposal_id,
    openedBy: row.opened_by,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
    outcome: row.outcome,
    people,
    list,
    subjects: await subjectsOf(tx, ground, vault, row.id),
    watch: await watchOf(tx, ground, vault, row.id),
    newLead: change.rows[0] ?? null,
    asked: await askedOf(tx, ground, vault, row.id)
  }
}

/** The case after an act, in the transaction of the act. */
export async function caseNow(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<Case> {
  const [row] = await storedCases(tx, id)
  if (row === undefined) throw new Error(`Case ${id} is gone in its own transaction.`)
  return shownCase(tx, ground, vault, row)
}

async function peopleOf(tx: Tx, id: string): Promise<CaseMember[]> {
  const { rows } = await tx.query<CaseMember>(
    `select user_id as "user", rights, added_by as "addedBy", added_at as "addedAt" from case_member
     where case_id = $1 and removed_at is null order by added_at, user_id`,
    [id]
  )
  return rows
}

export interface StoredItem extends Omit<CaseItem, 'title' | 'why' | 'digest' | 'held'> {
  readonly words: Buffer
  readonly digest: Buffer
}

const itemColumns = `no, kind, ref, version, words, digest, by, at, confirmed, confirmed_by as "confirmedBy", confirmed_at as "confirmedAt",
  coalesce(array_length(adverts, 1), 0) as adverts, kept_at as "keptAt",
  case when erased_at is not null then 'erased'
    when kind = 'report' and report_withheld(ref) then 'withheld'
    else 'whole' end as state`

async function itemsOf(tx: Tx, ground: Ground, vault: Vault, row: StoredCase): Promise<CaseItem[]> {
  const rows = await storedItems(tx, row.id, null)
  return rows.map((one) => shownItem(vault, ground, row, one))
}

/**
 * Items of a case in their order: one, or all. `withheld`: a report that the user of this transaction may not read now, such as one in which
 * somebody may be under 18: the rules of the table of reports say so, whatever they said when it was pinned.
 */
export async function storedItems(tx: Tx, id: string, no: number | null): Promise<StoredItem[]> {
  const { rows } = await tx.query<StoredItem>(
    `select ${itemColumns} from case_item where case_id = $1 and ($2::int is null or no = $2) order by no`,
    [id, no]
  )
  return rows
}

export function shownItem(vault: Vault, ground: Ground, row: StoredCase, stored: StoredItem): CaseItem {
  const { words, digest, ...item } = stored
  const place = { mandate: mandateOf(ground), label: 'case-item-words', context: `${row.id}/${item.no}` }
  const held = row.state !== 'closed' && item.adverts > 0
  const said = item.state === 'whole' ? openWords<ItemWords>(vault, place, words) : { title: '', why: '' }
  return { ...item, ...said, held, digest: digestText(digest) }
}

async function askedOf(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<Case['asked']> {
  const { rows } = await tx.query<Omit<Case['asked'][number], 'reason'> & { readonly sealed: Buffer }>(
    `select r.key, r.kind, r.ref, r.by, r.at, r.sealed from asked_of_me() a join access_request r on r.id = a.request
     where a.of_case = $1 order by r.id`,
    [id]
  )
  return rows.map(({ sealed, ...asked }) => ({
    ...asked,
    ...openWords<{ reason: string }>(
      vault,
      { mandate: mandateOf(ground), label: 'access-request', context: asked.key },
      sealed
    )
  }))
}
