/**
 * Finds lists of words of natural language that stand in code, where no speaker of the language reviews them. They belong to `data/words`.
 * What may stay stands in `tools/word-literals-allowed.tsv` with its reason; a row whose words are gone or fewer fails too, so that it shrinks.
 */
import { parseSync } from 'vite'

/** More words than this in one literal are a list. */
export const mostWords = 12

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/**
 * Words of the longest literal of each top-level statement's expressions: a string, a template, a regular expression, or an array,
 * object or sum of those, which are counted together. A word has two letters or more.
 */
export function wordsInLiterals(file: string, text: string): number {
  const { program } = parseSync(file, text)
  let most = 0
  visit(program as unknown as Node, (node) => {
    const words = countWords(node)
    if (words > most) most = words
  })
  return most
}

/** One line for each file that breaks the rule or whose row is no longer needed. `found` and `allowed` give words by file. */
export function judgeWordLiterals(found: ReadonlyMap<string, number>, allowed: ReadonlyMap<string, number>): string[] {
  const tooMany = [...found].flatMap(([file, words]) =>
    words > mostWords && words > (allowed.get(file) ?? 0)
      ? [`${file} has a literal of ${words} words: move them to data/words`]
      : []
  )
  const stale = [...allowed].flatMap(([file, words]) =>
    (found.get(file) ?? 0) < words
      ? [`${file} has at most ${found.get(file) ?? 0} words now: lower or remove its row`]
      : []
  )
  return [...tooMany, ...stale]
}

/** Rows `FILE <tab> WORDS <tab> REASON`; throws for a row without a reason. */
export function readAllowedWords(text: string): Map<string, number> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [file = '', words = '', reason = ''] = line.split('\t')
        if (file === '' || !/^\d+$/.test(words) || reason === '') throw new Error(`"${line}" lacks a reason`)
        return [file, Number(words)]
      })
  )
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) visit(one, see)
    } else if (isNode(value)) visit(value, see)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

function countWords(node: Node): number {
  switch (node.type) {
    case 'Literal': {
      const { regex, value } = node as unknown as { regex?: { pattern: string }; value: unknown }
      return regex !== undefined ? wordsOf(regex.pattern) : typeof value === 'string' ? wordsOf(value) : 0
    }
    case 'TemplateElement':
      return wordsOf((node as unknown as { value: { raw: string } }).value.raw)
    case 'TemplateLiteral':
      return sumOf(node['quasis'])
    case 'BinaryExpression':
      return node['operator'] === '+' ? countWords(node['left'] as Node) + countWords(node['right'] as Node) : 0
    case 'ArrayExpression':
      return sumOf(node['elements'])
    case 'TSAsExpression':
      return countWords(node['expression'] as Node)
    default:
      return 0
  }
}

function sumOf(nodes: unknown): number {
  return Array.isArray(nodes) ? nodes.filter(isNode).reduce((sum, one) => sum + countWords(one), 0) : 0
}

/** Words of two letters and more, without the escapes, classes and names of groups of regular expressions. */
function wordsOf(text: string): number {
  const plain = text
    .replace(/\\[pP]\{[^}]*\}/g, ' ')
    .replace(/\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|[a-zA-Z])/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
  return plain.match(/\p{L}{2,}/gu)?.length ?? 0
}
