/** Erasing in the links of a mandate: whichever process runs it, the linker loses the erased adverts and its old state goes with them. */
import type { KeyObject } from 'node:crypto'
import { asRetention } from '../../accountability/retention/due.ts'
import { act } from '../../accountability/acts.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { dropLinks, linkTokens } from '../../store/links/links.ts'
import {
  forgetClasses,
  forgetSignals,
  forgetValues,
  keepWeighed,
  takeWithdrawals,
  withdrawalsWait
} from '../../store/links/withdrawals.ts'
import { namesOf } from '../../store/sealed/value-tokens.ts'
import { wakeWorkers } from '../../store/server/wake-ups.ts'
import { loadLinker } from './linker-host.ts'

/**
 * Takes the adverts whose rows were erased out of the linker of a mandate, in one transaction with its ledger entry: a process that
 * links meanwhile waits, and loads the state anew. Returns how many there were.
 */
export function eraseLinks(store: Store, keyring: Keyring, mandate: string, at: string): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, mandate)
    if (!(await withdrawalsWait(tx, mandate))) return { result: 0, entry: null }
    const host = await loadLinker(tx, keyring, mandate)
    const gone = await takeWithdrawals(tx, mandate)
    const { networks, values } = await host.erase(tx, gone, at)
    await keepWeighed(tx, mandate, networks)
    await forgetLinks(tx, mandate, host.tokens, new Set(values))
    await forgetValues(tx, mandate, values)
    await forgetSignals(tx, mandate)
    await forgetClasses(tx, mandate)
    await wakeWorkers(tx, 'networks', mandate)
    const detail = { adverts: gone.length, networks: networks.size, values: values.length }
    return { result: gone.length, entry: { act: 'retention.links', subject: `mandate:${mandate}`, detail } }
  })
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
