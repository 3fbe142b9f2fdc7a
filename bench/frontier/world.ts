/** The source and addresses of the bench of the frontier, and the transaction under which it works. */
import type { MandateId } from '../../src/model/ids.ts'
import type { App } from '../../src/run/app.ts'
import type { FoundAddress } from '../../src/store/frontier/found-addresses.ts'
import { patiently, withGround, type Tx } from '../../src/store/ground.ts'
import { addressKeys, type AddressKeys } from '../../src/store/sealed/sealed-address.ts'

export const mandate = 'oefening'
export const source = 'frontier'

export function settingsOf(dataDir: string): {
  dataDir: string
  databaseUrl: undefined
  allowPrivate: false
  userAgent: string
} {
  return { dataDir, databaseUrl: undefined, allowPrivate: false, userAgent: 'Baken/bench' }
}

export function keysOf(app: App): AddressKeys {
  return addressKeys(app.keyring, { id: mandate as MandateId, keep: 'sealed' })
}

export function inGround<T>(app: App, work: (tx: Tx) => Promise<T>): Promise<T> {
  return patiently(() => withGround(app.store.pool, { user: 'pipeline', mandate }, work))
}

/** Address number `nth`: half of all on one large host, the others on hosts of a thousand each; as long as addresses of adverts are. */
export function address(nth: number): FoundAddress {
  const host = nth % 2 === 0 ? 'groot.example' : `h${Math.floor(nth / 2_000)}.example`
  const url = `https://${host}/nl/aanbod/kamers/regio-${nth % 97}/kamer-te-huur-per-direct-${nth}`
  return { sourceId: source, host, url, depth: 3, via: null, priority: 0, refused: null }
}
