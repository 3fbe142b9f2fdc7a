/** Files of minors as they are stored, and what was done in them, with their words opened. Row-level security shows members their own files and nobody any other. */
import type { MinorRow } from '../../contract/minors/minors.ts'
import { uuid } from '../../model/ids.ts'
import { minorSteps, safeHours, stepHours, type MinorRight } from '../../model/minors/minor-track.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { openWords } from '../sealed-words.ts'

export interface StoredFile extends Pick<
  MinorRow,
  'id' | 'state' | 'version' | 'age' | 'form' | 'safe' | 'safeDue' | 'notice' | 'members' | 'openedAt' | 'erasedAt'
> {
  readonly mine: readonly MinorRight[]
  /** Steps, services and tasks whose time is over. */
  readonly late: number
  readonly opened_by: string
  readonly sealed: Buffer
  /** ISO 8601. */
  readonly now: string
  readonly today: string
}

/** The most files in one list, and acts in one file. */
export const mostFiles = 200
export const mostActs = 2_000

const hours = minorSteps.map((code) => stepHours[code])

/**
 * Files of the user of this transaction: one, or all; their words are not opened. What is no id of a file is found as little as one that is
 * not there, and sought among those of the user, so that one of others takes no longer.
 */
export async function storedFiles(tx: Tx, id: string | null): Promise<StoredFile[]> {
  if (id !== null && !uuid.test(id)) return []
  const { rows } = await tx.query<StoredFile>(
    `select f.id, f.state, f.version, f.age, f.form, f.safe, f.notice, f.opened_by, f.opened_at as "openedAt", f.erased_at as "erasedAt",
       f.sealed, m.rights as mine, now() as now, to_char(today(), 'YYYY-MM-DD') as today,
       case when f.state = 'open' and (f.safe is null or f.safe = 'unknown') then f.safe_asked_at + make_interval(hours => $2) end as "safeDue",
       (select count(*)::int from minor_member o where o.file_id = f.id and o.removed_at is null) as members,
       (select count(*)::int from unnest($4::text[], $5::int[]) as s (code, hours) where f.state = 'open' and f.opened_at + make_interval(hours => s.hours) <= now()
          and not exists (select 1 from minor_act d where d.file_id = f.id and d.act = 'step-do' and d.about = 'step:' || s.code))
       + (select count(*)::int from minor_act a where f.state = 'open' and a.file_id = f.id and a.due_on < today() and not exists (select 1 from minor_act d
          where d.file_id = f.id and (d.act = 'follow-up-done' and a.act = 'follow-up' and d.about = 'act:' || a.no
            or d.act = 'task-finish' and a.act = 'task' and d.about = coalesce(a.about, 'other') || ':' || a.no))) as late
     from minor_file f join minor_member m on m.file_id = f.id and m.user_id = ground_user() and m.removed_at is null
     where f.id = any (array(select id from my_minors() id where $1::uuid is null or id = $1::uuid))
     order by f.state = 'closed', f.opened_at desc, f.id limit $3`,
    [id, safeHours, mostFiles, minorSteps, hours]
  )
  return rows
}

/** A file locked for an act; null when it is not there, or not for you. */
export async function lockedFile(tx: Tx, id: string): Promise<StoredFile | null> {
  if (!uuid.test(id)) return null
  await tx.query(
    'select 1 from minor_file where id = any (array(select id from my_minors() id where id = $1::uuid)) for update',
    [id]
  )
  return (await storedFiles(tx, id))[0] ?? null
}

export interface FileAct {
  readonly no: number
  readonly act: string
  readonly about: string | null
  readonly by: string
  readonly at: string
  readonly reason: string
  /** The last day of what it asks for; null: it asks for nothing. */
  readonly dueOn: string | null
  /** What else it says, by name. */
  readonly words: Readonly<Record<string, unknown>>
}

/** What was done in a file, the first first; words that were erased are empty. */
export async function actsOf(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<FileAct[]> {
  const { rows } = await tx.query<Omit<FileAct, 'reason' | 'words'> & { readonly sealed: Buffer }>(
    `select no, act, about, by, at, to_char(due_on, 'YYYY-MM-DD') as "dueOn", sealed from minor_act where file_id = $1 order by no limit $2`,
    [id, mostActs]
  )
  return rows.map(({ sealed, ...act }) => {
    const said = sealed.length === 0 ? {} : openWords<Record<string, unknown>>(vault, placeOf(ground, id), sealed)
    const { reason, ...words } = said
    return { ...act, reason: textIn(reason), words }
  })
}

/** Where words of a file belong. */
export function placeOf(ground: Ground, id: string, label = 'minor-act') {
  return { mandate: mandateOf(ground), label, context: id }
}

/** A question to the expert group with its advice, opened; null while there is none. */
export function openedQuestion(
  vault: Vault,
  ground: Ground,
  { key, sealed, given }: { readonly key: string; readonly sealed: Buffer; readonly given: Buffer | null }
): { readonly question: string; readonly advice: string | null } {
  const { question } = openWords<{ question: string }>(vault, placeOf(ground, key, 'expert-question'), sealed)
  if (given === null) return { question, advice: null }
  return { question, ...openWords<{ advice: string }>(vault, placeOf(ground, key, 'expert-advice'), given) }
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** How a file is called on screens. */
export function codeOf(id: string): string {
  return `K-${id.slice(0, 6).toUpperCase()}`
}
