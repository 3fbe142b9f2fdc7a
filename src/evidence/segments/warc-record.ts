/** The spelling of one WARC 1.1 record: written one way, and read strictly when it is our own. */

export type Field = readonly [name: string, value: string]

export const recordEnd = Buffer.from('\r\n\r\n', 'latin1')

/** Header bytes of a record, blank line included. Line breaks in a value are a broken promise of the caller. */
export function warcHeader(fields: readonly Field[]): Buffer {
  let text = 'WARC/1.1\r\n'
  for (const [name, value] of fields) {
    if (/[\r\n\0]/.test(value)) throw new Error(`a line break in WARC field ${name}`)
    text += `${name}: ${value}\r\n`
  }
  return Buffer.from(`${text}\r\n`, 'utf8')
}

/** A whole record: header, block, two line ends. */
export function warcRecord(fields: readonly Field[], block: Uint8Array): Buffer {
  return Buffer.concat([warcHeader([...fields, ['Content-Length', String(block.length)]]), block, recordEnd])
}

/** Fields of header bytes that `warcHeader` wrote, in order; null when they are spelled in any other way. */
export function readOwnHeader(bytes: Uint8Array): readonly Field[] | null {
  const text = Buffer.from(bytes).toString('utf8')
  if (!text.startsWith('WARC/1.1\r\n') || !text.endsWith('\r\n\r\n')) return null
  const fields: Field[] = []
  for (const line of text.slice(10, -4).split('\r\n')) {
    const colon = line.indexOf(': ')
    if (colon < 1) return null
    fields.push([line.slice(0, colon), line.slice(colon + 2)])
  }
  return fields
}

/** Value of a field by its exact name, or null. */
export function fieldOf(fields: readonly Field[], name: string): string | null {
  return fields.find((field) => field[0] === name)?.[1] ?? null
}
