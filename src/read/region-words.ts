/** What class names, ids and roles tell: which region of a page an element is, and which field it holds. */
import { region } from './document.ts'

/** Field bits that a class, id or itemprop may state. */
export const hint = {
  price: 1,
  place: 2,
  phone: 4,
  date: 8,
  seller: 16,
  category: 32,
  description: 64,
  title: 128,
  contact: 256,
  age: 512,
  crumb: 1024
} as const

export interface ClassMeaning {
  readonly region: number
  readonly hint: number
}

const none: ClassMeaning = { region: 0, hint: 0 }

/** Reads one class, id or itemprop string: up to 200 characters, 24 words. */
export function meaningOf(names: string): ClassMeaning {
  if (names === '') return none
  const words = split(names.length > 200 ? names.slice(0, 200) : names)
  let regionBits = 0
  let hintBits = 0
  let layout = false
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (layoutWords.has(word)) layout = true
    const next = words[i + 1]
    const pair = next === undefined ? undefined : `${word}-${next}`
    regionBits |= (regionTable.get(word) ?? 0) | (pair === undefined ? 0 : (regionTable.get(pair) ?? 0))
    hintBits |= (hintTable.get(word) ?? 0) | (pair === undefined ? 0 : (hintTable.get(pair) ?? 0))
  }
  return { region: layout ? 0 : regionBits, hint: hintBits }
}

/** `with-sidebar`, `no-footer`, `has-nav` on a wrapper speak of the layout around it, not of the element itself. */
const layoutWords = new Set(['with', 'has', 'no', 'without', 'layout'])

function split(names: string): string[] {
  const spaced = camel.test(names) ? names.replace(/([a-z])([A-Z])/g, '$1-$2') : names
  const words = spaced.toLowerCase().split(/[^\p{L}\p{N}]+/u, 24)
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (word.length > 4 && word.endsWith('s') && !word.endsWith('ss')) words[i] = word.slice(0, -1)
  }
  return words
}

const camel = /[a-z][A-Z]/

function table(rows: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [bit, words] of rows) {
    for (const word of words.split(' ')) {
      const key = split(word).join('-')
      found.set(key, (found.get(key) ?? 0) | bit)
    }
  }
  return found
}

/** Words of class names and ids, singular; two words with a dash match `two-words`, `two_words` and `twoWords`. */
const regionWords: readonly (readonly [number, string])[] = [
  [
    region.nav,
    'nav navbar navigation menu topmenu submenu breadcrumb breadcrumbs crumb kruimelpad pagination pager ' +
      'paging tabs toolbar sitelinks skip-link'
  ],
  [region.header, 'site-header topbar masthead top-bar banner-top logo'],
  [region.footer, 'footer foot site-footer colophon copyright bottombar footnote'],
  [region.aside, 'sidebar side-bar side-column widget rail'],
  [
    region.related,
    'related similar recommended recommendation suggestion suggested gerelateerd vergelijkbaar ' +
      'vergelijkbare aehnlich ahnlich meer-advertentie more-ad more-from other-ad also-viewed anderen ' +
      'similares similaires podobne hasonlo recently-viewed recent-ad latest'
  ],
  [
    region.comments,
    'comment comments reactie reacties review reviews kommentar kommentare commentaire comentario disqus ' +
      'replies guestbook gastenboek'
  ],
  [
    region.cookie,
    'cookie cookies cookiebar cookie-banner cookie-notice consent gdpr avg-melding onetrust cc-window ' + 'privacy-bar'
  ],
  [
    region.form,
    'searchform search-form search-box search-bar zoekbalk zoekformulier login-form filter facet ' +
      'newsletter nieuwsbrief signup'
  ],
  [
    region.legal,
    'legal disclaimer terms voorwaarden impressum smallprint kleine-lettertjes safety-tips ' +
      'veiligheidstips safety veilig'
  ],
  [
    region.promo,
    'advertisement sponsor adsense adsbygoogle banner-ad ad-banner reclame ' +
      'werbung share social sharing deel addthis'
  ],
  [region.dialog, 'modal popup lightbox overlay dialog']
]

const hintWords: readonly (readonly [number, string])[] = [
  [hint.price, 'price prijs preis prix precio pret cena prezzo tarief rate amount salary salaris basesalary'],
  [
    hint.place,
    'city location locatie plaats stad place town region regio ort ville ciudad oras grad miasto varos ' +
      'locality addresslocality address area where'
  ],
  [
    hint.phone,
    'phone tel telephone telefoon telefon mobile mobiel whatsapp telefoonnummer phonenumber phone-number ' + 'gsm'
  ],
  [
    hint.date,
    'date datum posted posted-on time published dateposted datepublished geplaatst placed timestamp ' +
      'postdate post-date'
  ],
  [
    hint.seller,
    'seller author poster username user-name user adverteerder verkoper advertiser vendor posted-by ' +
      'auteur nickname nick account byline naam name-seller company'
  ],
  [hint.category, 'category categorie rubriek kategorie cat rubrique section-name rubric'],
  [
    hint.description,
    'description desc omschrijving beschrijving beschreibung descripcion descriere opis leiras ad-text ' +
      'adtext ad-body advert-text advert-body advertentietekst post-body post-content entry-content ' +
      'post-text body-text bericht message-body articlebody bodytext postingbody user-text'
  ],
  [hint.title, 'title titel titre titulo titlu headline heading ad-title subject onderwerp kop cim tytul'],
  [hint.contact, 'contact contacts contactgegevens contact-info contactinfo reach kontakt bereikbaar contacto'],
  [hint.crumb, 'breadcrumb breadcrumbs kruimelpad crumb crumbs'],
  [hint.age, 'age leeftijd alter edad varsta wiek kor']
]

const regionTable = table(regionWords)
const hintTable = table(hintWords)

/** Region of a tag by itself. */
export const tagRegions: ReadonlyMap<string, number> = new Map([
  ['nav', region.nav],
  ['footer', region.footer],
  ['aside', region.aside],
  ['noscript', region.noscript],
  // What stands in them shows only where the film, drawing or plug-in does not.
  ['object', region.noscript],
  ['video', region.noscript],
  ['audio', region.noscript],
  ['canvas', region.noscript],
  ['button', region.control],
  ['dialog', region.dialog],
  ['form', region.form],
  ['article', region.article],
  ['main', region.article]
])

/** Region of an ARIA role. */
export const roleRegions: ReadonlyMap<string, number> = new Map([
  ['navigation', region.nav],
  ['contentinfo', region.footer],
  ['complementary', region.aside],
  ['search', region.form],
  ['dialog', region.dialog],
  ['alertdialog', region.dialog],
  ['banner', region.header],
  ['menu', region.nav]
])
