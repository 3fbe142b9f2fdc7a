/** Following the identifiers of a case as one list: drawn up from what the case holds, ended, and taken note of by each member. */
import { act } from '../../accountability/acts.ts'
import type { Case } from '../../contract/cases/cases.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { actInCase } from '../cases/case-acts.ts'
import { caseNow, storedItems, wholeCase, type StoredCase } from '../cases/case-rows.ts'
import { factsOf, pinnedContents } from '../dossier/captures.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import type { ReadFact } from '../reports/report-content.ts'
import { sealWords } from '../sealed-words.ts'
import { endWatch, placeOfWatch } from './watch-rows.ts'

/** What identifies somebody's adverts; addresses of pages are shared by strangers. */
const kinds: ReadonlySet<string> = new Set(['phone', 'email', 'handle'])
const mostIdentifiers = 1_000
/** Less sure readings are for a person to look at. */
const leastConfidence = 0.5

/**
 * Follows what the case states now, instead of what it followed before. `no-identifiers`: no number, address or account stands in what it
 * holds. What a person rejected is not followed.
 */
export async function watchCase(desk: Desk, id: string, reason: string): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'watch', needs: 'change', reason }, async (tx, row) => {
    const facts = await identifiersOf(tx, desk, row)
    if (facts.length === 0) return 'no-identifiers'
    await endWatch(tx, desk.ground, row.id)
    const { rows } = await tx.query<{ no: number }>(
      'select coalesce(max(no), 0) + 1 as no from case_watch where case_id = $1',
      [row.id]
    )
    const no = rows[0]?.no ?? 1
    const place = placeOfWatch(mandateOf(desk.ground), row.id, no)
    const { sealed } = sealWords(desk.vault, place, facts)
    await tx.query('insert into case_watch (case_id, no, mandate_id, sealed, by) values ($1, $2, $3, $4, $5)', [
      row.id,
      no,
      place.mandate,
      sealed,
      desk.ground.user
    ])
    return { about: `watch:${no}`, detail: { identifiers: facts.length } }
  })
}

/** Follows nothing any more. `wrong-state`: the case followed nothing. */
export async function unwatchCase(desk: Desk, id: string, reason: string): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'unwatch', needs: 'change', reason, late: true }, async (tx, row) => {
    const no = await endWatch(tx, desk.ground, row.id)
    return no === null ? 'wrong-state' : { about: `watch:${no}` }
  })
}

/** The reader saw what came in: it is no news to this member any more, and stays news to the others. */
export async function noteCaseWatch({ pool, ground, vault }: Desk, id: string): Promise<Outcome<Case>> {
  return act<Outcome<Case>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    await tx.query(
      `insert into case_watch_seen (case_id, user_id, mandate_id, hit_id)
       values ($1, $2, $3, coalesce((select max(id) from case_watch_hit where case_id = $1), 0))
       on conflict (case_id, user_id) do update set hit_id = excluded.hit_id`,
      [row.id, ground.user, mandateOf(ground)]
    )
    const value = await caseNow(tx, ground, vault, row.id)
    return { result: { kind: 'done', value }, entry: { act: 'case.watch-seen', subject: `case:${row.id}` } }
  })
}

/** Identifiers in what a case holds, each once: of adverts, networks and signals the facts of their adverts, of reports those of their words. */
async function identifiersOf(tx: Tx, desk: Desk, row: StoredCase): Promise<{ kind: string; value: string }[]> {
  const whole = (await storedItems(tx, row.id, null)).filter((one) => one.state === 'whole')
  const { rows } = await tx.query<{ no: number; adverts: number[] }>(
    'select no, adverts from case_item where case_id = $1',
    [row.id]
  )
  const holds = new Map(rows.map((one) => [one.no, one.adverts]))
  const items = whole.map(({ no, kind }) => ({ no, kind, holds: holds.get(no) ?? [] }))
  const facts = await factsOf(tx, desk, row, items)
  const reports = items.filter((one) => one.kind === 'report').map((one) => one.no)
  const contents = await pinnedContents(tx, desk, row.id, reports)
  const ofReports = [...contents.values()].flatMap((one) => (one as { readonly facts: readonly ReadFact[] }).facts)
  const stated = [
    ...facts.filter((one) => one.state !== 'rejected' && one.confidence >= leastConfidence),
    ...ofReports
  ].filter((one) => kinds.has(one.kind))
  const distinct = new Map(stated.map(({ kind, value }) => [`${kind} ${value}`, { kind, value }]))
  return [...distinct.values()].slice(0, mostIdentifiers)
}
