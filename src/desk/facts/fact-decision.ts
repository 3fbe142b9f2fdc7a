/** Rejecting a fact of a kind that joins nothing (a price, an age): it needs no linker, only its own row. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { blind } from '../../link/fingerprint.ts'
import type { Ground } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import { tokensFor, valueKey } from '../../store/sealed/value-tokens.ts'
import type { FoundFact } from '../adverts/advert.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { blindKeyOf, mandateOf, type Vault } from '../adverts/vault.ts'

/** Makes the row of a fact that has none yet, rejected. `changed`: a colleague did so at the same time. */
export async function rejectUnindexed(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  advert: number,
  found: FoundFact,
  reason: string
): Promise<Outcome<null>> {
  const key = blindKeyOf(vault, mandateOf(ground))
  if (key === null) return refused('not-found')
  const { sighting, fact } = found
  const value = { name: blind(fact.kind, fact.value, key), holder: advert }
  const [token] = tokensFor(valueKey(key), [value])
  return act<Outcome<null>>(pool, ground, async (tx) => {
    const { rowCount } = await tx.query(
      `insert into fact (mandate_id, sighting_id, ordinal, advert_id, kind, token, confidence, state, decided_by, decided_at, decided_because)
       values ($1, $2, $3, $4, $5, $6, $7, 'rejected', $8, now(), $9) on conflict do nothing`,
      [ground.mandate, sighting, fact.ordinal, advert, fact.kind, token, fact.confidence, ground.user, reason]
    )
    if (rowCount === 0) return refusedAct('changed')
    await noteRows(tx, 'reading', [sighting])
    const detail = { sighting, ordinal: fact.ordinal, kind: fact.kind, reason }
    return { result: { kind: 'done', value: null }, entry: { act: 'fact.reject', subject: `advert:${advert}`, detail } }
  })
}
