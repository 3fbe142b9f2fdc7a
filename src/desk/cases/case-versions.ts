/** What a part of a case says, each time that somebody wrote it: sealed, kept for good, the newest in use. */
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { digestText, openWords, sealWords } from '../sealed-words.ts'

/** A part of a case, such as `note:3`, in one of its versions, from 1. */
interface PartVersion {
  readonly id: string
  readonly part: string
  readonly version: number
}

/** Writes a version of a part; the value is its digest as the ledger names it. */
export async function writeVersion(
  tx: Tx,
  { ground, vault }: Pick<Desk, 'ground' | 'vault'>,
  { id, part, version }: PartVersion,
  words: object
): Promise<string> {
  const { sealed, digest } = sealWords(vault, placeOf(ground, { id, part, version }), words)
  await tx.query(
    'insert into case_version (case_id, part, version, mandate_id, sealed, by) values ($1, $2, $3, $4, $5, $6)',
    [id, part, version, ground.mandate, sealed, ground.user]
  )
  return digestText(digest)
}

/** Opens what `writeVersion` sealed. Throws when it does not open. */
export function versionWords<T>(vault: Vault, ground: Ground, place: PartVersion, sealed: Buffer): T {
  return openWords<T>(vault, placeOf(ground, place), sealed)
}

function placeOf(ground: Ground, { id, part, version }: PartVersion) {
  return { mandate: mandateOf(ground), label: 'case-version', context: `${id}/${part}/${version}` }
}
