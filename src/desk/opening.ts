/** Opening sealed adverts, when a signal, a hit or a granted request gives the reason: their keys move from the day's key to the kept key. */
import { wrapDataKey, type Keyring } from '../evidence/keys.ts'
import type { CaptureId } from '../model/ids.ts'
import { record, type Ground, type Tx } from '../store/ground.ts'
import { dataKeyOf } from '../store/readings.ts'
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
  const { rows } = await tx.query<CaptureKeyRow>(
    `select c.id as capture_id, c.state, k.kek, k.wrapped from capture c join capture_key k on k.capture_id = c.id
     where c.id in (select s.capture_id from sighting s where s.advert_id = any($1::int[]) and s.reading is not null) order by c.id for update of c`,
    [wanted]
  )
  const kept = keyring.keptKey(mandateOf(ground), true)
  if (kept.kind !== 'key')
    throw new Error(
      `The key for opened captures cannot be had: ${kept.kind === 'destroyed' ? 'destroyed' : kept.detail}`
    )
  const alive: string[] = []
  const moved: { id: string; wrapped: Buffer }[] = []
  for (const row of rows) {
    if (row.kek === kept.key.name) {
      alive.push(row.capture_id)
      continue
    }
    const dataKey = dataKeyOf(keyring, row)
    if (dataKey === null) continue
    moved.push({ id: row.capture_id, wrapped: wrapDataKey(dataKey, kept.key, row.capture_id as CaptureId) })
    dataKey.fill(0)
    alive.push(row.capture_id)
  }
  await tx.query(
    `update capture_key k set kek = $1, wrapped = m.wrapped from unnest($2::uuid[], $3::bytea[]) as m(id, wrapped) where k.capture_id = m.id`,
    [kept.key.name, moved.map((one) => one.id), moved.map((one) => one.wrapped)]
  )
  const because = [...new Set(wanted.map((id) => reasons.get(id) ?? ''))]
  await tx.query(
    `update capture c set state = 'open', opened_at = now(), opened_because = r.because from (
       select s.capture_id, min(w.because) as because from unnest($2::int[], $3::text[]) as w(id, because) join sighting s on s.advert_id = w.id group by 1) r
     where c.id = r.capture_id and c.id = any($1::uuid[]) and c.state = 'sealed'`,
    [alive, wanted, wanted.map((id) => reasons.get(id))]
  )
  const opened = await markOpen(tx, wanted, alive, ground.user, reasons)
  if (opened.length > 0) {
    const detail = {
      because: because.slice(0, 1000),
      adverts: opened.slice(0, 1000),
      count: opened.length,
      captures: moved.length
    }
    const subject =
      opened.length === 1 ? `advert:${opened[0]}` : because.length === 1 ? because[0] : `${because.length} reasons`
    await record(tx, ground, { act: 'advert.open', subject, detail })
  }
  return { opened, erased: wanted.filter((id) => !opened.includes(id)), captures: moved.length }
}

interface CaptureKeyRow {
  readonly capture_id: string
  readonly state: string
  readonly kek: string
  readonly wrapped: Buffer
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
