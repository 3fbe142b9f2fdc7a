/** What a kind of export is: its columns, its query, and how a row becomes an object. */
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'

/** What an export line is: plain values by column, in the order of `columns`. */
export type ExportRow = Readonly<Record<string, unknown>>

export interface ExportContext {
  readonly tx: Tx
  readonly vault: Vault
  readonly mandate: MandateId
}

export interface Kind {
  readonly columns: readonly string[]
  /** Those of them that hold content, where a row without them still says something. */
  readonly contentColumns?: readonly string[]
  /** What a row of the query tells of, such as `advert:12`; what a handling code keeps from files leaves with no row. Absent: of nothing that bears one. */
  readonly about?: (row: never) => readonly string[]
  /** Ordered by a key, so that the same data give the same file. */
  readonly query: string
  readonly rows: (batch: readonly never[], context: ExportContext) => Promise<ExportRow[]> | ExportRow[]
}
