/** Masked words in lists and snippets, names that a dossier leaves out, and numbers that it states. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskedText, maskedTitle } from '../../src/desk/adverts/masks.ts'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import { masksOf } from '../../src/desk/dossier/redact.ts'
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
