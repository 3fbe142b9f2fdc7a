/** A network is told apart before it is ranked, by signs that are shown; classes that are no ground for a look become no signal. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classOf, grounds } from '../../src/weigh/classes.ts'
import { decide } from '../../src/weigh/decide.ts'
import type { WeighMember } from '../../src/weigh/member.ts'
import { weighNetwork } from '../../src/weigh/weigh.ts'
import { said } from '../../src/weigh/wording.ts'
import { advertsOf, nameAt, numberAt, readAdvert, towns, type Given } from './members.ts'

const signal = (members: readonly WeighMember[]): boolean =>
  decide(weighNetwork(members, { medianPerHour: new Map() }), members.length)
const read = (count: number, text: (nth: number) => string, posted?: (nth: number) => string): WeighMember[] =>
  Array.from({ length: count }, (_, nth) =>
    readAdvert(nth + 1, text(nth), posted === undefined ? {} : { posted: posted(nth) })
  )
const names = ['Anna', 'Emma', 'Sofie', 'Laura', 'Julia', 'Sanne', 'Lisa', 'Eva']
const places = ['Utrecht', 'Zwolle', 'Breda', 'Arnhem', 'Leiden', 'Assen', 'Venlo', 'Almere', 'Gouda', 'Tilburg']

test('an open house with its site, its number in a register and one town is an agency and no signal; the same without is one', () => {
  const house = (tail: string) => (nth: number) =>
    `Mijn naam is ${names[nth % 8]}. Onze dames ontvangen in Utrecht, bel 06 12345678. Escort en ontvangst. ${tail}`
  const open = read(10, house('Huize Roos, www.huizeroos.example, KvK 12345678'))
  const found = classOf(open)
  assert.equal(found.name, 'agency')
  assert.ok(found.signs.length >= 4, JSON.stringify(found.signs))
  assert.ok(
    found.signs.some((sign) => sign.seenIn.some((one) => one.spans.length > 0)),
    'no sign shows its words'
  )
  assert.equal(signal(open), false)
  const closed = read(10, house(''))
  assert.equal(classOf(closed).name, 'organised')
  assert.equal(signal(closed), true)
  // A house that hides its number does not say openly who it is.
  const hidden = open.map((one) => ({ ...one, disguised: [[40, 50] as const] }))
  assert.equal(classOf(hidden).name, 'organised')
})

test('a house that gives its street and number and its site shows one picture of several, and stays an agency; without its site it is none', () => {
  const text = (nth: number): string =>
    `Mijn naam is ${names[nth % 4]}. Onze dames ontvangen in Utrecht, bel 06 12345678. Adres: Lange Gracht 12. www.huizeroos.example`
  const shown = read(8, text).map((one) => ({ ...one, pictures: ['0'.repeat(64)] }))
  assert.ok(weighNetwork(shown, { medianPerHour: new Map() }).reasons.some((one) => one.indicator === 'SX-C04'))
  const found = classOf(shown)
  assert.equal(found.name, 'agency')
  assert.ok(found.signs.some((sign) => sign.sentence.en.includes('street and number')))
  assert.equal(signal(shown), false)
  const closed = shown.map((one) => ({ ...one, hosts: [], contacts: one.phones }))
  assert.equal(classOf(closed).name, 'organised')
  // A place that is told after booking, and a price behind the word, are no address.
  for (const hidden of ['Adres: na boeking.', 'Discreet adres bij de haven. Tarief 120.', 'Adres na 12 uur.'])
    assert.equal(readAdvert(1, hidden).addressed.length, 0, hidden)
})

test('two names with one number, one town and a voice of their own are two who work together and no signal; a manager, a third, another town or number makes them none', () => {
  const two = (change: (nth: number) => Given = () => ({})): WeighMember[] =>
    advertsOf(8, (nth) => ({
      names: [nth % 2 === 0 ? 'anna' : 'bea'],
      phones: ['+31611111111'],
      places: [towns[0]],
      template: 1,
      pictures: ['0'.repeat(64)],
      disguised: [[20, 30]],
      signs: ['first-person'],
      ...change(nth)
    }))
  assert.deepEqual(
    classOf(two()).signs.map((one) => one.sentence),
    [said('pair', 'together', { all: 8, seen: 8 })]
  )
  assert.equal(classOf(two()).name, 'independent')
  assert.equal(signal(two()), false)
  const others: readonly ((nth: number) => Given)[] = [
    () => ({ signs: ['first-person', 'manager-voice'] }),
    () => ({ signs: ['first-person', 'third-person'] }),
    () => ({ signs: [] }),
    (nth) => ({ names: [nameAt(nth % 3)] }),
    (nth) => ({ places: [nth < 4 ? towns[0] : towns[1]] }),
    (nth) => ({ phones: [nth < 4 ? '+31611111111' : '+31622222222'] })
  ]
  for (const change of others) {
    assert.notEqual(classOf(two(change)).name, 'independent', change.toString())
    assert.equal(signal(two(change)), true, change.toString())
  }
})

test('copies of a text that asks for payment in advance belong to it where a good part of them says so', () => {
  const copies = (asking: number): WeighMember[] =>
    advertsOf(10, (nth) => ({
      names: [nameAt(nth)],
      phones: ['+31611111111'],
      template: 1,
      signs: nth < asking ? ['advance-payment'] : []
    }))
  assert.equal(classOf(copies(3)).name, 'scam')
  assert.equal(classOf(copies(2)).name, 'organised')
})

const machineTime = (nth: number): string => new Date(Date.UTC(2026, 1, 3, 8, 7 + 45 * nth)).toISOString()

test('one text in the rhythm of a machine that gives no contact but links is spam and no signal; in the rhythm of people it is not', () => {
  const text = (nth: number): string =>
    `${names[nth % 8]} wacht op je in ${places[nth % 10]}, kijk nu op https://bonus.example/x en doe mee`
  const machine = read(16, text, machineTime)
  const found = classOf(machine)
  assert.equal(found.name, 'spam')
  assert.ok(
    found.signs.some((sign) => sign.indicator === 'SX-C08'),
    JSON.stringify(found.signs)
  )
  assert.equal(signal(machine), false)
  const hours = [0, 3, 26, 31, 55, 80, 84, 130, 131, 190, 222, 260, 300, 301, 350, 400]
  const people = read(16, text, (nth) =>
    new Date(Date.UTC(2026, 1, 3, 8 + (hours[nth] ?? 0), (nth * 17) % 60)).toISOString()
  )
  assert.notEqual(classOf(people).name, 'spam')
  // An account for each advert is what is thrown away, whatever the rhythm.
  assert.equal(classOf(people.map((one, nth) => ({ ...one, account: `user${nth}` }))).name, 'spam')
  // Who can be called at one number, with persons who have names, is somebody.
  const called = read(16, (nth) => `${text(nth)}, bel 06 12345678`, machineTime)
  assert.equal(classOf(called).name, 'organised')
  assert.equal(signal(called), true)
})

test('recruiting for work by a scheduler over many places, with one number and no names, is jobs and no spam', () => {
  const text = (nth: number): string =>
    `Medewerkers gezocht voor de kas in ${places[nth % 10]}, huisvesting geregeld, vervoer geregeld. Bel 06 12345678.`
  const found = classOf(read(16, text, machineTime))
  assert.equal(found.name, 'jobs', JSON.stringify(found.signs))
})

test('days count as a rhythm where a site tells no time: as many on each day, at even steps', () => {
  const days = (day: (nth: number) => number): WeighMember[] =>
    advertsOf(24, (nth) => ({
      firstDay: day(nth),
      template: 1,
      names: [nameAt(nth)],
      hosts: ['bonus.example'],
      places: [{ name: places[nth % 10] ?? '', lat: 52, lon: 5 }]
    }))
  assert.equal(classOf(days((nth) => 100 + 2 * Math.floor(nth / 3))).name, 'spam')
  assert.notEqual(classOf(days((nth) => 100 + Math.floor(nth ** 1.3))).name, 'spam')
})

test('many names under one or two pictures, with no contact but links, are bulk, whatever the rhythm; persons have pictures of each', () => {
  const hex = (nth: number): string => ((nth * 2654435761) >>> 0).toString(16).padStart(8, '0').repeat(8)
  const hand = (pictures: number): WeighMember[] =>
    advertsOf(24, (nth) => ({
      template: 1,
      firstDay: 100 + Math.floor(nth ** 1.4),
      names: [nameAt(nth)],
      hosts: ['bonus.example'],
      pictures: [hex(1 + (nth % pictures))],
      places: [{ name: places[nth % 10] ?? '', lat: 52, lon: 5 }]
    }))
  assert.equal(classOf(hand(2)).name, 'spam')
  assert.notEqual(classOf(hand(9)).name, 'spam')
  // The same with one number for all of them is what organised advertising shows.
  assert.equal(
    classOf(hand(2).map((one) => ({ ...one, phones: [numberAt(0)], contacts: [numberAt(0)] }))).name,
    'organised'
  )
})

test('each other class is told by what its adverts say', () => {
  const cases: [string, WeighMember[]][] = [
    [
      'independent',
      read(
        5,
        (nth) => `Ik ben Anna, ontvangst in ${places[nth]}. Mijn regels: alleen nette heren. Bel 06 12345678.`
      ).map((one, nth) => ({ ...one, firstDay: 100 + 7 * nth }))
    ],
    [
      'scam',
      read(
        6,
        (nth) =>
          `${names[nth % 8]}, escort in Breda. Eerst betalen met een cadeaukaart, dan mijn adres. 06 1234567${nth}`
      )
    ],
    ['goods', read(6, (nth) => `Te koop: fiets ${nth}, in goede staat, ophalen in ${places[nth]}. Bel 06 12345678.`)],
    [
      'jobs',
      read(
        6,
        (nth) => `Medewerkers gezocht voor kas ${nth}, huisvesting geregeld, vervoer geregeld. Bel 06 1234567${nth}.`
      )
    ],
    ['scam', read(6, () => `Hallo, ik ben {{name}} uit [stad], bel 06 12345678.`)]
  ]
  for (const [name, members] of cases) {
    const found = classOf(members)
    assert.equal(found.name, name, members[0]?.phones.join(' '))
    assert.ok(found.signs.length > 0 && found.signs.every((sign) => sign.sentence.nl !== '' && sign.sentence.en !== ''))
    if (!grounds[found.name]) assert.equal(signal(members), false, name)
  }
  // One word of a program's making in many adverts says nothing of the hand.
  const one = read(8, (nth) => `Escort ${names[nth % 8]}, bel 06 1234567${nth}${nth === 0 ? ' {{name}}' : ''}.`)
  assert.notEqual(classOf(one).name, 'scam')
})

test('names and numbers of persons who differ are no one person, also where one name is common', () => {
  const steady = advertsOf(5, (nth) => ({ names: [nth === 4 ? 'bea' : 'anna'], phones: [numberAt(0)] }))
  assert.equal(classOf(steady).name, 'independent')
  assert.notEqual(classOf(steady.map((one, nth) => ({ ...one, names: [nameAt(nth)] }))).name, 'independent')
  assert.notEqual(classOf(steady.map((one, nth) => ({ ...one, age: 20 + 6 * nth }))).name, 'independent')
})

test('recruiting for other work, or looking for a flat, is no recruiting for sex work', () => {
  const titles = (members: readonly WeighMember[]): string[] =>
    weighNetwork(members, { medianPerHour: new Map() }).reasons.map((reason) => reason.indicator)
  for (const text of [
    'Wij zoeken een schoonmaker voor kantoren in Breda, vervoer geregeld.',
    'We are looking for a two bedroom flat in York',
    'Medewerkers gezocht voor de kas, huisvesting geregeld.'
  ])
    assert.ok(!titles(read(4, () => text)).includes('LA-J08'), text)
  const abroad = read(4, () => 'Dames gezocht voor escort, huisvesting geregeld en vliegticket betaald.')
  const found = weighNetwork(abroad, { medianPerHour: new Map() }).reasons.find(
    (reason) => reason.indicator === 'LA-J08'
  )
  assert.ok(found?.title.en.startsWith('Recruits for sex'), found?.title.en)
})

test('the heaviest reasons mark their words: the number and the name in each advert', () => {
  const ring = read(8, (nth) => `Mijn naam is ${names[nth]}, escort in Breda. Bel 06 12345678.`)
  const reasons = weighNetwork(ring, { medianPerHour: new Map() }).reasons
  for (const indicator of ['SX-C01', 'SX-C03']) {
    const found = reasons.find((reason) => reason.indicator === indicator)
    assert.ok(found !== undefined && found.seenIn.length === 8, indicator)
    for (const { advert, spans } of found.seenIn) {
      const text = `Mijn naam is ${names[advert - 1]}, escort in Breda. Bel 06 12345678.`
      assert.deepEqual(
        spans.map(([start, end]) => text.slice(start, end)),
        [names[advert - 1], '06 12345678']
      )
    }
  }
})
