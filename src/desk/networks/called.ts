/** What networks and signals are called where a screen knows only their numbers: in histories, at reports, beside links. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Called } from '../../contract/desk/names.ts'
import type { Ground } from '../../store/ground.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { signalNames, unnamed } from '../signals/signal-names.ts'
import { namesOf } from './network-names.ts'

/** An act: a number or title of an opened advert is content. What is not there, or sealed, is called nothing. */
export async function readCalled(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  { networks, signals }: { readonly networks: readonly number[]; readonly signals: readonly number[] }
): Promise<Called> {
  return act(pool, ground, async (tx) => {
    const mandate = mandateOf(ground)
    const named = await namesOf(tx, vault, mandate, networks)
    const { names, shown } = await signalNames(tx, vault, mandate, signals)
    const value: Called = {
      networks: networks.map((id) => {
        const { identity, title } = named.get(id) ?? unnamed
        return { id, identity, title }
      }),
      signals: signals.map((id) => ({ id, ...(names.get(id) ?? unnamed) }))
    }
    const adverts = [...new Set([...shown, ...[...named.values()].flatMap((one) => one.adverts)])]
    return { result: value, entry: { act: 'networks.name', detail: { networks, signals, adverts } } }
  })
}
