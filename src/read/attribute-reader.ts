/** Gathers the attributes of one start tag from the tokenizer's events: the kept ones, within limits. */
import { keptAttributes, limits, phoneAttribute } from './html-tags.ts'

/** A class: a name and a value that grow event by event. */
export class AttributeReader {
  /** Name, value, name, value of the running tag. */
  list: string[] = []
  /** True when a tag had more than is kept. */
  overflowed = false
  private name = ''
  private value = ''

  begin(): void {
    this.list = []
  }

  beginOne(name: string): void {
    this.name = name.toLowerCase()
    this.value = ''
  }

  add(text: string): void {
    const room = limits.attributeChars - this.value.length
    if (room > 0) this.value += text.length > room ? text.slice(0, room) : text
  }

  endOne(): void {
    const name = this.name
    if (!keptAttributes.has(name) && !(name.startsWith('data-') && phoneAttribute.test(name))) return
    if (this.list.length < limits.attributesPerElement * 2) this.list.push(name, this.value)
    else this.overflowed = true
  }
}
