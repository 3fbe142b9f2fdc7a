/** What a response record says of its own length, read from its bytes without what imports read it with. */

const mostHead = 256 * 1024

/** In words, after "records". */
export function lengthOddities(block: Buffer): string[] {
  const text = block.subarray(0, mostHead).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  if (end === null) return []
  const values = (name: string): string[] =>
    [...text.slice(0, end.index).matchAll(new RegExp(`^${name}[ \\t]*:(.*)$`, 'gim'))].map(([, value = '']) =>
      value.trim()
    )
  const lengths = new Set(
    values('content-length').flatMap((value) => value.split(',').map((one) => Number(one.trim())))
  )
  const body = block.subarray(end.index + end[0].length)
  const chunked = values('transfer-encoding').some((value) => /chunked/i.test(value))
  const rest = chunked ? afterChunks(body.toString('latin1')) : null
  const found: string[] = []
  if (lengths.size > 1) found.push('state two lengths of one response')
  if (
    chunked &&
    lengths.size > 0 &&
    ![...lengths].some((length) => length === body.length || length === rest?.bodyBytes)
  )
    found.push('state chunks and a length that is not theirs')
  if (rest !== null && rest.after !== '') found.push('hold bytes after the last chunk of the response')
  const coded = values('content-encoding').some((value) => value !== '' && value !== 'identity')
  if (!chunked && !coded && lengths.size > 0 && [...lengths].every((length) => length < body.length))
    found.push('hold bytes after those that the response announced')
  return found
}

/** Null where no chunks, or not all of them, stand there. */
function afterChunks(body: string): { readonly bodyBytes: number; readonly after: string } | null {
  let bodyBytes = 0
  const size = /([0-9a-f]{1,8})[ \t]*(?:;[^\n]{0,1000})?\r?\n/iy
  for (size.lastIndex = 0; ;) {
    const found = size.exec(body)
    if (found === null) return null
    const bytes = Number.parseInt(found[1] ?? '', 16)
    const at = found.index + found[0].length
    if (bytes === 0) {
      const trailer = /(?:[^\s:]+:[^\n]*\n)*(?:\r?\n)?/y
      trailer.lastIndex = at
      return { bodyBytes, after: body.slice(at + (trailer.exec(body)?.[0].length ?? 0)) }
    }
    bodyBytes += bytes
    const line = /\r?\n/y
    line.lastIndex = at + bytes
    size.lastIndex = at + bytes + (line.exec(body)?.[0].length ?? 0)
  }
}
