/** Which forms of exploitation the adverts of a network speak of: by the words of what they offer, never by how or how often they advertise. */
import { forms, type Form } from '../model/form.ts'
import type { WeighMember } from './member.ts'

/*
 * A sign over a network (one number and many names, one text, a hidden number) was described for sexual adverts and is found in any:
 * it says that somebody organises, not what. A recruiter of hands for a greenhouse is no sexual advert because six names share a number.
 */

/** Categories of words that only adverts of one form have. */
const offers: Readonly<Record<string, Form>> = {
  escort: 'sexual',
  outcall: 'sexual',
  'private-reception': 'sexual',
  'incall-only': 'sexual',
  recruiting: 'labour',
  'housing-offered': 'labour',
  'transport-offered': 'labour',
  'high-pay-no-experience': 'labour',
  'quick-money-card': 'criminal'
}

/** Categories that adverts of other forms have as well: they speak only where none of the above does. */
const hints: Readonly<Record<string, Form>> = {
  massage: 'sexual',
  rotation: 'sexual',
  'plural-persons': 'sexual'
}

/** Share of the members that must say it. */
const someShare = 0.2

/** The forms that enough members speak of, in the order of `forms`; none where their words name no form. */
export function formsOf(members: readonly Pick<WeighMember, 'signs'>[]): readonly Form[] {
  const found = spokenOf(members, offers)
  return found.length > 0 ? found : spokenOf(members, hints)
}

function spokenOf(
  members: readonly Pick<WeighMember, 'signs'>[],
  words: Readonly<Record<string, Form>>
): readonly Form[] {
  const counts = new Map<Form, number>()
  for (const member of members) {
    const said = new Set([...member.signs.keys()].flatMap((category) => words[category] ?? []))
    for (const form of said) counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  const least = Math.max(1, members.length * someShare)
  return forms.filter((form) => (counts.get(form) ?? 0) >= least)
}
