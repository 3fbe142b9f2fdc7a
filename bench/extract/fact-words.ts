/** What the adverts of the set for other kinds than phones are made of: sentences around a fact, words of money and time, in nine languages. */
import type { Language } from './spoken.ts'

export type By<T> = Readonly<Record<Language, T>>

export const regions: By<string> = {
  nl: 'NL',
  en: 'GB',
  de: 'DE',
  fr: 'FR',
  es: 'ES',
  ro: 'RO',
  bg: 'BG',
  pl: 'PL',
  hu: 'HU'
}

/** Before a town. */
export const inWords: By<readonly string[]> = {
  nl: ['Ontvangst in', 'omgeving', 'Ik woon in', 'vlakbij'],
  en: ['I live in', 'near', 'based in'],
  de: ['Ich wohne in', 'Nähe', 'Raum'],
  fr: ["J'habite à", 'près de'],
  es: ['Vivo en', 'cerca de'],
  ro: ['Locuiesc în', 'lângă'],
  bg: ['Живея в', 'близо до'],
  pl: ['Mieszkam: miasto', 'okolice'],
  hu: ['Itt lakom:', 'Város:']
}

export const nameLines: By<readonly string[]> = {
  nl: ['Mijn naam is #.', 'Ik heet #.', 'Groetjes, #'],
  en: ['My name is #.', 'Kisses, #', 'Her name is #.'],
  de: ['Ich heiße #.', 'Mein Name ist #.', 'Liebe Grüße, #'],
  fr: ["Je m'appelle #.", 'Mon prénom est #.', 'Bisous, #'],
  es: ['Me llamo #.', 'Mi nombre es #.', 'Besos, #'],
  ro: ['Mă numesc #.', 'Numele meu este #.'],
  bg: ['Казвам се #.', 'Името ми е #.'],
  pl: ['Mam na imię #.', 'Nazywam się #.'],
  hu: ['A nevem #.', '# vagyok.']
}

export const ageLines: By<readonly string[]> = {
  nl: ['Ik ben # jaar.', 'Leeftijd: #.', '#-jarige dame.', 'Een vrouw van #.', '# jr.'],
  en: ["I'm # years old.", 'Age: #.', 'A #-year-old lady.', '# y/o.'],
  de: ['Ich bin # Jahre alt.', 'Alter: #.', '#-jährige Dame.'],
  fr: ["J'ai # ans.", 'Femme de # ans.'],
  es: ['Tengo # años.', 'Edad: #.', 'Mujer de # años.'],
  ro: ['Am # de ani.', 'Vârsta: #.'],
  bg: ['На # години съм.', 'Възраст: #.'],
  pl: ['Mam # lat.', 'Wiek: #.'],
  hu: ['# éves vagyok.', 'Életkor: #.']
}

/** Currency, least step of an amount, and prices with their minutes: `#` the amount; 0 minutes a night, -1 no time, -2 a month. */
export const priceLines: By<{
  readonly currency: string
  readonly step: number
  readonly lines: readonly (readonly [line: string, minutes: number])[]
}> = {
  nl: {
    currency: 'EUR',
    step: 5,
    lines: [
      ['€ #,- per uur', 60],
      ['# euro p/u', 60],
      ['half uur # euro', 30],
      ['1 uur: #,-', 60],
      ['kwartier €#', 15],
      ['hele nacht # euro', 0],
      ['anderhalf uur # euro', 90],
      ['huur € # per maand', -2],
      ['borg # euro', -1]
    ]
  },
  en: {
    currency: 'GBP',
    step: 5,
    lines: [
      ['£#/hr', 60],
      ['£# half hour', 30],
      ['1 hour £#', 60],
      ['# pounds per hour', 60],
      ['£# overnight', 0],
      ['rent £# pcm', -2],
      ['deposit £#', -1]
    ]
  },
  de: {
    currency: 'EUR',
    step: 5,
    lines: [
      ['# € pro Stunde', 60],
      ['halbe Stunde # Euro', 30],
      ['1 Std. #€', 60],
      ['#€/30min', 30],
      ['Miete # € im Monat', -2]
    ]
  },
  fr: {
    currency: 'EUR',
    step: 5,
    lines: [
      ["#€ l'heure", 60],
      ['la demi-heure # euros', 30],
      ['1h #€', 60],
      ['caution # €', -1]
    ]
  },
  es: {
    currency: 'EUR',
    step: 5,
    lines: [
      ['#€ la hora', 60],
      ['media hora # euros', 30],
      ['una hora #€', 60],
      ['fianza # euros', -1]
    ]
  },
  ro: {
    currency: 'RON',
    step: 10,
    lines: [
      ['# lei pe oră', 60],
      ['jumătate de oră # lei', 30],
      ['garanție # lei', -1]
    ]
  },
  bg: {
    currency: 'BGN',
    step: 10,
    lines: [
      ['# лв на час', 60],
      ['половин час # лв', 30],
      ['депозит # лева', -1]
    ]
  },
  pl: {
    currency: 'PLN',
    step: 10,
    lines: [
      ['# zł za godzinę', 60],
      ['pół godziny # zł', 30],
      ['1h # zł', 60],
      ['kaucja # zł', -1]
    ]
  },
  hu: {
    currency: 'HUF',
    step: 1000,
    lines: [
      ['# Ft/óra', 60],
      ['fél óra # Ft', 30],
      ['kaució # Ft', -1]
    ]
  }
}

/** Names of June, and "today", "yesterday" before a time. */
export const juneWords: By<string> = {
  nl: 'juni',
  en: 'June',
  de: 'Juni',
  fr: 'juin',
  es: 'de junio',
  ro: 'iunie',
  bg: 'юни',
  pl: 'czerwca',
  hu: 'június'
}
export const todayWords: By<string> = {
  nl: 'vandaag',
  en: 'today',
  de: 'heute',
  fr: "aujourd'hui",
  es: 'hoy',
  ro: 'azi',
  bg: 'днес',
  pl: 'dzisiaj',
  hu: 'ma'
}

/** How the at-sign and a dot are said, spelled or in brackets. */
export const atWords: By<readonly string[]> = {
  nl: ['apenstaartje', '(at)', '[at]'],
  en: ['(at)', '[at]', ' at '],
  de: ['(at)', '[ät]', '(at)'],
  fr: ['arobase', '(arobase)', '(at)'],
  es: ['arroba', '(arroba)', '(at)'],
  ro: ['(at)', 'arond'],
  bg: ['(at)', 'маймунка'],
  pl: ['małpa', '(małpa)', '(at)'],
  hu: ['kukac', '(kukac)', '(at)']
}
export const dotWords: By<string> = {
  nl: 'punt',
  en: 'dot',
  de: 'punkt',
  fr: 'point',
  es: 'punto',
  ro: 'punct',
  bg: 'точка',
  pl: 'kropka',
  hu: 'pont'
}
export const mailCues: By<readonly string[]> = {
  nl: ['Mail naar', 'E-mail:', 'Schrijf naar'],
  en: ['Email me:', 'Write to', 'My email is'],
  de: ['E-Mail:', 'Schreib an'],
  fr: ['Mail :', 'Écrivez à'],
  es: ['Correo:', 'Escribe a'],
  ro: ['Email:', 'Scrie la'],
  bg: ['Имейл:', 'Пишете на'],
  pl: ['E-mail:', 'Napisz na'],
  hu: ['E-mail:', 'Írj ide:']
}
export const siteCues: By<readonly string[]> = {
  nl: ['Kijk op', 'Website:', 'Mijn site:'],
  en: ['My website:', 'Visit', 'Site:'],
  de: ['Webseite:', 'Website:'],
  fr: ['Mon site :', 'Site :'],
  es: ['Web:', 'Mi web:'],
  ro: ['Site:', 'Web:'],
  bg: ['Сайт:', 'Моят сайт:'],
  pl: ['Strona:', 'Moja strona:'],
  hu: ['Honlap:', 'Weboldal:']
}
