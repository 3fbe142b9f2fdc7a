/** Makes pages due again that a gate stood before, once it was passed. */
import { addressMac } from '../sealed/address-mac.ts'
import type { Tx } from '../ground.ts'
import type { AddressKeys } from '../sealed/sealed-address.ts'

export interface PassedGate {
  readonly sourceId: string
  /** Where the gate sent us. */
  readonly target: string
  /** When its cookies came to us: what was fetched before it is asked again, ISO 8601. */
  readonly at: string
  /** When this run began: what was fetched before that is not its business, ISO 8601. */
  readonly since: string
  /** True: also every address of the source that only sent on. False: the target alone. */
  readonly all: boolean
}

/** Returns how many are due again. Each is asked again once, since its time is then later. */
export async function askAgain(tx: Tx, keys: AddressKeys, gate: PassedGate): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'ask-again',
    text: `update address set state = 'due', due_at = now()
           where source_id = $1 and state = 'done' and sealed is not null and last_at < $3 and last_at >= $4
             and (url_mac = $2 or ($5 and last_status between 300 and 399))`,
    values: [gate.sourceId, addressMac(keys.mac, gate.sourceId, gate.target), gate.at, gate.since, gate.all]
  })
  return rowCount ?? 0
}
