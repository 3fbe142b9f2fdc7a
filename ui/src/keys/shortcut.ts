/** When a pressed key is a command and when it is typing: the rule behind every shortcut. Pure. */

/** The part of a keyboard event that the rule looks at. */
export interface Press {
  readonly key: string
  readonly repeat: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** True while an input method (IME) composes a character. */
  readonly isComposing: boolean
  /** 229 is what browsers send for a key that an input method took. */
  readonly keyCode: number
  readonly defaultPrevented: boolean
  readonly target: PressTarget | null
}

export interface PressTarget {
  readonly tagName?: string
  readonly type?: string
  readonly isContentEditable?: boolean
}

/** Kinds of input in which keys are not text. */
const notText = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color', 'file', 'image'])
/** Keys that may be held down; all others act once per press. */
const repeatable = new Set(['j', 'k', 'n', 'p'])

/** The name of the command key pressed (`j`, `Shift+j`, `?`, `Enter`), or null when the press is typing, composing, a browser shortcut or a held key. */
export function commandKey(press: Press): string | null {
  if (press.defaultPrevented || press.isComposing || press.keyCode === 229) return null
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (isTyping(press.target)) return null
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  if (press.repeat && !repeatable.has(key)) return null
  // A letter with Shift is a command of its own; signs such as "?" need Shift on some keyboards and none on others.
  return press.shiftKey && /^\p{L}$/u.test(key) ? `Shift+${key}` : key
}

/** Whether keys pressed at this element are text for it. */
export function isTyping(target: PressTarget | null): boolean {
  if (target === null) return false
  if (target.isContentEditable === true) return true
  const tag = target.tagName?.toLowerCase()
  if (tag === 'textarea' || tag === 'select') return true
  return tag === 'input' && !notText.has(target.type?.toLowerCase() ?? 'text')
}
