/** Tests of pages that are no adverts: what is written to be read, threads; and of adverts that look like them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './input.ts'

const sentence =
  'The council met on Tuesday evening and spoke for two hours about the new bridge over the river and its costs. '
const related = [1, 2, 3]
  .map((n) => `<a href="/advert/other-${n}00">Another story about the town, number ${n}</a>`)
  .join('')
const person = '<p>By <a href="/user/anna">Anna</a></p><time datetime="2026-02-03">3 February 2026</time>'
const pageOf = (inner: string, head = '', title = 'New bridge over the river'): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><main><h1>${title}</h1>${person}${inner}</main>` +
  `<section class="related">${related}</section></body></html>`
const ld = (type: string): string =>
  `<script type="application/ld+json">{"@type":"${type}","headline":"New bridge over the river","datePublished":"2026-02-03","author":{"name":"Anna"}}</script>`

const ordinary: readonly (readonly [name: string, html: string])[] = [
  ['a long story', pageOf(`<p>${sentence.repeat(40)}</p>`)],
  ['a story of a news site', pageOf(`<p>${sentence.repeat(8)}</p>`, ld('NewsArticle'))],
  [
    'a story with the number of its writer beside it',
    pageOf(`<p>${sentence.repeat(30)}</p><p>Tips: 020 555 01 23 44</p>`, ld('Article'))
  ],
  ['a post of a weblog', pageOf(`<p>${sentence.repeat(8)}</p>`, ld('BlogPosting'))],
  [
    'the first post of a thread',
    pageOf(`<p>${sentence.repeat(3)}</p><p>Joined: May 2020</p><p>Posts: 12</p>`, ld('DiscussionForumPosting'))
  ],
  [
    'answers in a thread',
    pageOf(
      [1, 2, 3, 4]
        .map(
          (n) =>
            `<div class="post" id="p${n}00"><h4 class="author">user${n}</h4><div>${sentence.repeat(2)}${n}</div></div>`
        )
        .join('')
    )
  ]
]
for (const [name, html] of ordinary) {
  test(`R21 ${name} is no advert and no wall`, () => {
    const { kind, because } = read(html, { url: 'http://site.example/advert/new-bridge-4711' })
    assert.ok(kind === 'other' || kind === 'list', `${kind}: ${because}`)
  })
}

const adverts: readonly (readonly [name: string, html: string])[] = [
  [
    'an advert on blog software',
    pageOf('<p>Lovely quiet room near the bridge, call 06 48 15 16 23.</p><p>Price: € 90</p>', ld('BlogPosting'))
  ],
  [
    'an offer in a forum',
    pageOf('<p>Selling my bike, two years old, call 06 48 15 16 23.</p>', ld('DiscussionForumPosting'))
  ],
  [
    'an advert whose number is in words',
    pageOf('<p>New in town, call zero six four eight fifteen sixteen twenty three.</p>')
  ],
  ['an advert with letters for digits', pageOf('<p>New in town, call O6 48 I5 I6 23 any day.</p>')],
  [
    'an advert that says when it was placed and changed, and where',
    `<title>Quiet room</title><main><h1>Quiet room</h1><p>${sentence}</p><p>Posted: 3 February 2026</p><p>Location: Leeds</p></main>`
  ],
  [
    'an advert with a form only',
    pageOf(
      '<p>Lovely quiet room near the bridge for a week or two.</p><p>City: Utrecht</p><form><button>Send a message</button></form>'
    )
  ]
]
for (const [name, html] of adverts) {
  test(`R1 ${name} is an advert`, () => {
    const { kind, because } = read(html, { url: 'http://site.example/advert/new-bridge-4711' })
    assert.equal(kind, 'advert', because)
  })
}

const stock = [1, 2, 3, 4, 5, 6].map(
  (n) =>
    `<li><a href="/item/${n}00">Coffee of the house number ${n}, roasted this week, 250 grams, strong and dark</a> € ${n},50</li>`
)
const full: readonly (readonly [name: string, html: string])[] = [
  [
    'a cookie dialog',
    `<div class="cookie-dialog" role="dialog"><h2>We care about your privacy</h2><p>Choose.</p></div>`
  ],
  ['a sign-in form', '<form><h2>Log in to continue</h2><input type="password"><button>Log in</button></form>']
]
for (const [name, over] of full) {
  test(`R21 ${name} over a full page is no wall, and one alone is`, () => {
    const shop = `<title>Coffee</title><main><h1>Coffee</h1><ul>${stock.concat(stock).concat(stock).join('')}</ul></main>${over}`
    assert.notEqual(read(shop).kind, 'wall')
    assert.equal(read(`<title>Coffee</title>${over}`).kind, 'wall')
  })
}

const siteOf = (site: string, title: string, inner: string, head = ''): string =>
  `<!doctype html><html lang="nl"><title>${title} | ${site}</title>${head}<nav><a href="/">Start</a> <a href="/contact">Contact</a></nav>` +
  `<main><h1>${title}</h1>${inner}</main>`

const room =
  '<p>Ruime kamer met twee bedden, douche en uitzicht op het bos. Ontbijt is inbegrepen en huisdieren zijn welkom.</p>' +
  '<table><tr><th>Prijs</th><td>&euro; 85</td></tr><tr><th>Plaats</th><td>Ede</td></tr></table><p>Bel 0577 000 123</p>'

const organisations: readonly (readonly [site: string, url: string, head?: string])[] = [
  ['Hotel Duinzicht', 'http://duinzicht.example/kamers/comfort'],
  ['Gemeente Voorbeeld', 'http://voorbeeld.example/verhuur/zaal'],
  ['Stadt Beispiel', 'http://beispiel.example/vermietung/saal'],
  ['Hôtel Le Pin', 'http://lepin.example/chambres/double'],
  ['Duinzicht', 'http://www.hotel-duinzicht.example/kamers/comfort'],
  [
    'Duinzicht',
    'http://duinzicht.example/kamers/comfort',
    '<script type="application/ld+json">{"@type":"Hotel","name":"Duinzicht"}</script>'
  ]
]

for (const [site, url, head] of organisations)
  test(`ordinary pages: what ${site} at ${url} offers is no advert`, () => {
    const page = read(siteOf(site, 'Tweepersoonskamer', room, head), { url })
    assert.equal(page.kind, 'other')
    assert.match(page.because, /a site of an organisation/)
  })

test('ordinary pages: the same text on a board, and a vacancy on the site of a hotel, are adverts', () => {
  assert.equal(read(siteOf('Prikbord', 'Tweepersoonskamer', room)).kind, 'advert')
  assert.equal(read(siteOf('Hotel Duinzicht', 'Vacature kamermeisje', room)).kind, 'advert')
})

const story = `<p>${sentence.repeat(5)}</p>`
const meta = (property: string, content: string): string => `<meta property="${property}" content="${content}">`
const toRead: readonly (readonly [name: string, html: string])[] = [
  [
    'a recipe with a price and the address of its writer',
    pageOf(
      `${story}<p class="price">€ 4 a person</p><p>Questions: write to anna@kitchen.example or call 06 48 15 16 23.</p>`,
      '<script type="application/ld+json">{"@graph":[{"@type":"Person","name":"Anna"},{"@type":["Recipe"],"name":"New bridge cake"}]}</script>'
    )
  ],
  ['a story with the metadata of an article and nothing offered', pageOf(story, meta('og:type', 'article'))],
  ['a story of many paragraphs that offers nothing', pageOf(`<p>${sentence.repeat(2)}</p>`.repeat(5))],
  [
    'a story that can be sent to others',
    pageOf(
      `${story}<p>Send it on: <a href="mailto:?subject=New%20bridge">by mail</a> <a href="whatsapp://send?text=New%20bridge">by WhatsApp</a></p>`,
      meta('og:type', 'article')
    )
  ],
  [
    'a story that names services',
    pageOf(
      `<p>${sentence.repeat(4)} On Instagram in 2024 many people saw it, and the signal to the town was clear.</p>`,
      meta('article:section', 'Local')
    )
  ],
  [
    'a shop’s goods of which it says nothing',
    `<title>Ribbed scarf – Wool shop</title>${meta('og:type', 'product')}<main><h1>Ribbed scarf</h1><p>£38.00</p><p>Leeds</p><p>Soft wool scarf, ribbed by hand.</p><img src="/scarf.jpg"><button>Add to cart</button></main>`
  ],
  [
    'a list of goods, each with its price',
    `<title>Desks – Wool shop</title><main><h1>Desks</h1><p>${sentence}</p><img src="/desk.jpg">${[1, 2, 3, 4, 5, 6, 7].map((n) => `<div><b>Desk ${n}</b><p>€ ${n}9,00</p></div>`).join('')}</main>`
  ]
]
for (const [name, html] of toRead)
  test(`ordinary pages: ${name} is no advert`, () => {
    const { kind, because } = read(html, { url: 'http://site.example/advert/new-bridge-4711' })
    assert.ok(kind === 'other' || kind === 'list', `${kind}: ${because}`)
  })

test('ordinary pages: a full page with a captcha at its form is no wall', () => {
  const html =
    '<script src="https://www.google.com/recaptcha/api.js"></script><div class="g-recaptcha"></div>' +
    `<title>Cake</title><h1>Cake</h1><aside>${story}${story}</aside><form><p>Rate it</p><button>Send</button></form>`
  assert.equal(read(html).kind, 'other')
})

const paragraph = `<p>${sentence.repeat(3)}</p>`
const magazine: readonly (readonly [name: string, html: string, url?: string])[] = [
  [
    'the parts of a long text, two of which name a mailbox',
    `<title>How to sail</title><main><h1>How to sail</h1>${['Wind', 'Ropes', 'Sails', 'Harbours']
      .map(
        (name, n) =>
          `<section><h2>${name}</h2>${paragraph}${paragraph}${n < 2 ? '<p>sail@club.example</p>' : ''}</section>`
      )
      .join('')}</main>`
  ],
  ['a text with a day, a writer and others beside it', pageOf(paragraph)],
  ['a text with a day, a writer, a category and others beside it', pageOf(`<p>Category: Bridges</p>${paragraph}`)],
  [
    'news beside which somebody can be reached',
    `<title>New bridge</title><main><h1>New bridge</h1><p>3 February 2026</p>${paragraph}<p>Category: News</p><p>Information: 06 48 15 16 23</p></main>`
  ],
  [
    'a text with the days of others beside it',
    `<title>New bridge</title><main><h1>New bridge</h1><p>${sentence.repeat(2)}</p><p>Ask 06 48 15 16 23</p>${related}` +
      `${'<p><time datetime="2026-02-01">1 February</time></p>'.repeat(9)}</main>`,
    'http://site.example/2026/02/new-bridge.html'
  ],
  [
    'a form to fill in on the front page of a company',
    `<title>Welcome</title><main><h1>Welcome</h1>${paragraph}<p>Call 06 48 15 16 23</p><p>Town: *</p><p>Price: Phone:</p></main>`,
    'http://site.example/'
  ],
  [
    'a company with its number on its front page',
    `<title>Clock works</title><main><h1>Clock works</h1><p>${sentence} Call 06 48 15 16 23.</p><p>Utrecht</p></main>`,
    'http://site.example/'
  ],
  [
    'a release with the number of its desk behind a label',
    `<title>Bridge open</title><main><h1>Bridge open</h1><p>Press release</p>${paragraph}<p>Name: Kim</p><p>Phone: 06 48 15 16 23</p></main>`
  ],
  [
    'a text beside an amount of the exchange',
    pageOf(`<p class="price">145.47</p>${paragraph}`, meta('og:type', 'article'))
  ]
]
for (const [name, html, url] of magazine)
  test(`ordinary pages: ${name} is no advert`, () => {
    const { kind, because } = read(html, { url: url ?? 'http://site.example/town/new-bridge-4711' })
    assert.ok(kind === 'other' || kind === 'list', `${kind}: ${because}`)
  })
