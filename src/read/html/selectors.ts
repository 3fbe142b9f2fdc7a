/** Simple CSS selectors over the light document: tag, .class, #id, [attribute], descendant and list. */
import type { ElementRecord, HtmlDocument } from './document.ts'
import { attribute } from './document.ts'

interface Simple {
  readonly tag: string
  readonly id: string
  readonly classes: readonly string[]
  readonly attributes: readonly { readonly name: string; readonly operator: string; readonly value: string }[]
}

/** A compiled selector: alternatives, each a chain from ancestor to element. */
export type Selector = readonly (readonly Simple[])[]

/** Compiles a selector, or null when it uses what is not supported (`>`, `+`, `~`, `:` and the like). */
export function compileSelector(text: string): Selector | null {
  const alternatives: Simple[][] = []
  for (const part of text.split(',')) {
    const chain: Simple[] = []
    for (const word of part.trim().match(/(?:\[[^\]]*\]|[^\s[])+/g) ?? []) {
      const simple = compileSimple(word)
      if (!simple) return null
      chain.push(simple)
    }
    if (chain.length === 0 || chain.length > 20) return null
    alternatives.push(chain)
  }
  return alternatives
}

/** Indices of the elements from..to that match, in document order. */
export function selectAll(
  document: HtmlDocument,
  selector: Selector,
  from = 0,
  to = document.elements.length
): number[] {
  const found: number[] = []
  for (let i = from; i < to; i++) if (selector.some((chain) => matchesChain(document, chain, i))) found.push(i)
  return found
}

function compileSimple(word: string): Simple | null {
  const classes: string[] = []
  const attributes: { name: string; operator: string; value: string }[] = []
  let tag = ''
  let id = ''
  let rest = word
  const pattern =
    /^(?:([a-z][\w-]*|\*)|\.([\w-]+)|#([\w-]+)|\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*["']?([^"'\]]*)["']?\s*)?\])/i
  while (rest !== '') {
    const m = pattern.exec(rest)
    if (!m) return null
    if (m[1]) tag = m[1] === '*' ? '' : m[1].toLowerCase()
    else if (m[2]) classes.push(m[2])
    else if (m[3]) id = m[3]
    else attributes.push({ name: (m[4] ?? '').toLowerCase(), operator: m[5] ?? '', value: m[6] ?? '' })
    rest = rest.slice(m[0].length)
  }
  return { tag, id, classes, attributes }
}

function matchesChain(document: HtmlDocument, chain: readonly Simple[], index: number): boolean {
  let part = chain.length - 1
  const element = document.elements[index]
  if (!element || !matches(element, chain[part] as Simple)) return false
  let parent = element.parent
  for (part--; part >= 0; parent = document.elements[parent]?.parent ?? -1) {
    const ancestor = document.elements[parent]
    if (!ancestor) return false
    if (matches(ancestor, chain[part] as Simple)) part--
  }
  return true
}

function matches(element: ElementRecord, simple: Simple): boolean {
  if (simple.tag !== '' && element.tag !== simple.tag) return false
  if (simple.id !== '' && attribute(element, 'id') !== simple.id) return false
  if (simple.classes.length > 0) {
    const own = (attribute(element, 'class') ?? '').split(/\s+/)
    if (!simple.classes.every((name) => own.includes(name))) return false
  }
  return simple.attributes.every(({ name, operator, value }) => {
    const actual = attribute(element, name)
    if (actual === undefined) return false
    if (operator === '') return true
    if (operator === '=') return actual === value
    if (operator === '~=') return actual.split(/\s+/).includes(value)
    if (operator === '^=') return value !== '' && actual.startsWith(value)
    if (operator === '$=') return value !== '' && actual.endsWith(value)
    return operator === '*='
      ? value !== '' && actual.includes(value)
      : actual === value || actual.startsWith(`${value}-`)
  })
}
