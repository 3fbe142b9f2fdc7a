/** Bulk spam: one text of nobody in particular, placed by a program or from accounts that are thrown away; and texts that a program made. */
import type { ClassSign } from './sign.ts'
import type { WeighMember } from '../member.ts'
import { byPicture } from '../pictures.ts'
import { commonest, distinct, groups, largest, seenAt, someShare } from '../rule.ts'
import { workWords } from '../rules/words.ts'
import { said } from '../wording.ts'

const leastAdverts = 8
const leastSigns = 2
/** Adverts from which days are a rhythm, and few pictures no chance. */
const leastInDays = 12
const manyNames = 8
const fewPictures = 2
const nearlyAll = 0.8
/** Times in a row from which a rhythm is told. */
const leastTimes = 8

/**
 * Signs of bulk spam, where two of them are enough. A rhythm alone tells a program that posts, not what it posts: who recruits for a
 * greenhouse by a program does so too. One of the others must show that nobody in particular is behind it: no contact but links, an
 * account for each advert, or no person who differs.
 */
export function spamSigns(members: readonly WeighMember[]): ClassSign[] {
  const text = largest(groups(members, (one) => (one.template === null ? [] : [one.template])))
  if (members.length < leastAdverts || text.length < members.length * nearlyAll) return []
  const places = distinct(members.map((one) => one.places[0]?.name))
  const rhythm = rhythmSigns(members)
  const own = [...onlyLinks(members), ...thrownAway(members), ...(offersWork(members) ? [] : nobodyDiffers(members))]
  if (own.length === 0 || rhythm.length + own.length < leastSigns) return []
  return [
    ...rhythm,
    ...own,
    {
      indicator: null,
      sentence: said('spam', 'text', { adverts: text.length, all: members.length, places }),
      seenIn: seenAt(text, () => [])
    }
  ]
}

/** An advert for work names no person and no age, whoever places it. */
function offersWork(members: readonly WeighMember[]): boolean {
  const asked = members.filter((one) => workWords.some((category) => one.signs.has(category)))
  return asked.length >= members.length * 0.5
}

/** SX-C08: posted at fixed intervals, or the same number on each day at even steps. */
export function rhythmSigns(members: readonly WeighMember[]): ClassSign[] {
  const found = fixedMinutes(members) ?? evenDays(members)
  if (found === null) return []
  return [
    { indicator: 'SX-C08', sentence: said('SX-C08', found.part, found.numbers), seenIn: seenAt(members, () => []) }
  ]
}

interface Rhythm {
  readonly part: string
  readonly numbers: Record<string, number>
}

/** Most intervals between postings are the same, to two minutes or a hundredth of them. */
function fixedMinutes(members: readonly WeighMember[]): Rhythm | null {
  const minutes = members.flatMap((one) => one.postedMinute ?? []).toSorted((a, b) => a - b)
  if (minutes.length < leastTimes || minutes.length < members.length * nearlyAll) return null
  const between = minutes.slice(1).map((minute, at) => minute - (minutes[at] ?? 0))
  const usual = between.toSorted((a, b) => a - b)[between.length >> 1] ?? 0
  const fits = between.filter((one) => Math.abs(one - usual) <= Math.max(2, usual / 100)).length
  if (fits < between.length * 0.7) return null
  return { part: 'minutes', numbers: { seen: fits, all: between.length, minutes: usual } }
}

/** As many adverts on each day, at the same number of days from each other: chance and people spread them unevenly. */
function evenDays(members: readonly WeighMember[]): Rhythm | null {
  const byDay = groups(members, (one) => [one.firstDay])
  const days = [...byDay.keys()].toSorted((a, b) => a - b)
  if (days.length < 6 || members.length < leastInDays) return null
  const steps = days.slice(1).map((day, at) => day - (days[at] ?? 0))
  const counts = [...byDay.values()].map((adverts) => adverts.length)
  if (commonest(steps) < 0.9 || commonest(counts) < nearlyAll) return null
  const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 1
  // One advert a day may be a person's habit.
  return usual < 2 ? null : { part: 'days', numbers: { days: days.length, count: usual } }
}

/** Most lead to a site, and nearly none gives a number, mail or account at which somebody answers. */
function onlyLinks(members: readonly WeighMember[]): ClassSign[] {
  const silent = members.filter((one) => one.contacts.length === one.hosts.length)
  const linked = silent.filter((one) => one.hosts.length > 0)
  if (silent.length < members.length * nearlyAll || linked.length < members.length * 0.5) return []
  const hosts = distinct(linked.flatMap((one) => one.hosts))
  return [
    {
      indicator: null,
      sentence: said('spam', 'links', { seen: linked.length, all: members.length, hosts }),
      seenIn: seenAt(linked, () => [])
    }
  ]
}

/** Nearly each advert was placed from an account of its own. */
function thrownAway(members: readonly WeighMember[]): ClassSign[] {
  const known = members.filter((one) => one.account !== null)
  const accounts = distinct(known.map((one) => `${one.site} ${one.account}`))
  if (known.length < Math.max(leastTimes, members.length * 0.5) || accounts < known.length * nearlyAll) return []
  return [
    {
      indicator: null,
      sentence: said('spam', 'accounts', { accounts, seen: known.length }),
      seenIn: seenAt(known, () => [])
    }
  ]
}

/** No name and no age at all, or many names under one or two pictures. */
function nobodyDiffers(members: readonly WeighMember[]): ClassSign[] {
  const persons = members.filter((one) => one.names.length > 0 || one.age !== null)
  const names = distinct(members.map((one) => one.names[0]))
  if (persons.length < members.length * (1 - nearlyAll))
    return [{ indicator: null, sentence: said('spam', 'nobody', { all: members.length }), seenIn: [] }]
  const shown = members.filter((one) => one.pictures.length > 0)
  const pictures = byPicture(shown).toSorted((a, b) => b.length - a.length)
  const covered = new Set(pictures.slice(0, fewPictures).flat()).size
  if (names < manyNames || shown.length < leastInDays || covered < shown.length * nearlyAll) return []
  return [
    {
      indicator: 'SX-C04',
      sentence: said('spam', 'pictures', { names, seen: covered, all: shown.length }),
      seenIn: seenAt(shown, (one) => one.nameSpans)
    }
  ]
}

/** SX-C16: slots that nobody filled in, and words of a program about itself. */
export function generatedSigns(members: readonly WeighMember[]): ClassSign[] {
  const seen = members.filter((one) => one.generated.length > 0)
  if (seen.length < 2 || seen.length < members.length * someShare) return []
  return [
    {
      indicator: 'SX-C16',
      sentence: said('SX-C16', 'sentence', { seen: seen.length, all: members.length }),
      seenIn: seenAt(seen, (one) => one.generated)
    }
  ]
}
