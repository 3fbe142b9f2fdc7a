/** Masked words in lists and snippets, names that a dossier leaves out, and numbers that it states. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskedText, maskedTitle } from '../../src/desk/adverts/masks.ts'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import { masksFor, masksOf } from '../../src/desk/dossier/names/redact.ts'
import { requireResolved, SourceChanged } from '../../src/desk/dossier/resolve.ts'
import type { StateFact } from '../../src/desk/dossier/state.ts'
import { extract } from '../../src/extract/extract.ts'

test('words of origin are covered in titles and snippets, letter by letter, and nothing else is', () => {
  const title = 'Poolse dame in Utrecht'
  const text = `${title}\nIk ben een Poolse vrouw, bel 06 12345678`
  const reading = { title, text, facts: extract(text, { region: 'NL' }) }
  assert.ok(reading.facts.filter((fact) => fact.kind === 'masked').length >= 2, 'the extractor saw the words')
  assert.equal(maskedTitle(reading), '▒▒▒▒▒▒ dame in Utrecht')
  assert.equal(maskedText(reading).length, text.length)
  assert.doesNotMatch(maskedText(reading), /Poolse/)
  assert.match(maskedText(reading), /bel 06 12345678/)
})

test('S6.8 a name is left out in every writing: glued, turned around, with an s, in the name of an account, coded for an address, and beside one that is written otherwise', () => {
  const names = ['Jóhan Kwartelstaart', 'kas@proef.example', "Ann O'Roerdomp", '06-12345678', 'Uil']
  const masks = masksOf(names.map((name, at) => ({ name, key: `[K${at + 1}]` })))
  for (const said of [
    'JOHAN  KWARTELSTAART',
    'Kwartelstaart, Johan',
    'Johan’s fiets en die van Johans zus',
    'https://x.example/@johankwartelstaart99',
    'kwartelstaartjohan_1',
    'jkwartelstaart',
    'Kwar\u00adtel\u200bstaart',
    'J%C3%B3han en 50% korting',
    'mail=kas%40proef.example&bij=100%',
    'Johan Kwartelstaart, kas%2540proef.example',
    'K\u0057artelstaart of \uff2b\uff37artelstaart',
    'ann-o-roerdomp',
    'O’ROERDOMP',
    '+31 (0)6 1234-5678 en 0031612345678',
    'de fiets van Uil, Uils fiets, uil_7'
  ]) {
    const left = masks.of({ said, deep: [said] })
    assert.doesNotMatch(JSON.stringify(left), /johan|j[oó]han|kwartel|staart|proef|roerdomp|1234|\buil/i, said)
    assert.match(left.said, /\[K\d\]/, said)
    assert.notEqual(masks.left(said), null, said)
    assert.equal(masks.left(left.said), null, left.said)
  }
  for (const said of ['Annabel', 'puilen', 'uilskuiken', 'kas in bloei', '100% zeker, 20%25', 'bel 0612345679']) {
    assert.equal(masks.of(said), said, 'what is no name stays as it is')
    assert.equal(masks.left(said), null, said)
  }
  assert.equal(masksOf([]).of('Johan'), 'Johan')
})

test('S6.8 a name is left out in letters of another script, in digits and styled letters, spaced out, turned around, in a coded host, and as others spell it', () => {
  const names = [
    'Jóhan Kwartelstaart',
    'Łukasz Żółć',
    'Müller',
    'Dijkhoorn',
    'Uil',
    '06-12345678',
    'Ed',
    '--',
    'Uilmes'
  ]
  const masks = masksOf(names.map((name, at) => ({ name, key: `[K${at + 1}]` })))
  for (const [said, key] of [
    ['Kw\u0430rtelst\u0430\u0430rt', 1],
    ['\u039a\u03c9\u03b1\u0433\u03c4\u03b5\u04cf\u0455\u03c4\u0430\u0430\u0433\u03c4', 1],
    ['J\u043eh\u0430n', 1],
    ['J0han en Kw4rte1staart', 1],
    ['K w a r t e l s t a a r t', 1],
    ['K.w.a.r.t.e.l.s.t.a.a.r.t', 1],
    ['Kwartel-\nstaart', 1],
    ['\u202etraatsletrawK\u202c van de kas', 1],
    ['de \u202eKwartelstaart\u202c', 1],
    ['\u202eKwartelstaart\u202c \u202etraatsletrawK', 1],
    [
      '\u{1f17a}\u{1f186}\u{1f170}\u{1f181}\u{1f183}\u{1f174}\u{1f17b}\u{1f182}\u{1f183}\u{1f170}\u{1f170}\u{1f181}\u{1f183}',
      1
    ],
    ['Kwartel\u3164\u115f\u{e0100}staart', 1],
    ['https://xn--kwrtelstrt-0qiga.example/', 1],
    ['Lukasz Zolc', 2],
    ['lukasz, \u0141UKASZ', 2],
    ['Mueller, MULLER, Mu\u0308ller', 3],
    ['Dykhoom', 4],
    ['U i l', 5],
    ['u.i.l.', 5],
    ['U1l', 5],
    ['\u0660\u0666-\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668', 6],
    ['O6 l2345678', 6],
    ['\u041e6 12345678', 6],
    [
      '0\ufe0f\u20e36\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e3',
      6
    ],
    ['Ed, E\u0501', 7],
    ['a--b', 8],
    ['Uilrnes', 9]
  ] as const) {
    const left = masks.of({ said }).said
    assert.ok(left.includes(`[K${key}]`), `${said}: ${left}`)
    assert.notEqual(masks.left(said), null, said)
    assert.equal(masks.left(left), null, left)
    assert.doesNotMatch(left.replaceAll(/\[K\d\]|https|example/g, ''), /\p{L}{4}/u, `${said}: ${left}`)
  }
  const digest = `sha256:${'7ed9'.repeat(16)} 00ed4ed0-7ed9-4ed9-8ed9-0123456789ed 2026-11-29T10:0ed`
  for (const said of [digest.slice(0, -3), 'reden, bed, edel', 'kwartel in een staartje', '1980 en 0x61', 'de huls'])
    assert.equal(masks.of(said), said, 'what is no name stays as it is')
  assert.equal(
    masksOf([
      { name: 'Bo', key: '[K1]' },
      { name: 'To', key: '[K2]' }
    ]).of('op 1980-01-01T09:10 om 80'),
    'op 1980-01-01T09:10 om 80'
  )
})

test('S6.8 what the text of an advert says in the place of a number or a name that is left out goes with it', () => {
  const said = 'bel nul zes twaalf 34 vijf zes 78, of mail kas (apenstaart) proef punt example'
  const facts = [
    { value: '+31612345678', raw: 'nul zes twaalf 34 vijf zes 78' },
    { value: 'kas@proef.example', raw: 'kas (apenstaart) proef punt example' },
    { value: '+31699999999', raw: 'zes negens' }
  ]
  const keys = ['06-12345678', 'kas@proef.example'].map((name, at) => ({ name, key: `[K${at + 1}]` }))
  assert.equal(masksFor(keys, facts).of(said), 'bel [K1], of mail [K2]')
  assert.equal(masksFor(keys, facts).of('zes negens, twaalf, apenstaart'), 'zes negens, twaalf, apenstaart')
  assert.equal(masksFor(keys, []).of(said), said)
})

test('E13 a million signs that stand between letters cost a dossier no time', () => {
  const masks = masksOf(
    ['06-12345678', 'Kwartelstaart', 'Uil', 'Jan Uil', 'lilliilli'].map((name) => ({ name, key: '[K1]' }))
  )
  const from = process.cpuUsage()
  for (const one of [' ', '+', '\u200b', '0', '\u0301', '|', 'Jan ', 'u ', '3 ', '\u202e'])
    masks.of(one.repeat(200_000 / one.length))
  const { user } = process.cpuUsage(from)
  assert.ok(user < 8_000_000, `${user / 1e6} s`)
})

test('S6.4 a number stands where it is said to stand, with each of its pieces, or no dossier is made', () => {
  const text = 'Bel 06 1234 na 5678'
  const fact = (more: Partial<StateFact> = {}): StateFact => ({
    item: 1,
    advert: 1,
    version: 1,
    capture: 'c1',
    kind: 'phone',
    value: '+31612345678',
    raw: '06 1234',
    spans: [
      [4, 11],
      [15, 19]
    ],
    method: 'x',
    confidence: 1,
    state: 'proposed',
    ...more
  })
  const advert = (read: string | null) =>
    ({
      versions: [{ custody: { capture: 'c1' }, reading: read === null ? null : { text: read } }]
    }) as unknown as Advert
  assert.doesNotThrow(() => requireResolved([fact()], advert(text)))
  const lost: readonly (readonly [StateFact, string | null])[] = [
    [fact(), null],
    [fact({ capture: 'c2' }), text],
    [fact({ spans: [] }), text],
    [fact({ raw: '06 1235' }), text],
    [
      fact({
        spans: [
          [4, 11],
          [15, 20]
        ]
      }),
      text
    ],
    [
      fact({
        spans: [
          [4, 11],
          [15, 15]
        ]
      }),
      text
    ]
  ]
  for (const [one, read] of lost)
    assert.throws(() => requireResolved([one], advert(read)), SourceChanged, JSON.stringify(one))
})
