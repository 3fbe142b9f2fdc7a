/** Finds codes in what a screen shows: names of acts, indicators, keys of words, ids of machines. A person reads words. */
import { didNl } from '../../ui/src/words/did-nl.ts'
import { auditWordsNl } from '../../ui/src/words/audit-nl.ts'
import { caseNl } from '../../ui/src/words/case-nl.ts'
import { chainNl } from '../../ui/src/words/chain-nl.ts'
import { contentNl } from '../../ui/src/words/content-nl.ts'
import { custodyNl } from '../../ui/src/words/custody-nl.ts'
import { nl } from '../../ui/src/words/nl.ts'
import { reportsNl } from '../../ui/src/words/reports-nl.ts'
import { sourcesNl } from '../../ui/src/words/sources-nl.ts'

/** Runs in the page: what a person or a screen reader is told; inputs hold what people type. */
export function wordsShown(): string {
  const said = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((one) =>
    ['aria-label', 'title', 'placeholder', 'alt'].flatMap((name) => one.getAttribute(name) ?? [])
  )
  const drawn = [...document.querySelectorAll('svg text')].map((one) => one.textContent)
  return [document.title, document.body.innerText, ...said, ...drawn].join('\n')
}

/** What acts of the ledger and keys of words begin with: "case.pin", "nav.home". */
const tables = [nl, auditWordsNl, caseNl, chainNl, contentNl, custodyNl, reportsNl, sourcesNl].flatMap((words) =>
  Object.keys(words)
)
const nouns = [...new Set([...Object.keys(didNl.did).map((key) => key.replace(/-.*/, '')), ...tables])]

/** What no reader should meet, by what it is called when it is found. */
const codes: readonly (readonly [string, RegExp])[] = [
  ['an indicator', /\b[A-Z]{2,3}-[A-Z]\d{2,}\b/g],
  ['a name of a column', /(?<![\w@/.])[a-z]+(?:_[a-z]+)+(?![\w.])/g],
  ['an act or a key of words', new RegExp(`(?<![\\w./-])(?:${nouns.join('|')})\\.[a-z][\\w-]*(?!\\w|\\.\\w)`, 'g')],
  ['a place for a value', /\{\{[^}]*\}?/g],
  ['an id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f-]+/g],
  ['a moment of machines', /\b\d{4}-\d\d-\d\dT\d\d:?/g],
  ['nothing', /\b(?:undefined|NaN|null)\b|\[object \w+\]/g]
]

/** Each code once, with what it is and the words around it. */
export function codesIn(shown: string): string[] {
  const found = new Map<string, string>()
  const say = (what: string, code: string, at: number): void => {
    const around = shown.slice(Math.max(0, at - 40), at + code.length + 20).replaceAll(/\s+/g, ' ')
    if (!found.has(code)) found.set(code, `${what}, ${code}: ${around}`)
  }
  for (const [what, pattern] of codes)
    for (const one of shown.matchAll(pattern)) if (!isHost(one[0])) say(what, one[0], one.index)
  return [...found.values()]
}

/** Reserved names stand for sites in all that is invented; the file of rules for robots and those of settings have one name everywhere. */
function isHost(token: string): boolean {
  return /\.(?:example|test|invalid)$|^robots\.txt$|^[a-z]+\.yaml$/.test(token)
}
