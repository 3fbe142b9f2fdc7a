/** Rewrites a captured style sheet so that nothing in it can ask for anything: what is not known to be harmless is left out. Pure. */
import postcss, { type AtRule, type ChildNode, type Container, type Declaration } from 'postcss'

export interface SheetParts {
  /** A captured picture as a `data:` address; null where there is none to show. */
  picture(reference: string): string | null
  /** The text of a captured sheet that is imported, rewritten already; null where there is none. */
  imported(reference: string): string | null
}

/** More than this of one sheet is not read. */
export const mostSheetChars = 1_000_000

/** At-rules whose blocks are kept; all others go (`@import`, `@font-face`, `@namespace`, `@document`, unknown ones). */
const keptAtRules: ReadonlySet<string> = new Set(['media', 'supports', 'layer', 'container', 'keyframes', 'page'])

/** Functions that compute or draw and name no address. `url` is judged apart; `attr`, `image-set`, `src`, `element`, `expression` go. */
const keptFunctions: ReadonlySet<string> = new Set(
  (
    'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp round var env linear-gradient radial-gradient conic-gradient ' +
    'repeating-linear-gradient repeating-radial-gradient -webkit-linear-gradient -webkit-gradient from to color-stop translate translatex translatey ' +
    'translatez translate3d scale scalex scaley scale3d rotate rotatex rotatey rotatez skew skewx skewy matrix matrix3d perspective cubic-bezier ' +
    'steps blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia rect inset circle ellipse polygon path repeat ' +
    'minmax fit-content counter counters'
  ).split(' ')
)

/** Nothing that ends a rule, escapes a letter, opens a comment or looks like markup: what is written out means what it was judged as. */
const plainSelector = /^[^{}\\;<@]{1,2000}$/
const plainParameters = /^[\w\s(),.:%<>=/*+-]{0,500}$/
const plainProperty = /^-{0,2}[a-z][\w-]{0,80}$/i

/** The sheet with captured pictures in it and nothing else that has an address. A sheet that cannot be read gives nothing. */
export function rewriteSheet(text: string, parts: SheetParts): string {
  const root = parsed(text)
  if (root === null) return ''
  const imports = importsOf(root).flatMap(({ reference, media }) => {
    const css = parts.imported(reference)
    if (css === null) return []
    return [media === '' ? css : `@media ${media}{${css}}`]
  })
  return imports.join('') + blockOf(root, parts, 0)
}

/** The declarations of a `style` attribute, by the same rules. */
export function rewriteStyle(text: string, parts: SheetParts): string {
  if (!/[a-z]/i.test(text) || /[{}]/.test(text)) return ''
  const root = parsed(`a{${text}}`)
  const [rule, more] = root?.nodes ?? []
  return rule?.type !== 'rule' || more !== undefined ? '' : blockOf(rule, parts, 0)
}

/** What a sheet asks for, as it is written there. */
export function sheetReferences(text: string): { readonly pictures: string[]; readonly sheets: string[] } {
  const pictures: string[] = []
  const sheets: string[] = []
  rewriteSheet(text, {
    picture: (reference) => (pictures.push(reference), null),
    imported: (reference) => (sheets.push(reference), null)
  })
  return { pictures, sheets }
}

function parsed(text: string): postcss.Root | null {
  try {
    return postcss.parse(text.slice(0, mostSheetChars).replaceAll('\0', ''))
  } catch {
    return null
  }
}

/** Imports stand before all rules. */
function importsOf(root: postcss.Root): { readonly reference: string; readonly media: string }[] {
  return root.nodes.flatMap((node) => {
    if (node.type !== 'atrule' || node.name.toLowerCase() !== 'import') return []
    const found = /^(?:url\(\s*)?(?:"([^"\\]*)"|'([^'\\]*)'|([^\s"'()\\]+))\s*\)?\s*(.*)$/is.exec(node.params)
    const media = (found?.[4] ?? '').trim()
    const reference = found?.[1] ?? found?.[2] ?? found?.[3]
    return reference === undefined || !plainParameters.test(media) ? [] : [{ reference, media }]
  })
}

/** Deeper blocks are left out. */
const mostDepth = 12

function blockOf(container: Container, parts: SheetParts, depth: number): string {
  if (depth > mostDepth) return ''
  return (container.nodes ?? []).map((node) => nodeText(node as ChildNode, parts, depth)).join('')
}

function nodeText(node: ChildNode, parts: SheetParts, depth: number): string {
  if (node.type === 'decl') return declarationText(node, parts)
  if (node.type === 'atrule') return atRuleText(node, parts, depth)
  if (node.type !== 'rule' || !plainSelector.test(node.selector) || node.selector.includes('/*')) return ''
  return `${node.selector}{${blockOf(node, parts, depth + 1)}}`
}

function atRuleText(node: AtRule, parts: SheetParts, depth: number): string {
  const name = node.name.toLowerCase().replace(/^-(?:webkit|moz|o)-/, '')
  if (!keptAtRules.has(name) || node.nodes === undefined || !plainParameters.test(node.params)) return ''
  return `@${name} ${node.params}{${blockOf(node, parts, depth + 1)}}`
}

function declarationText({ prop, value, important }: Declaration, parts: SheetParts): string {
  if (!plainProperty.test(prop) || /^(?:behavior|-moz-binding)$/i.test(prop)) return ''
  const shown = valueText(prop.toLowerCase(), value, parts)
  return shown === null ? '' : `${prop}:${shown}${important === true ? '!important' : ''};`
}

const address = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)/gi
const texts = /"[^"]*"|'[^']*'/g

/** A value with its pictures in place; null where something in it is not known to be harmless. */
function valueText(property: string, value: string, parts: SheetParts): string | null {
  if (value.length > 200_000 || /[\\{}<@\u0001]|\/\*/.test(value)) return null
  const data: string[] = []
  // One blank for many: what follows then takes time in the length of the value, whatever stands in it.
  const rest = value
    .replaceAll(/\s+/g, ' ')
    .replaceAll(address, (_all, double?: string, single?: string, bare?: string) => {
      data.push(parts.picture(double ?? single ?? bare ?? '') ?? noPicture)
      return `\u0001${data.length - 1}\u0001`
    })
  const bare = rest.replaceAll(texts, '')
  // Words that a sheet puts on the page are no words of the page, and would not be covered as those are.
  const spoken = (rest.match(texts) ?? []).join('')
  if (!/^font(?:-family)?$/.test(property) && /\p{L}|\d/u.test(spoken)) return null
  if (/["';]/.test(bare)) return null
  for (const [called] of bare.matchAll(/(?<![\w-])[\w-]+\(/g))
    if (!keptFunctions.has(called.slice(0, -1).toLowerCase())) return null
  return rest.replaceAll(/\u0001(\d+)\u0001/g, (_all, at: string) => `url("${data[Number(at)] ?? noPicture}")`)
}

/** An address that asks for nothing: a picture of one clear pixel. */
export const noPicture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
