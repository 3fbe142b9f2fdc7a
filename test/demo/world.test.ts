/** The practice web's world: same seed, same world; enough of each kind; truth that fits the pages' text. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { networkKinds, siteIds, versionOn, type World } from '../../demo/advert.ts'
import { nationalDigits } from '../../demo/phones.ts'
import { graveOffer } from '../../demo/text/work.ts'
import { makeWorld } from '../../demo/world.ts'
import { graveSigns, isGrave } from '../../src/weigh/grave/grave.ts'

const world = makeWorld({ seed: 7 })

test('the same seed gives the same world and another seed gives another', () => {
  assert.equal(JSON.stringify(makeWorld({ seed: 7 })), JSON.stringify(world))
  assert.notEqual(JSON.stringify(makeWorld({ seed: 8 }).adverts[0]), JSON.stringify(world.adverts[0]))
})

test('a world has the number of adverts asked for, small or large', () => {
  for (const adverts of [300, 1000, 3600, 5000]) {
    const made = makeWorld({ seed: 3, adverts })
    assert.equal(made.adverts.length, adverts)
    assert.equal(
      made.hands.reduce((sum, hand) => sum + hand.adverts, 0),
      adverts
    )
  }
})

test('at least 3,000 adverts stand on the opening day, on every site', () => {
  const standing = world.adverts.filter((advert) => versionOn(advert, 0) !== null)
  assert.ok(standing.length >= 3000, `${standing.length} stand`)
  for (const site of siteIds) assert.ok(standing.filter((advert) => advert.site === site).length >= 150, site)
})

test('independent persons write a little under half of the adverts and about 25 networks a quarter', () => {
  const share = (kinds: readonly string[]): number =>
    world.adverts.filter((advert) => kinds.includes(advert.kind)).length / world.adverts.length
  assert.ok(share(['independent']) > 0.4 && share(['independent']) < 0.55, `${share(['independent'])}`)
  assert.ok(share(networkKinds) > 0.18 && share(networkKinds) < 0.32, `${share(networkKinds)}`)
  const networks = world.hands.filter((hand) => networkKinds.includes(hand.kind))
  assert.equal(networks.length, 25)
  assert.equal(Math.max(...networks.map((hand) => hand.adverts)), 120)
  assert.equal(Math.min(...networks.map((hand) => hand.adverts)), 4)
  for (const tie of ['numbers', 'texts', 'pictures'])
    assert.ok(
      networks.some((hand) => hand.ties.includes(tie)),
      tie
    )
})

test('every kind of hand and every language is there', () => {
  for (const kind of [
    'independent',
    'agency',
    'network',
    'spam',
    'scam',
    'employer',
    'labour-network',
    'recruiter',
    'trader'
  ]) {
    assert.ok(
      world.adverts.some((advert) => advert.kind === kind),
      kind
    )
  }
  for (const language of ['nl', 'en', 'de', 'fr', 'es', 'ro', 'pl', 'bg', 'hu'])
    assert.ok(
      world.adverts.some((advert) => advert.language === language),
      language
    )
})

test('no slot, pattern sign or private mark is left in what an advert says', () => {
  for (const advert of world.adverts) {
    for (const version of advert.versions) {
      const said = `${version.title}\n${version.body}\n${version.contact ?? ''}\n${advert.account}`
      assert.doesNotMatch(said, /[{}<>|\ue000]|\[[a-z]+\]|undefined|NaN/, `${advert.site} ${advert.id}: ${said}`)
      assert.ok(version.body.length > 0 && version.title.length > 0)
    }
  }
})

test('a number that the truth calls stated in plain writing has its digits in title, text or contact field', () => {
  let plain = 0
  for (const advert of world.adverts) {
    for (const version of advert.versions) {
      const digits = `${version.title}${version.body}${version.contact ?? ''}`.replace(/\D/g, '')
      for (const phone of version.phones) if (digits.includes(nationalDigits(phone).slice(1))) plain++
    }
  }
  const stated = world.adverts.flatMap((advert) => advert.versions.flatMap((version) => version.phones)).length
  assert.ok(plain / stated > 0.7 && plain / stated < 0.97, `${plain} of ${stated} are plain digits`)
})

test('numbers of strangers meet only where the world means it: desks, released and mistyped numbers', () => {
  const hands = new Map<string, Set<string>>()
  for (const advert of world.adverts) {
    for (const version of advert.versions)
      for (const phone of version.phones) hands.set(phone, (hands.get(phone) ?? new Set()).add(advert.hand))
  }
  const shared = [...hands.values()].filter((set) => set.size > 1)
  assert.ok(shared.length >= 3 && shared.length < 30, `${shared.length} shared numbers`)
})

test('some adverts are one emoji, some numbers stand only in a picture, some persons borrow a public text', () => {
  const bodies = world.adverts.map((advert) => advert.versions[0]?.body ?? '')
  const silent = bodies.filter((body) => [...body].length <= 2).length
  assert.ok(silent > 0 && silent < 40, `${silent}`)
  assert.ok(world.adverts.filter((advert) => advert.hiddenPhones.length > 0).length > 10)
  assert.ok(world.adverts.filter((advert) => advert.template.startsWith('public-')).length > 10)
})

test('nothing explicit stands anywhere and nobody is under 21', () => {
  const banned =
    /\b(?:sex|seks|porn|nude|naakt|oral|orgasm|xxx|erotic|erotisch|tiener|teen|school(?:meisje|girl)|minderjarig|underage)\w*/iu
  assert.match('een SEXadvertentie', banned)
  for (const advert of world.adverts) {
    for (const version of advert.versions) assert.doesNotMatch(`${version.title} ${version.body}`, banned)
    for (const [, age] of `${advert.versions[0]?.body} `.matchAll(
      /(\d\d) (?:jaar|years old|Jahre|ans|años|ani|lat|години|éves)\b/g
    )) {
      assert.ok(Number(age) >= 21, `${advert.id}: ${age}`)
    }
  }
})

test('on the changing site adverts appear, change and vanish while days pass, elsewhere none does', () => {
  const on = (made: World, site: string, day: number): Map<number, string> =>
    new Map(
      made.adverts
        .filter((advert) => advert.site === site)
        .flatMap((advert) => {
          const version = versionOn(advert, day)
          return version ? [[advert.id, JSON.stringify(version)] as const] : []
        })
    )
  const first = on(world, 'dagprikker', 0)
  const later = on(world, 'dagprikker', 6)
  assert.ok([...first.keys()].filter((id) => !later.has(id)).length > 20, 'vanished')
  assert.ok([...later.keys()].filter((id) => !first.has(id)).length > 20, 'appeared')
  assert.ok([...later].filter(([id, said]) => first.has(id) && first.get(id) !== said).length > 10, 'changed')
  assert.deepEqual(on(world, 'kompas', 6), on(world, 'kompas', 0))
})

test('S12 on the changing site adverts come back after a day away, and persons post an old one again under a new number', () => {
  const changing = world.adverts.filter((advert) => advert.site === 'dagprikker')
  const back = changing.filter(
    (advert) =>
      versionOn(advert, 0) !== null &&
      versionOn(advert, 3) !== null &&
      [1, 2].some((day) => versionOn(advert, day) === null)
  )
  assert.ok(back.length >= 3, `${back.length} came back`)
  const again = changing.filter((advert) =>
    changing.some(
      (old) =>
        old.id !== advert.id &&
        old.account === advert.account &&
        old.hand === advert.hand &&
        advert.postedDay > 0 &&
        old.untilDay === advert.postedDay &&
        versionOn(old, advert.postedDay - 1)?.body === versionOn(advert, advert.postedDay)?.body
    )
  )
  assert.ok(again.length >= 2, `${again.length} posted again`)
})

test('one single job advert of the sites that people begin with states grave signs, and stands on every day', () => {
  const grave = world.adverts.filter((advert) => advert.versions.some((version) => version.title === graveOffer.title))
  assert.equal(grave.length, 1)
  const [one = assert.fail()] = grave
  assert.notEqual(one.site, 'werkhal')
  assert.equal(world.adverts.filter((advert) => advert.hand === one.hand).length, 1)
  for (const day of [0, 1, 2, 3]) assert.notEqual(versionOn(one, day), null)
  const text = versionOn(one, 0)?.body ?? ''
  assert.ok(isGrave(graveSigns({ text, facts: [], postedAt: null })), text)
})
