/** Reads the text of a PDF for tests, as a program for the blind would. */
import { inflateSync } from 'node:zlib'

/** The text of a PDF in the order of its pages: strings of its content, through the tables by which its fonts name letters. */
export function wordsOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  const objects = new Map<number, string>()
  for (const found of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(Number(found[1]), found[2] ?? '')
  const streamOf = (no: number): string => {
    const body = objects.get(no) ?? ''
    const from = body.indexOf('stream\n')
    if (from < 0) return ''
    const bytes = Buffer.from(body.slice(from + 7, body.lastIndexOf('\nendstream')), 'latin1')
    return body.slice(0, from).includes('FlateDecode')
      ? inflateSync(bytes).toString('latin1')
      : bytes.toString('latin1')
  }
  const maps = new Map<string, string[]>()
  for (const [, body] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1]
    if (unicode === undefined) continue
    const letters: string[] = []
    for (const [, range = ''] of streamOf(Number(unicode)).matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
      for (const [, start = '', list = ''] of range.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
        for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
          letters[parseInt(start, 16) + at] = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')
    const name = [...objects].find(([, other]) => other === body)?.[0]
    maps.set(`${name}`, letters)
  }
  const names = new Map([...raw.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', no = '']) => [name, no]))
  let words = ''
  for (const [, body] of objects) {
    if (!/\/Type \/Page\n/.test(body)) continue
    const content = streamOf(Number(/\/Contents (\d+) 0 R/.exec(body)?.[1]))
    let letters: string[] = []
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) letters = maps.get(names.get(font) ?? '') ?? []
      else
        for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi))
          for (let at = 0; at < hex.length; at += 4) words += letters[parseInt(hex.slice(at, at + 4), 16)] ?? ''
      words += '\n'
    }
  }
  return words
}
