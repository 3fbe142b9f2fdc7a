/** Tests of html: blocks of text as a visitor sees them, and limits that hold. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { parseHtml } from '../../src/read/html/html.ts'
import { read } from './input.ts'

const texts = (html: string): string[] => parseHtml(html).blocks.map((block) => block.text)

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['paragraphs without end tags', '<p>een<p>twee<div>drie', ['een', 'twee', 'drie']],
  ['line breaks stay', 'een<br>twee<br/>drie', ['een\ntwee\ndrie']],
  ['white space is one space', ' een \n\t twee ', ['een twee']],
  ['pre keeps its lines', '<pre>een\n  twee</pre>', ['een\n  twee']],
  ['list items without end tags', '<ul><li>a<li>b<ul><li>c</ul><li>d</ul>', ['a', 'b', 'c', 'd']],
  ['cells without end tags', '<table><tr><td>a<td>b<tr><td>c</table>', ['a', 'b', 'c']],
  ['B2 misnested inline elements', '<b>een<div>twee</b>drie</div>', ['een', 'tweedrie']],
  [
    'B2 an end tag does not reach out of a table',
    '<div>a<table><tr><td>b</div>c</td></tr></table>d</div>',
    ['a', 'bc', 'd']
  ],
  ['B2 stray end tags', '</p></div></b>een</i>', ['een']],
  ['B2 an unclosed tag at the end', 'een<div class="x', ['een']],
  ['B2 an unclosed comment', 'een<!-- twee', ['een']],
  ['entities', 'caf&eacute; &amp; &#8364;&nbsp;70 &lt;b&gt;', ['café & €\u00a070 <b>']],
  [
    'scripts, styles and templates are silent',
    '<style>p{}</style><script>"</p>"</script><template><p>x</p></template>een',
    ['een']
  ],
  [
    'hidden elements are silent',
    '<p hidden>a</p><p style="display: none">b</p><p style="visibility:hidden">c</p>d',
    ['d']
  ],
  [
    'a head without an end tag ends at the first text of the body',
    '<head><meta charset=utf-8><p>een</p>twee',
    ['een', 'twee']
  ],
  ['a head ends at bare text', '<head><link rel=icon href=x>een', ['een']],
  ['what hides the whole page is taken off by scripts', '<body style="display:none"><p>een</p>', ['een']],
  ['a drawing’s title that closes itself swallows nothing', '<svg><title/><style/><path d=""/></svg>een', ['een']],
  [
    'text in a drawing is text, its title and definitions are not',
    '<svg><title>a</title><defs><text>b</text></defs><g><text>06 48 15</text></g></svg>',
    ['06 48 15']
  ],
  ['an unclosed drawing ends where a paragraph begins', '<svg><path d=""/><p>een</p>twee', ['een', 'twee']],
  ['an unclosed cell in a template hides nothing', '<template><table><tr><td>a</template>een', ['een']],
  ['a select ends at an input', '<select><option>a<input>een', ['een']],
  ['what stands in for a plug-in is read', '<object data=x><p>een</p></object>', ['een']],
  ['one number in pieces stays one', '06<b>12</b><i>34</i>5678', ['0612345678']],
  ['two inline things get a space', '<span>Telefoon</span><span>0612345678</span>', ['Telefoon 0612345678']],
  [
    'a contact link is written out',
    '<p>Bel <a href="tel:+31612345678">mij</a> nu</p>',
    ['Bel mij tel:+31612345678 nu']
  ],
  ['a contact link that shows its number is not', '<a href="tel:+31612345678">06 1234 5678</a>', ['06 1234 5678']],
  [
    'a hidden contact link is written out',
    '<div hidden>x<a href="https://wa.me/31612345678">y</a></div>',
    ['https://wa.me/31612345678']
  ],
  [
    'a phone in a data attribute is written out',
    '<span data-phone="06 1234 5678">toon</span>',
    ['tel:06 1234 5678 toon']
  ]
]
test('a page served as XHTML: every element may close itself, and CDATA is text', () => {
  const html =
    '<html><head><script src="x"/><title>t</title></head><body><iframe/><p>een</p><![CDATA[twee]]></body></html>'
  const page = read(html, { headers: { 'content-type': 'application/xhtml+xml' } })
  assert.equal(page.text, 'een\ntwee')
})

for (const [title, html, expected] of cases)
  test(`${title}: ${html.slice(0, 50)}`, () => assert.deepEqual(texts(html), expected))

const bombs: readonly (readonly [string, string])[] = [
  ['100,000 nested elements', '<div>'.repeat(100_000) + 'x'],
  ['100,000 nested elements that close', '<i>'.repeat(100_000) + 'x' + '</i>'.repeat(100_000)],
  ['100,000 stray end tags under 500 open elements', '<b><div>'.repeat(250) + '</b>'.repeat(100_000)],
  ['1,000,000 attributes', `<div ${'a '.repeat(1_000_000)}>x`],
  ['300,000 elements', '<p>a'.repeat(300_000)],
  ['100,000 links', '<a href=x>y'.repeat(100_000)],
  ['300,000 line breaks', 'a<br>'.repeat(300_000)],
  ['500,000 <', '<'.repeat(500_000)]
]
for (const [title, html] of bombs) {
  test(`B1 ${title} stay within bounds`, () => {
    const start = process.cpuUsage()
    const document = parseHtml(html)
    const { user, system } = process.cpuUsage(start)
    assert.ok(document.elements.length <= 250_000 && document.blocks.length <= 50_000)
    assert.ok(user + system < 8_000_000, `${(user + system) / 1e6} s`)
  })
}

test('B1 a body of 200 MB on one line is read up to the limit, and says so', () => {
  const body = new Uint8Array(200 * 1024 * 1024).fill(0x61)
  const start = process.cpuUsage()
  const reading = read(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  assert.ok(process.cpuUsage(start).user < 8_000_000)
  assert.match(reading.notes.join(), /body over/)
  assert.ok(reading.text.length <= 8 * 1024 * 1024)
})

test('B1 deep nesting is noted and its text kept', () => {
  const document = parseHtml(`${'<div>'.repeat(600)}diep`)
  assert.equal(document.blocks[0]?.text, 'diep')
  assert.match(document.notes.join(), /nesting over 512/)
})

test('any mixture of tags gives elements that nest and blocks in order', () => {
  const piece = fc.constantFrom(
    '<div>',
    '</div>',
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<a href="/x">',
    '</a>',
    '<table>',
    '<tr>',
    '<td>',
    '</table>',
    '<li>',
    '<br>',
    'tekst ',
    '<h2>',
    '</h2>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '&amp;',
    '<',
    '"'
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const document = parseHtml(pieces.join(''))
      for (const [i, element] of document.elements.entries()) {
        assert.ok(element.parent < i && element.end > i && element.blockEnd >= element.blockStart)
      }
      for (const block of document.blocks) assert.ok(block.text.trim() === block.text && block.text !== '')
    })
  )
})
