/** First names and towns of the set for other kinds than phones, as adverts of nine languages write them, with the value that is expected. */
import type { By } from './fact-words.ts'

/** First names as written, with the folded form that is expected; half of them rare. */
export const names: By<readonly (readonly [written: string, value: string])[]> = {
  nl: [
    ['Sterre', 'Sterre'],
    ['Fenna', 'Fenna'],
    ['Sanne', 'Sanne'],
    ['Maud', 'Maud']
  ],
  en: [
    ['Harriet', 'Harriet'],
    ['Poppy', 'Poppy'],
    ['Emma', 'Emma'],
    ['Lucy', 'Lucy']
  ],
  de: [
    ['Annika', 'Annika'],
    ['Frieda', 'Frieda'],
    ['Lena', 'Lena']
  ],
  fr: [
    ['Océane', 'Oceane'],
    ['Margaux', 'Margaux'],
    ['Claire', 'Claire']
  ],
  es: [
    ['Itziar', 'Itziar'],
    ['Rocío', 'Rocio'],
    ['Carmen', 'Carmen']
  ],
  ro: [
    ['Anca', 'Anca'],
    ['Luminița', 'Luminita'],
    ['Ioana', 'Ioana']
  ],
  bg: [
    ['Калина', 'Калина'],
    ['Мария', 'Мария']
  ],
  pl: [
    ['Bożena', 'Bozena'],
    ['Jagoda', 'Jagoda'],
    ['Kasia', 'Kasia']
  ],
  hu: [
    ['Piroska', 'Piroska'],
    ['Tünde', 'Tunde'],
    ['Réka', 'Reka']
  ]
}

/** Towns as an advert of the language writes them, with the name at home. */
export const towns: By<readonly (readonly [written: string, value: string])[]> = {
  nl: [
    ['Den Haag', 'Den Haag'],
    ["'s-Gravenhage", 'Den Haag'],
    ['Den Bosch', "'s-Hertogenbosch"],
    ['Utrecht', 'Utrecht'],
    ['Zaandam', 'Zaandam'],
    ['Alphen a/d Rijn', 'Alphen aan den Rijn'],
    ['Antwerpen', 'Antwerpen'],
    ['Best', 'Best'],
    ['Keulen', 'Köln'],
    ['de Bijlmer', 'Amsterdam'],
    ['Luik', 'Liège']
  ],
  en: [
    ['The Hague', 'Den Haag'],
    ['Antwerp', 'Antwerpen'],
    ['Manchester', 'Manchester'],
    ['Reading', 'Reading'],
    ['Brussels', 'Brussel'],
    ['Cologne', 'Köln']
  ],
  de: [
    ['Köln', 'Köln'],
    ['München', 'München'],
    ['Essen', 'Essen'],
    ['Lüttich', 'Liège'],
    ['Den Haag', 'Den Haag']
  ],
  fr: [
    ['La Haye', 'Den Haag'],
    ['Anvers', 'Antwerpen'],
    ['Nice', 'Nice'],
    ['Lyon', 'Lyon'],
    ['Bruxelles', 'Brussel']
  ],
  es: [
    ['La Haya', 'Den Haag'],
    ['Bruselas', 'Brussel'],
    ['Madrid', 'Madrid'],
    ['Sevilla', 'Sevilla']
  ],
  ro: [
    ['București', 'București'],
    ['Cluj-Napoca', 'Cluj-Napoca'],
    ['Rotterdam', 'Rotterdam']
  ],
  bg: [
    ['София', 'Sofia'],
    ['Ротердам', 'Rotterdam'],
    ['Пловдив', 'Plovdiv']
  ],
  pl: [
    ['Haga', 'Den Haag'],
    ['Kraków', 'Kraków'],
    ['Antwerpia', 'Antwerpen']
  ],
  hu: [
    ['Budapest', 'Budapest'],
    ['Hága', 'Den Haag'],
    ['Debrecen', 'Debrecen']
  ]
}
