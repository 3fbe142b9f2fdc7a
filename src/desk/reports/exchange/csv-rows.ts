/** Reads a list as programs and offices write it (RFC 4180 and its relatives): any separator and character set, each fault with its line. Pure. */

type CsvRows =
  | {
      readonly kind: 'rows'
      readonly columns: readonly string[]
      readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
      readonly notes: readonly string[]
    }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

const most = { columns: 200, rows: 100_000, cellChars: 20_000, problems: 20 }
const separators = [',', ';', '\t', '|'] as const

/** The first row names the columns. */
export function readCsv(bytes: Buffer): CsvRows {
  const { text, note } = decoded(bytes)
  const nul = text.indexOf('\0')
  if (nul !== -1)
    return wrong(`line ${lineAt(text, nul)} holds a NUL character: it is no text, or in another character set`)
  const [, said] = /^sep=(.)\r?\n/i.exec(text) ?? []
  const skipped = said === undefined ? 0 : text.indexOf('\n') + 1
  const cut = cells(text.slice(skipped), said ?? separatorOf(text), skipped === 0 ? 1 : 2)
  if (typeof cut === 'string') return wrong(cut)
  const [head, ...rows] = cut.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  if (head === undefined || rows.length === 0)
    return wrong('nothing is in it: the first line names the columns, each other line is a row')
  const columns = head.cells.map((cell) => cell.trim())
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at)
  if (twice !== undefined) return wrong(`two columns are called ${JSON.stringify(twice.slice(0, 60))}`)
  const ragged = rows.filter((row) => row.cells.length !== columns.length)
  if (ragged.length > 0)
    return {
      kind: 'wrong',
      problems: ragged
        .slice(0, most.problems)
        .map((row) => `line ${row.line} has ${row.cells.length} cells, and there are ${columns.length} columns`)
    }
  return { kind: 'rows', columns, rows, notes: note === null ? [] : [note] }
}

function decoded(bytes: Buffer): { readonly text: string; readonly note: string | null } {
  const [a, b] = [bytes[0], bytes[1]]
  const even = bytes.subarray(0, 2_000).filter((byte, at) => byte === 0 && at % 2 === 0).length
  const odd = bytes.subarray(0, 2_000).filter((byte, at) => byte === 0 && at % 2 === 1).length
  const half = Math.min(bytes.length, 2_000) / 5
  if ((a === 0xff && b === 0xfe) || odd > half) return { text: plain('utf-16le', bytes), note: null }
  if ((a === 0xfe && b === 0xff) || even > half) return { text: plain('utf-16be', bytes), note: null }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: null }
  } catch {
    return { text: plain('windows-1252', bytes), note: 'it is not UTF-8: it is read as windows-1252' }
  }
}

function plain(set: string, bytes: Buffer): string {
  return new TextDecoder(set).decode(bytes)
}

/** The one that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .slice(0, 100_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r?\n/)
  const counts = separators.map((one) => [one, line.split(one).length] as const)
  return counts.toSorted((x, y) => y[1] - x[1])[0]?.[0] ?? ','
}

interface Row {
  readonly line: number
  readonly cells: string[]
}

/** Rows with the line at which each begins, or what is wrong. */
function cells(text: string, separator: string, firstLine: number): Row[] | string {
  const rows: Row[] = []
  let [line, at] = [firstLine, 0]
  while (at < text.length) {
    const row: Row = { line, cells: [] }
    for (;;) {
      let cell = ''
      const opened = line
      if (text[at] === '"') {
        for (;;) {
          const end = text.indexOf('"', at + 1)
          if (end === -1) return `a quote that opens in line ${opened} is never closed`
          const piece = text.slice(at + 1, end)
          cell += piece
          line += piece.split('\n').length - 1
          at = end + 1
          if (text[at] !== '"') break
          cell += '"'
        }
        if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
          return `line ${line}: something stands after a closing quote`
      } else {
        const from = at
        while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
        cell = text.slice(from, at)
      }
      if (cell.length > most.cellChars) return `line ${opened}: a cell has more than ${most.cellChars} characters`
      row.cells.push(cell)
      if (row.cells.length > most.columns) return `line ${row.line} has more than ${most.columns} columns`
      if (text[at] !== separator) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    rows.push(row)
    if (rows.length > most.rows) return `it has more than ${most.rows} lines: divide it`
  }
  return rows
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

function wrong(problem: string): CsvRows {
  return { kind: 'wrong', problems: [problem] }
}
