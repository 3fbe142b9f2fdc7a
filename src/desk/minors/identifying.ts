/** What tells who somebody is in words that are to name nobody: a plate, a house, a postcode, a day of birth, an address of a machine, a given name. Pure. */
import { extract } from '../../extract/extract.ts'
import { isMaskedWord } from '../../extract/phrases.ts'
import type { Fact } from '../../model/fact.ts'
import { once } from '../../text/places.ts'
import { wordId } from '../../text/vocabulary.ts'
import { wordSet } from '../../text/word-lists.ts'
import { plain } from './contacts-in.ts'

/** Three groups with strokes between, six letters and digits in all: the plates of the Netherlands. */
const plate = /(?<![\p{L}\p{N}-])(?:[A-Z]{1,3}|\d{1,3})(?:-(?:[A-Z]{1,3}|\d{1,3})){2}(?![\p{L}\p{N}-])/giu
const postcode = /(?<!\d)[1-9]\d{3}\s?[A-Z]{2}(?!\p{L})/u
/** A name and the number of a house behind it. */
const house = /(?<!\p{L})\p{Lu}[\p{L}'’-]{3,}(?:\s\p{Lu}\p{L}+)?\s+\d{1,4}(?!\d)/gu
const machine = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/
/** A whole day so many years ago is of a birth, and hardly of anything else that is asked. */
const yearsAgo = 3
const plateLength = 6

/** `year`: the one that it is. */
export function identifies(words: string, year: number): boolean {
  if (postcode.test(words) || machine.test(words)) return true
  if ([...words.matchAll(plate)].some(([one]) => isPlate(one))) return true
  if ([...words.matchAll(house)].some(([one]) => isStreet(one)) || givenNameIn(words)) return true
  const facts = extract(words, { region: 'NL' })
  const isBirth = ({ kind, value }: Fact): boolean =>
    kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) && Number(value.slice(0, 4)) <= year - yearsAgo
  return calledIn(words, facts) || facts.some(isBirth)
}

const streets = once(() => ({ words: wordSet('street-words'), tails: [...wordSet('street-words', 'tail')] }))

/** A street by a word of its name, or by how one ends ("Kastanjelaan"). */
function isStreet(text: string): boolean {
  const { words, tails } = streets()
  return plain(text)
    .split(' ')
    .some((word) => words.has(word) || tails.some((tail) => word.length > tail.length + 2 && word.endsWith(tail)))
}

function isPlate(text: string): boolean {
  const letters = text.replaceAll('-', '')
  return letters.length === plateLength && /[A-Z]/i.test(letters) && /\d/.test(letters)
}

/** Names that are other words when they are written small, and words that are no name with an s. */
const asWords = once(() => new Set(['names-as-words', 'months'].flatMap((list) => [...wordSet(list)])))
const known = once(() => {
  const ordinary = new Set(['common-words', 'function-words', 'ordinary-names'].flatMap((list) => [...wordSet(list)]))
  const all = ['given-names', 'names', 'called-names'].flatMap((list) => [...wordSet(list)].map(plain))
  const names = new Set(all.filter((name) => name.length > 2 && !ordinary.has(name)))
  return {
    names,
    shapes: new Set([...names].map(shapeOf)),
    small: new Set([...names].filter((one) => !asWords().has(one)))
  }
})

/**
 * One that is written as a name, in small letters where it is no other word then, or with digits for letters, and is no ordinary word at the beginning of a
 * sentence; "Fatima's" and "Mohammeds" too.
 */
function givenNameIn(text: string): boolean {
  const { names, shapes, small } = known()
  const isIn = (all: ReadonlySet<string>, word: string): boolean =>
    all.has(word) || (word.endsWith('s') && !asWords().has(word) && all.has(word.slice(0, -1)))
  const written = withoutSigns(text).matchAll(/(?<![\p{L}\p{N}])\p{Lu}\p{L}{2,}(?![\p{L}\p{N}])/gu)
  return (
    [...written].some(([one]) => isIn(names, plain(one))) ||
    plain(text)
      .split(' ')
      .some((word, at, all) => isIn(small, word) || (names.has(word) && months().has(word) && !isDay(all, at))) ||
    wordsIn(text).some((word) => mixed.test(word) && isIn(shapes, shapeOf(word)))
  )
}

const months = once(() => wordSet('months'))

/** A month beside a number: "3 jan". */
function isDay(words: readonly string[], at: number): boolean {
  return [words[at - 1], words[at + 1]].some((word = '') => /^\d/.test(word))
}

const noPersons = once(
  () =>
    new Set(
      [
        'common-words',
        'function-words',
        'organisation-words',
        'language-names',
        'handle-services',
        'months',
        'days'
      ].flatMap((list) => [...wordSet(list)])
    )
)
const determiners = once(() => wordSet('determiners'))
const inside = /(?<=(?<before>\p{L}+),? )\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}])/gu

/** A word with a capital inside a sentence that is no place, organisation, language or the like, with nothing before it that stands before those. */
function calledIn(text: string, facts: readonly Fact[]): boolean {
  const places = facts.filter(({ kind }) => kind === 'place')
  return [...text.matchAll(inside)].some(({ 0: one, index, groups }) => {
    const word = plain(one)
    if (determiners().has(plain(groups?.['before'] ?? '')) || noPersons().has(word)) return false
    if (isMaskedWord({ id: wordId(word), text: word })) return false
    return !places.some(({ start, end }) => index >= start && index < end)
  })
}

/** What a digit stands for. A 1 is an i or an l: in a shape both are the same. */
const stands: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  2: 'z',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  8: 'b',
  9: 'g',
  l: 'i'
}
/** Letters with digits among them. */
const mixed = /^(?=.*\d)(?:\P{L}*\p{L}){2}/u

function shapeOf(word: string): string {
  return word.replaceAll(/[\dl]/g, (sign) => stands[sign] ?? '')
}

/** A sign between letters is the letter that it looks like. */
function withoutSigns(text: string): string {
  return text.replaceAll(/(?<=\p{L})[@$!](?=\p{L})/gu, (sign) => (sign === '@' ? 'a' : sign === '$' ? 's' : 'i'))
}

function wordsIn(text: string): string[] {
  return plain(withoutSigns(text)).split(' ')
}

/** Whether a text says a name, also where it is taken apart ("Zilver-reiger") or written with digits ("Z1lverreiger"). */
export function saysName(text: string, name: string): boolean {
  const wanted = plain(name)
  const [whole, parts] = [wanted.replaceAll(' ', ''), wanted.split(' ')]
  return [plain(text).split(' '), wordsIn(text)].some((words) => {
    const isPart = (part: string, word = ''): boolean =>
      word === part || (mixed.test(word) && shapeOf(word) === shapeOf(part))
    if (wanted.length > 2 && words.some((_, at) => parts.every((part, nth) => isPart(part, words[at + nth]))))
      return true
    const all = words.join('')
    return (
      whole.length >= 8 &&
      (all.includes(whole) || (words.some((word) => mixed.test(word)) && shapeOf(all).includes(shapeOf(whole))))
    )
  })
}
