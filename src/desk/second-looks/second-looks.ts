/** Second looks at dismissed signals: drawn by the hashes of the ledger, taken by somebody else, and shown where two disagree. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type { SecondLook, SecondLookBody, SecondLookList } from '../../contract/desk/second-looks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { reasonGiven, refused, refusedAct, type Outcome } from '../outcome.ts'
import { openWords, sealWords } from '../sealed-words.ts'
import { signalNames, unnamed } from '../signals/signal-names.ts'

const days = 90
const mostShown = 200

interface DrawnRow {
  readonly signal_id: number
  readonly entry: number
  readonly dismissed_by: string
  readonly dismissed_at: string
  readonly by: string | null
  readonly at: string | null
  readonly agrees: boolean | null
  readonly sealed: Buffer | null
}

/** What was drawn, with what a second person said. `dismissed`: how many signals stand dismissed since then, of which these were drawn. */
export async function listSecondLooks(pool: pg.Pool, ground: Ground, vault: Vault): Promise<SecondLookList> {
  return act(pool, ground, async (tx) => {
    const stored = (await drawn(tx)).slice(0, mostShown)
    const { looks, adverts } = await shown(tx, vault, ground, stored)
    const { rows } = await tx.query<{ n: number }>(
      `select count(*)::int as n from signal where state = 'dismissed' and merged_into is null and updated_at >= now() - make_interval(days => $1)`,
      [days]
    )
    const detail = { signals: looks.map((one) => one.signal), adverts }
    return { result: { looks, dismissed: rows[0]?.n ?? 0 }, entry: { act: 'second-looks.list', detail } }
  })
}

/** How many wait for somebody other than this person. */
export async function secondLooksWaiting(tx: Tx, user: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from second_looks_drawn(now() - make_interval(days => $1)) d
     where d.dismissed_by <> $2 and not exists (select 1 from second_look k where k.entry = d.entry)`,
    [days, user]
  )
  return rows[0]?.n ?? 0
}

/**
 * Takes a second look. The signal stays as it is: who disagrees may reopen it. `not-found`: it was not drawn. `changed`: it was dismissed
 * anew since. `wrong-state`: somebody looked already. `second-person`: the same person dismissed it, or an account in the same hands.
 */
export async function takeSecondLook(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  signal: number,
  body: SecondLookBody
): Promise<Outcome<SecondLook>> {
  const reason = reasonGiven(body.reason)
  if (reason === null) return refused('reason-missing')
  return act<Outcome<SecondLook>>(pool, ground, async (tx) => {
    await tx.query('select 1 from signal where id = $1 for update', [signal])
    const row = (await drawn(tx)).find((one) => one.signal_id === signal)
    if (row === undefined) return refusedAct('not-found')
    if (row.entry !== body.entry) return refusedAct('changed')
    if (row.by !== null) return refusedAct('wrong-state')
    if (!(await isSecondPerson(tx, { by: row.dismissed_by, at: row.dismissed_at }, ground.user)))
      return refusedAct('second-person')
    const mandate = mandateOf(ground)
    const { sealed } = sealWords(vault, { mandate, label: 'second-look', context: String(row.entry) }, reason)
    await tx.query(
      'insert into second_look (entry, mandate_id, signal_id, by, agrees, sealed) values ($1, $2, $3, $4, $5, $6)',
      [row.entry, mandate, signal, ground.user, body.agrees, sealed]
    )
    const after = (await drawn(tx)).find((one) => one.signal_id === signal)
    if (after === undefined) throw new Error(`Signal ${signal} is drawn no more in its own transaction.`)
    const detail = { entry: row.entry, agrees: body.agrees }
    const [value] = (await shown(tx, vault, ground, [after])).looks
    if (value === undefined) throw new Error(`Signal ${signal} is drawn and not shown.`)
    return {
      result: { kind: 'done', value },
      entry: { act: 'second-look.take', subject: `signal:${signal}`, detail }
    }
  })
}

/** What nobody looked at first, then where two disagree, then the others; newest first. */
async function drawn(tx: Tx): Promise<DrawnRow[]> {
  const { rows } = await tx.query<DrawnRow>(
    `select d.signal_id, d.entry, d.dismissed_by, d.dismissed_at, k.by, k.at, k.agrees, k.sealed
     from second_looks_drawn(now() - make_interval(days => $1)) d left join second_look k on k.entry = d.entry
     order by k.entry is not null, coalesce(k.agrees, false), d.entry desc`,
    [days]
  )
  return rows
}

/** Looks with the names of their signals. `adverts`: the opened adverts that name them. */
async function shown(
  tx: Tx,
  vault: Vault,
  ground: Ground,
  rows: readonly DrawnRow[]
): Promise<{ readonly looks: SecondLook[]; readonly adverts: readonly number[] }> {
  const mandate = mandateOf(ground)
  const signals = rows.map((row) => row.signal_id)
  const { names, shown: adverts } = await signalNames(tx, vault, mandate, signals)
  const looks = rows.map(({ signal_id, entry, dismissed_by, dismissed_at, by, at, agrees, sealed }): SecondLook => {
    const place = { mandate, label: 'second-look', context: String(entry) }
    const said = by === null || at === null || agrees === null || sealed === null ? null : { by, at, agrees, sealed }
    return {
      signal: signal_id,
      ...(names.get(signal_id) ?? unnamed),
      entry,
      dismissedBy: dismissed_by,
      dismissedAt: dismissed_at,
      look: said && {
        by: said.by,
        at: said.at,
        agrees: said.agrees,
        reason: openWords<string>(vault, place, said.sealed)
      }
    }
  })
  return { looks, adverts }
}
