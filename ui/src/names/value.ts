/** Values of facts as people write them: a number in groups, an account with its service, a price with its time, words for codes. Pure. */
import { formats } from '../frame/format.ts'

/** Looks a word up; null when there is none. */
export type Word = (key: string, values?: Record<string, string | number>) => string | null

/** The value of a fact for a reader. `language` is that of the reader, for names of languages and days. */
export function valueWords(kind: string, value: string, language: string, word: Word): string {
  switch (kind) {
    case 'phone':
      return phoneWords(value)
    case 'handle':
    case 'account':
      return handleWords(value)
    case 'price':
      return priceWords(value, language, word)
    case 'age':
      return word('unit.years', { age: value }) ?? value
    case 'language':
      return languageWords(value, language)
    case 'date':
      return formats(language).day(value)
    case 'url':
      return value.replace(/^https?:\/\//, '')
    default:
      return word(`value.${value}`) ?? value
  }
}

/** The kind that a value has by its form alone, where nothing else tells. */
export function kindByForm(value: string): string {
  if (/^\+\d{6,}$/.test(value)) return 'phone'
  return /^[a-z]+:[^/]/.test(value) ? 'handle' : 'text'
}

/** "06-12 34 56 78" for a Dutch mobile number; other numbers in pairs behind their country code. */
export function phoneWords(value: string): string {
  const mobile = /^\+316(\d{8})$/.exec(value)
  if (mobile?.[1] !== undefined) return `06-${pairs(mobile[1])}`
  const dutch = /^\+31([1-57]\d)(\d{7})$/.exec(value)
  if (dutch !== null) return `0${dutch[1]}-${dutch[2]?.replace(/^(\d{3})(\d\d)(\d\d)$/, '$1 $2 $3')}`
  const belgian = /^\+32(4\d\d)(\d{6})$/.exec(value)
  if (belgian !== null) return `+32 ${belgian[1]} ${pairs(belgian[2] ?? '')}`
  const other = /^\+(\d{2})(\d{6,})$/.exec(value)
  return other === null ? value : `+${other[1]} ${pairs(other[2] ?? '')}`
}

/** "telegram:naam" as "@naam (Telegram)". */
export function handleWords(value: string): string {
  const parts = /^([a-z]+):(.+)$/.exec(value)
  if (parts === null) return value
  const service = parts[1] ?? ''
  return `@${parts[2]} (${service[0]?.toUpperCase()}${service.slice(1)})`
}

function priceWords(value: string, language: string, word: Word): string {
  const parts = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})(?:\/(?:(\d+)min|(\w+)))?$/.exec(value)
  if (parts === null) return value
  const [, amount = '', currency = '', minutes, unit] = parts
  const whole = Number.isInteger(Number(amount))
  const money = moneyFormat(language, currency, whole ? 0 : 2).format(Number(amount))
  const time =
    minutes === '60'
      ? word('unit.hour')
      : minutes !== undefined
        ? word('unit.minutes', { count: Number(minutes) })
        : unit === undefined
          ? null
          : (word(`unit.${unit}`) ?? unit)
  return time === null ? money : `${money} ${time}`
}

function languageWords(value: string, language: string): string {
  try {
    return languageNames(language).of(value) ?? value
  } catch {
    return value
  }
}

// Made once for a language, as the formats of `frame/format.ts` are: a list writes hundreds of values.
const moneyFormats = new Map<string, Intl.NumberFormat>()
const namesOfLanguages = new Map<string, Intl.DisplayNames>()

function moneyFormat(language: string, currency: string, decimals: number): Intl.NumberFormat {
  const key = `${language} ${currency} ${decimals}`
  const format =
    moneyFormats.get(key) ??
    new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, minimumFractionDigits: decimals })
  moneyFormats.set(key, format)
  return format
}

function languageNames(language: string): Intl.DisplayNames {
  const names = namesOfLanguages.get(language) ?? new Intl.DisplayNames(localeOf(language), { type: 'language' })
  namesOfLanguages.set(language, names)
  return names
}

function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : 'nl-NL'
}

function pairs(digits: string): string {
  const odd = digits.length % 2
  return [...(odd === 1 ? [digits.slice(0, 3)] : []), ...(digits.slice(odd === 1 ? 3 : 0).match(/\d\d/g) ?? [])].join(
    ' '
  )
}
