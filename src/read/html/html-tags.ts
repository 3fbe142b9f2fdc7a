/** Tables of HTML tags: which make blocks, which close which, which are never text; and the limits of a parse. */

/** Limits of one page. What goes over is left out or read flat, and noted in the reading. */
export const limits = {
  bytes: 8 * 1024 * 1024,
  depth: 512,
  elements: 250_000,
  attributesPerElement: 64,
  attributeChars: 2_000,
  textChars: 2_000_000,
  blocks: 50_000,
  links: 20_000,
  images: 2_000,
  inlines: 5_000,
  jsonLdChars: 500_000,
  stateChars: 2_000_000
} as const

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

export const voidTags = set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr'
)

export const blockTags = set(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search ' +
    'section select summary table tbody td template textarea tfoot th thead tr ul'
)

/** Content that no visitor reads as text. */
export const silentTags = set(
  'script style template title svg math iframe embed select datalist textarea noembed noframes head'
)

/** Opening the key closes an open one of the values, unless another block stands between. */
export const impliedCloses: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', set('li p')],
  ['dt', set('dt dd p')],
  ['dd', set('dt dd p')],
  ['td', set('td th p')],
  ['th', set('td th p')],
  ['tr', set('tr td th p')],
  ['tbody', set('thead tbody tfoot tr td th p')],
  ['tfoot', set('thead tbody tfoot tr td th p')],
  ['thead', set('thead tbody tfoot tr td th p')],
  ['option', set('option')],
  ['optgroup', set('option optgroup')],
  ['body', set('head')],
  ...[1, 2, 3, 4, 5, 6].map((level): [string, ReadonlySet<string>] => [`h${level}`, set('p h1 h2 h3 h4 h5 h6')]),
  ...'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header hgroup hr main menu nav ol p pre search section table ul'
    .split(' ')
    .map((name): [string, ReadonlySet<string>] => [name, set('p')])
])

/** An end tag of something else does not reach out of these. */
export const scopeTags = set('table td th caption html template')
/** End tags that do: they name a part of the table itself. */
export const tableTags = set('table tbody thead tfoot tr td th caption html body')

/** Attributes that reading needs; `data-` names that speak of a phone or a place are kept too. */
export const keptAttributes = set(
  'id class href src rel style hidden role aria-hidden title name property content http-equiv itemprop itemscope itemtype ' +
    'datetime type lang alt value readonly disabled shadowrootmode data-src data-original data-lazy-src data-id onclick aria-label charset srcset'
)

export const phoneAttribute =
  /^data-(?:.*(?:phone|tel|whatsapp|mobile|mobiel|gsm|msisdn)|city|place|location|locality|town)/

/** Links that are a contact, whatever their text says. */
const contactHref =
  /^(?:tel:|sms:|mailto:|callto:|whatsapp:|viber:|tg:|skype:|signal:|xmpp:|(?:https?:)?\/\/(?:www\.)?(?:wa\.me|api\.whatsapp\.com|web\.whatsapp\.com|chat\.whatsapp\.com|t\.me|telegram\.me|signal\.me|snapchat\.com\/add|line\.me|viber\.me|kik\.me|join\.skype\.com)\b)/i

/** True for `tel:`, `wa.me` and the like; relative references, which most are, are not looked at further. */
export function isContactHref(href: string): boolean {
  const first = href.charCodeAt(0)
  if (first === 35 || first === 46 || first === 63 || (first === 47 && href.charCodeAt(1) !== 47)) return false
  return contactHref.test(href) && !sharesPage.test(href)
}

/** A link that hands this page to somebody of the visitor's choice: no address stands in it. */
const sharesPage =
  /^(?:mailto:(?:\?|$)|whatsapp:\/\/send\/?\?text=|viber:\/\/forward|tg:\/\/msg_url|(?:https?:)?\/\/[^?]{3,60}\?(?:text|url)=)/i

/** Marks of challenge pages in class, id or src. */
export const challengeMark =
  /(?:g-recaptcha|recaptcha\/api|h-?captcha|cf-turnstile|turnstile|cf-challenge|challenge-platform|challenge-form|px-captcha|datadome|_incapsula_|geetest|arkose|funcaptcha|captcha)/i

/** Tags of text that holds no longer: an old price. */
export const struckTags: ReadonlySet<string> = new Set(['s', 'del', 'strike'])

/** Inline tags whose text is kept apart, whatever they are called. */
export const askedTags: ReadonlySet<string> = new Set(['time', ...struckTags])
