/** The shape of a source file as a schema, and what to tell a person about each of its keys. */
import Type from 'typebox'
import { budgetHint } from './budget.ts'
import { hoursPattern } from './opening-hours.ts'

const closed = { additionalProperties: false }
const text = Type.String({ minLength: 1, maxLength: 2_048 })
const rules = Type.Array(text, { maxItems: 1_000 })
const limitsOf = Type.Optional(
  Type.Object(
    {
      pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
      bytes: Type.Optional(Type.Union([text, Type.Number({ minimum: 1 })])),
      time: Type.Optional(text)
    },
    closed
  )
)
const quantity = Type.Union([text, Type.Number({ minimum: 0 })])

export const sourceSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    start: Type.Array(text, { minItems: 1, maxItems: 1_000 }),
    scope: Type.Optional(
      Type.Object(
        {
          hosts: Type.Optional(Type.Array(text, { minItems: 1, maxItems: 1_000 })),
          include: Type.Optional(rules),
          exclude: Type.Optional(rules)
        },
        closed
      )
    ),
    politeness: Type.Optional(
      Type.Object(
        {
          delay_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600_000 })),
          concurrency: Type.Optional(Type.Integer({ minimum: 1, maximum: 16 })),
          hours: Type.Optional(Type.String({ pattern: hoursPattern })),
          robots: Type.Optional(Type.Union([Type.Literal('obey'), Type.Literal('ignore')]))
        },
        closed
      )
    ),
    revisit: Type.Optional(Type.Object({ min: Type.Optional(quantity), max: Type.Optional(quantity) }, closed)),
    render: Type.Optional(Type.Union([Type.Literal('never'), Type.Literal('auto'), Type.Literal('always')])),
    rendering: Type.Optional(
      Type.Object(
        {
          hosts: Type.Optional(Type.Array(text, { maxItems: 50 })),
          press: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 10 })),
          presses: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 }))
        },
        closed
      )
    ),
    limits: Type.Optional(
      Type.Object(
        {
          pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
          depth: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
          bytes: Type.Optional(quantity)
        },
        closed
      )
    ),
    budget: Type.Optional(Type.Object({ day: limitsOf, run: limitsOf }, closed)),
    pages: Type.Optional(
      Type.Object(
        {
          advert: Type.Optional(text),
          title: Type.Optional(text),
          body: Type.Optional(text),
          price: Type.Optional(text),
          place: Type.Optional(text),
          posted: Type.Optional(text),
          account: Type.Optional(text),
          contact: Type.Optional(text)
        },
        closed
      )
    ),
    allow_private: Type.Optional(Type.Boolean()),
    mandate: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' })),
    region: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    timezone: Type.Optional(Type.String({ pattern: '^[A-Za-z_+-]+(?:/[A-Za-z0-9_+-]+){0,2}$', maxLength: 64 }))
  },
  closed
)

export type SourceFile = Type.Static<typeof sourceSchema>

/** The keys that may stand in each mapping of a source file, by its path (`` for the file itself). */
export const knownKeys: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ['', 'scope', 'politeness', 'revisit', 'rendering', 'limits', 'budget', 'pages'].map((path) => {
    const schema: unknown = path === '' ? sourceSchema : Reflect.get(sourceSchema.properties, path)
    const properties: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'properties') : {}
    return [path, Object.keys(properties ?? {})]
  })
)

/** What to write at a path, in words; array items under the path of their array. */
export const hints: Readonly<Record<string, string>> = {
  id: 'write 1 to 64 of the characters a-z, 0-9 and -, starting with a letter or digit: id: practice-nl',
  name: 'write a name of at most 200 characters: name: Oefensite',
  start: 'write a list of addresses, each with http:// or https://: start: [https://example.test/]',
  scope: 'write a mapping: scope: { hosts: [example.test], include: [], exclude: [/login] }',
  'scope.hosts': 'write a list of hosts without scheme or path: hosts: [example.test, 127.0.0.1:8801]',
  'scope.include': 'write a list of path prefixes or /regex/: include: [/ads, "/^\\/city-[0-9]+/"]',
  'scope.exclude': 'write a list of path prefixes or /regex/: exclude: [/login]',
  politeness: 'write a mapping: politeness: { delay_ms: 1000, concurrency: 1, robots: obey }',
  'politeness.delay_ms': 'write whole milliseconds from 0 to 3600000: delay_ms: 1000',
  'politeness.concurrency': 'write a whole number from 1 to 16: concurrency: 1',
  'politeness.hours': 'write from and until by the clock of the site, in quotes: hours: "08:00-20:00"',
  'politeness.robots': 'write obey or ignore: robots: obey',
  revisit: 'write a mapping: revisit: { min: 1h, max: 7d }',
  'revisit.min': 'write a duration with its unit (s, m, h, d, w): min: 1h',
  'revisit.max': 'write a duration with its unit (s, m, h, d, w), not below min: max: 7d',
  render: 'write never, auto or always: render: never',
  rendering: 'write a mapping: rendering: { hosts: [cdn.example.test], press: [button.show-number], presses: 5 }',
  'rendering.hosts': 'write a list of hosts without scheme or path: hosts: [cdn.example.test]',
  'rendering.press': 'write a list of CSS selectors of buttons: press: [button.show-number]',
  'rendering.presses': 'write a whole number from 1 to 20: presses: 5',
  limits: 'write a mapping: limits: { pages: 100000, depth: 20, bytes: 10MB }',
  'limits.pages': 'write a whole number from 1: pages: 100000',
  'limits.depth': 'write a whole number from 0 to 1000: depth: 20',
  'limits.bytes': 'write a size from 1kB to 1GB: bytes: 10MB',
  budget: budgetHint,
  'budget.day': budgetHint,
  'budget.run': budgetHint,
  'budget.day.pages': 'write a whole number from 1: pages: 5000',
  'budget.day.bytes': 'write a size: bytes: 500MB',
  'budget.day.time': 'write a duration with its unit (s, m, h): time: 2h',
  'budget.run.pages': 'write a whole number from 1: pages: 1000',
  'budget.run.bytes': 'write a size: bytes: 100MB',
  'budget.run.time': 'write a duration with its unit (s, m, h): time: 30m',
  pages: 'write a mapping of selectors, or leave it out: pages: { advert: article.ad, title: h1 }',
  allow_private: 'write true or false: allow_private: false',
  mandate: 'write the id of a mandate: mandate: oefening',
  region: 'write the ISO 3166 code of a country in capitals: region: NL',
  timezone: 'write the name of a time zone of the IANA table: timezone: Europe/Amsterdam'
}
