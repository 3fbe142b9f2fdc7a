/** What single characters fold to: digits of all scripts, styled letters, look-alikes, and what is invisible. */

/** Stands for every symbol that has no plain form (emoji, lone surrogates). */
export const symbolMark = '\u25a1'

const known = new Map<number, string>()
const maxKnown = 20_000

/** The folded form of one code point at or above U+0080: lower case, no accents, ASCII digits; at most four characters. */
export function foldPoint(point: number): string {
  const seen = known.get(point)
  if (seen !== undefined) return seen
  const folded = computeFold(point)
  if (known.size < maxKnown) known.set(point, folded)
  return folded
}

/** Zero-width characters, direction marks, variation selectors, combining marks, tags: nothing a reader sees as a character. */
export function isInvisible(point: number): boolean {
  if (point < 0x300) return point === 0xad
  if (point < 0x370) return true
  if (point < 0x180b)
    return point === 0x61c || point === 0x115f || point === 0x1160 || point === 0x17b4 || point === 0x17b5
  if (point < 0x200b)
    return point <= 0x180f || (point >= 0x1ab0 && point <= 0x1aff) || (point >= 0x1dc0 && point <= 0x1dff)
  if (point <= 0x200f) return true
  if (point < 0x202a) return false
  if (point <= 0x202e) return true
  if (point >= 0x2060 && point <= 0x206f) return true
  if (point >= 0x20d0 && point <= 0x20ff) return true
  if (point >= 0xfe00 && point <= 0xfe0f) return true
  if (point >= 0xfe20 && point <= 0xfe2f) return true
  if (point === 0x3164 || point === 0xfeff || point === 0xffa0 || (point >= 0xfff9 && point <= 0xfffb)) return true
  return point >= 0xe0000 && point <= 0xe01ef
}

/** End of the keycap emoji that may start at an ASCII digit (digit, optional U+FE0F, U+20E3); `at + 1` when it is none. */
export function keycapEnd(source: string, at: number, unit: number): number {
  if (unit > 57 || (unit < 48 && unit !== 35 && unit !== 42)) return at + 1
  const next = source.charCodeAt(at + 1)
  if (next === 0x20e3) return at + 2
  return next === 0xfe0f && source.charCodeAt(at + 2) === 0x20e3 ? at + 3 : at + 1
}

/** The Latin letter (char code) that a lower-case Cyrillic or Greek letter looks like; 0 when none. */
export function latinTwin(unit: number): number {
  return twins.get(unit) ?? 0
}

const twins = new Map<number, number>(
  [...'аaеeоoрpсcуyхxкkмmнhтtвbіiјjѕsԁdԛqԝwһhοoαaεeιiκkνvρpτtυuχxβbηnωw']
    .map((c) => c.charCodeAt(0))
    .flatMap((c, i, all) => (i % 2 === 0 ? [[c, all[i + 1] ?? 0] as const] : []))
)

const singles: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  đ: 'd',
  Đ: 'd',
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
  '½': '½',
  '¼': '¼',
  '¾': '¾',
  '⅓': '⅓',
  '⅔': '⅔',
  '›': '>',
  '‹': '<',
  '‘': "'",
  '’': "'",
  '‛': "'",
  '′': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '⁃': '-',
  '․': '.',
  '。': '.',
  '⁄': '/',
  '∕': '/',
  '⓪': '0',
  '⓿': '0',
  '🄋': '0',
  '🄌': '0',
  '🔟': '10',
  '❿': '10',
  '➉': '10',
  '➓': '10',
  ᴏ: 'o',
  ʟ: 'l',
  ɪ: 'i',
  ᴀ: 'a',
  ᴇ: 'e',
  ɴ: 'n',
  ᴛ: 't',
  ᴜ: 'u',
  ʀ: 'r',
  ꜱ: 's',
  ᴢ: 'z',
  ʙ: 'b',
  ᴄ: 'c',
  ᴅ: 'd',
  ɢ: 'g',
  ʜ: 'h',
  ᴊ: 'j',
  ᴋ: 'k',
  ᴍ: 'm',
  ᴘ: 'p',
  ᴠ: 'v',
  ᴡ: 'w',
  ʏ: 'y'
}

/** First code point of rows of digits that stand for 1 to 9 (or 0 to 9) and have no compatibility form, or one with brackets. */
const digitRows: readonly (readonly [first: number, digit: number, count: number])[] = [
  [0x2460, 1, 9],
  [0x2474, 1, 9],
  [0x2488, 1, 9],
  [0x24f5, 1, 9],
  [0x2776, 1, 9],
  [0x2780, 1, 9],
  [0x278a, 1, 9],
  [0x1f100, 0, 1],
  [0x1f101, 0, 10]
]

function computeFold(point: number): string {
  if (point >= 0xd800 && point <= 0xdfff) return symbolMark
  const char = String.fromCodePoint(point)
  const single = singles[char]
  if (single !== undefined) return single
  for (const [first, digit, count] of digitRows) {
    if (point >= first && point < first + count) return String(digit + point - first)
  }
  if (/\p{Nd}/u.test(char)) return String(digitValue(point))
  if (/[\u2028\u2029\u0085]/.test(char)) return '\n'
  if (/\s/u.test(char)) return ' '
  const capital = styledCapital(point)
  if (capital !== '') return capital
  const plain = char
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\u0142/g, 'l')
  if (plain === '' || /^\s/u.test(plain)) return plain === '' ? symbolMark : ' '
  if (/^[\u0020-\uffff]{1,4}$/.test(plain) && (point < 0x2190 || plain !== char)) return plain
  return point > 0xffff ? symbolMark : char.toLowerCase()
}

/** Rows of ten digits are unbroken in Unicode, so the distance to the start of the row tells the value. */
function digitValue(point: number): number {
  if (point >= 0x1d7ce && point <= 0x1d7ff) return (point - 0x1d7ce) % 10
  let first = point
  while (first > point - 10 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
  return (point - first) % 10
}

/** Negative circled and squared capitals, which have no compatibility form. */
function styledCapital(point: number): string {
  for (const first of [0x1f150, 0x1f170]) {
    if (point >= first && point < first + 26) return String.fromCharCode(97 + point - first)
  }
  return ''
}
