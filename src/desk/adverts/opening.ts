/** Opening sealed adverts, when a signal, a hit or a granted request gives the reason: their keys move from the day's key to the kept key. */
import type { Keyring } from '../../evidence/keys.ts'
import { keptKeyOf, rewrapCaptures, type WrappedCapture } from '../../store/sealed/capture-keys.ts'
import { record, type Ground, type Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import { mandateOf } from './vault.ts'

export interface Opening {
  /** Adverts that were sealed and are open now. */
  readonly opened: readonly number[]
  /** Adverts that cannot be opened any more: the key of all that shows them is destroyed. */
  readonly erased: readonly number[]
  /** Captures that are kept from now on. */
  readonly captures: number
}

/**
 * Opens adverts in the transaction of the act that gives the reason, and writes its own ledger entry `advert.open`.
 * `because`: `signal:12`, `request:5`, `watch:3`. Adverts that are open already are left as they are; a page that shows several
 * adverts is kept as a whole, and the others on it stay sealed.
 */
export function openAdverts(
  tx: Tx,
  ground: Ground,
  keyring: Keyring,
  ids: readonly number[],
  because: string
): Promise<Opening> {
  return openForReasons(tx, ground, keyring, new Map(ids.map((id) => [id, because])))
}

/** As `openAdverts`, with a reason for each advert: what a round of weighing opens, in one go. */
export async function openForReasons(
  tx: Tx,
  ground: Ground,
  keyring: Keyring,
  reasons: ReadonlyMap<number, string>
): Promise<Opening> {
  const wanted = await lockSealed(tx, [...reasons.keys()])
  if (wanted.length === 0) return { opened: [], erased: [], captures: 0 }
  const { rows } = await tx.query<WrappedCapture>(
    `select c.id as capture_id, k.kek, k.wrapped from capture c join capture_key k on k.capture_id = c.id
     where c.id in (select s.capture_id from sighting s where s.advert_id = any($1::int[]) and s.reading is not null) order by c.id for update of c`,
    [wanted]
  )
  const kept = keptKeyOf(keyring, mandateOf(ground))
  const { alive, moved } = await rewrapCaptures(tx, keyring, rows, kept)
  const because = [...new Set(wanted.map((id) => reasons.get(id) ?? ''))]
  await tx.query(
    `update capture c set state = 'open', opened_at = now(), opened_because = r.because from (
       select s.capture_id, min(w.because) as because from unnest($2::int[], $3::text[]) as w(id, because) join sighting s on s.advert_id = w.id group by 1) r
     where c.id = r.capture_id and c.id = any($1::uuid[]) and c.state = 'sealed'`,
    [alive, wanted, wanted.map((id) => reasons.get(id))]
  )
  const opened = await markOpen(tx, wanted, alive, ground.user, reasons)
  if (opened.length > 0) {
    await noteRows(tx, 'advert', opened)
    await noteRows(tx, 'capture', alive)
    const detail = {
      because: because.slice(0, 1000),
      adverts: opened.slice(0, 1000),
      count: opened.length,
      captures: moved
    }
    const subject =
      opened.length === 1 ? `advert:${opened[0]}` : because.length === 1 ? because[0] : `${because.length} reasons`
    await record(tx, ground, { act: 'advert.open', subject, detail })
  }
  return { opened, erased: wanted.filter((id) => !opened.includes(id)), captures: moved }
}

async function lockSealed(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select id from advert where id = any($1::int[]) and state = 'sealed' order by id for update`,
    [ids]
  )
  return rows.map((row) => row.id)
}

async function markOpen(
  tx: Tx,
  wanted: readonly number[],
  captures: readonly string[],
  user: string,
  reasons: ReadonlyMap<number, string>
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `update advert a set state = 'open', opened_at = now(), opened_by = $3, opened_because = w.because from unnest($1::int[], $4::text[]) as w(id, because)
     where a.id = w.id and exists (select 1 from sighting s where s.advert_id = a.id and s.capture_id = any($2::uuid[])) returning a.id`,
    [wanted, captures, user, wanted.map((id) => reasons.get(id))]
  )
  return rows.map((row) => row.id).sort((a, b) => a - b)
}
