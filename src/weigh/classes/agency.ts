/** An agency or licensed house: it says who it is and where, and stays reachable there. */
import type { ClassSign } from './sign.ts'
import type { WeighMember } from '../member.ts'
import { differingNumbers } from '../persons.ts'
import { commonest, seenAt, someShare } from '../rule.ts'
import { farPair } from '../rules/contacts.ts'
import { said } from '../wording.ts'

const leastSigns = 3
const fixedNumbers = 2
const nearlyAll = 0.8

/**
 * At least three signs of an openly named house, of which its own site or its number in a register is one. A house that names itself
 * does not hide its number, needs no more than two, and is not in far-apart places at once: else it is none, whatever it says.
 */
export function agencySigns(members: readonly WeighMember[]): ClassSign[] {
  const hidden = members.filter((one) => one.disguised.length > 0)
  if (hidden.length >= members.length * someShare || farPair(members) !== null) return []
  const reached = members.filter((one) => one.phones.length > 0)
  if (differingNumbers(members) > fixedNumbers) return []
  const open = [ownSite(members), registered(members)].filter((sign) => sign !== null)
  const signs = [...open, address(members), oneTown(members), fixed(reached), houseVoice(members)].filter(
    (sign) => sign !== null
  )
  return open.length > 0 && signs.length >= leastSigns ? signs : []
}

function ownSite(members: readonly WeighMember[]): ClassSign | null {
  const named = members.filter((one) => one.hosts.length > 0)
  if (named.length < members.length * 0.5 || commonest(named.map((one) => one.hosts[0])) < nearlyAll) return null
  return sign('site', named, members, () => [])
}

function registered(members: readonly WeighMember[]): ClassSign | null {
  const named = members.filter((one) => one.registered.length > 0)
  return named.length < members.length * someShare ? null : sign('registered', named, members, (one) => one.registered)
}

function address(members: readonly WeighMember[]): ClassSign | null {
  const named = members.filter((one) => one.addressed.length > 0)
  return named.length < members.length * 0.5 ? null : sign('address', named, members, (one) => one.addressed)
}

function oneTown(members: readonly WeighMember[]): ClassSign | null {
  const placed = members.filter((one) => one.places.length > 0)
  const towns = placed.map((one) => one.places[0]?.name)
  if (placed.length < members.length * 0.5 || commonest(towns) < nearlyAll) return null
  return sign('town', placed, members, () => [])
}

function fixed(reached: readonly WeighMember[]): ClassSign | null {
  return reached.length === 0 ? null : sign('numbers', reached, reached, (one) => one.phoneSpans)
}

function houseVoice(members: readonly WeighMember[]): ClassSign | null {
  const categories = ['manager-voice', 'plural-persons', 'third-person']
  const said = members.filter((one) => categories.some((category) => one.signs.has(category)))
  if (said.length < members.length * someShare) return null
  return sign('voice', said, members, (one) => categories.flatMap((category) => one.signs.get(category) ?? []))
}

function sign(
  part: string,
  seen: readonly WeighMember[],
  of: readonly WeighMember[],
  spans: (member: WeighMember) => WeighMember['phoneSpans']
): ClassSign {
  return {
    indicator: null,
    sentence: said('agency', part, { seen: seen.length, all: of.length }),
    seenIn: seenAt(seen, spans)
  }
}
