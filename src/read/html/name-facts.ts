/** What a tag is and what a class or id says, looked up once per word: pages repeat the same few hundreds of times. */
import { hashText } from '../hash.ts'
import { blockTags, challengeMark, impliedCloses, silentTags, voidTags } from './html-tags.ts'
import { meaningOf, tagRegions } from './region-words.ts'

export interface TagFacts {
  readonly tag: string
  readonly isBlock: boolean
  readonly isVoid: boolean
  readonly isSilent: boolean
  /** 1 to 6 for headings, else 0. */
  readonly heading: number
  readonly closes: ReadonlySet<string> | undefined
  readonly region: number
  readonly hash: number
}

export interface NameFacts {
  readonly region: number
  readonly hint: number
  /** Hash of the first class that is not a state. */
  readonly hash: number
  readonly challenge: boolean
}

/** Entries kept between pages; a hostile page only makes them be forgotten. */
const maxKept = 4096
const tags = new Map<string, TagFacts>()
const names = new Map<string, NameFacts>()

/** Facts of a tag by its name as written, any case. */
export function tagFacts(written: string): TagFacts {
  const known = tags.get(written)
  if (known) return known
  const tag = written.toLowerCase()
  const facts: TagFacts = {
    tag,
    isBlock: blockTags.has(tag) || tag.includes('-'),
    isVoid: voidTags.has(tag),
    isSilent: silentTags.has(tag),
    heading: /^h[1-6]$/.test(tag) ? Number(tag[1]) : 0,
    closes: impliedCloses.get(tag),
    region: tagRegions.get(tag) ?? 0,
    hash: hashText(tag)
  }
  if (tags.size >= maxKept) tags.clear()
  if (written.length <= 40) tags.set(written, facts)
  return facts
}

/** Facts of a class, id or itemprop string. */
export function nameFacts(text: string): NameFacts {
  if (text === '') return nameless
  const known = names.get(text)
  if (known) return known
  const meaning = meaningOf(text)
  const facts: NameFacts = { ...meaning, hash: hashText(firstClass(text)), challenge: challengeMark.test(text) }
  if (names.size >= maxKept) names.clear()
  if (text.length <= 200) names.set(text, facts)
  return facts
}

const nameless: NameFacts = { region: 0, hint: 0, hash: hashText(''), challenge: false }

/** The first class that is not a state: `row odd featured` and `row even` are one kind of element. */
function firstClass(classes: string): string {
  if (classes === '') return ''
  for (const name of classes.split(/\s+/, 6)) {
    if (name !== '' && !stateClass.test(name)) return name.replace(/\d+/g, '')
  }
  return ''
}

const stateClass =
  /^(?:odd|even|first|last|active|current|featured|premium|top|highlight|highlighted|selected|new|vip|gold|alt)\b/i
