/** Values of a request that its schema let through, made fit for use: flags, times, and texts that a database column takes. */
import compilers, { type BuildCompilerFromPool } from '@fastify/ajv-compiler'

/** A flag of a query string. */
export function isSet(value: '1' | '0' | 'true' | 'false' | undefined): boolean {
  return value === '1' || value === 'true'
}

/** A day or time as ISO 8601 UTC. Undefined stays undefined; what no calendar knows gives null. */
export function timeOf(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined
  const parsed = new Date(text)
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString()
}

/** Strings without NUL and without half characters, which no database column takes; everything else as it is. Bounded in depth. */
export function cleaned(value: unknown, depth = 4): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (typeof value !== 'object' || value === null || depth === 0) return value
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one, depth - 1)]))
}

/** For the server's validator: text of an address becomes the number that it is. Making its code shorter would take half as long again when a shape is first asked for. */
export const addressText = {
  removeAdditional: false,
  coerceTypes: true,
  useDefaults: false,
  code: { optimize: false }
} as const

type Judge = ReturnType<ReturnType<BuildCompilerFromPool>>

const build = compilers()

/**
 * For `schemaController.compilersFactory`: the server's own validator, which compiles a shape when it is first asked for. To compile those
 * of all routes took a third of a second of a core at each start.
 */
export const buildLateValidator: BuildCompilerFromPool = (schemas, options) => {
  const compile = build(schemas, options)
  return (route) => {
    let own: Judge | undefined
    const judge = (data: unknown): unknown => {
      own ??= compile(route)
      const fine = own(data)
      // The server asks for these when the answer is no.
      Object.assign(judge, { errors: own.errors })
      return fine
    }
    return judge as Judge
  }
}
