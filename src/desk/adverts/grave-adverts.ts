/** The second queue: single adverts that show grave signs. They stay sealed; their signs are told, their words are not, until a request is granted. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { GraveAdvert } from '../../contract/desk/requests.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import { graveSigns, isGrave } from '../../weigh/grave/grave.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { openWords, sealWords } from '../sealed-words.ts'
import { requestsWhere } from './requests.ts'
import { mandateOf, type Vault } from './vault.ts'

const mostListed = 100

interface StoredRow extends ReadingRow {
  readonly advert_id: number
  readonly found_at: string
  readonly site: string
  readonly state: 'sealed' | 'open'
  readonly posted_at: string
  readonly set_aside_by: string | null
  readonly set_aside_at: string | null
  readonly sealed: Buffer | null
}

/** Those that wait, newest first, then those that were set aside; erased ones are gone. An act: signs are content. */
export async function listGrave(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault
): Promise<Outcome<{ adverts: GraveAdvert[] }>> {
  return act<Outcome<{ adverts: GraveAdvert[] }>>(pool, ground, async (tx) => {
    const adverts = await graveOf(tx, ground, vault, null)
    const detail = { adverts: adverts.map((one) => one.advert) }
    return { result: { kind: 'done', value: { adverts } }, entry: { act: 'grave.list', detail } }
  })
}

/** Sets one aside: nothing is opened, and it is erased on time. `wrong-state`: it was set aside before, or is open. */
export async function setGraveAside(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  advert: number,
  because: string | undefined
): Promise<Outcome<GraveAdvert>> {
  const reason = reasonGiven(because)
  return act<Outcome<GraveAdvert>>(pool, ground, async (tx) => {
    const [known] = await graveOf(tx, ground, vault, advert)
    if (known === undefined) return refusedAct('not-found')
    if (reason === null) return refusedAct('reason-missing')
    const mandate = mandateOf(ground)
    const { sealed } = sealWords(vault, { mandate, label: 'grave-advert', context: String(advert) }, reason)
    const done = await tx.query(
      `update grave_advert g set set_aside_by = $2, set_aside_at = now(), sealed = $3 from advert a
       where g.advert_id = $1 and a.id = g.advert_id and a.state = 'sealed' and g.set_aside_by is null`,
      [advert, ground.user, sealed]
    )
    if (done.rowCount !== 1) return refusedAct('wrong-state')
    const [value] = await graveOf(tx, ground, vault, advert)
    if (value === undefined) throw new Error(`Advert ${advert} is gone in its own transaction.`)
    return { result: { kind: 'done', value }, entry: { act: 'grave.set-aside', subject: `advert:${advert}` } }
  })
}

/** One advert, or with null all, whose newest version still shows enough. */
async function graveOf(tx: Tx, ground: Ground, vault: Vault, advert: number | null): Promise<GraveAdvert[]> {
  const { rows } = await tx.query<StoredRow>(
    `select g.advert_id, g.found_at, g.set_aside_by, g.set_aside_at, g.sealed, a.site, a.state, a.key,
       coalesce(a.posted_at, a.first_seen) as posted_at, s.capture_id, s.reading, k.kek, k.wrapped
     from grave_advert g join advert a on a.id = g.advert_id join sighting s on s.id = a.sighting_id
       join capture_key k on k.capture_id = s.capture_id
     where a.state in ('sealed', 'open') and s.reading is not null and ($1::int is null or g.advert_id = $1)
     order by g.set_aside_by is not null, g.found_at desc, g.advert_id desc limit ${mostListed}`,
    [advert]
  )
  const ids = rows.map((row) => row.advert_id)
  const requests = ids.length === 0 ? [] : await requestsWhere(tx, 'r.advert_id = any($1::int[])', [ids], mostListed)
  return rows.flatMap((row): GraveAdvert[] => {
    const reading = openReading(vault.keyring, row)
    const signs = reading === null ? [] : graveSigns(reading)
    if (!isGrave(signs)) return []
    return [
      {
        advert: row.advert_id,
        site: row.site,
        postedAt: row.posted_at,
        foundAt: row.found_at,
        state: row.state,
        signs: signs.map(({ indicator, title, evidence, caution }) => ({ indicator, title, evidence, caution })),
        request: requests.find((one) => one.advert === row.advert_id) ?? null,
        setAside: setAsideOf(ground, vault, row)
      }
    ]
  })
}

function setAsideOf(ground: Ground, vault: Vault, row: StoredRow): GraveAdvert['setAside'] {
  if (row.set_aside_by === null || row.set_aside_at === null || row.sealed === null) return null
  const place = { mandate: mandateOf(ground), label: 'grave-advert', context: String(row.advert_id) }
  return { by: row.set_aside_by, at: row.set_aside_at, reason: openWords<string>(vault, place, row.sealed) }
}
