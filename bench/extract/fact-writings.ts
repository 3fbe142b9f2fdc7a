/** Writes one stated fact as adverts write it, plain or disguised, with the value that it states. */
import { names, towns } from './fact-names.ts'
import {
  ageLines,
  atWords,
  dotWords,
  inWords,
  juneWords,
  mailCues,
  nameLines,
  priceLines,
  siteCues,
  todayWords
} from './fact-words.ts'
import type { Random } from './random.ts'
import type { Language } from './spoken.ts'

export type StatedKind = 'email' | 'handle' | 'url' | 'price' | 'age' | 'place' | 'name' | 'date'

export interface Stated {
  readonly kind: StatedKind
  readonly value: string
  readonly text: string
  readonly disguised: boolean
}

/** The day of the capture in the set: a Wednesday. */
export const seenAt = '2026-03-04T12:00:00Z'

export const writers: Readonly<Record<StatedKind, (language: Language, r: Random) => Stated>> = {
  email: writeEmail,
  handle: writeHandle,
  url: writeUrl,
  price: writePrice,
  age: (language, r) => {
    const age = r.int(19, 54)
    return open('age', String(age), r.pick(ageLines[language]).replace('#', String(age)))
  },
  place: (language, r) => {
    const [written, value] = r.pick(towns[language])
    return open('place', value, `${r.pick(inWords[language])} ${written}`)
  },
  name: (language, r) => {
    const [written, value] = r.pick(names[language])
    return open('name', value, r.pick(nameLines[language]).replace('#', written))
  },
  date: writeDate
}

function open(kind: StatedKind, value: string, text: string): Stated {
  return { kind, value, text, disguised: false }
}

const syllables = 'ba de fi go lu ma ni po ra se ti vo wa xi za'.split(' ')

/** A made-up name, so that no list of words can know it. */
function madeUp(r: Random, parts: number): string {
  return Array.from({ length: parts }, () => r.pick(syllables)).join('')
}

function hostOf(r: Random): string {
  return r.chance(0.4)
    ? r.pick(['gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.com', 'protonmail.com'])
    : `${madeUp(r, 4)}.${r.pick(['nl', 'com', 'be', 'example', 'eu'])}`
}

function writeEmail(language: Language, r: Random): Stated {
  const box = `${madeUp(r, 3)}${r.pick(['', '.', '_'])}${r.pick(['', String(r.int(1, 99))])}`.replace(/[._]$/, '')
  const host = hostOf(r)
  const value = `${box}@${host}`
  const cue = r.pick(mailCues[language])
  if (r.chance(0.4)) return open('email', value, `${cue} ${value}`)
  const at = r.pick(atWords[language])
  const isWord = /^\p{L}+$/u.test(at)
  const dot =
    isWord || r.chance(0.4) ? ` ${dotWords[language]} ` : r.pick(['.', ' . ', `[${dotWords[language]}]`, '(.)'])
  const sign = isWord ? ` ${at} ` : r.chance(0.5) ? at : ` ${at} `
  const written = `${box}${sign}${host.replace('.', dot)}`
  return { kind: 'email', value, text: `${cue} ${written.replace(/ {2,}/g, ' ')}`, disguised: true }
}

const services: readonly (readonly [service: string, words: readonly string[]])[] = [
  ['telegram', ['Telegram', 'telegram', 'TG']],
  ['instagram', ['Instagram', 'Insta', 'IG']],
  ['snapchat', ['Snapchat', 'Snap']],
  ['kik', ['Kik', 'KIK']],
  ['onlyfans', ['OnlyFans', 'Onlyfans']],
  ['signal', ['Signal']],
  ['tiktok', ['TikTok']]
]
const links: readonly (readonly [service: string, host: string])[] = [
  ['telegram', 't.me/'],
  ['instagram', 'instagram.com/'],
  ['onlyfans', 'onlyfans.com/'],
  ['snapchat', 'snapchat.com/add/'],
  ['telegram', 'https://telegram.me/']
]

function writeHandle(_language: Language, r: Random): Stated {
  const name = `${madeUp(r, 3)}${r.pick(['_', '.', ''])}${r.pick(['x', String(r.int(1, 99)), madeUp(r, 1)])}`
  if (r.chance(0.3)) {
    const [service, host] = r.pick(links)
    const isSpaced = host === 't.me/' && r.chance(0.5)
    const text = isSpaced ? `t . me / ${name}` : `${host}${name}`
    return { kind: 'handle', value: `${service}:${name}`, text, disguised: isSpaced }
  }
  const [service, words] = r.pick(services)
  return open('handle', `${service}:${name}`, `${r.pick(words)}${r.pick([': ', ' @', ': @', ' = '])}${name}`)
}

function writeUrl(language: Language, r: Random): Stated {
  const host = `${madeUp(r, 4)}.${r.pick(['nl', 'com', 'be', 'example', 'eu'])}`
  const path = r.chance(0.3) ? `/${madeUp(r, 2)}` : ''
  const value = `https://${host}${path}`
  const cue = r.pick(siteCues[language])
  if (r.chance(0.6))
    return open('url', value, `${cue} ${r.pick(['https://', 'www.', 'http://www.', ''])}${host}${path}`)
  const dot = r.pick([` ${dotWords[language]} `, ' . ', `[${dotWords[language]}]`, `(${dotWords[language]})`])
  return { kind: 'url', value: `https://${host}`, text: `${cue} ${host.replace('.', dot)}`, disguised: true }
}

function writePrice(language: Language, r: Random): Stated {
  const { currency, step, lines } = priceLines[language]
  const [line, minutes] = r.pick(lines)
  const amount = r.int(step === 1000 ? 10 : Math.ceil(50 / step), step === 1000 ? 40 : 60) * step
  const tail = minutes > 0 ? `/${minutes}min` : minutes === 0 ? '/night' : minutes === -2 ? '/month' : ''
  return open('price', `${amount} ${currency}${tail}`, line.replace('#', String(amount)))
}

function writeDate(language: Language, r: Random): Stated {
  const day = r.int(1, 20)
  const two = (value: number): string => String(value).padStart(2, '0')
  const june = juneWords[language]
  const hour = r.int(8, 22)
  const first = `2026-06-${two(day)}`
  if (language === 'hu') {
    return r.chance(0.5)
      ? open('date', first, `2026. ${june} ${day}.`)
      : open('date', `2026-03-04T${two(hour)}:05`, `${todayWords[language]} ${hour}:05`)
  }
  switch (r.int(0, 3)) {
    case 0:
      return open('date', `${first}/2026-06-${two(day + 3)}`, `${day}-${day + 3} ${june}`)
    case 1:
      return open('date', first, `${day} ${june} ${language === 'es' ? 'de ' : ''}2026`)
    case 2:
      return open('date', `2026-03-04T${two(hour)}:05`, `${todayWords[language]} ${hour}:05`)
    default:
      return open('date', first, `${two(day)}-06-2026`)
  }
}
