/** The opened captures of a dossier, as WACZ files. */
import type { WaczSigner } from '../../evidence/packages/wacz-signature.ts'
import { waczCapture, waczOf, type WaczCapture } from '../../evidence/packages/write-wacz.ts'
import type { OpenedCapture } from '../../evidence/segments/read-segment.ts'
import type { Tx } from '../../store/ground.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import { openedCapture } from '../adverts/custody.ts'
import type { Vault } from '../adverts/vault.ts'
import { batches } from './captures.ts'
import { idOf } from './formats/ids.ts'
import type { StateCapture } from './state.ts'

/** A WACZ is begun anew when one has grown past this: it is made in memory. */
export const mostWaczBytes = 64 * 1024 * 1024

/** The state is not what is there any more: it is read anew with the next attempt. */
export class StateOver extends Error {}

interface StoredCapture {
  readonly id: string
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
  readonly kek: string
  readonly wrapped: Buffer
}

/** What is packed: opened captures, and what the files are called. */
export interface Packed {
  /** Of the case or the package: identifiers in the files follow from it. */
  readonly id: string
  readonly title: string
  readonly at: string
  readonly captures: readonly Pick<StateCapture, 'id' | 'state'>[]
}

/** Opened captures as WACZ files, one after the other; none of nothing. */
export async function* evidenceOf(
  tx: Tx,
  vault: Vault,
  packed: Packed | null,
  signer: WaczSigner,
  each: () => Promise<void>
): AsyncGenerator<Buffer> {
  if (packed === null) return
  let waiting: WaczCapture[] = []
  let [bytes, files] = [0, 0]
  const file = (): Buffer => {
    const meta = { title: packed.title, at: packed.at, software: 'baken', id: idOf(packed.id, 'wacz', files++) }
    const made = waczOf(waiting, meta, signer)
    ;[waiting, bytes] = [[], 0]
    return made
  }
  for (const part of batches(packed.captures.filter((one) => one.state === 'open'))) {
    const { rows } = await tx.query<StoredCapture>(
      `select c.id, c.segment, c.seg_offset, c.seg_length, k.kek, k.wrapped from capture c join capture_key k on k.capture_id = c.id
       where c.id = any($1::uuid[]) and c.state = 'open'`,
      [part.map((one) => one.id)]
    )
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const { id } of part) {
      const capture = await openedRow(vault, found.get(id))
      if (capture === null) throw new StateOver(`Capture ${id} was erased, or does not open.`)
      waiting.push(waczCapture(capture))
      bytes += capture.members.length
      await each()
      if (bytes > mostWaczBytes) yield file()
    }
  }
  if (waiting.length > 0 || files === 0) yield file()
}

async function openedRow(vault: Vault, row: StoredCapture | undefined): Promise<OpenedCapture | null> {
  if (row === undefined) return null
  const dataKey = dataKeyOf(vault.keyring, { capture_id: row.id, kek: row.kek, wrapped: row.wrapped })
  if (dataKey === null) return null
  return openedCapture(vault, row, dataKey)
}
