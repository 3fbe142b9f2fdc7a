/** Ways in which adverts write a phone number, from plain to hidden: the generator's own, apart from the extractor. */
import type { Random } from './random.ts'
import { sayPair, voices } from './spoken.ts'
import type { Language } from './spoken.ts'

export interface Number_ {
  /** As dialled inside the country, digits only. */
  readonly national: string
  readonly code: string
  /** Digits after the country code. */
  readonly significant: string
  readonly e164: string
}

export interface Written {
  readonly text: string
  /** A second part that stands elsewhere in the text. */
  readonly rest?: string
}

export interface Disguise {
  readonly name: string
  readonly open: boolean
  readonly write: (number: Number_, language: Language, r: Random) => Written | null
}

const groupings: readonly (readonly number[])[] = [
  [2, 2, 2, 2, 2],
  [2, 8],
  [4, 3, 3],
  [3, 3, 4],
  [4, 2, 2, 2],
  [2, 4, 4],
  [3, 2, 2, 3]
]

export const disguises: readonly Disguise[] = [
  { name: 'plain', open: true, write: (n) => ({ text: n.national }) },
  {
    name: 'separated',
    open: true,
    write: (n, _, r) => ({ text: grouped(n.national, r).join(r.pick([' ', '-', '.', ' - '])) })
  },
  {
    name: 'international',
    open: true,
    write: (n, _, r) => ({
      text: `${r.pick(['+', '00'])}${n.code}${r.pick(['', ' '])}${r.chance(0.5) ? n.significant : grouped(n.significant, r).join(' ')}`
    })
  },
  {
    name: 'trunk-in-brackets',
    open: true,
    write: (n, _, r) =>
      n.national === `0${n.significant}` ? { text: `+${n.code} (0)${grouped(n.significant, r).join(' ')}` } : null
  },
  {
    name: 'whatsapp-link',
    open: true,
    write: (n, _, r) => ({
      text: r.pick([
        `https://wa.me/${n.code}${n.significant}`,
        `wa.me/${n.code}${n.significant}`,
        `https://api.whatsapp.com/send?phone=${n.code}${n.significant}`
      ])
    })
  },
  {
    name: 'tel-link',
    open: true,
    write: (n, _, r) => ({ text: r.chance(0.5) ? `tel:+${n.code}${n.significant}` : `tel:${n.national}` })
  },
  {
    name: 'words',
    open: false,
    write: (n, language, r) => ({
      text: digitWords(n.national, language).join(r.pick([' ', ' ', '-', ', ', ' . ', '\n']))
    })
  },
  {
    name: 'pair-words',
    open: false,
    write: (n, language, r) => ({
      text: pairs(n.national)
        .map((pair) => sayPair(language, pair))
        .join(r.pick([' ', ', ', ' - ']))
    })
  },
  {
    name: 'glued-words',
    open: false,
    write: (n, language, r) => ({ text: glue(digitWords(n.national, language), r) })
  },
  { name: 'mixed-words', open: false, write: mixedWords },
  {
    name: 'capital-words',
    open: false,
    write: (n, language) => ({ text: digitWords(n.national, language).join(' ').toUpperCase() })
  },
  { name: 'multiplier', open: false, write: multiplied },
  { name: 'look-alike', open: false, write: (n, _, r) => lookAlike(n.national, r) },
  {
    name: 'keycap',
    open: false,
    write: (n, _, r) => ({ text: [...n.national].map((d) => `${d}\ufe0f\u20e3`).join(r.pick(['', ' '])) })
  },
  { name: 'full-width', open: false, write: (n) => ({ text: shifted(n.national, 0xff10) }) },
  {
    name: 'circled',
    open: false,
    write: (n, _, r) => ({
      text: [...n.national]
        .map((d) => (d === '0' ? '\u24ea' : String.fromCodePoint(r.pick([0x2460, 0x2460]) + Number(d) - 1)))
        .join('')
    })
  },
  {
    name: 'superscript',
    open: false,
    write: (n) => ({ text: [...n.national].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(d))).join('') })
  },
  { name: 'arabic-indic', open: false, write: (n, _, r) => ({ text: shifted(n.national, r.pick([0x660, 0x6f0])) }) },
  {
    name: 'mathematical',
    open: false,
    write: (n, _, r) => ({ text: shifted(n.national, r.pick([0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6])) })
  },
  {
    name: 'zero-width',
    open: true,
    write: (n, _, r) => ({
      text: [...n.national].join(r.pick(['\u200b', '\u200d', '\u2060', '\ufeff', '\u200b\u200c']))
    })
  },
  { name: 'override', open: false, write: (n) => ({ text: `\u202e${[...n.national].reverse().join('')}\u202c` }) },
  { name: 'lines', open: false, write: (n) => ({ text: [...n.national].join('\n') }) },
  {
    name: 'fillers',
    open: false,
    write: (n, _, r) => ({
      text: grouped(n.national, r).join(
        r.pick(['*', '~', ' * ', ' ~ ', '_', '|', ' ♥ ', '...', '✨', ' // ', '🌹', '--', '=', ' · '])
      )
    })
  },
  {
    name: 'digit-fillers',
    open: false,
    write: (n, _, r) => ({ text: [...n.national].join(r.pick([' ', '.', '-', '*', ' - ', '/', '~', '❤'])) })
  },
  { name: 'word-fillers', open: false, write: wordFillers },
  { name: 'backwards', open: false, write: backwards },
  { name: 'split', open: false, write: (n) => ({ text: n.national.slice(0, 4), rest: n.national.slice(4) }) },
  { name: 'plus-words', open: false, write: plusWords }
]

function grouped(digits: string, r: Random): string[] {
  const groups: string[] = []
  let at = 0
  for (const size of r.pick(groupings)) {
    if (at < digits.length) groups.push(digits.slice(at, at + size))
    at += size
  }
  if (at < digits.length) groups.push(digits.slice(at))
  return groups
}

function pairs(digits: string): string[] {
  return digits.match(/\d{1,2}/g) ?? []
}

function digitWords(digits: string, language: Language): string[] {
  return [...digits].map((digit) => voices[language].small[Number(digit)] ?? '')
}

function glue(words: readonly string[], r: Random): string {
  const size = r.pick([2, 3, words.length])
  const parts: string[] = []
  for (let i = 0; i < words.length; i += size) parts.push(words.slice(i, i + size).join(''))
  return parts.join(' ')
}

function mixedWords(n: Number_, language: Language, r: Random): Written {
  const glued = r.chance(0.4)
  const parts = [...n.national].map((digit) => (r.chance(0.5) ? (voices[language].small[Number(digit)] ?? '') : digit))
  if (!parts.some((part) => part.length > 1)) parts[0] = voices[language].small[Number(n.national.charAt(0))] ?? ''
  return { text: parts.join(glued ? '' : ' ') }
}

/** The first doubled or tripled digit is said with a multiplier; null when the number has none or the language no word. */
function multiplied(n: Number_, language: Language, r: Random): Written | null {
  const voice = voices[language]
  const found = /(\d)\1{1,2}/.exec(n.national.slice(2))
  if (found === null) return null
  const run = found[0]
  const word = run.length === 3 ? voice.triple : voice.double
  if (word === '') return null
  const at = 2 + found.index
  const say = (digits: string): string => (r.chance(0.6) ? digitWords(digits, language).join(' ') : digits)
  const tail = n.national.slice(at + run.length)
  const digit = r.chance(0.6) ? (voice.small[Number(run.charAt(0))] ?? '') : run.charAt(0)
  return { text: [say(n.national.slice(0, at)), `${word} ${digit}`, say(tail)].filter((part) => part !== '').join(' ') }
}

const lookLetters: Readonly<Record<string, readonly string[]>> = {
  '0': ['o', 'O', 'О'],
  '1': ['l', 'I', 'i'],
  '2': ['Z'],
  '3': ['З'],
  '5': ['S'],
  '6': ['б'],
  '8': ['B']
}

function lookAlike(digits: string, r: Random): Written | null {
  let changed = 0
  const groups = grouped(digits, r).map((group) =>
    [...group]
      .map((digit) => {
        const letters = lookLetters[digit]
        if (letters === undefined || changed >= 4 || !r.chance(0.5)) return digit
        changed += 1
        return r.pick(letters)
      })
      .join('')
  )
  return changed === 0 ? null : { text: groups.join(r.pick(['', ' ', '-'])) }
}

function shifted(digits: string, zero: number): string {
  return [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join('')
}

const loveWords: Readonly<Record<Language, readonly string[]>> = {
  nl: ['schat', 'kus', 'lief', 'bel'],
  en: ['babe', 'kiss', 'love', 'call'],
  de: ['schatz', 'kuss', 'lieb'],
  fr: ['bisou', 'cheri', 'doux'],
  es: ['beso', 'amor', 'cielo'],
  ro: ['pup', 'iubi', 'dulce'],
  bg: ['целувка', 'мило', 'сладко'],
  pl: ['buzi', 'kotku', 'hej'],
  hu: ['puszi', 'szia', 'cica']
}

function wordFillers(n: Number_, language: Language, r: Random): Written {
  const word = r.pick(loveWords[language])
  return { text: pairs(n.national).join(r.pick([` ${word} `, word, ` ${word} `])) }
}

const backwardTexts: Readonly<Record<Language, string>> = {
  nl: 'lees achterstevoren',
  en: 'read backwards',
  de: 'rückwärts lesen',
  fr: "à lire à l'envers",
  es: 'al revés',
  ro: 'de citit invers',
  bg: 'чети наобратно',
  pl: 'czytaj od tyłu',
  hu: 'visszafelé olvasd'
}

function backwards(n: Number_, language: Language): Written {
  return { text: `(${backwardTexts[language]}) ${[...n.national].reverse().join('')}` }
}

const plusNames: Readonly<Record<Language, string>> = {
  nl: 'plus',
  en: 'plus',
  de: 'plus',
  fr: 'plus',
  es: 'más',
  ro: 'plus',
  bg: 'плюс',
  pl: 'plus',
  hu: 'plusz'
}

function plusWords(n: Number_, language: Language): Written {
  return { text: `${plusNames[language]} ${digitWords(n.code + n.significant, language).join(' ')}` }
}
