/** Forms of exploitation come from what adverts offer: a sign over a network, described for sexual adverts, makes no labour advert sexual. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formsOf } from '../../src/weigh/forms.ts'
import type { WeighMember } from '../../src/weigh/member.ts'
import { weighNetwork } from '../../src/weigh/weigh.ts'
import { advertOf, readAdvert } from './members.ts'

const names = ['marco', 'tom', 'sam', 'ana', 'stefan']

/** Adverts of one hand: one number, one text, five names. `signs` of each. */
function hand(...signs: readonly (readonly string[])[]): WeighMember[] {
  return signs.map((words, at) =>
    advertOf(at + 1, {
      firstDay: at,
      lastDay: at + 3,
      template: 1,
      phones: ['+31611111111'],
      names: [names[at % names.length] ?? ''],
      disguised: [[0, 5]],
      signs: words
    })
  )
}
const five = (...words: string[]): WeighMember[] => hand(words, words, words, words, words)

test('a network speaks of the form that its adverts offer, whatever signs it has over the network', () => {
  const cases: [string, WeighMember[], string[]][] = [
    ['hands for a greenhouse', five('recruiting', 'housing-offered'), ['labour']],
    ['a room with the work, by message only', five('housing-offered', 'messenger-only'), ['labour']],
    ['couriers for quick money', five('quick-money-card'), ['criminal']],
    ['an escort who takes messages only', five('escort', 'messenger-only'), ['sexual']],
    ['recruiting for escort work', five('recruiting', 'escort'), ['sexual', 'labour']],
    ['a massage house, and nothing else said', five('massage'), ['sexual']],
    ['masseurs wanted with a room', five('massage', 'housing-offered'), ['labour']],
    ['words that name no form', five('third-person'), []],
    ['nothing said at all', five(), []],
    ['one of five says it', hand(['recruiting'], [], [], [], []), ['labour']],
    ['one of six says it', hand(['recruiting'], [], [], [], [], []), []]
  ]
  for (const [name, members, expected] of cases) assert.deepEqual(formsOf(members), expected, name)
  const organised = weighNetwork(five('recruiting'), { medianPerHour: new Map() }).reasons.map((one) => one.indicator)
  assert.ok(organised.includes('SX-C01') && organised.includes('SX-C03'), organised.join(' '))
})

test('what extraction reads in an advert is what forms are told by', () => {
  const cases: [string, string[]][] = [
    ['Medewerkers gezocht voor de kas, huisvesting geregeld, ook vervoer geregeld.', ['labour']],
    ['Escort, discreet, ook aan huis en in hotels.', ['sexual']],
    ['Fiets te koop, bijna nieuw.', []]
  ]
  for (const [text, expected] of cases) {
    const member = readAdvert(1, text)
    assert.deepEqual(formsOf([member, member]), expected, text)
  }
})
