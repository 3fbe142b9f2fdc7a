/** Finds the SQL texts that code hands to `.query(`, as far as they stand in it: a literal, a template of constants, or the `text` of an object. */
import { parseSync } from 'vite'

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

export interface SqlText {
  readonly file: string
  /** Null: put together at run time, so that only running it proves it. */
  readonly text: string | null
}

/** Every call of `.query(` in a file, in order. */
export function sqlTexts(file: string, code: string): SqlText[] {
  const program = parseSync(file, code).program as unknown as Node
  const constants = new Map<string, Node>()
  const found: SqlText[] = []
  visit(program, (node) => {
    if (node.type === 'VariableDeclarator' && isNode(node['id']) && isNode(node['init']))
      constants.set(String(node['id']['name']), node['init'])
  })
  visit(program, (node) => {
    if (node.type !== 'CallExpression' || !isNode(node['callee'])) return
    const { callee } = node
    if (callee.type !== 'MemberExpression' || !isNode(callee['property']) || callee['property']['name'] !== 'query')
      return
    const [first] = node['arguments'] as Node[]
    found.push({ file, text: first === undefined ? null : textOf(first, constants) })
  })
  return found
}

function textOf(node: Node, constants: ReadonlyMap<string, Node>, depth = 0): string | null {
  if (depth > 4) return null
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' || typeof node['value'] === 'number' ? String(node['value']) : null
    case 'TemplateLiteral': {
      const parts = (node['quasis'] as Node[]).map((one) => String((one['value'] as { cooked: string }).cooked))
      const between = (node['expressions'] as Node[]).map((one) => textOf(one, constants, depth + 1))
      return between.includes(null) ? null : parts.map((part, at) => part + (between[at] ?? '')).join('')
    }
    case 'BinaryExpression': {
      const [left, right] = [node['left'], node['right']].map((one) => textOf(one as Node, constants, depth + 1))
      return node['operator'] === '+' && left != null && right != null ? left + right : null
    }
    case 'Identifier': {
      const known = constants.get(String(node['name']))
      return known === undefined ? null : textOf(known, constants, depth + 1)
    }
    case 'ObjectExpression': {
      const text = (node['properties'] as Node[]).find((one) => isNode(one['key']) && one['key']['name'] === 'text')
      return text === undefined ? null : textOf(text['value'] as Node, constants, depth + 1)
    }
    default:
      return null
  }
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
