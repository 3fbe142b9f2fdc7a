/** What signals are called where only their numbers are kept: by what identifies their network, as far as opened adverts say it. */
import type { SignalName } from '../../contract/desk/signals.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { namesOf } from '../networks/network-names.ts'

/** Nothing is known of a signal that is not there, or whose adverts are all sealed. */
export const unnamed: SignalName = { identity: null, title: null }

/** Names by the number of the signal. `shown`: the opened adverts that the names were read from, for the ledger. */
export async function signalNames(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  signals: readonly number[]
): Promise<{ readonly names: ReadonlyMap<number, SignalName>; readonly shown: readonly number[] }> {
  const { rows } = await tx.query<{ id: number; network: number }>(
    'select id, network_id as network from signal where id = any($1::bigint[]) and network_id is not null',
    [signals]
  )
  const read = await namesOf(tx, vault, mandate, [...new Set(rows.map((row) => row.network))])
  const names = rows.map(({ id, network }) => {
    const { identity = null, title = null } = read.get(network) ?? {}
    return [id, { identity, title }] as const
  })
  return { names: new Map(names), shown: [...read.values()].flatMap((one) => one.adverts) }
}
