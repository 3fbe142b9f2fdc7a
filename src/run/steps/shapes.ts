/** What a step writes and the next one reads, as schemas: an engine may lose, cut or mix lines between two steps. */
import Type from 'typebox'
import { Compile } from 'typebox/compile'

const id = Type.Union([Type.String(), Type.Number()])
const text = Type.String()
const optional = Type.Optional(text)
const date = Type.Object({ value: text, precision: text, basis: text, raw: text })
const image = Type.Object({
  url: text,
  pdq: Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()]),
  quality: Type.Union([Type.Number(), Type.Null()])
})

/** A page as the read step leaves it. */
export const PageLine = Type.Object({
  id: Type.Union([id, Type.Null()]),
  zone: text,
  seenAt: text,
  context: Type.Object({ region: text, seenAt: text, language: optional }),
  adverts: Type.Array(
    Type.Object({
      site: text,
      advert: Type.Object({
        key: text,
        url: text,
        title: text,
        body: text,
        contact: text,
        account: optional,
        category: optional,
        seller: optional,
        city: optional,
        phoneField: optional,
        price: optional,
        postedAt: Type.Optional(date),
        images: Type.Array(image),
        method: text
      })
    })
  )
})

const orNull = Type.Union([text, Type.Null()])
const span = Type.Object({ start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) })

/** An advert as the extract step leaves it: as it is sealed in the service. */
export const AdvertLine = Type.Object({
  id,
  site: text,
  day: Type.Integer(),
  reading: Type.Object({
    title: text,
    body: text,
    text,
    language: text,
    account: orNull,
    seller: orNull,
    category: orNull,
    city: orNull,
    price: orNull,
    phoneField: orNull,
    postedAt: Type.Union([date, Type.Null()]),
    images: Type.Array(image),
    facts: Type.Array(
      Type.Object({
        kind: text,
        value: text,
        raw: text,
        start: Type.Integer({ minimum: 0 }),
        end: Type.Integer({ minimum: 0 }),
        spans: Type.Optional(Type.Array(span)),
        method: text,
        version: Type.Integer(),
        confidence: Type.Number({ minimum: 0, maximum: 1 }),
        attributes: Type.Optional(Type.Record(text, Type.Union([text, Type.Number(), Type.Boolean()])))
      })
    )
  })
})

const blinded = Type.String({ pattern: '^[0-9a-f]{16}$' })

/** An advert as the fingerprint step leaves it: keyed hashes only. `features`: base64 of 32-bit numbers, little-endian, rising. */
export const FingerprintLine = Type.Object({
  id,
  version: Type.Integer(),
  site: text,
  account: Type.Union([blinded, Type.Null()]),
  day: Type.Integer(),
  values: Type.Array(
    Type.Object({
      kind: Type.Enum(['phone', 'email', 'handle', 'url', 'account']),
      key: blinded,
      confidence: Type.Number({ minimum: 0, maximum: 1 }),
      example: Type.Optional(Type.Literal(true))
    })
  ),
  features: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
  pictures: Type.Array(Type.Object({ pdq: Type.String({ pattern: '^[0-9a-f]{64}$' }), quality: Type.Number() })),
  places: Type.Array(blinded),
  names: Type.Array(blinded)
})

export const pageLine = Compile(PageLine)
export const advertLine = Compile(AdvertLine)
export const fingerprintLine = Compile(FingerprintLine)

/** The first thing that is wrong with a line, in words: `/reading/facts must be array`. */
export function wrongIn(shape: { Errors(value: unknown): readonly object[] }, line: unknown): string {
  const [first] = shape.Errors(line) as readonly { instancePath?: string; message?: string }[]
  return `${first?.instancePath === '' ? 'the line' : (first?.instancePath ?? 'the line')} ${first?.message ?? 'is odd'}`
}
