/** What is odd about a line of adverts that was read: keys said twice, halves of letters, and what an export says that no line can show. */
import type { ImportNote } from '../import-note.ts'

type Fields = Readonly<Record<string, unknown>>

/** Notes about the line; `text`: as it stood. */
export function lineNotes(text: string, value: Fields, keysTwice: readonly string[]): ImportNote[] {
  const notes: ImportNote[] = keysTwice.map((key) => {
    const words = `it says ${JSON.stringify(key.slice(0, 80))} more than once: the last one was taken`
    return { kind: 'key-twice', words }
  })
  const halves = /\\ud[89a-f]/i.test(text) && Object.values(value).some((one) => isHalf(one))
  if (halves)
    notes.push({ kind: 'not-utf8', words: 'it holds half of a letter (a lone surrogate), which no program can show' })
  const said = historyIn(value)
  if (said !== '') {
    const words = `it says ${said}: a line shows an advert at one time, so that this was not taken`
    notes.push({ kind: 'history-left-out', words })
  }
  return notes
}

/** An id that is a number of another kind than ids are. `numbers`: those whose writing a computer changes. */
export function idNotes(value: Fields, numbers: ReadonlyMap<string, string>): ImportNote[] {
  const id = Object.hasOwn(value, 'id') ? value['id'] : undefined
  const written = numbers.get('id')
  if (typeof id === 'number' ? Number.isSafeInteger(id) && id >= 0 && written === undefined : !isHugeId(id, written))
    return []
  const words = `its id ${(written ?? String(id)).slice(0, 80)} is a number, and no whole one from 0 on: it was taken letter by letter`
  return [{ kind: 'id-odd', words }]
}

/** Whole numbers of any length are ids; `1e400` is none. */
function isHugeId(id: unknown, written: string | undefined): boolean {
  return typeof id === 'string' && id === written && !/^\d+$/.test(id)
}

function isHalf(one: unknown): boolean {
  return typeof one === 'string' && !one.isWellFormed()
}

function historyIn(value: Fields): string {
  const of = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined)
  const time = (name: string): string => {
    const said = of(name)
    return typeof said === 'string' ? said.trim() : ''
  }
  const [first, last] = [time('first_seen'), time('last_seen')]
  const shown = time('seen_at') || last
  return [
    saysGone(of) ? 'that the advert is gone' : '',
    first !== '' && first !== shown ? `that it was first seen at ${first.slice(0, 40)}` : '',
    last !== '' && last !== shown ? `that it was last seen at ${last.slice(0, 40)}` : ''
  ]
    .filter((one) => one !== '')
    .join(' and ')
}

/** In the ways in which lists say it: a word or number for yes, a time, the answer of the server. */
function saysGone(of: (name: string) => unknown): boolean {
  const yes = ['gone', 'deleted', 'removed', 'expired'].some((name) =>
    /^(?:true|yes|ja|1)$/i.test(String(of(name)).trim())
  )
  const when = ['gone_at', 'deleted_at', 'removed_at', 'expired_at'].some(
    (name) => ![undefined, null, ''].includes(of(name) as string)
  )
  return yes || when || ['404', '410'].includes(String(of('status')).trim())
}

/** Why a line is no advert though it names one: an export tells of sealed and erased ones without their texts. */
export function withoutText(value: Fields): string | null {
  const state = Object.hasOwn(value, 'state') ? value['state'] : undefined
  if (state !== 'sealed' && state !== 'erased') return null
  const texts = ['title', 'body', 'seller', 'images']
  if (texts.some((name) => Object.hasOwn(value, name) && value[name] !== null && value[name] !== '')) return null
  return `it tells of an advert whose text is ${state}: it holds nothing to keep; export it when it is open`
}

/** An id or address of blanks, or yes and no in its place, tells no advert from another. */
export function namesNothing(name: string, given: unknown): boolean {
  return (
    (name === 'id' || name === 'url') &&
    (typeof given === 'boolean' || (typeof given === 'string' && given.trim() === ''))
  )
}
