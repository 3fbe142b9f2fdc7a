/** Tests of very short adverts, and of the last page of a list: what little they hold still says which they are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './input.ts'

const others = [1, 2, 3, 4]
  .map((n) => `<li><a href="/ad/${900 + n}">Ander bericht ${n}</a> iets over nummer ${n}</li>`)
  .join('')
const detail = (title: string, body: string, meta: string): string =>
  `<html><head><title>${title} | Plein</title></head><body><header><a href="/">Plein</a></header><main><h1>${title}</h1><div>${body}</div>${meta}<h4>Verder</h4><ul>${others}</ul></main></body></html>`

const short: readonly (readonly [string, string, string, string])[] = [
  ['one emoji', 'Lies', '🌹', '<p>Geplaatst op 3 maart 2026</p>'],
  ['one emoji, no date', 'Lies', '🌹', ''],
  ['one word', 'Fiets', 'Weg', '<p>€ 20</p>'],
  ['one line', 'Kamer', 'Kamer vrij, mail maar.', '']
]
for (const [name, title, body, meta] of short) {
  test(`an advert of ${name} is an advert where the page has the make of one`, () => {
    const reading = read(detail(title, body, meta), { url: 'http://site.example/ad/899' })
    assert.equal(reading.kind, 'advert', reading.because)
    assert.deepEqual([reading.adverts[0]?.title, reading.adverts[0]?.body], [title, body])
  })
}

const lastPages: readonly (readonly [string, string])[] = [
  [
    'http://site.example/lijst?page=25',
    '<h1>Lijst</h1><table><tr><th>Wat<th>Waar</tr><tr><td><a href="/ad/12">Fiets te koop</a><br>Bel 06 1222 3344, weinig gebruikt …<td>Ede<td>€ 40</tr></table><p><a href="/lijst?page=24">Vorige</a></p>'
  ],
  [
    'http://site.example/fietsen/pagina/9',
    '<h1>Fietsen</h1><div class=k><h3><a href="/fiets/herenfiets-77">Herenfiets</a></h3><p>Weinig gebruikt, bel 06 1222 3344 …</p><b>€ 40</b></div><a href="/fietsen/pagina/8">Vorige</a>'
  ]
]
for (const [url, html] of lastPages) {
  test(`a last page with one teaser is a list: ${url}`, () => {
    const reading = read(`<html><head><title>Lijst</title></head><body>${html}</body></html>`, { url })
    assert.deepEqual([reading.kind, reading.adverts], ['list', []])
  })
}

test('a last page with two whole adverts gives both', () => {
  const note = (n: number, text: string): string =>
    `<div class="n" id="n${n}"><h2>Bericht ${n}</h2><div>${text}</div><p>€ 5</p></div>`
  const html = `<body><h1>Vel 33</h1>${note(41, 'Schrijf mij via het formulier, ik antwoord snel en vriendelijk.')}${note(44, 'Bel 06 1222 3344 voor een afspraak in het weekend, graag op tijd.')}`
  const reading = read(html, { url: 'http://site.example/vel/33' })
  assert.deepEqual(
    reading.adverts.map((advert) => advert.key),
    ['n41', 'n44']
  )
})
