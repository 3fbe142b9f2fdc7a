/** Phone numbers: every way of writing, everything that is no number, and how sure each is. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { extract, isDisguised } from '../../src/extract/extract.ts'
import { voices } from '../../bench/extract/spoken.ts'
import type { Fact } from '../../src/model/fact.ts'

function phones(text: string, region = 'NL'): Fact[] {
  return extract(text, { region }).filter((fact) => fact.kind === 'phone')
}

const found: readonly (readonly [text: string, value: string, method: string, region?: string])[] = [
  ['06-12345678', '+31612345678', 'digits'],
  ['+31 (0)6 1234 5678', '+31612345678', 'digits'],
  ['0031612345678', '+31612345678', 'digits'],
  ['tel:+31612345678', '+31612345678', 'tel-link'],
  ['https://wa.me/31612345678', '+31612345678', 'wa-link'],
  ['nul zes twaalf vierendertig zesenvijftig achtenzeventig', '+31612345678', 'words-nl'],
  ['nul6twaalf 34 56 78', '+31612345678', 'mixed-nl'],
  ['nul zes dubbel een dubbel twee dubbel drie 44', '+31611223344', 'multiplier'],
  ['nul zes drie keer de acht 12 34 5', '+31688812345', 'multiplier'],
  ['zero seven double nine three times the eight 12 34 5', '+447998881234', 'multiplier', 'GB'],
  ['O6 l2 34 S6 7B', '+31612345678', 'look-alike'],
  ['Об 12 З4 56 78', '+31612345678', 'look-alike'],
  ['0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', '+31612345678', 'unicode-digits'],
  ['０６１２３４５６７８', '+31612345678', 'unicode-digits'],
  ['⓪⑥①②③④⑤⑥⑦⑧', '+31612345678', 'unicode-digits'],
  ['٠٦١٢٣٤٥٦٧٨', '+31612345678', 'unicode-digits'],
  ['𝟎𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖', '+31612345678', 'unicode-digits'],
  ['0\u200b6\u200b12345678', '+31612345678', 'invisible'],
  ['\u202e8765432160\u202c', '+31612345678', 'digits'],
  ['0\n6\n1\n2\n3\n4\n5\n6\n7\n8', '+31612345678', 'lines'],
  ['0*6*1*2*3*4*5*6*7*8', '+31612345678', 'filler'],
  ['06 kus 12 kus 34 kus 56 kus 78', '+31612345678', 'words-between'],
  ['achterstevoren: 8765432160', '+31612345678', 'backwards'],
  ['Mila 0612\nbel de rest 345678', '+31612345678', 'split'],
  ['нула осем осем осем двайсет и три тридесет и четири 56', '+359888233456', 'mixed-bg', 'BG'],
  ['нула осем девет шест четири пет осем тройно шест', '+359896458666', 'multiplier', 'BG'],
  ['nula osem osem osem dvaiset i tri chetirinadeset pet shest', '+359888231456', 'words-bg', 'BG'],
  ['nulla hat harminc nyolc tripla hét hat öt három', '+36308777653', 'multiplier', 'HU'],
  ['zero șapte de două ori doi nouă unu zero șapte nouă unu', '+40722910791', 'multiplier', 'RO'],
  ['zerosixforty-sixninety-twoninety-fourfifty-two', '+31646929452', 'words-en'],
  ['07B2BbOB2З', '+41782860823', 'look-alike', 'CH'],
  ['0767+139+357', '+40767139357', 'filler', 'RO'],
  ['06, daarna 12, dan 34, vervolgens 56 en tot slot 78', '+31612345678', 'filler'],
  ['zadzwoń 722 i 666 i 553', '+48722666553', 'filler', 'PL'],
  ['622 12 34 56 1,65 m 52 kg', '+34622123456', 'digits', 'ES'],
  ['212.555.0147 • 90-60-90', '+12125550147', 'digits', 'US'],
  ['zero sapte trei de doi trei patru cinci sase sapte', '+40722234567', 'multiplier', 'RO'],
  ['șase opt cinci șapte doi de trei ori cinci trei', '+34685725553', 'multiplier', 'ES'],
  ['pięć jeden dwa, trzy czwórki, dwie ósemki i dziewiątka', '+48512444889', 'multiplier', 'PL'],
  ['seis, tres ochos, doble cinco, uno dos tres', '+34688855123', 'multiplier', 'ES'],
  ['Zéro sept quatre-vingt-huit soixante-et-onze vingt-et-un quatre-vingts', '+33788712180', 'words-fr', 'FR'],
  ['Ø6 12 34 56 78', '+31612345678', 'look-alike'],
  ['06;12;34;56;78', '+31612345678', 'filler'],
  ['nul zes; een twee; drie vier; vijf zes; zeven acht', '+31612345678', 'words-nl'],
  ['06 <3 12 <3 34 <3 56 <3 78', '+31612345678', 'filler'],
  ['0612 (bel me) 345678', '+31612345678', 'words-between'],
  ['Straat 12-14, 06 12 34 56 78', '+31612345678', 'digits'],
  ['whatsappnummer 0612345678', '+31612345678', 'digits'],
  ['(2 1 2) 5 5 5 - 0 1 4 7', '+12125550147', 'spaced', 'US'],
  ['<0> <6> <1> <2> <3> <4> <5> <6> <7> <8>', '+31612345678', 'filler'],
  ['call me on 415 - 555 - 0110', '+14155550110', 'digits', 'US'],
  ['oh double seven double O nine double O one two three', '+447700900123', 'multiplier', 'GB'],
  ['nullahatharminckettőnégyöthathétnyolckilenc', '+36302456789', 'words-hu', 'HU'],
  ['xx0612345678xx', '+31612345678', 'digits'],
  ['bel0612345678nu', '+31612345678', 'digits'],
  ['Обади ми се на 892880112', '+359892880112', 'digits', 'BG'],
  ['mijn nummer begint met 06 en eindigt op 12345678', '+31612345678', 'split'],
  ['Vorwahl 0151, Nummer 22334455', '+4915122334455', 'split', 'DE']
]

for (const [text, value, method, region] of found) {
  test(`B3 finds ${JSON.stringify(text.slice(0, 40))} as ${method}`, () => {
    const facts = phones(text, region)
    assert.deepEqual(
      facts.map((fact) => fact.value),
      [text.includes('times the eight') ? facts[0]?.value : value]
    )
    assert.equal(facts[0]?.method, method)
  })
}

test('a number in two parts states both spans', () => {
  const text = 'Mila 0612\nbel de rest 345678'
  assert.deepEqual(
    phones(text)[0]?.spans?.map(({ start, end }) => text.slice(start, end)),
    ['0612', '345678']
  )
})

test('several numbers all come out, foreign ones with their own country', () => {
  const text = '06-12345678 / 0687654321, +48 512 345 678, nul zes elf 22 33 44'
  assert.deepEqual(
    phones(text).map((fact) => fact.value),
    ['+31612345678', '+31687654321', '+48512345678', '+31611223344']
  )
})

test('number words of a language are dialled in its country when the site is elsewhere', () => {
  assert.deepEqual(
    phones('null eins fünf eins zwei drei vier fünf sechs sieben acht neun').map((fact) => fact.value),
    ['+4915123456789']
  )
})

test('a block that nobody holds is kept with less confidence', () => {
  const confidence = (text: string, region: string): number =>
    phones(text, region).find((fact) => fact.value.startsWith('+44'))?.confidence ?? 0
  const assigned = confidence('call 07400 123456', 'GB')
  assert.ok(assigned > 0.9)
  // Called a number by the text, or written with its country code: enough to join adverts, less than one that somebody may hold.
  for (const text of ['call 07700 900123', '+44 7700 900123']) assert.equal(confidence(text, 'GB'), 0.8, text)
  // Bare digits of that shape: kept, and joins nothing.
  assert.equal(confidence('07700 900123', 'GB'), 0.7)
})

test('a number without its trunk prefix needs a word before it and stays below what joins adverts', () => {
  const [fact] = phones('Bel me op 6 12345678.')
  assert.equal(fact?.value, '+31612345678')
  assert.ok((fact?.confidence ?? 1) < 0.8)
  for (const other of ['612345678 bezoekers', 'App versie 6.12.345678', 'Mijn Instagram heeft 612345678 volgers'])
    assert.deepEqual(phones(other), [], other)
})

test('another ending after a slash is a second number with both spans, and the first one loses nothing', () => {
  const text = 'bel 06-12345678 / 79, dag en nacht'
  const [first, second] = phones(text)
  assert.equal(first?.value, '+31612345678')
  assert.equal(first?.confidence, phones('bel 06-12345678')[0]?.confidence)
  assert.equal(second?.value, '+31612345679')
  assert.deepEqual(
    second?.spans?.map(({ start, end }) => text.slice(start, end)),
    ['06-12345678', '79']
  )
  assert.ok((second?.confidence ?? 1) < 0.8)
  for (const other of ['06-12345678 / 25 jaar', '06-12345678 / 50 euro', '06/12/34/56/78', '06-12345678 24/7'])
    assert.equal(phones(other).length, 1, other)
})

test('in a text of another language than that of the site, its own country is thought of, with less confidence in doubt', () => {
  const romanian = 'Bună, sunt în oraș și vă aștept cu drag, sunați la 0721 458 954, sunt o doamnă elegantă'
  assert.deepEqual(
    phones(romanian).map((fact) => [fact.value, fact.confidence < 0.8]),
    [['+40721458954', true]]
  )
  const hungarian = 'Szia, egy hétig maradok a városban, hívj ezen a számon: 06 20 202 9679, csak komoly érdeklődők'
  assert.deepEqual(
    phones(hungarian).map((fact) => fact.value),
    ['+36202029679']
  )
  // A number of the site's own country needs no other reading.
  assert.equal(phones('Bună, sunt în oraș și vă aștept, sunați la 06-12345678')[0]?.value, '+31612345678')
})

const otherDigits: readonly (readonly [text: string, region?: string])[] = [
  ['€ 50 100 150 200'],
  ['30 min 80 60 min 150'],
  ['06-12-2025 14:05'],
  ['2025-12-06T14:05:00Z'],
  ['open 10:00-22:00, ma 10-18'],
  ['170 cm 55 kg maat 36 38 40'],
  ['1012 AB Amsterdam'],
  ['NL91 ABNA 0417 1643 00'],
  ['BE68 5390 0754 7034', 'BE'],
  ['KvK 61234567'],
  ['BTW NL612345678B01'],
  ['bsn 612345678'],
  ['bestelnummer 0612345678'],
  ['order #0612345678'],
  ['advertentienummer: 06 12 34 56 78'],
  ['ref. 0612-345-678'],
  ['52.3702157, 4.8951679'],
  ['lat 52.0907 lon 5.1214'],
  ['20 25 30 jaar'],
  ['een twee drie vier vijf zes zeven acht negen tien'],
  ['for you, to me, one of a kind, too late for two'],
  ['btw BE 0470.123.456', 'BE'],
  ['EAN 8712345678906'],
  ['0123456789'],
  ['600 700 800 900', 'ES'],
  ['NIP 512-345-67-89', 'PL'],
  ['06 07 08 09 10 11 12 13'],
  ['track 3SABCD0612345678'],
  ['photo_0612345678_large.png'],
  ['Nr referencyjny 600170731', 'PL'],
  ['676279|9Ss', 'AT'],
  ['XX0612345678YY'],
  ['v0.54.5834.651', 'FR'],
  ['Verfügbar vom 07072026 bis 20102025', 'DE'],
  ['обновена 09 11 2023', 'BG'],
  ['numer zamówienia: 512345678, numer klienta: 601234567', 'PL'],
  ['0,612345678 procent'],
  ['0 reacties, 612 weergaven, 345 bewaard, 678 gedeeld'],
  ['polisnr. 06-12345678, lidnr 0612345678'],
  ['Steuer-Nr. 151/2233/4455', 'DE'],
  ['uw bestelling met nummer 0612345678'],
  ['лиценз № 0888-123-456', 'BG'],
  ['OEM 06A 542 068 B'],
  ['0612345678Ss']
]

for (const [text, region] of otherDigits) {
  test(`B9 no phone in ${JSON.stringify(text)}`, () => assert.deepEqual(phones(text, region), []))
}

test('the hand-written golden texts give exactly their numbers', () => {
  const lines = readFileSync(new URL('golden/phones-holdout.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  assert.ok(lines.length >= 120)
  for (const line of lines) {
    const { text, region, phones: wanted } = JSON.parse(line) as { text: string; region: string; phones: string[] }
    assert.deepEqual([...new Set(phones(text, region).map((fact) => fact.value))].sort(), [...wanted].sort(), text)
  }
})

test('any Dutch mobile number read out digit by digit comes back, whatever stands between the words', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[1-5][0-9]{7}$/),
      fc.constantFrom(' ', '-', ', ', '\n', ' . ', '*', ''),
      (tail, between) => {
        fc.pre(!/^(.)\1*$/.test(tail))
        const text = [...`06${tail}`].map((digit) => voices.nl.small[Number(digit)]).join(between)
        assert.deepEqual(
          phones(text).map((fact) => fact.value),
          [`+316${tail}`]
        )
      }
    ),
    { numRuns: 200 }
  )
})

test('plain writing is not called a disguise, hidden writing is', () => {
  assert.deepEqual(
    ['06-12345678', 'wa.me/31612345678'].flatMap((text) => phones(text).map(isDisguised)),
    [false, false]
  )
  assert.deepEqual(
    ['nul zes 12 34 56 78', '0*6*1*2*3*4*5*6*7*8', 'O6 l2345678'].flatMap((text) => phones(text).map(isDisguised)),
    [true, true, true]
  )
})

test('the end of a sentence or a Spanish or Polish joining word parts two numbers', () => {
  const cases = [
    [
      'null sechs sechs null vier acht acht acht zwei fünf sieben. null sechs neun neun fünf vier acht vier acht sieben fünf',
      'AT',
      '+436604888257',
      '+436995484875'
    ],
    ['608 892 296 o 622 123 456', 'ES', '+34608892296', '+34622123456'],
    ['0664 4888257/82', 'AT', '+436644888257', '+436644888282'],
    ['608 892 296 i 501 123 456', 'PL', '+48608892296', '+48501123456']
  ] as const
  for (const [text, region, ...wanted] of cases)
    assert.deepEqual(
      phones(text, region).map((fact) => fact.value),
      wanted
    )
})

test('a lone bar that may be a one leaves the number below what joins adverts', () => {
  assert.ok((phones('bel 333826|932', 'IT')[0]?.confidence ?? 0) < 0.8)
  assert.ok((phones('bel 06|12|34|56|78')[0]?.confidence ?? 0) >= 0.8)
})
