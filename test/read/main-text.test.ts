/** The main text of pages of several shapes, whole: what people would call the page's own matter, and nothing of the frame around it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './input.ts'

const frame = (inner: string): string => `<!doctype html><title>Tuinblad</title>
<header><a href="/">Tuinblad</a></header><nav><ul><li><a href="/a">Nieuws</a><li><a href="/b">Planten</a></ul></nav>
${inner}
<aside class="sidebar"><h3>Lees ook</h3><p>Een stuk over tulpen, dat ergens anders staat.</p></aside>
<div class="cookie-banner"><p>Wij gebruiken koekjes om het bezoek te meten.</p></div>
<footer><p>Tuinblad, uitgeverij De Schoffel. Alle rechten voorbehouden.</p></footer>`

const long = (word: string): string =>
  `De ${word} staat graag in de zon en vraagt in droge weken elke avond een gieter water, zegt de kweker.`

const pages: readonly (readonly [string, string, string])[] = [
  [
    'an article',
    `<main><article><h1>Rozen snoeien</h1><p>${long('roos')}</p><p>${long('klimroos')}</p></article></main>`,
    `Rozen snoeien\n${long('roos')}\n${long('klimroos')}`
  ],
  [
    'the posts of a thread, though their class says comment',
    `<div id="draad"><div class="comment"><p>${long('dahlia')}</p></div><div class="comment"><p>${long('hortensia')}</p></div></div>`,
    `${long('dahlia')}\n${long('hortensia')}`
  ],
  [
    'the items of a list without the button that each repeats',
    `<div class="lijst">${['aardbei', 'braam', 'framboos']
      .map(
        (one) => `<div class="item"><h2>Stek van de ${one}</h2><p>${long(one)}</p><a href="/${one}">Bekijk</a></div>`
      )
      .join('')}</div>`,
    ['aardbei', 'braam', 'framboos'].map((one) => `Stek van de ${one}\n${long(one)}`).join('\n')
  ]
]

for (const [title, inner, expected] of pages)
  test(`main text: ${title}`, () =>
    assert.equal(read(frame(inner), { url: 'http://tuin.example/stuk/1' }).main, expected))

test('main text: a page without text has none, and a page of boilerplate alone gives no error', () => {
  assert.equal(read('').main, '')
  assert.equal(typeof read(frame('')).main, 'string')
})
