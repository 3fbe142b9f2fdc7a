/** What tells who somebody is in words that are to name nobody: a plate, a house, a postcode, a day of birth, an address of a machine, a given name. Pure. */
import { extract } from '../../extract/extract.ts'
import { once } from '../../text/places.ts'
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
  return extract(words, { region: 'NL' }).some(
    ({ kind, value }) =>
      kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) && Number(value.slice(0, 4)) <= year - yearsAgo
  )
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

const known = once(() => ({
  names: wordSet('given-names'),
  words: new Set([...wordSet('common-words'), ...wordSet('function-words')])
}))

/** One that is written as a name, and is no ordinary word at the beginning of a sentence. */
function givenNameIn(text: string): boolean {
  const { names, words } = known()
  return [...text.matchAll(/(?<!\p{L})\p{Lu}\p{Ll}{2,}(?!\p{L})/gu)].some(([one]) => {
    const word = plain(one)
    return names.has(word) && !words.has(word)
  })
}

/** Whether a text says a name, also where it is taken apart ("Zilver-reiger"). */
export function saysName(text: string, name: string): boolean {
  const wanted = plain(name)
  if (wanted.length > 2 && ` ${plain(text)} `.includes(` ${wanted} `)) return true
  const whole = wanted.replaceAll(' ', '')
  return whole.length >= 8 && plain(text).replaceAll(' ', '').includes(whole)
}
