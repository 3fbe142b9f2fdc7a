/** Captured pages drawn again: of every try to ask, run or leave nothing is left, in any order, and what draws stays. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../properties.ts'
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { keptAttributes, keptElements, setReferences } from '../../../src/evidence/replay/markup.ts'
import { pageReferences, parsePage, writePage, type PageParts } from '../../../src/evidence/replay/page.ts'
import { rewriteSheet, rewriteStyle, sheetReferences } from '../../../src/evidence/replay/sheet.ts'
import { hostileMarkup } from './hostile.ts'

const to = 'http://asked.example'
const picture = 'data:image/jpeg;base64,AAAA'
const nothing = { picture: () => null, imported: () => null }
const bare: PageParts = {
  picture: () => null,
  sheet: () => null,
  style: (text) => rewriteSheet(text, nothing),
  inline: nothing,
  cover: (texts) => texts
}

function written(html: string, parts: Partial<PageParts> = {}): ReturnType<typeof writePage> {
  const page = parsePage(html)
  assert.ok(page !== null)
  return writePage(page, { ...bare, ...parts })
}

/** What is left that no replay may hold. */
function faultsOf(html: string): string[] {
  const faults: string[] = []
  const walk = (node: Tree.Node): void => {
    if ('tagName' in node) {
      const known =
        keptElements.has(node.tagName) ||
        ['html', 'head', 'body', 'meta', 'style', 'img', 'span'].includes(node.tagName)
      if (!known || node.namespaceURI !== 'http://www.w3.org/1999/xhtml') faults.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) {
        const drawn = node.tagName === 'img' && name === 'src' && value.startsWith('data:image/')
        const own = ['style', 'media', 'title', 'alt', 'charset'].includes(name)
        if (!drawn && !own && !keptAttributes.has(name)) faults.push(`${node.tagName} ${name}="${value}"`)
        if (name === 'style' && /url\((?!"data:image)|expression|behavior|binding/i.test(value)) faults.push(value)
      }
      if (node.tagName === 'style') {
        const css = node.childNodes.map((one) => (defaultTreeAdapter.isTextNode(one) ? one.value : '')).join('')
        if (/url\((?!"data:image)|@import|@font-face|image-set|src\(|[\\<]/i.test(css) || css.includes(to))
          faults.push(css)
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(html, { scriptingEnabled: false }))
  return faults
}

test('C13 C14 each try of a hostile page is gone from its replay: nothing in it names an address or runs', () => {
  for (const markup of hostileMarkup(to)) {
    for (const page of [
      markup,
      `<!doctype html><body><p>before</p>${markup}<p>after</p>`,
      `<table><tr><td>${markup}`
    ]) {
      const { html } = written(page)
      assert.deepEqual(faultsOf(html), [], page)
      assert.ok(!/asked\.example/.test(html.replaceAll(/&lt;.*?&gt;/gs, '')), html)
    }
  }
  assert.ok(hostileMarkup(to).length > 30)
})

test('C13 C14 tries in any order, cut anywhere, leave nothing either', () => {
  const piece = fc.constantFrom(
    ...hostileMarkup(to),
    '<table>',
    '</p>',
    '<p>',
    '<select>',
    '<svg>',
    '<math>',
    '</style>',
    '<!--',
    '-->',
    '<title>',
    '<textarea>'
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(400), (pieces, cutAt) => {
      const soup = pieces.join('')
      const html = written(cutAt % 2 === 0 ? soup : soup.slice(cutAt)).html
      assert.deepEqual(faultsOf(html), [])
      // Read again as a browser reads it and drawn again, still nothing: no mutation brings anything back.
      assert.deepEqual(faultsOf(written(html).html), [])
    }),
    { numRuns: 150 }
  )
})

test('what draws stays: text, structure, classes, styles, tables, and pictures that were captured', () => {
  const page = `<html lang="nl" class="site"><head><style media="screen">.ad{color:red;background:url(foto.png) no-repeat}@media print{.ad{color:blue}}</style>
    <link rel="stylesheet" href="site.css"></head><body id="b"><h1 class="ad" style="margin:0 auto">Titel &amp; meer</h1>
    <table border=1><tr><td colspan="2">cel</td></tr></table><img src="een.jpg" alt="een" width="40"><img src="twee.jpg" alt="twee"></body></html>`
  const { html, removed } = written(page, {
    picture: ([first]) => (first === 'een.jpg' ? picture : null),
    sheet: (reference) => (reference === 'site.css' ? 'p{color:green}' : null),
    style: (text) => rewriteSheet(text, { picture: () => picture, imported: () => null })
  })
  assert.match(html, /<html lang="nl" class="site">/)
  assert.match(
    html,
    /<style media="screen">\.ad\{color:red;background:url\("data:image\/jpeg;base64,AAAA"\) no-repeat;\}@media print\{\.ad\{color:blue;\}\}<\/style>/
  )
  assert.match(html, /<style>p\{color:green\}<\/style>/)
  assert.match(html, /<h1 class="ad" style="margin:0 auto;">Titel &amp; meer<\/h1>/)
  assert.match(html, /<td colspan="2">cel<\/td>/)
  assert.match(html, /<img src="data:image\/jpeg;base64,AAAA" alt="" width="40">/)
  assert.match(html, /<span>▨ twee<\/span>/)
  assert.deepEqual(removed, {})
})

test('what was left out is counted by its kind', () => {
  const { removed } = written(
    `<body onload="x()"><script>1</script><form><input value=a><a href="/b" onclick="y()">b</a></form><iframe></iframe><svg></svg><video></video><object></object><meta http-equiv=refresh content="1">`
  )
  assert.deepEqual(removed, {
    scripts: 1,
    handlers: 2,
    forms: 2,
    links: 1,
    frames: 1,
    drawings: 1,
    media: 1,
    embedded: 1,
    refreshes: 1
  })
})

test('the words of a page run on over markup within them, and stand apart where a block ends or an attribute speaks', () => {
  let said: readonly string[] = []
  const { html } = written('<p>Co<b>lom</b>bia</p><p title="uit Peru">tekst</p><img alt="foto">', {
    cover: (texts) => ((said = texts), texts.map((text) => text.replaceAll(/[a-z]/g, '*')))
  })
  assert.match(said.join(''), /\nColombia\n/)
  assert.match(html, /<p>C\*<b>\*\*\*<\/b>\*\*\*<\/p><p title="\*\*\* P\*\*\*">\*\*\*\*\*<\/p><span>▨ \*\*\*\*<\/span>/)
})

test('a page names its pictures, sheets and base as written, those of late loading and of sets too', () => {
  const page = parsePage(
    `<base href="/map/"><link rel="stylesheet" href="a.css"><link rel="alternate stylesheet" href="b.css"><img src="1.png" data-src="2.png" srcset="3.png 1x, 4,5.png 2x">
     <picture><source srcset="6.webp 100w,7.webp 200w"><img src="8.png"></picture><style>p{background:url(9.png)}</style><p style="background:url(10.png)">`
  )
  assert.ok(page !== null)
  const { pictures, sheets, styles, base } = pageReferences(page)
  assert.deepEqual(pictures, [
    ['1.png', '2.png', '3.png', '4,5.png'],
    ['8.png', '6.webp', '7.webp']
  ])
  assert.deepEqual([sheets, base], [['a.css'], '/map/'])
  assert.deepEqual(
    styles.flatMap((one) => sheetReferences(one).pictures),
    ['9.png', '10.png']
  )
  assert.deepEqual(setReferences('a.png, b.png 2x'), ['a.png', 'b.png'])
})

test('a sheet keeps what is known to draw; an import that was captured stands in its place, under its media', () => {
  const css = rewriteSheet(
    '@import "a.css" print; @import url(b.css); .x > a:hover{width:calc(1px + 2%);color:rgb(1 2 3)!important}',
    {
      picture: () => null,
      imported: (reference) => (reference === 'a.css' ? 'i{color:red;}' : null)
    }
  )
  assert.equal(css, '@media print{i{color:red;}}.x > a:hover{width:calc(1px + 2%);color:rgb(1 2 3)!important;}')
  for (const wrong of [
    'p{color:r\\65d}',
    'p::after{content:"words"}',
    'p{x:attr(title)}',
    'p{x:element(#a)}',
    'p{behavior:url(x)}',
    '@namespace x "y";',
    'p{a:"}'
  ])
    assert.equal(rewriteSheet(wrong, nothing).replaceAll(/[^{}]*\{\}/g, ''), '', wrong)
  assert.equal(rewriteStyle('color:red}p{color:blue', nothing), '')
})

test('a page too deep for a browser, or too long, is not drawn; a wide one is, in time that grows with its length', () => {
  assert.equal(parsePage('<div>'.repeat(2_000)), null)
  assert.equal(parsePage('a'.repeat(4_000_001)), null)
  const wide = '<p style="a:b">x</p>'.repeat(20_000)
  assert.ok(written(wide).html.length > 400_000)
  const began = performance.now()
  rewriteSheet(
    `p{x:${'a'.repeat(190_000)}}q{x:${' '.repeat(190_000)}url(${' '.repeat(190_000)}}r{x:${'('.repeat(190_000)}`,
    nothing
  )
  setReferences(' '.repeat(20_000))
  assert.ok(performance.now() - began < 20_000)
})
