/** Regular expressions that cannot blow up: a subset of the usual syntax, matched in time linear in the text. */

export type CompiledRegex =
  | { readonly kind: 'regex'; readonly test: (text: string) => boolean }
  | { readonly kind: 'invalid'; readonly problem: string }

const maxPatternChars = 200
const maxRepeat = 100
const maxInstructions = 2_000
const maxNesting = 50

/**
 * Compiles a pattern: literals, `.`, classes `[a-z]` `[^/]`, `\d \w \s \D \W \S`, escapes, groups `( )` and `(?: )`,
 * `|`, `* + ? {n} {n,} {n,m}` (to 100, greedy or lazy alike), `^` and `$`. No look-around and no back-references: those
 * are what makes matching exponential. Method: Thompson's NFA, all states in step; a text of n characters costs at most
 * n times the length of the program (2,000 instructions). Finds a match anywhere, like RegExp.test.
 */
export function compileLinear(pattern: string, ignoreCase: boolean): CompiledRegex {
  if (pattern.length > maxPatternChars)
    return { kind: 'invalid', problem: `expression longer than ${maxPatternChars} characters` }
  const parser: Parser = { pattern, at: 0, ignoreCase, depth: 0 }
  const tree = alternatives(parser)
  if (typeof tree === 'string') return { kind: 'invalid', problem: tree }
  if (parser.at < pattern.length) return { kind: 'invalid', problem: 'closing bracket without an opening one' }
  const program: Instruction[] = []
  if (!emit(tree, program)) return { kind: 'invalid', problem: 'expression too large: use smaller repeat counts' }
  program.push({ op: 'match' })
  return { kind: 'regex', test: (text) => run(program, text) }
}

type Tree =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'start' | 'end' }
  | { readonly op: 'sequence' | 'either'; readonly parts: readonly Tree[] }
  | { readonly op: 'repeat'; readonly part: Tree; readonly min: number; readonly max: number }
type CharTest = (code: number) => boolean
type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'start' | 'end' | 'match' }
  | { readonly op: 'split'; a: number; b: number }
interface Parser {
  readonly pattern: string
  readonly ignoreCase: boolean
  at: number
  depth: number
}

// Each parsing function returns the tree, or in words what is wrong.
function alternatives(p: Parser): Tree | string {
  if (++p.depth > maxNesting) return 'groups nested too deep'
  const parts: Tree[] = []
  for (;;) {
    const sequence: Tree[] = []
    while (p.at < p.pattern.length && p.pattern[p.at] !== '|' && p.pattern[p.at] !== ')') {
      const part = repeated(p)
      if (typeof part === 'string') return part
      sequence.push(part)
    }
    parts.push({ op: 'sequence', parts: sequence })
    if (p.pattern[p.at] !== '|') break
    p.at++
  }
  p.depth--
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { op: 'either', parts }
}

function repeated(p: Parser): Tree | string {
  let part = atom(p)
  while (typeof part !== 'string') {
    const count = /^(?:([*+?])|\{(\d{1,4})(,?)(\d{0,4})\})\??/.exec(p.pattern.slice(p.at, p.at + 16))
    if (count === null) return part
    p.at += count[0].length
    const min = count[1] === undefined ? Number(count[2]) : count[1] === '+' ? 1 : 0
    const max =
      count[1] === undefined
        ? count[3] === ''
          ? min
          : count[4] === ''
            ? Infinity
            : Number(count[4])
        : count[1] === '?'
          ? 1
          : Infinity
    if (min > maxRepeat || (max !== Infinity && max > maxRepeat)) return `repeat count above ${maxRepeat}`
    if (max < min) return 'repeat counts out of order'
    part = { op: 'repeat', part, min, max }
  }
  return part
}

function atom(p: Parser): Tree | string {
  const char = p.pattern[p.at++] ?? ''
  switch (char) {
    case '(': {
      if (p.pattern.startsWith('?:', p.at)) p.at += 2
      else if (p.pattern[p.at] === '?') return 'look-around and named groups are not allowed'
      const inside = alternatives(p)
      if (typeof inside === 'string') return inside
      return p.pattern[p.at++] === ')' ? inside : 'opening bracket without a closing one'
    }
    case '[':
      return charClass(p)
    case '.':
      return { op: 'char', test: (code) => code !== 0x0a }
    case '^':
      return { op: 'start' }
    case '$':
      return { op: 'end' }
    case '*':
    case '+':
    case '?':
    case '{':
      return `nothing to repeat before ${char}`
    case '\\': {
      const test = escaped(p)
      return typeof test === 'string' ? test : { op: 'char', test }
    }
    default:
      return { op: 'char', test: literal(char, p.ignoreCase) }
  }
}

function charClass(p: Parser): Tree | string {
  const negated = p.pattern[p.at] === '^'
  if (negated) p.at++
  const tests: CharTest[] = []
  while (p.at < p.pattern.length && p.pattern[p.at] !== ']') {
    const from = p.pattern[p.at++] ?? ''
    if (from === '\\' && /[dwsDWS]/.test(p.pattern[p.at] ?? '')) {
      const test = escaped(p)
      if (typeof test === 'string') return test
      tests.push(test)
      continue
    }
    const low = from === '\\' ? (p.pattern[p.at++] ?? '') : from
    if (p.pattern[p.at] === '-' && p.pattern[p.at + 1] !== ']' && p.at + 1 < p.pattern.length) {
      p.at++
      let high = p.pattern[p.at++] ?? ''
      if (high === '\\') high = p.pattern[p.at++] ?? ''
      if (high < low) return 'range out of order in a class'
      tests.push(range(low.charCodeAt(0), high.charCodeAt(0), p.ignoreCase))
    } else tests.push(literal(low, p.ignoreCase))
  }
  if (p.pattern[p.at++] !== ']') return 'class without closing ]'
  return { op: 'char', test: (code) => tests.some((test) => test(code)) !== negated }
}

function escaped(p: Parser): CharTest | string {
  const char = p.pattern[p.at++]
  if (char === undefined) return 'backslash at the end'
  const classTest = shorthand[char.toLowerCase()]
  if (classTest !== undefined) return char === char.toLowerCase() ? classTest : (code) => !classTest(code)
  if (/[a-zA-Z0-9]/.test(char)) return `\\${char} is not allowed`
  return literal(char, p.ignoreCase)
}

const shorthand: Readonly<Record<string, CharTest>> = {
  d: (code) => code >= 48 && code <= 57,
  w: (code) => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95,
  s: (code) => code === 32 || (code >= 9 && code <= 13) || code === 0xa0
}

function literal(char: string, ignoreCase: boolean): CharTest {
  const code = char.charCodeAt(0)
  return range(code, code, ignoreCase)
}

function range(low: number, high: number, ignoreCase: boolean): CharTest {
  const inside: CharTest = (code) => code >= low && code <= high
  if (!ignoreCase) return inside
  return (code) =>
    inside(code) ||
    inside(String.fromCharCode(code).toLowerCase().charCodeAt(0)) ||
    inside(String.fromCharCode(code).toUpperCase().charCodeAt(0))
}

/** Appends the instructions of a tree; false when the program would get too long. */
function emit(tree: Tree, program: Instruction[]): boolean {
  if (program.length > maxInstructions) return false
  switch (tree.op) {
    case 'char':
    case 'start':
    case 'end':
      program.push(tree)
      return true
    case 'sequence':
      return tree.parts.every((part) => emit(part, program))
    case 'either': {
      const jumps: { op: 'split'; a: number; b: number }[] = []
      for (const [index, part] of tree.parts.entries()) {
        const split: { op: 'split'; a: number; b: number } = {
          op: 'split',
          a: program.length + 1,
          b: program.length + 1
        }
        program.push(split)
        if (!emit(part, program)) return false
        if (index < tree.parts.length - 1) {
          const jump: { op: 'split'; a: number; b: number } = { op: 'split', a: 0, b: 0 }
          program.push(jump)
          jumps.push(jump)
          split.b = program.length
        }
      }
      for (const jump of jumps) jump.a = jump.b = program.length
      return true
    }
    case 'repeat':
      return emitRepeat(tree, program)
  }
}

function emitRepeat(
  tree: { readonly part: Tree; readonly min: number; readonly max: number },
  program: Instruction[]
): boolean {
  for (let count = 0; count < tree.min; count++) if (!emit(tree.part, program)) return false
  const splits: { op: 'split'; a: number; b: number }[] = []
  const more = tree.max === Infinity ? 1 : tree.max - tree.min
  for (let count = 0; count < more; count++) {
    const split: { op: 'split'; a: number; b: number } = { op: 'split', a: program.length + 1, b: 0 }
    const at = program.length
    program.push(split)
    splits.push(split)
    if (!emit(tree.part, program)) return false
    if (tree.max === Infinity) program.push({ op: 'split', a: at, b: at })
  }
  for (const split of splits) split.b = program.length
  return true
}

function run(program: readonly Instruction[], text: string): boolean {
  const seen = new Int32Array(program.length).fill(-1)
  let now: number[] = []
  let next: number[] = []
  const stack: number[] = []
  for (let at = 0; at <= text.length; at++) {
    // A match may begin anywhere, so the start joins at every character; `seen` keeps each state once a character.
    stack.push(...now.reverse(), 0)
    now.length = 0
    while (stack.length > 0) {
      const index = stack.pop() ?? 0
      if (seen[index] === at) continue
      seen[index] = at
      const instruction = program[index]
      if (instruction === undefined) continue
      if (instruction.op === 'match') return true
      if (instruction.op === 'split') stack.push(instruction.b, instruction.a)
      else if (instruction.op === 'char') {
        if (at < text.length && instruction.test(text.charCodeAt(at))) next.push(index + 1)
      } else if (instruction.op === 'start' ? at === 0 : at === text.length) stack.push(index + 1)
    }
    ;[now, next] = [next, now]
  }
  return false
}
