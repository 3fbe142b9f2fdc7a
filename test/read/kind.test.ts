/** Tests of kind: walls and notices are recognised, adverts that look like them stay adverts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PageKind } from '../../src/model/page.ts'
import { read } from './input.ts'

const page = (title: string, body: string): string =>
  `<html><head><title>${title}</title></head><body>${body}</body></html>`

const walls: readonly (readonly [PageKind, string, string])[] = [
  ['wall', 'Just a moment...', '<h1>site</h1><p>Verifying you are human.</p>'],
  ['wall', 'Attention Required! | Shield', '<h1>Sorry, you have been blocked</h1>'],
  ['wall', 'Controle', '<h1>Ben je een robot?</h1><div class="g-recaptcha"></div>'],
  ['wall', 'market', '<div class="h-captcha"></div>'],
  ['wall', 'Cookies', '<h1>Wij gebruiken cookies</h1><p>Accepteer om verder te gaan.</p>'],
  ['wall', 'Anmelden', '<h2>Bitte melden Sie sich an, um fortzufahren</h2><input type=password>'],
  ['wall', 'x', '<h1>You must be 18 or older</h1><a href=/in>Enter</a>'],
  ['wall', 'x', '<h1>Not available in your country</h1>'],
  ['wall', 'Account suspended', '<h1>Deze website is opgeschort</h1><p>Mail hosting@host.example</p>'],
  ['wall', 'x', '<h1>Dit domein is te koop</h1>'],
  ['wall', 'x', '<p>Site under maintenance, back soon</p>'],
  ['gone', 'x', '<h1>Deze advertentie is verwijderd</h1>'],
  ['gone', 'x', '<h1>Oops</h1><p>This listing is no longer available.</p>'],
  ['gone', 'x', '<h1>Anzeige ist nicht mehr verfügbar</h1>'],
  ['gone', 'x', '<h1>Ogłoszenie wygasło</h1>'],
  ['empty', '', ''],
  ['other', 'Over ons', '<h1>Over ons</h1><p>Bel 020 111 2222 voor vragen over onze site, wij helpen graag.</p>']
]
for (const [kind, title, body] of walls) {
  test(`A24 a page with status 200 that says "${body
    .replace(/<[^>]+>/g, ' ')
    .trim()
    .slice(0, 40)}" is ${kind}`, () => {
    const reading = read(page(title, body))
    assert.equal(reading.kind, kind, reading.because)
    assert.deepEqual(reading.adverts, [])
  })
}

const lookalikes: readonly (readonly [string, string])[] = [
  [
    'Thuiswerk captcha invullen',
    'Verdien bij door captcha in te vullen. Inloggen hoeft niet, bel 06 1234 5678 of kom langs. Vanaf 3 euro per uur.'
  ],
  [
    'Site gehackt? Ik help',
    'Is uw account geblokkeerd of de website opgeschort? Ik herstel hem voor 50 euro. Bel 06 1234 5678.'
  ],
  [
    'Koekjes en cookies',
    'Wij bakken cookies voor elk feest, alle smaken. Bestel op 010 111 2233 of kom naar de winkel in Rotterdam.'
  ],
  [
    'Kamer nog beschikbaar',
    'Deze advertentie is niet verlopen: zolang hij er staat is de kamer vrij. Huur 300 euro. Bel 06 1234 5678.'
  ],
  [
    'Geheugenspel voor mensen',
    'Are you human? Dan is dit spel iets voor jou. Nieuw in doos, 10 euro, ophalen in Zwolle, bel 038 111 2233.'
  ]
]
for (const [title, text] of lookalikes) {
  test(`A24 the advert "${title}" is not taken for a wall`, () => {
    const reading = read(page(`${title} - Zoekertjes`, `<h1>${title}</h1><p>${text}</p>`))
    assert.equal(reading.kind, 'advert', reading.because)
    assert.match(reading.adverts[0]?.body ?? '', /\d{3}/)
  })
}

const statuses: readonly (readonly [number, PageKind])[] = [
  [404, 'gone'],
  [410, 'gone'],
  [403, 'wall'],
  [429, 'wall'],
  [451, 'wall'],
  [500, 'error'],
  [503, 'error']
]
for (const [status, kind] of statuses) {
  test(`status ${status} is ${kind} whatever the page says`, () => {
    assert.equal(
      read(page('x', '<h1>Massage</h1><p>Bel 06 1234 5678, prijs 50 euro, elke dag geopend in Utrecht.</p>'), {
        status
      }).kind,
      kind
    )
  })
}

test('pictures, PDF and text that is a picture are not HTML', () => {
  assert.equal(read('x', { headers: { 'content-type': 'image/png' } }).kind, 'not-html')
  assert.equal(
    read(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2), { headers: { 'content-type': 'text/html' } }).kind,
    'not-html'
  )
  assert.equal(read('%PDF-1.7 ...', { headers: {} }).kind, 'not-html')
})

const beside: readonly (readonly [name: string, html: string])[] = [
  [
    'a form to write to its owner',
    '<form><label>Name</label><textarea></textarea><div class="g-recaptcha"></div></form>'
  ],
  ['the number of its owner and a captcha', '<p>Call us on 06 48 15 16 23</p><div class="g-recaptcha"></div>'],
  ['the mailbox of its owner and a sign-in', '<p>Mail us: shop@site.example</p><form><input type="password"></form>'],
  [
    'a recipe for machines and a captcha',
    '<script type="application/ld+json">{"@type":"Recipe","name":"Cake"}</script><h1>Cake</h1><div class="cf-turnstile"></div>'
  ]
]
for (const [name, html] of beside)
  test(`a page with ${name} is no wall`, () => {
    const { kind, because } = read(page('Cake', html), { url: 'http://site.example/cake' })
    assert.notEqual(kind, 'wall', because)
  })

test('an event of another name beside an offer does not make an article of it', () => {
  const event =
    '<script type="application/ld+json">{"@type":"Event","name":"Open day","description":"Come in"}</script>'
  const house = '<h1>House in Mill Lane</h1><p>Price: € 200.000</p><p>Light house, call 06 48 15 16 23.</p>'
  assert.equal(read(page('House in Mill Lane', event + house)).kind, 'advert')
})
