/** Dossiers as they are stored: sealed part by part under the kept key of the mandate, each part for its place only. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { keptKeyOf } from '../../store/sealed/capture-keys.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'

const partBytes = 1024 * 1024
const partsAtOnce = 8
/** The largest state that is taken back: one of 20,000 items has some hundred megabytes. */
const mostStateBytes = 1024 * 1024 * 1024

/** Seals bytes for one place. */
export function sealAt({ vault, ground }: Desk, place: string, bytes: Uint8Array): Buffer {
  return sealBytes(keptKeyOf(vault.keyring, mandateOf(ground)).bytes, 'dossier', place, bytes)
}

/** Opens what `sealAt` made for this place. Throws when it does not open. */
export function openAt({ vault, ground }: Desk, place: string, sealed: Buffer): Buffer {
  const opened = openBytes(keptKeyOf(vault.keyring, mandateOf(ground)).bytes, 'dossier', place, sealed)
  if (opened.kind === 'refused') throw new DoesNotOpen(`A dossier does not open: ${opened.detail}`)
  return opened.bytes
}

export function sealJson(desk: Desk, place: string, value: unknown): Buffer {
  return sealAt(desk, place, deflateRawSync(JSON.stringify(value), { level: 1 }))
}

export function openJson<T>(desk: Desk, place: string, sealed: Buffer): T {
  return JSON.parse(
    inflateRawSync(openAt(desk, place, sealed), { maxOutputLength: mostStateBytes }).toString('utf8')
  ) as T
}

export interface PartWriter {
  write(pieces: readonly Buffer[]): Promise<void>
  end(): Promise<void>
}

/** Writes a package part by part within a transaction: memory holds one part, whatever the size of the whole. */
export function partWriter(tx: Tx, desk: Desk, id: string, no: number): PartWriter {
  let waiting: Buffer[] = []
  let [bytes, at] = [0, 0]
  const flush = async (): Promise<void> => {
    const whole = Buffer.concat(waiting)
    ;[waiting, bytes] = [[], 0]
    for (let from = 0; from < whole.length; from += partBytes) {
      const part = whole.subarray(from, from + partBytes)
      await tx.query('insert into dossier_part (case_id, no, at, mandate_id, sealed) values ($1, $2, $3, $4, $5)', [
        id,
        no,
        at,
        mandateOf(desk.ground),
        sealAt(desk, `${id}/${no}/${at}`, part)
      ])
      at++
    }
  }
  return {
    async write(pieces) {
      for (const piece of pieces) {
        waiting.push(piece)
        bytes += piece.length
      }
      if (bytes >= partBytes) await flush()
    },
    end: flush
  }
}

/** The parts of a package that are there, in their order; memory holds some of them, whatever the size of the whole. `read` does one query. */
export async function* storedParts(
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  desk: Desk,
  id: string,
  no: number
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; ; at += partsAtOnce) {
    const { rows } = await read((tx) =>
      tx.query<{ at: number; sealed: Buffer }>(
        'select at, sealed from dossier_part where case_id = $1 and no = $2 and at >= $3 and at < $4 order by at',
        [id, no, at, at + partsAtOnce]
      )
    )
    for (const row of rows) yield openAt(desk, `${id}/${no}/${row.at}`, row.sealed)
    if (rows.length < partsAtOnce) return
  }
}
