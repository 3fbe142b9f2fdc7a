/** The export of a search: every advert that the screen counts, opened ones with their text, sealed ones as structure; streamed. */
import type pg from 'pg'
import { act, note } from '../../accountability/acts.ts'
import { withGround, type Ground } from '../../store/ground.ts'
import { leftBehind, type LeftBehind } from '../../model/partners/handling.ts'
import { headLine } from '../exports/csv.ts'
import { chosenAdverts, exportTable } from '../exports/export-kinds.ts'
import { askedAgain, requireMandate, textLine } from '../exports/export.ts'
import { keptFromFiles } from '../handling/leaving.ts'
import { reasonGiven, refused, type Outcome } from '../outcome.ts'
import { advertsFound, type SearchTerms } from './search.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'

export interface SearchExport {
  readonly terms: SearchTerms
  /** Adverts with a greater number came in after the count that a person saw: they are left out. Absent: all. */
  readonly upTo?: number | undefined
  readonly format: 'csv' | 'jsonl'
  readonly reason: string
}

export interface SearchFile {
  /** How many adverts it holds, unless one is erased or the mandate ends on the way. */
  readonly adverts: number
  /** How many more it would hold without their handling codes. */
  readonly behind: readonly LeftBehind[]
  readonly lines: AsyncGenerator<string, void, undefined>
}

const batchAdverts = 500
/** What leaves at once: what was fetched waits here, and not with who sends it, where nobody asks again. */
const pieceAdverts = 25

/** Finds what the export holds and enters it in the ledger with its reason, before the first line; the end is entered when the lines end. */
export async function exportSearch(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  { terms, upTo, format, reason: typed }: SearchExport
): Promise<Outcome<SearchFile>> {
  const reason = reasonGiven(typed)
  if (reason === null) return refused('reason-missing')
  const { ids, behind } = await act(pool, ground, async (tx) => {
    const all = await advertsFound(tx, ground, vault, terms, upTo)
    const { adverts } = await keptFromFiles(tx)
    const found = all.filter((id) => !adverts.has(id))
    const left = leftBehind(all.flatMap((id) => adverts.get(id) ?? []))
    const detail = {
      ...terms,
      ...(upTo !== undefined && { upTo }),
      format,
      reason,
      adverts: found.length,
      ...(left.length > 0 && { behind: left }),
      content: true
    }
    return { result: { ids: found, behind: left }, entry: { act: 'export.run', subject: 'export:search', detail } }
  })
  return { kind: 'done', value: { adverts: ids.length, behind, lines: linesOf(pool, ground, vault, ids, format) } }
}

async function* linesOf(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  ids: readonly number[],
  format: 'csv' | 'jsonl'
): AsyncGenerator<string, void, undefined> {
  const mandate = mandateOf(ground)
  const { columns, rows: rowsOf } = exportTable.adverts
  let rows = 0
  let complete = false
  try {
    if (format === 'csv') yield headLine(columns)
    for (let from = 0; from < ids.length; from += batchAdverts) {
      const batch = await withGround(pool, ground, async (tx) => {
        await requireMandate(tx)
        const found = await tx.query(chosenAdverts, [ids.slice(from, from + batchAdverts)])
        return await rowsOf(found.rows as never[], { tx, vault, mandate })
      })
      const again = askedAgain(() => withGround(pool, ground, requireMandate))
      for (let at = 0; at < batch.length; at += pieceAdverts) {
        await again()
        const piece = batch.slice(at, at + pieceAdverts)
        rows += piece.length
        yield piece.map((row) => textLine(format, columns, row)).join('')
      }
    }
    complete = true
  } finally {
    await note(pool, ground, { act: 'export.end', subject: 'export:search', detail: { rows, complete } })
  }
}
