/** Where the adverts of a network that ended are now: in other networks, each called by what identifies it, alone, or erased. */
import type { Network } from '../../contract/desk/networks.ts'
import type { Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { namesOf } from './network-names.ts'

const mostNetworks = 50

/** All adverts that ever belonged to it, by where they are now, the most first; and the opened adverts that the names are made of. */
export async function whereItWent(
  tx: Tx,
  vault: Vault,
  mandate: string,
  id: number
): Promise<{ value: Network['went']; seen: readonly number[] }> {
  const { rows } = await tx.query<{ network: number | null; erased: boolean; adverts: number }>(
    `select a.network_id as network, a.state = 'erased' as erased, count(*)::int as adverts
     from advert a where a.mandate_id = $1
       and a.id in (select advert_id from network_membership where mandate_id = $1 and network_id = $2)
     group by 1, 2 order by adverts desc, network limit $3`,
    [mandate, id, mostNetworks]
  )
  const names = await namesOf(
    tx,
    vault,
    mandate,
    rows.flatMap((row) => row.network ?? [])
  )
  const value = rows.map(({ network, erased, adverts }) => {
    const name = network === null ? undefined : names.get(network)
    return { network, erased, adverts, identity: name?.identity ?? null, title: name?.title ?? null }
  })
  return { value, seen: [...names.values()].flatMap((name) => name.adverts) }
}
