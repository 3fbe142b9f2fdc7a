/** Digits and small numbers in words, for telephone numbers that are written out. */
import type { Language } from './advert.ts'

/** Words for 0 to 9. */
export const digitWords: Readonly<Record<Language, readonly string[]>> = {
  nl: ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  de: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
  fr: ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  ro: ['zero', 'unu', 'doi', 'trei', 'patru', 'cinci', 'șase', 'șapte', 'opt', 'nouă'],
  pl: ['zero', 'jeden', 'dwa', 'trzy', 'cztery', 'pięć', 'sześć', 'siedem', 'osiem', 'dziewięć'],
  bg: ['нула', 'едно', 'две', 'три', 'четири', 'пет', 'шест', 'седем', 'осем', 'девет'],
  hu: ['nulla', 'egy', 'kettő', 'három', 'négy', 'öt', 'hat', 'hét', 'nyolc', 'kilenc']
}

const teens = {
  nl: ['tien', 'elf', 'twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien'],
  en: ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
}
const tens = {
  nl: ['', '', 'twintig', 'dertig', 'veertig', 'vijftig', 'zestig', 'zeventig', 'tachtig', 'negentig'],
  en: ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
}

/** A pair of digits as one spoken number, `34` as `vierendertig`; pairs that begin with zero are said digit by digit. */
export function pairWords(pair: string, language: 'nl' | 'en'): string {
  const ten = Number(pair[0])
  const one = Number(pair[1])
  const digits = digitWords[language]
  if (ten === 0) return `${digits[0]} ${digits[one]}`
  if (ten === 1) return teens[language][one] as string
  if (one === 0) return tens[language][ten] as string
  if (language === 'en') return `${tens.en[ten]}-${digits[one]}`
  return `${digits[one]}${one === 2 || one === 3 ? 'ën' : 'en'}${tens.nl[ten]}`
}
