/** Notes beside the keys how much ledger there was, so that evidence and database cannot be set back together while the keys stay. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LedgerHead } from './anchors.ts'
import { readStamped, replaceFile, stampedText } from './stamped-json.ts'

/*
 * keys/ledger.json is replaced as the ledger grows, after the anchors and the log have what it says: both are always as far as it, or were set back. A
 * note that the ledger does not hold any more, or not so, is kept in it (`missed`) when a newer one takes its place. The caller holds the lock under
 * which anchors are noted.
 */

interface KeysNote {
  readonly ledger: LedgerHead
  /** Notes of before that the ledger did not hold. */
  readonly missed: readonly LedgerHead[]
}

const format = 'baken-keys-note/1'
const mostMissed = 20

/** Whether a note stands beside the keys. */
export function isNotedInKeys(dataDir: string): boolean {
  return existsSync(noteFile(dataDir))
}

/** Notes the head of the ledger. `hashOf`: of an entry of the ledger, in hex; null where it is not there. */
export async function noteInKeys(
  dataDir: string,
  head: LedgerHead | null,
  hashOf: (no: number) => Promise<string | null>
): Promise<void> {
  const known = readKeysNote(dataDir)
  if (head === null || (known?.ledger.number === head.number && known.ledger.hash === head.hash)) return
  const missed = [...(known?.missed ?? [])]
  const { number, hash } = known?.ledger ?? nothing
  if (number > 0 && (await hashOf(number)) !== hash) missed.push({ number, hash })
  writeKeysNote(dataDir, { ledger: head, missed }, new Date().toISOString())
}

/** Begins anew, since the ledger tells itself that it came back from a backup (`log.begin`): nothing of before is missed. */
export function forgetInKeys(dataDir: string): void {
  if (isNotedInKeys(dataDir)) writeKeysNote(dataDir, { ledger: nothing, missed: [] }, new Date().toISOString())
}

const nothing: LedgerHead = { number: 0, hash: '0'.repeat(64) }

/** The note as it stands; null where there is none, or where it is no such note: a start and each check tell that. */
function readKeysNote(dataDir: string): KeysNote | null {
  const file = noteFile(dataDir)
  if (!existsSync(file)) return null
  const reading = readStamped(readFileSync(file))
  if (reading.kind === 'damaged' || reading.fields['format'] !== format) return null
  const { ledger, hash, missed } = reading.fields
  const before = String(missed ?? '').matchAll(/(\d{1,15}):([0-9a-f]{64})/g)
  return {
    ledger: { number: Number(ledger), hash: String(hash) },
    missed: [...before].map(([, number, of = '']) => ({ number: Number(number), hash: of }))
  }
}

/** Puts a note in place of the one before; none where the keys are not there. `missed`: what is to be missed for ever, the first of it stays. */
function writeKeysNote(dataDir: string, { ledger, missed }: KeysNote, at: string): void {
  if (!existsSync(join(dataDir, 'keys', 'keyring.json'))) return
  const kept = [...new Set(missed.map(({ number, hash }) => `${number}:${hash}`))].slice(0, mostMissed).join(' ')
  const fields = { format, at, ledger: ledger.number, hash: ledger.hash, missed: kept }
  replaceFile(noteFile(dataDir), stampedText(fields), true)
}

function noteFile(dataDir: string): string {
  return join(dataDir, 'keys', 'ledger.json')
}
