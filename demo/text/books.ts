/** The table of phrase tables by language, with the words for days and hours. */
import type { Language } from '../advert.ts'
import { bulgarian, hungarian, polish, romanian } from './east.ts'
import { english } from './en.ts'
import { dutch } from './nl.ts'
import type { Phrasebook } from './phrasebook.ts'
import { french, german, spanish } from './west.ts'

export const phrasebooks: Readonly<Record<Language, Phrasebook>> = {
  nl: dutch,
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ro: romanian,
  pl: polish,
  bg: bulgarian,
  hu: hungarian
}

/** Ways to name the days of work; patterns of `grammar.ts`. */
export const dayWords: Readonly<Record<Language, readonly string[]>> = {
  nl: [
    'ma t/m vr',
    'maandag, woensdag en vrijdag',
    'dinsdag en donderdag',
    'do t/m zo',
    'wo-za',
    'het weekend',
    'maandag tot en met zaterdag',
    'vrijdag en zaterdag',
    'di, wo en do',
    '7 dagen per week'
  ],
  en: [
    'Mon-Fri',
    'Monday, Wednesday and Friday',
    'Tuesday and Thursday',
    'Thu-Sun',
    'weekends',
    'every day but Sunday',
    'Friday and Saturday',
    '7 days a week'
  ],
  de: ['Mo-Fr', 'Montag bis Samstag', 'Dienstag und Donnerstag', 'am Wochenende', 'täglich außer Sonntag'],
  fr: ['lundi au vendredi', 'mardi et jeudi', 'le week-end', 'tous les jours sauf dimanche'],
  es: ['lunes a viernes', 'martes y jueves', 'fines de semana'],
  ro: ['luni-vineri', 'marți și joi', 'weekend'],
  pl: ['pon-pt', 'wtorek i czwartek', 'weekendy'],
  bg: ['пон-пет', 'вторник и четвъртък', 'събота и неделя'],
  hu: ['hétfő-péntek', 'kedd és csütörtök', 'hétvége']
}

export const hourWords: readonly string[] = [
  '10.00-18.00',
  '9:00 - 17:00',
  '11-23',
  '12:00-22:00',
  '10 - 20',
  '13.00 - 01.00',
  '19:00-23:00',
  '11.00-19.00',
  '14-22',
  '9-15'
]
