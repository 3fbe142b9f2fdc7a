/** Makes a labelled set of short texts in nine languages: phone numbers in many writings, and digits that are no phone numbers. */
import { disguises } from './disguises.ts'
import type { Number_ } from './disguises.ts'
import { negatives } from './negatives.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { cues, fillers, noise, titles } from './sentences.ts'
import type { Language } from './spoken.ts'

export interface Labelled {
  readonly id: string
  readonly text: string
  readonly region: string
  readonly language: Language
  /** E.164, in no order. */
  readonly phones: readonly string[]
  /** Name of the writing, or `negative:...`. */
  readonly made: string
  readonly disguised: boolean
}

interface Plan {
  readonly region: string
  readonly code: string
  readonly trunk: string
  readonly prefixes: readonly string[]
  /** Digits after the prefix. */
  readonly rest: number
}

/** Mobile blocks by language; the numbers are drawn at random and stand for nobody. */
const plans: Readonly<Record<Language, Plan>> = {
  nl: { region: 'NL', code: '31', trunk: '0', prefixes: ['61'], rest: 7 },
  en: { region: 'GB', code: '44', trunk: '0', prefixes: ['7700900', '7911', '7412', '7811'], rest: 6 },
  de: { region: 'DE', code: '49', trunk: '0', prefixes: ['151', '1520', '160', '176'], rest: 8 },
  fr: { region: 'FR', code: '33', trunk: '0', prefixes: ['63998', '61', '75'], rest: 7 },
  es: { region: 'ES', code: '34', trunk: '', prefixes: ['61', '65', '69'], rest: 7 },
  ro: { region: 'RO', code: '40', trunk: '0', prefixes: ['72', '74', '76'], rest: 7 },
  bg: { region: 'BG', code: '359', trunk: '0', prefixes: ['88', '87', '89'], rest: 7 },
  pl: { region: 'PL', code: '48', trunk: '', prefixes: ['51', '60', '79'], rest: 7 },
  hu: { region: 'HU', code: '36', trunk: '06', prefixes: ['20', '30', '70'], rest: 7 }
}

const languages = Object.keys(plans) as Language[]

/** The set: a quarter negatives, of the rest over half disguised; the same seed gives the same set. */
export function generate(n: number, seed: number): Labelled[] {
  const r = random(seed)
  return Array.from({ length: n }, (_, i) => (r.chance(0.27) ? negative(r, i) : positive(r, i)))
}

function positive(r: Random, index: number): Labelled {
  const language = r.pick(languages)
  const plan = plans[language]
  const number = drawNumber(plan, r)
  for (;;) {
    const disguise = r.chance(0.4)
      ? r.pick(disguises.filter((one) => one.open))
      : r.pick(disguises.filter((one) => !one.open))
    const written = disguise.write(number, language, r)
    if (written === null) continue
    const extra = r.chance(0.12) && disguise.open ? drawNumber(plan, r) : null
    const body = [sentence(r, language), cue(r, language, written.text), sentence(r, language)]
    if (written.rest !== undefined)
      body.splice(0, 3, sentence(r, language), `${r.pick(cues[language])} ${written.rest}`)
    if (extra !== null) body.push(cue(r, language, extra.national))
    const title = written.rest === undefined ? r.pick(titles[language]) : `${r.pick(titles[language])} ${written.text}`
    const made = disguise.name
    const text = `${title}\n${body.filter((part) => part !== '').join(r.pick([' ', '\n', '. ']))}`
    const phones = [...new Set([number.e164, ...(extra === null ? [] : [extra.e164])])]
    return { id: `p${index}`, text, region: plan.region, language, phones, made, disguised: !disguise.open }
  }
}

function negative(r: Random, index: number): Labelled {
  const language = r.pick(languages)
  const made = r.pick(negatives)
  const text = `${r.pick(titles[language])}\n${sentence(r, language)} ${made.write(language, r)} ${sentence(r, language)}`
  return {
    id: `n${index}`,
    text,
    region: plans[language].region,
    language,
    phones: [],
    made: `negative:${made.name}`,
    disguised: false
  }
}

function drawNumber(plan: Plan, r: Random): Number_ {
  const prefix = r.pick(plan.prefixes)
  const length =
    plan.region === 'GB'
      ? 10
      : plan.region === 'DE'
        ? prefix.length === 4 || prefix.startsWith('15')
          ? 11
          : 10
        : plan.prefixes[0] === '63998'
          ? 9
          : prefix.length + plan.rest
  const significant = prefix + r.digits(length - prefix.length)
  return { national: plan.trunk + significant, code: plan.code, significant, e164: `+${plan.code}${significant}` }
}

function cue(r: Random, language: Language, written: string): string {
  return r.chance(0.7) ? `${r.pick(cues[language])}${r.pick([' ', ': ', ' '])}${written}` : written
}

function sentence(r: Random, language: Language): string {
  return r.chance(0.5) ? r.pick(fillers[language]) : r.chance(0.7) ? noise(language, r) : ''
}
