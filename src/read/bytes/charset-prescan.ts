/** The character set that a page declares inside itself: the meta prescan of the HTML standard and the XML declaration. */
import { encodingOf } from './charset-labels.ts'

/** The standard looks at 1024 bytes; sites put long comments before their meta, browsers wait for more, so do we. */
const prescanBytes = 4096

/**
 * Finds the encoding declared by `<meta charset>`, `<meta http-equiv content>` or `<?xml encoding?>`, or null.
 * Source: HTML standard, "prescan a byte stream to determine its encoding".
 */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, prescanBytes)).toString('latin1')
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/i.exec(head)
  if (xml?.[1]) {
    const name = encodingOf(xml[1])
    if (name) return asciiCompatible(name)
  }
  let position = 0
  while (position < head.length) {
    const open = head.indexOf('<', position)
    if (open < 0) return null
    if (head.startsWith('<!--', open)) {
      const close = head.indexOf('-->', open + 2)
      if (close < 0) return null
      position = close + 3
    } else if (/^<meta[\s/]/i.test(head.slice(open, open + 6))) {
      const read = readAttributes(head, open + 5)
      const name = metaEncoding(read.attributes)
      if (name) return name
      position = read.end
    } else if (/^<\/?[a-z]/i.test(head.slice(open, open + 3))) {
      const nameEnd = open + 1 + head.slice(open + 1).search(/[\s>]|$/)
      position = readAttributes(head, nameEnd).end
    } else if (/^<[!/?]/.test(head.slice(open, open + 2))) {
      const close = head.indexOf('>', open)
      if (close < 0) return null
      position = close + 1
    } else {
      position = open + 1
    }
  }
  return null
}

function metaEncoding(attributes: ReadonlyMap<string, string>): string | null {
  const charset = attributes.get('charset')
  if (charset !== undefined) {
    const name = encodingOf(charset)
    return name && asciiCompatible(name)
  }
  const content = attributes.get('content')
  // Sites misspell `http-equiv` and `Content-Type`; with their dashes gone they still say what was meant.
  const said = ['http-equiv', 'httpequiv', 'http_equiv'].some((name) =>
    /^content[-_ ]?type$/i.test(attributes.get(name) ?? '')
  )
  if (content === undefined || !said) return null
  const found = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(content)
  const name = encodingOf(found?.[1] ?? found?.[2] ?? found?.[3] ?? '')
  return name && asciiCompatible(name)
}

/** A declaration that could be read as ASCII cannot stand in UTF-16; the standard reads it as UTF-8. */
function asciiCompatible(name: string): string {
  if (name === 'utf-16le' || name === 'utf-16be') return 'utf-8'
  return name === 'x-user-defined' ? 'windows-1252' : name
}

function readAttributes(head: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>()
  const pattern = /[\s/]*(?:(>)|([^\s/>=]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?)/y
  pattern.lastIndex = from
  for (let count = 0; count < 100; count++) {
    const at = pattern.lastIndex
    const found = pattern.exec(head)
    if (!found) return { attributes, end: Math.max(at, from) + 1 }
    if (found[1]) return { attributes, end: pattern.lastIndex }
    const name = (found[2] ?? '').toLowerCase()
    if (!attributes.has(name)) attributes.set(name, found[3] ?? found[4] ?? found[5] ?? '')
  }
  return { attributes, end: pattern.lastIndex }
}
