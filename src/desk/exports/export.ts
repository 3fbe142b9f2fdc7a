/** Exports: every row that the mandate covers, streamed from a cursor, one object at a time, with its beginning and end in the ledger. */
import type pg from 'pg'
import { GroundEnded, note } from '../../accountability/acts.ts'
import type { Keyring } from '../../evidence/keys.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { Ground } from '../../store/ground.ts'
import { headLine, rowLine } from './csv.ts'
import { leftBehind, type Handling, type LeftBehind } from '../../model/partners/handling.ts'
import { keptFromFiles, type KeptFromFiles } from '../handling/leaving.ts'
import { contentKinds, exportTable, withoutContent, type ExportKind } from './export-kinds.ts'
import type { ExportContext, ExportRow } from './kind.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'

const batchRows = 500
/** Who reads slowly is asked again whether the mandate holds: what was fetched before it ended does not leave an hour later. */
const askedAgainMs = 1_000

/** What is exported, and what its entries in the ledger say beside the kind: reason and person. */
export interface ExportAsked {
  readonly kind: ExportKind
  /** False: texts, facts and shared values of opened adverts are left out as well. */
  readonly content?: boolean
  readonly detail?: Readonly<Record<string, unknown>>
  /** Told at the end what handling codes kept back, where they did. */
  readonly behind?: (left: readonly LeftBehind[]) => void
  /** Asked beside the mandate, and as often: throws GroundEnded when what else lets this leave (a break-glass) is over. */
  readonly stillHeld?: () => Promise<void>
  /** Told at the end how many rows did not open, where any did: the file is not whole then. What was erased is none of them. */
  readonly notOpened?: (shut: Readonly<Shut>) => void
}

/** Asks anew where who reads took longer than a second since the last time. */
export function askedAgain(ask: () => Promise<void>): () => Promise<void> {
  let askedAt = Date.now()
  return async () => {
    if (Date.now() - askedAt <= askedAgainMs) return
    await ask()
    askedAt = Date.now()
  }
}

/** Rows that did not open, and the reason of the first. */
export interface Shut {
  rows: number
  cause: string
}

/**
 * Yields all rows of a kind, in a stable order, with bounded memory. The entry `export.run` is committed before the first row, and
 * `export.end` says how many went out and whether that was all (a reader that stops early leaves `complete: false`, and so do rows that do not
 * open, which go out with what is not sealed, or stay behind where nothing else is in them). Throws GroundEnded when the mandate ends on the way.
 */
export async function* exportRows(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  { kind, content = true, detail = {}, behind, notOpened, stillHeld }: ExportAsked
): AsyncGenerator<ExportRow, void, undefined> {
  const mandate = mandateOf(ground)
  const holdsContent = content && contentKinds.includes(kind)
  await note(pool, ground, {
    act: 'export.run',
    subject: `export:${kind}`,
    detail: { ...detail, content: holdsContent }
  })
  const client = await pool.connect()
  const ask = async (): Promise<void> => {
    await requireMandate(client)
    await stillHeld?.()
  }
  let rows = 0
  let complete = false
  const left: Handling[] = []
  const shut: Shut = { rows: 0, cause: '' }
  try {
    await client.query('begin')
    await client.query(`select set_config('baken.user', $1, true), set_config('baken.mandate', $2, true)`, [
      ground.user,
      mandate
    ])
    const kept = await keptFromFiles(client)
    await client.query(`declare rows no scroll cursor for ${exportTable[kind].query}`)
    for (;;) {
      await ask()
      const again = askedAgain(ask)
      const batch = await client.query(`fetch ${batchRows} from rows`)
      // The rows are those of the kind's own query: the table pairs the two.
      const free = batch.rows.filter((row: unknown) => {
        const code = keptCode(kind, row, kept)
        if (code !== null) left.push(code)
        return code === null
      })
      const found = await opened(kind, free as never[], { tx: client, vault, mandate }, shut)
      for (const row of content ? found : found.flatMap((one) => withoutContent(kind, one))) {
        await again()
        rows++
        yield row
      }
      if (batch.rows.length < batchRows) break
    }
    complete = true
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
    const counts = leftBehind(left)
    const said = {
      rows,
      complete: complete && shut.rows === 0,
      ...(counts.length > 0 && { behind: counts }),
      ...(shut.rows > 0 && { shut: shut.rows })
    }
    await note(pool, ground, { act: 'export.end', subject: `export:${kind}`, detail: said })
    if (counts.length > 0) behind?.(counts)
    if (shut.rows > 0) notOpened?.(shut)
  }
}

/** The rows of a batch as objects; where one does not open each is tried alone, and that one is counted and has what a row of erased text has. */
async function opened(
  kind: ExportKind,
  batch: readonly never[],
  context: ExportContext,
  shut: Shut
): Promise<ExportRow[]> {
  try {
    return await exportTable[kind].rows(batch, context)
  } catch (error) {
    if (!(error instanceof DoesNotOpen)) throw error
    const found: ExportRow[] = []
    if (batch.length > 1) {
      const half = batch.length >> 1
      for (const part of [batch.slice(0, half), batch.slice(half)])
        found.push(...(await opened(kind, part, context, shut)))
      return found
    }
    if (shut.rows++ === 0) shut.cause = error.message
    const vault = { ...context.vault, keyring: noKeys(context.vault.keyring) }
    try {
      return await exportTable[kind].rows(batch, { ...context, vault })
    } catch (again) {
      if (again instanceof DoesNotOpen) return []
      throw again
    }
  }
}

/** Under it all that is sealed is passed over, as after an erasing. */
function noKeys(keyring: Keyring): Keyring {
  return { ...keyring, byName: (name) => ({ kind: 'destroyed', name, at: '' }) }
}

/** The code that keeps a row from files; null where none does. */
function keptCode(kind: ExportKind, row: unknown, { adverts, captures, others }: KeptFromFiles): Handling | null {
  for (const name of exportTable[kind].about?.(row as never) ?? []) {
    const [of = '', ref = ''] = name.split(/:(.*)/s)
    const code = of === 'advert' ? adverts.get(Number(ref)) : of === 'capture' ? captures.get(ref) : others.get(name)
    if (code !== undefined) return code
  }
  return null
}

/** The same as text: JSON lines, or CSV with a heading and inert cells. One line, with its line end, at a time. */
export async function* exportText(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  asked: ExportAsked,
  format: 'jsonl' | 'csv'
): AsyncGenerator<string, void, undefined> {
  const { columns } = exportTable[asked.kind]
  let headed = format !== 'csv'
  for await (const row of exportRows(pool, ground, vault, asked)) {
    // Not before the ledger took the entry: where it cannot, nothing leaves at all.
    if (!headed) yield headLine(columns)
    headed = true
    yield textLine(format, columns, row)
  }
  if (!headed) yield headLine(columns)
}

/** One row as text, with its line end. */
export function textLine(format: 'jsonl' | 'csv', columns: readonly string[], row: ExportRow): string {
  return format === 'csv' ? rowLine(columns, row) : `${jsonOf(row)}\n`
}

/** JSON that every reader takes: half a letter (a lone surrogate), which an import may hold, is written as U+FFFD. */
function jsonOf(row: ExportRow): string {
  const text = JSON.stringify(row)
  if (!/\\ud[89a-f]/.test(text)) return text
  return JSON.stringify(row, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
}

/** Throws GroundEnded when the mandate of the transaction is over. */
export async function requireMandate(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ alive: boolean }>(
    `select ground_content() is not null and exists (select 1 from mandate_now m where m.line = current_setting('baken.mandate', true)
       and m.holds and clock_timestamp() < m.valid_until) as alive`
  )
  if (rows[0]?.alive !== true) throw new GroundEnded('The mandate is no longer in force: the export stopped.')
}
