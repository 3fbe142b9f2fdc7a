/** Spam, posted by machine, and scams: advance payment, stolen texts and pictures. */
import type { AdvertDraft, Language } from '../advert.ts'
import { composeDraft, drawTraits } from '../compose.ts'
import { disguisedStyles, plainStyles } from '../disguise.ts'
import { expand } from '../grammar.ts'
import { womenNames } from '../names.ts'
import { makePersona, writeAdvert } from '../posting.ts'
import { makeStyle, varyCopy } from '../style.ts'
import { pickDays, pickSite, pickTown, type Supplies } from '../supplies.ts'
import { junk } from '../text/trade.ts'
import { traitShares } from '../traits.ts'

/** Writes `size` adverts of one spammer: one text, a link, any town, posted at even steps. */
export function spamAdverts(supplies: Supplies, hand: string, size: number): AdvertDraft[] {
  const { random } = supplies
  const style = makeStyle(random, 'en', false)
  const say = (patterns: readonly string[]): string => expand(random, random.pick(patterns), junk.pools)
  const sentences = random.sample(junk.lines, random.int(3, 5)).map((line) => expand(random, line, junk.pools))
  const draft = {
    title: say(junk.titles),
    sentences: sentences.filter((line) => !line.includes('[phone]')),
    contact: 'Info: [phone]',
    form: 'Click now!'
  }
  const template = supplies.newTemplate()
  const link = `https://${random.pick(['deal', 'win', 'bonus', 'meet'])}${random.int(10, 99)}.example/${random.int(100, 999)}`
  const numbers = random.chance(0.4) ? [supplies.numbers.issue('NL')] : []
  const account = supplies.newAccount()
  const category = random.pick(['company', 'services', 'goods'] as const)
  return Array.from({ length: size }, (_, nth) => {
    const site = pickSite(random, category, 'en')
    const [postedDay, untilDay] = pickDays(random, site, -Math.floor((nth * 40) / size))
    return writeAdvert(random, {
      site,
      hand,
      kind: 'spam',
      template,
      category,
      language: 'en',
      persona: makePersona(random, womenNames, 'en'),
      draft,
      style,
      town: pickTown(random, site),
      account,
      numbers,
      numberStyle: 'plain',
      numberPlace: numbers.length > 0 ? 'body' : 'none',
      postedDay,
      untilDay,
      pictures: [],
      showPrice: false,
      slots: { link, order: String(random.int(1000000, 99999999)) }
    })
  })
}

/** Writes `size` adverts of one scammer: texts and pictures partly stolen from persons, always money first. */
export function scamAdverts(supplies: Supplies, hand: string, size: number): AdvertDraft[] {
  const { random } = supplies
  const shares = traitShares.scam
  const numbers = Array.from({ length: random.int(1, 3) }, () =>
    supplies.numbers.issue(random.chance(0.4) ? 'GB' : 'NL')
  )
  const account = supplies.newAccount()
  const language: Language = random.pick(['nl', 'en'])
  const style = makeStyle(random, language, random.chance(shares.codedEmoji))
  const own = {
    draft: composeDraft(random, { language, person: 'first', traits: drawTraits(random, shares) }, style),
    template: supplies.newTemplate()
  }
  const disguised = random.chance(shares.disguised)
  const deposit =
    language === 'nl'
      ? 'Eerst een aanbetaling van [deposit] euro met een cadeaukaart.'
      : 'Deposit of [deposit] euro by gift card first.'
  return Array.from({ length: size }, () => {
    const stolen = random.chance(0.5) && supplies.stealable.length > 0 ? random.pick(supplies.stealable) : null
    const text = stolen ?? {
      ...own,
      style,
      language,
      pictures: [{ scene: random.pick(supplies.stockScenes), variant: 0 }]
    }
    const site = pickSite(random, 'company', text.language)
    const [postedDay, untilDay] = pickDays(random, site)
    const sentences = [...varyCopy(random, text.draft.sentences, text.language, 0.2), deposit]
    return writeAdvert(random, {
      site,
      hand,
      kind: 'scam',
      template: text.template,
      category: 'company',
      language: text.language,
      persona: makePersona(random, womenNames, text.language, true),
      draft: { ...text.draft, sentences },
      style: text.style,
      town: pickTown(random, site),
      account: random.chance(0.5) ? account : supplies.newAccount(),
      numbers: [random.pick(numbers)],
      numberStyle: random.pick(disguised ? disguisedStyles : plainStyles),
      numberPlace: disguised ? 'body' : random.pick(['body', 'field']),
      postedDay,
      untilDay,
      pictures: text.pictures.map((picture) => ({ ...picture, variant: random.int(1, 3) }))
    })
  })
}
