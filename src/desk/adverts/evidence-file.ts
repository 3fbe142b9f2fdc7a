/** An opened capture as a standard .warc.gz, for whoever must check it with other tools. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Ground } from '../../store/ground.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import { keptFromFiles } from '../handling/leaving.ts'
import { closedBeside } from './beside.ts'
import { openedCapture } from './custody.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import type { Vault } from './vault.ts'

/** The records of one opened capture, whole also where its content is that of an earlier capture. `sealed`, `sealed-beside`, `erased`, `damaged` and `handling-code` say why there is none. */
export async function evidenceFile(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  capture: string
): Promise<Outcome<{ name: string; bytes: Buffer }>> {
  return act<Outcome<{ name: string; bytes: Buffer }>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<StoredCapture>(
      `select c.id as capture_id, c.state, c.segment, c.seg_offset, c.seg_length, k.kek, k.wrapped
       from capture c left join capture_key k on k.capture_id = c.id where c.id = $1`,
      [capture]
    )
    const row = rows[0]
    if (row === undefined) return refusedAct('not-found')
    if ((await keptFromFiles(tx)).captures.has(capture)) return refusedAct('handling-code')
    if (row.state === 'sealed') return refusedAct('sealed')
    const { capture_id, kek, wrapped } = row
    const dataKey = kek === null || wrapped === null ? null : dataKeyOf(vault.keyring, { capture_id, kek, wrapped })
    if (row.state === 'erased' || dataKey === null) return refusedAct('erased')
    if ((await closedBeside(tx, [capture])).size > 0) return refusedAct('sealed-beside')
    const opened = await openedCapture(vault, row, dataKey)
    if (opened === null) return refusedAct('damaged')
    const value = { name: `${capture}.warc.gz`, bytes: opened.members }
    return {
      result: { kind: 'done', value },
      entry: { act: 'evidence.read', subject: `capture:${capture}`, detail: { bytes: opened.members.length } }
    }
  })
}

interface StoredCapture {
  readonly capture_id: string
  readonly state: 'sealed' | 'open' | 'erased'
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
  readonly kek: string | null
  readonly wrapped: Buffer | null
}
