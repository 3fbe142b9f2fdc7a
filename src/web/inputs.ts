/** What comes in, parsed at the door: schemas of parameters, queries and bodies. */
import Type from 'typebox'
import { valueKinds } from '../link/event.ts'

const closed = { additionalProperties: false }

const int32 = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const int53 = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const cursor = Type.String({ maxLength: 500 })
const reason = Type.String({ maxLength: 2_000 })
const flag = Type.Union([Type.Literal('1'), Type.Literal('0'), Type.Literal('true'), Type.Literal('false')])
/** A day (00:00 UTC) or a time with its zone. */
const time = Type.Union([
  Type.String({ format: 'date', pattern: '^[12]' }),
  Type.String({ format: 'date-time', pattern: '^[12]' })
])
const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' })

function oneOf<const Names extends readonly string[]>(names: Names) {
  return Type.Unsafe<Names[number]>(Type.String({ enum: [...names] }))
}

export const none = Type.Object({}, closed)
export const idParameter = Type.Object({ id: int32 }, closed)
export const bigIdParameter = Type.Object({ id: int53 }, closed)
export const sourceParameter = Type.Object({ id: slug }, closed)
export const captureParameter = Type.Object(
  { capture: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }) },
  closed
)
export const weighParameters = Type.Object(
  { id: int53, act: oneOf(['take', 'release', 'dismiss', 'propose', 'confirm', 'reject', 'reopen']) },
  closed
)
export const decideParameters = Type.Object({ id: int53, decision: oneOf(['grant', 'refuse']) }, closed)
export const factParameters = Type.Object(
  {
    id: int32,
    version: int32,
    ordinal: Type.Integer({ minimum: 0, maximum: 32_767 }),
    act: oneOf(['reject', 'restore'])
  },
  closed
)

export const signInBody = Type.Object(
  { user: Type.String({ maxLength: 64 }), password: Type.String({ maxLength: 256 }) },
  closed
)
export const mandateBody = Type.Object({ mandate: slug, reason }, closed)
export const weighBody = Type.Object({ version: int32, reason: Type.Optional(reason) }, closed)
export const reasonBody = Type.Object({ reason }, closed)
export const judgementBody = Type.Union([
  Type.Object({ kind: oneOf(['different', 'same']), a: int32, b: int32, reason }, closed),
  Type.Object(
    {
      kind: oneOf(['hub', 'own']),
      valueKind: oneOf(valueKinds),
      key: Type.String({ pattern: '^[0-9a-f]{16}$' }),
      reason
    },
    closed
  )
])

export const signalQuery = Type.Object(
  {
    state: Type.Optional(oneOf(['open', 'new', 'taken', 'proposed', 'escalated', 'dismissed', 'all'])),
    mine: Type.Optional(flag),
    after: Type.Optional(cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
  },
  closed
)

export const searchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 500 })),
    fact: Type.Optional(Type.String({ maxLength: 200 })),
    source: Type.Optional(slug),
    state: Type.Optional(oneOf(['sealed', 'open'])),
    from: Type.Optional(time),
    to: Type.Optional(time),
    after: Type.Optional(cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  },
  closed
)

export const networkQuery = Type.Object({ at: Type.Optional(time) }, closed)

export const explainQuery = Type.Object({ a: int32, b: int32 }, closed)
export const hubsQuery = Type.Object({ network: Type.Optional(int32) }, closed)

export const addressQuery = Type.Object(
  {
    state: oneOf(['refused', 'failed']),
    reason: Type.Optional(Type.String({ maxLength: 64 })),
    after: Type.Optional(cursor)
  },
  closed
)

export const ledgerQuery = Type.Object(
  {
    mine: Type.Optional(flag),
    act: Type.Optional(Type.String({ maxLength: 64 })),
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    from: Type.Optional(time),
    to: Type.Optional(time),
    after: Type.Optional(int53),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }))
  },
  closed
)

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
