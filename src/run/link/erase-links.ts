/** Erasing in the links of a mandate: whichever process runs it, the linker loses the erased adverts and its old state goes with them. */
import type { KeyObject } from 'node:crypto'
import { asRetention } from '../../accountability/retention/due.ts'
import { act } from '../../accountability/acts.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { dropLinks, linkTokens } from '../../store/links/links.ts'
import { namesOf } from '../../store/sealed/value-tokens.ts'
import { loadLinker } from './linker-host.ts'

/**
 * Takes the adverts whose rows were erased out of the linker of a mandate, in one transaction with its ledger entry: a process that
 * links meanwhile waits, and loads the state anew. Returns how many there were.
 */
export function eraseLinks(store: Store, keyring: Keyring, mandate: string, at: string): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, mandate)
    if (!(await waits(tx, mandate))) return { result: 0, entry: null }
    const host = await loadLinker(tx, keyring, mandate)
    const { rows } = await tx.query<{ advert_id: number; link_no: number | null }>(
      `delete from link_withdrawal w using advert a where w.mandate_id = $1 and a.id = w.advert_id returning w.advert_id, a.link_no`,
      [mandate]
    )
    const gone = rows.flatMap((row) => row.link_no ?? [])
    const { networks, values } = await host.erase(tx, gone, at)
    await forgetLinks(tx, mandate, host.tokens, new Set(values))
    await forgetValues(tx, mandate, values)
    await forgetSignals(tx, mandate)
    const detail = { adverts: gone.length, networks: networks.size, values: values.length }
    return { result: gone.length, entry: { act: 'retention.links', subject: `mandate:${mandate}`, detail } }
  })
}

async function waits(tx: Tx, mandate: string): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from link_withdrawal where mandate_id = $1 limit 1', [mandate])
  return rowCount !== 0
}

const linksAtOnce = 20_000

/** Revoked links may still name a value that nobody has any more. All are looked through: a value may stand under any of its tokens. */
async function forgetLinks(tx: Tx, mandate: string, key: KeyObject, values: ReadonlySet<string>): Promise<void> {
  if (values.size === 0) return
  for (let after = 0; ;) {
    const rows = await linkTokens(tx, mandate, after, linksAtOnce)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
    const names = namesOf(
      key,
      rows.map((row) => row.token)
    )
    const dead = rows.filter((_, at) => values.has(names[at] ?? ''))
    await dropLinks(
      tx,
      dead.map((row) => row.id)
    )
  }
}

/** Links, events and words of people on values that no advert has any more lose the value. */
async function forgetValues(tx: Tx, mandate: string, values: readonly string[]): Promise<void> {
  if (values.length === 0) return
  await tx.query('update judgement set blind = null where mandate_id = $1 and blind = any($2::text[])', [
    mandate,
    values
  ])
  await tx.query(
    `update network_event set detail = jsonb_set(detail, '{key}', '""') where mandate_id = $1 and detail->>'key' = any($2::text[])`,
    [mandate, values]
  )
}

/** A signal that nobody has in hand and whose network has no advert left tells no reasons or places any more. */
async function forgetSignals(tx: Tx, mandate: string): Promise<void> {
  await tx.query(
    `update signal s set reasons = '[]', facets = '{}', version = version + 1, updated_at = now()
     where s.mandate_id = $1 and s.state in ('new', 'dismissed', 'ended') and s.facets <> '{}'
       and not exists (select 1 from advert a where a.mandate_id = s.mandate_id and a.network_id = s.network_id and a.state <> 'erased')`,
    [mandate]
  )
}
