/** Collects running text into blocks: white space as a browser would show it, line breaks kept, contact links written out. */
import type { Block } from './document.ts'
import { limits } from './html-tags.ts'

/** A class: the state of one line of text, shared by the many events that add to it. */
export class TextFlow {
  readonly blocks: Block[] = []
  readonly notes: string[] = []
  private buffer = ''
  private contacts: string[] = []
  private linkLength = 0
  private strongPrefix = 0
  private linkPrefix = 0
  private strongDepth = 0
  private preDepth = 0
  private digits = 0
  private chars = 0
  /** Length and last unit of the buffer, kept apart: reading them from a growing string is quadratic. */
  private length = 0
  private last = 0
  private breaks = 0
  private space = false
  private inLink = false
  private inContact = false
  private linkLabel = ''
  private label = ''
  /** An inline element closed and nothing was written since. */
  private inlineClosed = false
  private inlineBoundary = false

  /** Adds the text source[start..end]. */
  add(source: string, start: number, end: number): void {
    if (this.chars + this.length > limits.textChars) {
      if (this.notes.length === 0)
        this.notes.push(`more than ${limits.textChars} characters of text, the rest not read`)
      return
    }
    if (this.preDepth > 0) {
      const piece = source.substring(start, end).replace(/\r\n?/g, '\n')
      return this.append(piece, countDigits(piece))
    }
    let from = start
    let to = end
    while (from < to && isSpace(source.charCodeAt(from))) from++
    if (from > start) this.space = true
    if (from === to) return
    while (isSpace(source.charCodeAt(to - 1))) to--
    let digits = 0
    let rough = false
    let before = 0
    for (let i = from; i < to; i++) {
      const unit = source.charCodeAt(i)
      if (isDigit(unit)) digits++
      else if (unit <= 32 && isSpace(unit) && (unit !== 32 || before === 32)) rough = true
      before = unit
    }
    const text = source.substring(from, to)
    this.append(rough ? text.replace(spaces, ' ') : text, digits)
    if (to < end) this.space = true
  }

  /** Writes the value of a field as a word of its own; false when there is none. */
  shown(value: string): boolean {
    if (value === '') return false
    this.space = true
    this.add(value, 0, value.length)
    return true
  }

  /** Writes a piece without white space at its ends, unless that is to be kept. */
  private append(piece: string, digits: number): void {
    if (piece === '') return
    if (this.inlineBoundary && !this.space && glues(this.last, piece.charCodeAt(0))) this.space = true
    this.inlineBoundary = false
    this.inlineClosed = false
    const atStart = this.length === 0
    const before = this.length
    const spaced = this.space && !atStart && this.last !== 10
    if (spaced) this.write(' ')
    this.space = false
    this.write(piece)
    this.digits += digits
    if (this.inLink) {
      if (this.linkLabel.length < 300) this.linkLabel += spaced ? ` ${piece}` : piece
      if (!this.inContact) {
        this.linkLength += piece.length
        if (atStart || this.linkPrefix === before) this.linkPrefix = this.length
      }
    }
    if (this.strongDepth > 0 && (atStart || this.strongPrefix === before)) this.strongPrefix = this.length
  }

  /** Where the running block stands: what `textSince` takes. */
  get position(): number {
    return this.length
  }

  /** The text of the running block from a position on, at most 300 characters. */
  textSince(position: number): string {
    return position >= this.length ? '' : this.buffer.slice(position, position + 300).trim()
  }

  lineBreak(): void {
    this.space = false
    if (this.length > 0 && this.breaks < 2) {
      this.write('\n')
      this.breaks++
    }
  }

  open(tag: string): void {
    if (strongTags.has(tag)) this.strongDepth++
    if (tag === 'pre' || tag === 'listing') this.preDepth++
    this.inlineBoundary = this.inlineClosed
  }

  close(tag: string): void {
    if (strongTags.has(tag) && this.strongDepth > 0) this.strongDepth--
    if ((tag === 'pre' || tag === 'listing') && this.preDepth > 0) this.preDepth--
    this.inlineClosed = true
  }

  openLink(isContact: boolean, label: string): void {
    this.inLink = true
    this.inContact = isContact
    this.linkLabel = ''
    this.label = label
  }

  /** Ends a link and returns its text; a contact that its text does not show is written out where it stands. */
  closeLink(contact: string | null): string {
    const text = this.linkLabel.replace(/\s+/g, ' ').trim().slice(0, 300) || this.label.trim().slice(0, 300)
    this.inLink = false
    this.inContact = false
    if (contact !== null) this.contact(contact, text)
    return text
  }

  /** The text of a picture inside a link names the link when nothing else does. */
  linkText(alt: string): void {
    if (this.inLink && this.label === '') this.label = alt
  }

  contact(address: string, shown = ''): void {
    const written = address.trim().slice(0, 300)
    if (this.contacts.length >= 100) return
    this.contacts.push(written)
    if (shows(shown, written)) return
    if (this.length > 0 && this.last !== 10) this.write(' ')
    this.write(written)
    this.digits += countDigits(written)
    this.space = true
  }

  flush(element: number, heading: number): void {
    this.space = false
    if (this.length === 0) return
    const text = this.buffer.trim()
    this.buffer = ''
    this.length = 0
    this.breaks = 0
    this.inlineClosed = false
    this.inlineBoundary = false
    if (text !== '' && this.blocks.length < limits.blocks) {
      this.chars += text.length
      this.blocks.push({
        text,
        element,
        region: 0,
        heading,
        linkLength: Math.min(this.linkLength, text.length),
        strongPrefix: Math.min(this.strongPrefix, text.length),
        linkPrefix: this.linkPrefix,
        contacts: this.contacts,
        digits: this.digits,
        reach: undefined
      })
    } else if (text !== '' && this.notes.length === 0)
      this.notes.push(`more than ${limits.blocks} blocks, the rest not read`)
    this.contacts = []
    this.linkLength = 0
    this.strongPrefix = 0
    this.linkPrefix = 0
    this.digits = 0
  }

  private write(piece: string): void {
    if (piece === '') return
    this.buffer += piece
    this.length += piece.length
    this.last = piece.charCodeAt(piece.length - 1)
    if (this.last !== 10) this.breaks = 0
  }
}

const strongTags: ReadonlySet<string> = new Set([
  'b',
  'strong',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'th',
  'dt',
  'label',
  'legend'
])
const spaces = /[ \t\n\f\r]+/g

/**
 * `<span>Telefoon</span><span>06...</span>` is two things that a stylesheet holds apart; `0<b>6</b>1` is one number.
 * So two inline elements that touch get a space, unless digit meets digit.
 */
function glues(left: number, right: number): boolean {
  return !(isDigit(left) && isDigit(right)) && isWordUnit(left) && isWordUnit(right)
}

function countDigits(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (isDigit(text.charCodeAt(i))) count++
  return count
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13 && unit !== 11)
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function isWordUnit(unit: number): boolean {
  return isDigit(unit) || ((unit | 32) >= 97 && (unit | 32) <= 122) || unit >= 0xc0
}

/** True when the visible text of a contact link states the same number or address. */
function shows(shown: string, address: string): boolean {
  if (shown === '') return false
  const target = address
    .replace(/^[a-z]+:/i, '')
    .replace(/\?.*$/, '')
    .toLowerCase()
  if (shown.toLowerCase().includes(target)) return true
  const digits = target.replace(/\D/g, '')
  return digits.length >= 8 && shown.replace(/\D/g, '').endsWith(digits.slice(-8)) && !/[a-z]/i.test(target)
}
