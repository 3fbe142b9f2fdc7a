/** Finds the guards of a source file that are taken out one at a time: an `if` that leaves, an operand of `&&`, the condition of a filter. */
import { parseSync } from 'vite'

export interface Guard {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly kind: 'if' | 'and' | 'filter'
  /** As it is written, on one line. */
  readonly text: string
  /** UTF-16 units of the file: what is replaced, and by what. */
  readonly start: number
  readonly end: number
  readonly replacement: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/**
 * All guards of a file in order. Left out: what only asks whether something is there (`x === undefined`), since the types want it where an
 * index is in range; and conditions of loops, which would not end.
 */
export function findGuards(file: string, code: string): Guard[] {
  const guards: Guard[] = []
  const add = (kind: Guard['kind'], node: Node, replacement: string): void => {
    const text = code.slice(node.start, node.end).replace(/\s+/g, ' ')
    const line = code.slice(0, node.start).split('\n').length
    guards.push({ file, line, kind, text, start: node.start, end: node.end, replacement })
  }
  const visit = (node: Node, inLoop: boolean): void => {
    if (node.type === 'IfStatement' && node['alternate'] === null && leaves(node['consequent'] as Node)) {
      const test = node['test'] as Node
      if (!asksWhetherThere(test)) add('if', test, 'false')
    }
    if (node.type === 'LogicalExpression' && node['operator'] === '&&' && !inLoop)
      for (const side of ['left', 'right'] as const) {
        const operand = node[side] as Node
        const isChain = operand.type === 'LogicalExpression' && operand['operator'] === '&&'
        if (!isChain && !asksWhetherThere(operand)) add('and', operand, 'true')
      }
    if (node.type === 'CallExpression' && isFilter(node['callee'] as Node)) {
      const [condition] = node['arguments'] as readonly Node[]
      if (condition?.type === 'ArrowFunctionExpression') add('filter', condition, '() => true')
    }
    for (const [key, value] of Object.entries(node))
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
        if (isNode(child))
          visit(child, (node.type.endsWith('Statement') && isLoopTest(node, key)) || (inLoop && key !== 'body'))
  }
  visit(parseSync(file, code).program as unknown as Node, false)
  return guards.sort((a, b) => a.start - b.start)
}

/** `return`, `continue` or `break`, alone or alone in a block. */
function leaves(node: Node): boolean {
  if (node.type === 'BlockStatement') {
    const body = node['body'] as readonly Node[]
    return body.length === 1 && body[0] !== undefined && leaves(body[0])
  }
  return node.type === 'ReturnStatement' || node.type === 'ContinueStatement' || node.type === 'BreakStatement'
}

/** Comparisons with `undefined` and `null` and nothing else. */
function asksWhetherThere(node: Node): boolean {
  if (node.type === 'LogicalExpression')
    return asksWhetherThere(node['left'] as Node) && asksWhetherThere(node['right'] as Node)
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(String(node['operator']))) return false
  return [node['left'], node['right']].some((side) => isNode(side) && isNothing(side))
}

function isNothing(node: Node): boolean {
  return (
    (node.type === 'Identifier' && node['name'] === 'undefined') || (node.type === 'Literal' && node['value'] === null)
  )
}

function isFilter(callee: Node): boolean {
  const property = callee.type === 'MemberExpression' ? (callee['property'] as Node) : null
  return property !== null && property['name'] === 'filter'
}

function isLoopTest(node: Node, key: string): boolean {
  return key === 'test' && /^(?:For|While|DoWhile)Statement$/.test(node.type)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
