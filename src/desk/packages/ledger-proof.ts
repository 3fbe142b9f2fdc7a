/** What a package takes along of the ledger: entries as they were hashed, and what leads each of them to the root of the log. Pure. */
import type { LogProofs } from '../../evidence/packages/log-proofs.ts'
import { checkScript } from './check-script.ts'

/** An entry of the ledger as it was hashed: `hash` is SHA-256 of the bytes of `prev` and the text of `entry`; both in hex. */
export interface HashedEntry {
  readonly no: number
  readonly entry: string
  readonly prev: string
  readonly hash: string
}

/** Entries as they were hashed, the list of their hashes, and what leads each of them to the root of the log. */
export function* proofOfLedger(
  proven: readonly HashedEntry[],
  log: LogProofs | null
): Generator<readonly [name: string, content: Buffer]> {
  for (const one of proven)
    yield [ledgerFile(one.no), Buffer.concat([Buffer.from(one.prev, 'hex'), Buffer.from(one.entry, 'utf8')])]
  yield ['proof/LEDGERSUMS', Buffer.from(proven.map((one) => `${one.hash}  ${ledgerFile(one.no)}\n`).join(''))]
  if (log === null) return
  for (const one of proven) yield [proofFile(one.no), log.proofOf(one.no, Buffer.from(one.hash, 'hex'))]
  yield ['proof/log/tree', log.tree]
  yield ['proof/log/tree.sig', log.signature]
  yield ['proof/log/key.pem', Buffer.from(log.pem)]
  yield ['proof/log/check.sh', Buffer.from(checkScript)]
}

function proofFile(no: number): string {
  return `proof/log/${String(no).padStart(9, '0')}`
}

function ledgerFile(no: number): string {
  return `proof/ledger/${String(no).padStart(9, '0')}`
}
