/** Reads the page's own advert from the state with which its scripts begin: `window.__STATE__ = {...}`, `__NEXT_DATA__`. */
import type { HtmlDocument } from '../../html/document.ts'
import { hint, meaningOf } from '../../html/region-words.ts'
import { stateStart } from '../../html/page-facts.ts'
import { comparable } from '../../page/page-context.ts'
import { readNearJson } from './near-json.ts'
import { isOfPart } from './part-amount.ts'
import { describedText, type StructuredAdvert } from './structured.ts'

/** Nodes that are looked at in all states of a page, and in one record. */
const maxNodes = 20_000
const maxRecordNodes = 400
const maxDepth = 24
const maxRecordDepth = 4

/** Shorter titles name no advert in a store of settings and labels. */
const shortestTitle = 6

type Node = Readonly<Record<string, unknown>>

interface RecordFound {
  readonly advert: StructuredAdvert
  readonly fields: number
}

/**
 * The record that one of the page's titles names, with what stands in it; null when no state has one. A record counts when a title of its
 * own agrees with one of them and two or more of its fields can be read; of several the fullest counts.
 */
export function readPageState(document: HtmlDocument, titles: readonly string[]): StructuredAdvert | null {
  const wanted = [...new Set(titles.map(comparable))].filter((title) => title.length >= shortestTitle)
  if (wanted.length === 0 || document.states.length === 0) return null
  const rare = wanted.map((title) => title.split(' ').reduce((long, word) => (word.length > long.length ? word : long)))
  let best: RecordFound | null = null
  let nodes = maxNodes
  for (const script of document.states) {
    const lower = script.toLowerCase()
    if (!rare.some((word) => !/^[a-z0-9]+$/.test(word) || lower.includes(word))) continue
    const queue: { readonly value: unknown; readonly depth: number }[] = [{ value: readState(script), depth: 0 }]
    for (let next = queue.pop(); next !== undefined && nodes-- > 0; next = queue.pop()) {
      const { value, depth } = next
      if (typeof value !== 'object' || value === null || depth > maxDepth) continue
      const node = value as Node
      const found = Array.isArray(value) ? null : recordOf(node, wanted)
      if (found && (best === null || found.fields > best.fields)) best = found
      for (const key of Object.keys(node)) queue.push({ value: node[key], depth: depth + 1 })
    }
  }
  return best?.advert ?? null
}

/** One record of a list in the state of a page. */
export interface ListedRecord {
  readonly title: string
  /** As the record gives it; empty when it names none. */
  readonly href: string
}

/** Keys that hold the address of a record's own page. */
const addressKeys = /^(?:url|href|link|path|permalink|canonical_?url|detail_?url|slug)$/i

/**
 * The longest list of records in a page's state: each with a title of its own and two more fields, or one and an address. Empty when no
 * list has two. An app shell shows nothing else until its scripts run.
 */
export function readStateList(document: HtmlDocument): readonly ListedRecord[] {
  let best: readonly ListedRecord[] = []
  let nodes = maxNodes
  for (const script of document.states) {
    const queue: { readonly value: unknown; readonly depth: number }[] = [{ value: readState(script), depth: 0 }]
    for (let next = queue.pop(); next !== undefined && nodes-- > 0; next = queue.pop()) {
      const { value, depth } = next
      if (typeof value !== 'object' || value === null || depth > maxDepth) continue
      if (Array.isArray(value)) {
        const records = value.slice(0, maxListed).flatMap((item) => listedOf(item))
        if (records.length >= 2 && records.length >= value.length * 0.7 && records.length > best.length) best = records
      }
      const node = value as Node
      for (const key of Object.keys(node)) queue.push({ value: node[key], depth: depth + 1 })
    }
  }
  return best
}

/** Records of one list that are read. */
const maxListed = 500

/** Shorter titles in a list are labels of a menu. */
function listedOf(item: unknown): ListedRecord[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return []
  const node = item as Node
  const title = titleOf(node)
  if (title.length < shortestTitle) return []
  const key = Object.keys(node).find((name) => addressKeys.test(name) && typeof node[name] === 'string')
  const written = key === undefined ? '' : String(node[key]).trim()
  const href = /^(?:https?:\/\/|\/)/.test(written) ? written : ''
  const values = valuesOf(node)
  const stated = (['body', 'price', 'cents', 'city', 'phone', 'posted'] as const).filter((name) => values.has(name))
  return stated.length >= (href === '' ? 2 : 1) ? [{ title, href }] : []
}

/**
 * The one record of an app shell's state, whatever the page's title: the fullest with a text and three more fields, where no other list stands.
 * Null when there is none, or several.
 */
export function readShellState(document: HtmlDocument): StructuredAdvert | null {
  if (document.states.length === 0 || readStateList(document).length > 0) return null
  let best: RecordFound | null = null
  let nodes = maxNodes
  for (const script of document.states) {
    const queue: { readonly value: unknown; readonly depth: number }[] = [{ value: readState(script), depth: 0 }]
    for (let next = queue.pop(); next !== undefined && nodes-- > 0; next = queue.pop()) {
      const { value, depth } = next
      if (typeof value !== 'object' || value === null || depth > maxDepth) continue
      const found = Array.isArray(value) ? null : recordOf(value as Node, null)
      const isWhole = found !== null && found.fields >= 4 && found.advert.body.length >= 20
      if (isWhole && (best === null || found.fields > best.fields)) best = found
      for (const key of Object.keys(value)) queue.push({ value: (value as Node)[key], depth: depth + 1 })
    }
  }
  return best?.advert ?? null
}

/** The value of a state script: what it hands to others, also as a text that it parses. */
function readState(script: string): unknown {
  const head = stateStart.exec(script.slice(0, maxHead))?.[0]
  if (head === undefined) return undefined
  const quote = /["'`]\s*$/.exec(head)?.[0].trim()
  if (quote !== undefined && head.includes('JSON.parse')) return readNearJson(quotedText(script, head.length, quote))
  const start = head.length - (/(?:\{\s*"|\[\s*[[{"])$/.exec(head)?.[0].length ?? 0)
  const end = endOfValue(script, start)
  return readNearJson(script.slice(start, end))
}

/** Characters in which a state script comes to its value. */
const maxHead = 400

/** The text of a JavaScript string from `start` to its closing quote, what is escaped in it made plain. */
function quotedText(script: string, start: number, quote: string): string {
  let end = start
  while (end < script.length && script[end] !== quote) end += script[end] === '\\' ? 2 : 1
  const written = script.slice(start, end)
  try {
    return String(
      JSON.parse(`"${quote === '"' ? written : written.replace(/\\(['`])/g, '$1').replace(/(?<!\\)"/g, '\\"')}"`)
    )
  } catch {
    return ''
  }
}

/** Where the object or list that begins at `start` ends: its brackets are counted, strings passed over. */
function endOfValue(text: string, start: number): number {
  let open = 0
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++
    } else if (unit === 0x7b || unit === 0x5b) open++
    else if ((unit === 0x7d || unit === 0x5d) && --open === 0) return i + 1
  }
  return text.length
}

/** `wanted`: the titles of which it must have one; null where any will do. */
function recordOf(node: Node, wanted: readonly string[] | null): RecordFound | null {
  const title = titleOf(node)
  if (title === '') return null
  const named = comparable(title)
  if (named.length < shortestTitle || (wanted && !wanted.some((one) => agree(named, one)))) return null
  const values = valuesOf(node)
  const get = (name: Field): string => values.get(name) ?? ''
  const price = get('cents') === '' ? get('price') : String(Number(get('cents')) / 100)
  const body = describedText(get('body'))
  const stated = [body.length >= 20 ? body : '', price, get('city'), get('posted'), get('phone')]
  const fields = stated.filter((value) => value !== '').length
  if (fields < 2) return null
  const advert: StructuredAdvert = {
    method: 'page-state',
    type: '',
    title,
    body,
    url: '',
    id: '',
    price: price === '' ? '' : [price, get('currency')].filter((part) => part !== '').join(' '),
    city: get('city'),
    phone: get('phone'),
    email: '',
    seller: get('seller'),
    category: get('category'),
    posted: get('posted'),
    images: [],
    block: -1
  }
  return { advert, fields }
}

const titleKeys = /^(?:title|name|subject|headline)$/i

function titleOf(node: Node): string {
  for (const key of Object.keys(node)) {
    const value = node[key]
    if (
      typeof value === 'string' &&
      value.length <= 300 &&
      (titleKeys.test(key) || (meaningOf(key).hint & hint.title) !== 0)
    )
      return value.replace(/\s+/g, ' ').trim()
  }
  return ''
}

/** Equal, or one begins with the other: pages add the name of the site to a title, or cut it. */
function agree(one: string, other: string): boolean {
  if (one.length < shortestTitle) return false
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `)
}

type Field = 'body' | 'price' | 'cents' | 'currency' | 'city' | 'phone' | 'posted' | 'seller' | 'category'

/** The fields of a record by the names of its keys, those of inner objects too; the nearest and first counts. */
function valuesOf(record: Node): Map<Field, string> {
  const values = new Map<Field, string>()
  let level: { readonly node: Node; readonly around: number; readonly name: string }[] = [
    { node: record, around: 0, name: '' }
  ]
  let nodes = maxRecordNodes
  for (let depth = 0; depth <= maxRecordDepth && level.length > 0; depth++) {
    const inner: typeof level = []
    for (const { node, around, name } of level) {
      for (const key of Object.keys(node)) {
        if (nodes-- <= 0) return values
        const value = node[key]
        const bits = meaningOf(key).hint
        if (typeof value === 'object' && value !== null) {
          // Other records than this one have titles of their own: related adverts, offers beside it.
          const list = Array.isArray(value)
          if (!list || value.every((item) => typeof item !== 'object' || item === null || titleOf(item as Node) === ''))
            inner.push({ node: value as Node, around: bits === 0 ? around : bits, name: key })
        } else
          addValue(values, { key, value, bits: bits === 0 && plainValueKeys.test(key) ? around : bits, holder: name })
      }
    }
    level = inner
  }
  return values
}

/** Keys that say nothing of their own: what they hold is what the object around them is called. */
const plainValueKeys = /^(?:value|amount|name|label|text|formatted|display|pcm|valor|wert|montant|\d+)$/i

interface Entry {
  readonly key: string
  readonly value: unknown
  /** Field bits of the key, or of the object around it. */
  readonly bits: number
  /** Key of the object around it. */
  readonly holder: string
}

function addValue(values: Map<Field, string>, { key, value, bits, holder }: Entry): void {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  if (text === '' || text.length > 100_000) return
  const set = (name: Field, held: string): void => {
    if (!values.has(name)) values.set(name, held)
  }
  if (/currency|moneda|devise|w(?:ä|ae)hrung|valuta|waluta/i.test(key) && /^[A-Z]{3}$|^[€£$]$/.test(text))
    return set('currency', text)
  if ((bits & hint.price) !== 0 && !isOfPart(key) && /^\D{0,8}\d[\d\s.,]{0,14}\D{0,8}$/.test(text)) {
    if (/cents?$/i.test(key) || /cents?$/i.test(holder)) set('cents', text)
    else set('price', text)
  } else if ((bits & hint.place) !== 0 && /^\p{L}[^<>{}\d]{1,60}$/u.test(text)) set('city', text)
  else if ((bits & (hint.phone | hint.contact)) !== 0 && text.length <= 40 && text.replace(/\D/g, '').length >= 8)
    set('phone', text)
  else if ((bits & hint.date) !== 0 || dateKeys.test(key)) {
    const date = dateOf(value)
    if (date !== '') set('posted', date)
  } else if (((bits & hint.description) !== 0 || bodyKeys.test(key)) && text.length >= 20) set('body', text)
  else if ((bits & hint.seller) !== 0 && /^\p{L}[^<>{}]{1,60}$/u.test(text)) set('seller', text)
  else if ((bits & hint.category) !== 0 && /^\p{L}[^<>{}]{1,60}$/u.test(text)) set('category', text)
}

const bodyKeys = /^(?:body|text|content|message)$/i

const dateKeys = /^(?:since|created|published|posted|first_?(?:seen|visible|published|listed))(?:_?(?:at|on))?$/i

/** ISO 8601, or seconds or milliseconds since 1970 between 2000 and 2050; else empty. */
function dateOf(value: unknown): string {
  if (typeof value === 'string') return /^(?:19|20)\d{2}-\d{2}-\d{2}/.test(value) ? value : ''
  if (typeof value !== 'number') return ''
  const ms = value > 1e11 ? value : value * 1000
  return ms > 946_684_800_000 && ms < 2_524_608_000_000 ? new Date(ms).toISOString() : ''
}
