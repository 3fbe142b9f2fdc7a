/** Tables of reports in counts: small cells, and every cell from which one could be computed, are hidden. */
import Type from 'typebox'
import { tableDimensions, tableFaults } from '../../model/figures/figure-table.ts'
import { closed, flag, maybeWhole, oneOf, text, whole, type Shape } from '../fields.ts'
import { fileFaults } from './figures.ts'

const head = {
  id: whole,
  name: text,
  title: text,
  publisher: text,
  year: whole,
  status: text,
  source: text,
  /** For practice: it counts nobody. */
  invented: flag
}

/** GET /api/figure-tables */
export const FigureTables = Type.Object({ tables: Type.Array(Type.Object(head, closed)) }, closed)
export type FigureTables = Shape<typeof FigureTables>

/** GET /api/figure-tables/{id}: what of the table is published. */
export const PublishedTable = Type.Object(
  {
    ...head,
    /** Cells below this are hidden. */
    least: whole,
    dimensions: Type.Array(Type.Object({ name: oneOf(tableDimensions), categories: Type.Array(text) }, closed)),
    /** The first dimension slowest; in each dimension the total stands behind its categories. Null: hidden. */
    counts: Type.Array(maybeWhole),
    hidden: whole
  },
  closed
)
export type PublishedTable = Shape<typeof PublishedTable>

/** POST /api/figure-table-files (`FigureFileBody`): a table, whole or, with any fault, not at all. */
export const TableFileAnswer = Type.Object(
  {
    /** Null: it was there already, or has faults. */
    id: maybeWhole,
    faults: fileFaults(tableFaults)
  },
  closed
)
export type TableFileAnswer = Shape<typeof TableFileAnswer>
