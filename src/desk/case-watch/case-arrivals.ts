/** What a batch of adverts brings for the followed identifiers of cases: counted by site, once, in the transaction that writes the batch. */
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import { factTerm } from '../../store/inverted-index/terms.ts'
import { openWords } from '../sealed-words.ts'
import { placeOfWatch } from './watch-rows.ts'
import { countedBySite, type ArrivedVersion } from '../search/watches.ts'

interface Watch {
  readonly id: string
  readonly terms: readonly string[]
}

/** Lists as they were read last, by mandate: they change rarely and are asked for with each batch. */
const read = new Map<string, { readonly state: string; readonly watches: readonly Watch[] }>()

/**
 * Counts versions that state an identifier of a list: once each, however many of them it states. Only what really came is given: adverts
 * seen for the first time and texts that changed. A case that is closed, or whose last day is over, follows nothing.
 */
export async function countForCases(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  arrived: readonly ArrivedVersion[]
): Promise<void> {
  if (arrived.length === 0) return
  const hits = (await watchesOf(tx, keyring, mandate)).flatMap(({ id, terms }) =>
    countedBySite(
      id,
      arrived.filter((one) => terms.some((term) => one.terms.has(term)))
    )
  )
  if (hits.length === 0) return
  await tx.query({
    name: 'insert-case-watch-hits',
    text: `insert into case_watch_hit (mandate_id, case_id, site, fresh, changed)
           select $1, h.* from unnest($2::uuid[], $3::text[], $4::int[], $5::int[]) as h`,
    values: [
      mandate,
      hits.map((one) => one.id),
      hits.map((one) => one.site),
      hits.map((one) => one.fresh),
      hits.map((one) => one.changed)
    ]
  })
}

async function watchesOf(tx: Tx, keyring: Keyring, mandate: string): Promise<readonly Watch[]> {
  const { rows } = await tx.query<{ id: string; no: number }>({
    name: 'followed-cases',
    text: `select w.case_id as id, w.no from case_watch w join case_file f on f.id = w.case_id
           where w.mandate_id = $1 and w.ended_at is null and f.state <> 'closed' and f.until >= today() order by 1 limit 2000`,
    values: [mandate]
  })
  if (rows.length === 0) return []
  const state = rows.map((row) => `${row.id}/${row.no}`).join()
  const known = read.get(mandate)
  if (known?.state === state) return known.watches
  const { rows: sealed } = await tx.query<{ id: string; no: number; sealed: Buffer }>(
    'select case_id as id, no, sealed from case_watch where ended_at is null and case_id = any($1::uuid[]) order by 1',
    [rows.map((row) => row.id)]
  )
  const watches = sealed.map((row) => {
    const place = placeOfWatch(mandate as MandateId, row.id, row.no)
    const facts = openWords<{ kind: string; value: string }[]>({ keyring }, place, row.sealed)
    return { id: row.id, terms: facts.map((one) => factTerm(one.kind, one.value)) }
  })
  read.set(mandate, { state, watches })
  return watches
}
