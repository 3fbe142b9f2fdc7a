/** What of a captured page may be shown again: elements and attributes that draw, and ask for nothing. Everything else goes. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Kept as they are. */
export const keptElements = set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em ' +
    'fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd label legend li main mark menu nav ol p pre q rp rt ' +
    'ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
)

/** Shown as another element, which does nothing. */
export const insteadOf: Readonly<Record<string, string>> = {
  form: 'div',
  noscript: 'div',
  button: 'span',
  select: 'span',
  option: 'span',
  optgroup: 'span',
  textarea: 'span',
  dialog: 'div',
  search: 'div',
  marquee: 'div',
  picture: 'span'
}

/** Gone with all that is in them, counted by what they are; null where nobody misses them. */
export const goneElements: Readonly<Record<string, Gone | null>> = {
  script: 'scripts',
  template: 'scripts',
  iframe: 'frames',
  frame: 'frames',
  frameset: 'frames',
  noframes: 'frames',
  portal: 'frames',
  fencedframe: 'frames',
  object: 'embedded',
  embed: 'embedded',
  applet: 'embedded',
  svg: 'drawings',
  math: 'drawings',
  canvas: 'drawings',
  video: 'media',
  audio: 'media',
  source: null,
  track: null,
  noembed: 'embedded',
  area: 'links',
  base: null,
  link: null,
  meta: null,
  title: null,
  xmp: 'embedded',
  plaintext: 'embedded',
  param: null,
  datalist: 'forms'
}

export const removedKinds = [
  'scripts',
  'handlers',
  'refreshes',
  'frames',
  'forms',
  'links',
  'media',
  'drawings',
  'embedded'
] as const
export type Gone = (typeof removedKinds)[number]

/** Without an end tag. */
export const voidElements = set('br col hr wbr img')

/** Before and after these words do not run on. */
export const blockElements = set(
  'address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr ' +
    'li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul'
)

/** Attributes that draw; their values are written with every sign of markup escaped. */
export const keptAttributes = set(
  'align bgcolor border cellpadding cellspacing class color colspan datetime dir face height hidden id lang nowrap open reversed rowspan ' +
    'size span start valign width'
)

/** Attributes in which a picture is named, also by pages that load them late. */
export const pictureAttributes: readonly string[] = ['src', 'data-src', 'data-original', 'data-lazy-src', 'data-lazy']
export const pictureSets: readonly string[] = ['srcset', 'data-srcset']

/** Text as it stands between tags and in attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\0', '')
}

/** Addresses of a `srcset`, in its order. */
export function setReferences(text: string): string[] {
  return text
    .slice(0, 20_000)
    .replaceAll(/\s+/g, ' ')
    .split(/, | \d+(?:\.\d+)?[wxh] ?,? ?/i)
    .map((one) => one.trim().split(' ')[0] ?? '')
    .filter((one) => one !== '')
}
