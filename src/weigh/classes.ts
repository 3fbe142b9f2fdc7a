/**
 * What kind of hand is behind a network, told by documented signs before anything is ranked. Some kinds are no ground for a look; such a
 * kind must account for every sign that scores (data/class-explains.tsv), or the network is not of that kind.
 */
import { agencySigns } from './classes/agency.ts'
import { generatedSigns, rhythmSigns, spamSigns } from './classes/spam.ts'
import type { ClassSign } from './classes/sign.ts'
import { indicators } from './indicators.ts'
import type { WeighMember } from './member.ts'
import { differingNames, differingNumbers } from './persons.ts'
import { commonest, distinct, examples, groups, seenAt, someShare } from './rule.ts'
import { rules } from './rules.ts'
import { isSteady } from './rules/words.ts'
import { explained, said } from './wording.ts'

export type ClassName =
  | 'independent'
  | 'agency'
  | 'spam'
  | 'scam'
  | 'goods'
  | 'jobs'
  | 'massage'
  | 'organised'
  | 'unclear'

/** Whether a network of this class may become a signal. */
export const grounds: Readonly<Record<ClassName, boolean>> = {
  independent: false,
  agency: false,
  spam: false,
  scam: false,
  goods: false,
  jobs: true,
  massage: true,
  organised: true,
  unclear: true
}

export interface NetworkClass {
  readonly name: ClassName
  /** Why it is taken for that; empty for `unclear`. */
  readonly signs: readonly ClassSign[]
}

const mostShare = 0.5
/** Of the copies of one text that say a thing, from which all are taken to belong to it. */
const textShare = 0.3
const sexualOffers = ['escort', 'outcall', 'private-reception', 'incall-only', 'plural-persons']
const work = ['recruiting', 'housing-offered', 'transport-offered', 'high-pay-no-experience']
/** Words that speak of a person as somebody else's: a manager, ever new people, work or youth. */
const forOthers = ['third-person', 'manager-voice', 'rotation', 'quick-money-card', 'recruiting', 'youth-wording']
const others = ['plural-persons', 'manager-voice', 'rotation', 'quick-money-card', 'recruiting', 'youth-wording']

/** Classes in the order in which they are asked for; the first that its signs carry is the one. */
const tests: readonly (readonly [ClassName, (members: readonly WeighMember[]) => readonly ClassSign[]])[] = [
  ['scam', scamSigns],
  ['goods', goodsSigns],
  ['spam', spamSigns],
  ['jobs', jobSigns],
  ['independent', independentSigns],
  ['independent', pairSigns],
  ['agency', agencySigns],
  ['massage', massageSigns],
  ['organised', organisedSigns]
]

/**
 * The class of a network, with the signs that it is told by. `scoring`: the signs with the use rule `score` that it shows. A class that
 * is no ground is passed over when it leaves one of them unaccounted for: it never takes a network with such a reason out of sight.
 */
export function classOf(
  members: readonly WeighMember[],
  scoring: readonly string[] = scoringSigns(members)
): NetworkClass {
  for (const [name, signsOf] of tests) {
    const signs = signsOf(members)
    if (signs.length > 0 && (grounds[name] || accountsFor(name, signs, scoring)))
      return { name, signs: signs.map(withExamples) }
  }
  return { name: 'unclear', signs: rhythmSigns(members).map(withExamples) }
}

function withExamples(sign: ClassSign): ClassSign {
  const { indicator, sentence, seenIn } = sign
  return { indicator, sentence, seenIn: examples(seenIn) }
}

/** Whether each scoring sign is what this class, or a sign by which it was told, leaves too. */
function accountsFor(name: ClassName, signs: readonly ClassSign[], scoring: readonly string[]): boolean {
  const by = [name, ...signs.flatMap((sign) => [sign.indicator, sign.shape])]
  return scoring.every((indicator) => by.some((one) => typeof one === 'string' && explained(one, indicator)))
}

/** The indicators with the use rule `score` that the network shows. */
function scoringSigns(members: readonly WeighMember[]): string[] {
  return rules
    .filter((rule) => indicators.get(rule.indicator)?.useRule === 'score')
    .filter((rule) => rule.measure(members, { medianPerHour: new Map() }) !== null)
    .map((rule) => rule.indicator)
}

function scamSigns(members: readonly WeighMember[]): ClassSign[] {
  const paid = withAny(members, ['advance-payment'])
  const generated = generatedSigns(members)
  if (byText(members, paid) < members.length * mostShare) return generated
  const sign: ClassSign = {
    indicator: 'SX-T20',
    sentence: said('scam', 'advance', { seen: paid.length, all: members.length }),
    seenIn: seenAt(paid, (one) => one.signs.get('advance-payment') ?? [])
  }
  return [sign, ...generated]
}

/** Members that say something, or share a text of which a good part says it: edited copies leave lines out. */
function byText(members: readonly WeighMember[], saying: readonly WeighMember[]): number {
  const said = new Set(saying)
  const texts = [...groups(members, (one) => (one.template === null ? [] : [one.template])).values()]
  for (const copies of texts)
    if (copies.filter((one) => said.has(one)).length >= Math.max(2, copies.length * textShare))
      for (const one of copies) said.add(one)
  return said.size
}

/** Things are sold, and nobody is offered or asked for. */
function goodsSigns(members: readonly WeighMember[]): ClassSign[] {
  const sold = members.filter((one) => one.goods)
  const persons = withAny(members, [...sexualOffers, ...work, 'quick-money-card'])
  if (sold.length < members.length * mostShare || persons.length >= members.length * someShare) return []
  return [
    {
      indicator: null,
      sentence: said('goods', 'sold', { seen: sold.length, all: members.length }),
      seenIn: seenAt(sold, () => [])
    }
  ]
}

function jobSigns(members: readonly WeighMember[]): ClassSign[] {
  const asked = withAny(members, work)
  const offered = withAny(members, sexualOffers)
  if (asked.length < members.length * mostShare || offered.length >= members.length * someShare) return []
  return [
    {
      indicator: null,
      sentence: said('jobs', 'work', { seen: asked.length, all: members.length }),
      seenIn: seenAt(asked, (one) => work.flatMap((word) => one.signs.get(word) ?? []))
    }
  ]
}

/** One person: one name, one number, and no word that speaks of others. */
function independentSigns(members: readonly WeighMember[]): ClassSign[] {
  if (!isSteady(members) || withAny(members, others).length >= Math.max(1, members.length * someShare)) return []
  const voice = withAny(members, ['own-rules', 'screening', 'first-person'])
  return [
    {
      indicator: 'SX-T21',
      sentence: said('independent', 'steady', { all: members.length, seen: voice.length }),
      seenIn: seenAt(voice, (one) => one.signs.get('own-rules') ?? one.signs.get('screening') ?? [])
    }
  ]
}

/**
 * Two who work together: two names, one number, one town, and the voice of their own. Sharing a flat for safety is what the caution of
 * SX-T09 names; a word that speaks for others than these two, a second number or another town makes it none.
 */
function pairSigns(members: readonly WeighMember[]): ClassSign[] {
  const named = members.filter((one) => one.names.length > 0)
  const placed = members.filter((one) => one.places.length > 0)
  const speaking = withAny(members, forOthers)
  const voice = withAny(members, ['own-rules', 'screening', 'first-person'])
  if (distinct(named.map((one) => one.names[0])) !== 2 || differingNames(named) !== 2) return []
  if (differingNumbers(members) !== 1 || placed.length < members.length * mostShare) return []
  if (
    commonest(placed.map((one) => one.places[0]?.name)) < 1 ||
    speaking.length >= Math.max(1, members.length * someShare)
  )
    return []
  if (voice.length < members.length * mostShare) return []
  return [
    {
      indicator: 'SX-T21',
      shape: 'pair',
      sentence: said('pair', 'together', { all: members.length, seen: voice.length }),
      seenIn: seenAt(voice, (one) => one.nameSpans)
    }
  ]
}

function massageSigns(members: readonly WeighMember[]): ClassSign[] {
  const massage = withAny(members, ['massage'])
  if (massage.length < members.length * mostShare) return []
  return [
    {
      indicator: 'SX-T16',
      sentence: said('massage', 'words', { seen: massage.length, all: members.length }),
      seenIn: seenAt(massage, (one) => one.signs.get('massage') ?? [])
    }
  ]
}

/** Several persons or several numbers in one hand, and nothing that says whose. */
function organisedSigns(members: readonly WeighMember[]): ClassSign[] {
  const names = distinct(members.map((one) => one.names[0]))
  const numbers = distinct(members.flatMap((one) => one.phones))
  if (names < 3 && numbers < 3) return []
  return [
    { indicator: null, sentence: said('organised', 'several', { names, numbers, all: members.length }), seenIn: [] }
  ]
}

function withAny(members: readonly WeighMember[], categories: readonly string[]): WeighMember[] {
  return members.filter((one) => categories.some((category) => one.signs.has(category)))
}
