/** Gathers the attributes of one start tag from the tokenizer's events: the kept ones, within limits. */
import { keptAttributes, limits, phoneAttribute } from './html-tags.ts'

/** A class: a name and a value that grow event by event. */
export class AttributeReader {
  /** Name, value, name, value of the running tag. */
  list: string[] = []
  /** True when the running tag has an attribute that may hide it, or that may hold a phone number. */
  mayHide = false
  mayCall = false
  /** True when a tag had more than is kept. */
  overflowed = false
  private name = ''
  private value = ''

  begin(): void {
    if (this.list.length > 0) this.list = []
    this.mayHide = false
    this.mayCall = false
  }

  beginOne(name: string): void {
    this.name = keptName(name)
    this.value = ''
  }

  /** False while the running attribute is none that is kept. */
  get wanted(): boolean {
    return this.name !== ''
  }

  add(text: string): void {
    const room = limits.attributeChars - this.value.length
    if (room > 0) this.value += text.length > room ? text.slice(0, room) : text
  }

  endOne(): void {
    const name = this.name
    if (name === '') return
    if (name === 'hidden' || name === 'style') this.mayHide = true
    else if (name === 'onclick' || name.startsWith('data-') || (spokenNames.has(name) && holdsNumber.test(this.value)))
      this.mayCall = true
    if (this.list.length < limits.attributesPerElement * 2) this.list.push(name, this.value)
    else this.overflowed = true
  }
}

/** Attributes whose text a visitor hears, or sees in place of a picture. */
export const spokenNames: ReadonlySet<string> = new Set(['alt', 'title', 'aria-label', 'value'])
const holdsNumber = /^[^\d]{0,40}(?:\d\D{0,3}){8}/

const names = new Map<string, string>()

/** The lower-case name of an attribute that is kept, empty for others; looked up once per spelling. */
function keptName(written: string): string {
  const known = names.get(written)
  if (known !== undefined) return known
  const name = written.toLowerCase()
  const kept = keptAttributes.has(name) || (name.startsWith('data-') && phoneAttribute.test(name)) ? name : ''
  if (names.size >= 1024) names.clear()
  if (written.length <= 60) names.set(written, kept)
  return kept
}
