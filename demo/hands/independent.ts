/** Independent persons: own text, own number, own pictures; with the ordinary habits that mislead a careless linker. */
import type { AdvertDraft, Category, Language, PictureRef } from '../advert.ts'
import { composeDraft, drawTraits, type Draft } from '../compose.ts'
import { disguisedStyles, plainStyles, type NumberStyle } from '../disguise.ts'
import { menNames, womenNames } from '../names.ts'
import { makePersona, writeAdvert, type NumberPlace, type Posting } from '../posting.ts'
import type { Random } from '../random.ts'
import { makeStyle, varyCopy } from '../style.ts'
import { pickDays, pickSite, pickTown, type Supplies } from '../supplies.ts'
import { publicTexts } from '../text/public.ts'
import { traitShares } from '../traits.ts'

const languages: readonly (readonly [Language, number])[] = [
  ['nl', 66],
  ['en', 19],
  ['de', 4],
  ['fr', 4],
  ['es', 2],
  ['ro', 2],
  ['pl', 1.2],
  ['bg', 0.8],
  ['hu', 1]
]

/** Writes all adverts of one person: usually one to three, sometimes a reposter with up to seven. */
export function independentAdverts(supplies: Supplies, hand: string): AdvertDraft[] {
  const { random } = supplies
  const language = random.weighted(languages)
  const shares = traitShares.independent
  const person = random.weighted(shares.voices)
  const category: Category = random.chance(0.14) ? 'massage' : 'company'
  const style = makeStyle(random, language, random.chance(shares.codedEmoji))
  const voice = {
    language,
    person: category === 'massage' ? ('massage' as const) : person,
    traits: drawTraits(random, shares)
  }
  const persona = makePersona(random, random.chance(0.06) ? menNames : womenNames, language)
  let { draft, template } = withPublicText(random, composeDraft(random, voice, style), language, supplies.newTemplate())
  const old = random.chance(0.012)
  const numbers = personNumbers(supplies, language, old)
  const pictures = personPictures(supplies)
  const numberStyle: NumberStyle = random.pick(random.chance(shares.disguised) ? disguisedStyles : plainStyles)
  const ownAccount = supplies.newAccount()
  const account = random.chance(0.035) ? random.pick(supplies.feedAccounts) : ownAccount
  const extra = random.chance(0.16) ? ownContact(random, account, persona.name) : undefined
  const tour = voice.traits.includes('arrival')
  const home = pickSite(random, category, language)
  const town = pickTown(random, home)
  if (supplies.stealable.length < 300) supplies.stealable.push({ draft, template, style, language, pictures })
  const elsewhere = account !== ownAccount || random.chance(0.6) ? account : supplies.newAccount()
  const count = random.weighted([
    [1, 42],
    [2, 26],
    [3, 16],
    [4, 9],
    [5, 4],
    [7, 3]
  ])
  const silent = random.chance(0.006) ? random.pick(['🙂', '🌹', '✨', '☎️']) : undefined
  const adverts: AdvertDraft[] = []
  for (let nth = 0; nth < count; nth++) {
    if (nth > 0 && random.chance(0.3)) {
      template = supplies.newTemplate()
      draft = composeDraft(random, voice, style)
    } else if (nth > 0) draft = { ...draft, sentences: varyCopy(random, draft.sentences, language, 0.25) }
    const site = nth === 0 || random.chance(0.4) ? home : pickSite(random, category, language)
    const [postedDay, untilDay] = old ? [random.int(-420, -310), null] : pickDays(random, site)
    adverts.push(
      writeAdvert(random, {
        site,
        hand,
        kind: 'independent',
        template,
        category,
        language,
        persona,
        draft,
        style,
        account: site === home ? account : elsewhere,
        numbers,
        numberStyle,
        numberPlace: silent === undefined ? place(random, numberStyle, numbers.length) : bareField(numbers),
        town: tour && nth > 0 ? pickTown(random, site) : town,
        postedDay: old && site === 'dagprikker' ? random.int(-18, -10) : postedDay,
        untilDay,
        pictures: pictures.map((picture) => ({ ...picture, variant: nth % 4 })),
        extra,
        showPrice: random.chance(0.6),
        ...(silent === undefined ? {} : { wholeText: silent })
      } satisfies Posting)
    )
  }
  return adverts
}

/** Without a text a number can stand in the site's field alone. */
function bareField(numbers: readonly string[]): NumberPlace {
  return numbers.length === 0 ? 'none' : 'field'
}

/** Own numbers: mostly one; now and then a booking desk's beside it, a released number, or somebody else's by mistyping. */
function personNumbers(supplies: Supplies, language: Language, old: boolean): string[] {
  const { random } = supplies
  if (random.chance(0.09)) return []
  const country =
    language === 'en' && random.chance(0.2)
      ? 'GB'
      : language === 'fr' && random.chance(0.6)
        ? 'FR'
        : language === 'de' && random.chance(0.5)
          ? 'DE'
          : 'NL'
  const reused = !old && random.chance(0.03) ? supplies.released.pop() : undefined
  const mistyped = random.chance(0.004) && supplies.inUse.length > 0 ? random.pick(supplies.inUse) : undefined
  const own = reused ?? mistyped ?? supplies.numbers.issue(country)
  if (old) supplies.released.push(own)
  else supplies.inUse.push(own)
  const numbers = [own]
  if (random.chance(0.025)) numbers.push(random.pick(supplies.bookingDesks))
  else if (random.chance(0.04)) numbers.push(supplies.numbers.issue('NL'))
  return numbers
}

function personPictures(supplies: Supplies): PictureRef[] {
  const { random } = supplies
  const count = random.weighted([
    [0, 30],
    [1, 30],
    [2, 25],
    [3, 15]
  ])
  return Array.from({ length: count }, () => ({
    scene: random.chance(0.04) ? random.pick(supplies.stockScenes) : supplies.newScene(),
    variant: 0
  }))
}

/** Some copy sentences of a public example text; a few take the whole text, which then is the lineage. */
function withPublicText(
  random: Random,
  own: Draft,
  language: Language,
  template: string
): { draft: Draft; template: string } {
  const texts = language === 'nl' ? [0, 1] : language === 'en' ? [2, 3] : language === 'de' ? [4] : []
  if (texts.length === 0 || !random.chance(0.11)) return { draft: own, template }
  const chosen = random.pick(texts)
  const sentences = publicTexts[chosen] as readonly string[]
  if (random.chance(0.18))
    return { draft: { ...own, sentences: [...own.sentences.slice(0, 1), ...sentences] }, template: `public-${chosen}` }
  const some = sentences.filter(() => random.chance(0.5))
  const at = random.int(0, own.sentences.length)
  return {
    draft: { ...own, sentences: [...own.sentences.slice(0, at), ...some, ...own.sentences.slice(at)] },
    template
  }
}

/** Where a number goes: disguised ones stand in the text, plain ones often only in the site's field. */
export function place(random: Random, style: NumberStyle, count: number): NumberPlace {
  if (count === 0) return 'none'
  if ((disguisedStyles as readonly string[]).includes(style)) return 'body'
  if (count > 1) return random.pick(['body', 'both'])
  return random.weighted([
    ['field', 42],
    ['body', 34],
    ['both', 16],
    ['title', 4],
    ['split', 1],
    ['picture', 3]
  ])
}

/** A line with a handle, an e-mail or a site of one's own. */
export function ownContact(random: Random, account: string, name: string): string {
  const handle = account.replace(/[^a-z0-9]/g, '')
  return random.pick([
    `Telegram: @${handle}`,
    `Telegram @${handle}`,
    `Mail: ${handle}@postvak.example`,
    `${name.toLowerCase()}-${handle}.example`,
    `Insta: ${handle}`,
    `${handle} (at) postvak.example`,
    `t.me/${handle}`
  ])
}
