/** Agencies and licensed houses: many persons behind one open name, fixed numbers, one town, a registered company number. */
import type { AdvertDraft, Language } from '../advert.ts'
import { composeDraft, drawTraits } from '../compose.ts'
import { plainStyles } from '../disguise.ts'
import { companyWords, womenNames } from '../names.ts'
import { makePersona, writeAdvert } from '../posting.ts'
import { makeStyle, varyCopy } from '../style.ts'
import { pickDays, pickSite, pickTown, type Supplies } from '../supplies.ts'
import { traitShares } from '../traits.ts'

/** Writes `size` adverts of one agency: a few house texts, one number, names that change. */
export function agencyAdverts(supplies: Supplies, hand: string, size: number): AdvertDraft[] {
  const { random } = supplies
  const shares = traitShares.agency
  const language: Language = random.chance(0.75) ? 'nl' : 'en'
  const traits = drawTraits(random, shares)
  const style = { ...makeStyle(random, language, random.chance(shares.codedEmoji)), lowerCase: false, typoRate: 0 }
  const texts = Array.from({ length: random.int(1, 3) }, () => ({
    draft: composeDraft(random, { language, person: random.weighted(shares.voices), traits }, style),
    template: supplies.newTemplate()
  }))
  const company = `${random.pick(['Privéhuis', 'Bureau', 'Club', 'Huize', 'Escort'])} ${random.pick(companyWords)}`
  const domain = `${company.toLowerCase().replace(/[^a-z]/g, '')}.example`
  const numbers = Array.from({ length: random.int(1, 2) }, () => supplies.numbers.issue('NL'))
  const register = `KvK ${random.int(10, 89)}${String(random.int(0, 999999)).padStart(6, '0')}`
  const account = supplies.newAccount()
  const sites = Array.from({ length: random.int(1, 3) }, () => pickSite(random, 'company', language))
  const town = pickTown(random, sites[0] ?? 'kompas')
  const scenes = Array.from({ length: random.int(4, 12) }, supplies.newScene)
  return Array.from({ length: size }, () => {
    const text = random.pick(texts)
    const site = random.pick(sites)
    const [postedDay, untilDay] = pickDays(random, site)
    return writeAdvert(random, {
      site,
      hand,
      kind: 'agency',
      template: text.template,
      category: 'company',
      language,
      persona: makePersona(random, womenNames, language),
      draft: { ...text.draft, sentences: varyCopy(random, text.draft.sentences, language, 0.15) },
      style,
      town,
      account,
      numbers,
      numberStyle: random.pick(plainStyles),
      numberPlace: numbers.length > 1 ? 'body' : random.pick(['field', 'body', 'both']),
      postedDay,
      untilDay,
      pictures: random.sample(scenes, 2).map((scene) => ({ scene, variant: random.int(0, 1) })),
      extra: `${company}, www.${domain}, ${register}`
    })
  })
}
