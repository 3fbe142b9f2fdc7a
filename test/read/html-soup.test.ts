/** The text of odd markup is the text that the HTML Standard's own algorithm finds there: compared with parse5, on generated tag soup. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { parseHtml } from '../../src/read/html/html.ts'

type Node = DefaultTreeAdapterTypes.Node

const tags =
  'html head body title p div span a b table tr td ul li select option template svg g text path title desc foreignObject h1 form button textarea object section noscript math style script dl dd'.split(
    ' '
  )
const runs = 3000

test('B2 a word that a browser shows is read, and one that it does not show is not, in tag soup', () => {
  const random = mulberry32(20261126)
  const wrong: string[] = []
  let words = 0
  for (let run = 0; run < runs; run++) {
    const html = soup(random)
    const expected = shownWords(html)
    words += expected.length
    const found = parseHtml(html)
      .blocks.flatMap((block) => block.text.match(/\w+/g) ?? [])
      .sort()
    if (expected.join(' ') !== found.join(' ')) wrong.push(`${html}: ${expected.join(' ')} / ${found.join(' ')}`)
  }
  assert.ok(words > runs, 'the soup shows words')
  // What is left are words that the standard moves out of tables, and end tags inside formulas.
  assert.ok(wrong.length < runs * 0.015, `${wrong.length} of ${runs}: ${wrong.slice(0, 5).join('\n')}`)
})

function soup(random: () => number): string {
  const pick = (): string => tags[Math.floor(random() * tags.length)] ?? 'p'
  let html = random() < 0.5 ? '<!doctype html>' : ''
  const parts = 2 + Math.floor(random() * 10)
  for (let part = 0; part < parts; part++) {
    const what = random()
    html += what < 0.4 ? `<${pick()}>` : what < 0.55 ? `<${pick()}/>` : what < 0.75 ? `</${pick()}>` : ` w${part}x `
  }
  return `${html} end `
}

const silent = new Set('script style template title textarea select iframe noembed noframes head math'.split(' '))

function shownWords(html: string): string[] {
  const words: string[] = []
  /** `outer`: whether the text around the drawing is shown; null outside of drawings. */
  const walk = (node: Node, shown: boolean, outer: boolean | null): void => {
    if (node.nodeName === '#text') {
      if (shown) words.push(...((node as DefaultTreeAdapterTypes.TextNode).value.match(/\w+/g) ?? []))
      return
    }
    const tag = node.nodeName.toLowerCase()
    let [here, drawing] = [shown, outer]
    if (silent.has(tag)) [here, drawing] = [false, drawing === null ? null : false]
    else if (tag === 'desc' && drawing !== null) drawing = false
    else if (tag === 'svg') [here, drawing] = [false, shown]
    else if (drawing !== null && (tag === 'text' || tag === 'foreignobject')) {
      here = drawing
      if (tag === 'foreignobject') drawing = null
    }
    for (const child of 'childNodes' in node ? node.childNodes : []) walk(child, here, drawing)
  }
  walk(parse(html, { scriptingEnabled: false }), true, null)
  return words.sort()
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
