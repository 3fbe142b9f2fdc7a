/** Hands behind job adverts: employers, bundled work-room-transport offers from one hand, quick-money recruiters. */
import type { AdvertDraft, DemoAdvert, HandKind, Language, SiteId } from '../advert.ts'
import { plainStyles, disguisedStyles, type NumberStyle } from '../disguise.ts'
import { expand } from '../grammar.ts'
import { companyWords, menNames, surnames, womenNames } from '../names.ts'
import { makePersona, writeAdvert, type NumberPlace } from '../posting.ts'
import type { Random } from '../random.ts'
import { makeStyle, varyCopy } from '../style.ts'
import { pickDays, pickSite, pickTown, type Supplies } from '../supplies.ts'
import { bundled, employer, graveOffer, recruiting, workPools, type WorkPhrases } from '../text/work.ts'

type WorkKind = Extract<HandKind, 'employer' | 'labour-network' | 'recruiter'>

const phrases: Readonly<Record<WorkKind, WorkPhrases>> = { employer, 'labour-network': bundled, recruiter: recruiting }

/** Sites under the mandate that people of the demo begin with. */
const graveSites: readonly SiteId[] = ['marktplein', 'prikbord']

/** Gives the first advert of an employer with a single one other words, grave ones: nothing else of the world changes. A small world may have none. */
export function withGraveOffer(adverts: readonly DemoAdvert[]): DemoAdvert[] {
  const counts = new Map<string, number>()
  for (const { hand } of adverts) counts.set(hand, (counts.get(hand) ?? 0) + 1)
  const chosen = adverts.find(
    ({ kind, site, language, hand, untilDay, versions, away }) =>
      kind === 'employer' &&
      graveSites.includes(site) &&
      language === 'nl' &&
      counts.get(hand) === 1 &&
      untilDay === null &&
      away === undefined &&
      versions.length === 1
  )
  const { title, lines } = graveOffer
  return adverts.map((one) => {
    if (one !== chosen) return one
    const versions = one.versions.map((version) => ({
      ...version,
      title,
      body: lines.join('\n'),
      phones: version.contact === null ? [] : version.phones
    }))
    return { ...one, versions }
  })
}

/** Writes `size` job adverts of one hand; employers keep one number and town, the others vary both. */
export function workAdverts(supplies: Supplies, hand: string, kind: WorkKind, size: number): AdvertDraft[] {
  const { random } = supplies
  const table = phrases[kind]
  const language: Language = kind === 'labour-network' ? 'en' : 'nl'
  const style = {
    ...makeStyle(random, language, false),
    ...(kind === 'employer' ? { lowerCase: false, typoRate: 0 } : {})
  }
  const texts = Array.from({ length: kind === 'employer' ? Math.min(size, 4) : 1 + Math.floor(size / 20) }, () => ({
    template: supplies.newTemplate(),
    title: expand(random, random.pick(table.titles), workPools),
    sentences: random.sample(table.lines, random.int(4, 8)).map((line) => expand(random, line, workPools)),
    contact: expand(random, random.pick(table.contact), workPools)
  }))
  const numbers = Array.from({ length: kind === 'employer' ? 1 : Math.max(1, Math.round(size / 9)) }, () =>
    supplies.numbers.issue('NL')
  )
  const slots = companySlots(random)
  const home = pickTown(random, 'werkhal')
  const accounts = Array.from({ length: kind === 'employer' ? 1 : random.int(1, 4) }, supplies.newAccount)
  const disguised = kind !== 'employer' && random.chance(0.4)
  return Array.from({ length: size }, () => {
    const text = random.pick(texts)
    const site: SiteId = pickSite(random, 'work', language)
    const [postedDay, untilDay] = pickDays(random, site)
    const numberStyle: NumberStyle = random.pick(disguised ? disguisedStyles : plainStyles)
    const numberPlace: NumberPlace = disguised ? 'body' : random.pick(['body', 'body', 'field'])
    return writeAdvert(random, {
      site,
      hand,
      kind,
      template: text.template,
      category: 'work',
      language,
      persona: makePersona(random, random.chance(0.5) ? menNames : womenNames, language),
      draft: {
        ...text,
        form: 'Solliciteer via de site.',
        sentences: varyCopy(random, text.sentences, language, kind === 'employer' ? 0.05 : 0.35)
      },
      style,
      town: kind === 'employer' ? home : pickTown(random, site),
      account: random.pick(accounts),
      numbers: [random.pick(numbers)],
      numberStyle,
      numberPlace,
      postedDay,
      untilDay,
      pictures: [],
      showPrice: false,
      slots: { ...slots, wage: wage(random, kind) }
    })
  })
}

function companySlots(random: Random): Record<string, string> {
  const company = `${random.pick(companyWords)} ${random.pick(['bv', 'Groep', 'Techniek', 'Zorg', 'Bouw', 'Logistiek', 'Horeca'])}`
  const mailbox = company.toLowerCase().replace(/[^a-z]/g, '')
  return {
    company,
    surname: random.pick(surnames),
    email: `werk@${mailbox}.example`,
    handle: `@${mailbox}${random.int(10, 99)}`,
    date: `${random.int(1, 28)} ${random.pick(['april', 'mei', 'juni'])}`
  }
}

function wage(random: Random, kind: WorkKind): string {
  if (kind === 'employer') return random.pick(['15,20', '16,80', '2.650', '2.840', '17,45', '3.100'])
  return random.pick(['650', '700', '800', '900', '1000', '1500', '2000'])
}
