/** Practice queues that come with Baken: their schema, and what is known of an answer. Made by `baken bench worlds --keep`. */
import { readdirSync, readFileSync } from 'node:fs'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { PracticeBody, PracticeFeedback } from '../../contract/training/practice.ts'

type Kind = PracticeFeedback['signals'][number]['hands'][number]['kind']
const kinds: readonly Kind[] = ['ring', 'grave', 'independent', 'house', 'spam', 'scam', 'jobs', 'goods']

const closed = { additionalProperties: false }
const text = Type.String({ minLength: 1, maxLength: 5_000 })
const both = Type.Object({ nl: text, en: text }, closed)
const count = Type.Integer({ minimum: 1, maximum: 1_000_000 })

const PracticeSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,64}$' }),
    version: count,
    made: Type.Object({ world: count, seed: count }, closed),
    signals: Type.Array(
      Type.Object(
        {
          class: text,
          adverts: count,
          from: text,
          to: text,
          sites: Type.Array(text),
          places: Type.Array(text),
          reasons: Type.Array(
            Type.Object(
              {
                indicator: text,
                direction: Type.Union([Type.Literal('for'), Type.Literal('against'), Type.Literal('context')]),
                title: both,
                sentence: both,
                source: text
              },
              closed
            )
          ),
          shown: Type.Array(
            Type.Object(
              {
                hand: text,
                day: text,
                site: text,
                title: text,
                body: text,
                name: text,
                place: text,
                price: Type.Union([Type.Integer(), Type.Null()])
              },
              closed
            ),
            { minItems: 1, maxItems: 20 }
          ),
          hands: Type.Array(
            Type.Object(
              { hand: text, kind: Type.Union(kinds.map((one) => Type.Literal(one))), adverts: count },
              closed
            ),
            { minItems: 1 }
          )
        },
        closed
      ),
      { minItems: 1, maxItems: 100 }
    )
  },
  closed
)
export type PracticeFile = Static<typeof PracticeSchema>
type PracticeSignal = PracticeFile['signals'][number]

let known: ReadonlyMap<string, PracticeFile> | null = null

/** Those of the data folder, by their ids. Throws when a file of ours is wrong. */
export function practiceFiles(): ReadonlyMap<string, PracticeFile> {
  const folder = new URL('../../../data/practice/', import.meta.url)
  known ??= new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => {
        const file = Value.Parse(PracticeSchema, JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
        return [file.id, file]
      })
  )
  return known
}

/** Figures of an answer. What the answer names and the queue does not have counts for nothing; what it names twice counts once. */
export function judgePractice(file: PracticeFile, { called, opened }: PracticeBody): PracticeFeedback {
  const proposed = new Set(called)
  const isProposed = (nth: number): boolean => proposed.has(nth + 1)
  const inProposed = file.signals.filter((_, nth) => isProposed(nth))
  const found = ringsOf(inProposed)
  const adverts = file.signals.flatMap(({ shown, ...signal }, at) =>
    shown
      .filter((_, nth) => opened.some((one) => one.signal === at + 1 && one.advert === nth + 1))
      .map(({ hand }) => strangersOf(signal).includes(hand))
  )
  return {
    rings: { found: found.size, of: ringsOf(file.signals).size },
    strangers: {
      accused: new Set(inProposed.flatMap(strangersOf)).size,
      of: new Set(file.signals.flatMap(strangersOf)).size
    },
    opened: { all: adverts.length, withoutGround: adverts.filter(Boolean).length },
    signals: file.signals.map((signal, nth) => ({
      called: isProposed(nth),
      right: isProposed(nth) === hasGround(signal),
      hands: signal.hands.map(({ kind, adverts: placed }) => ({ kind: kind as Kind, adverts: placed })),
      strange: signal.shown.flatMap(({ hand }, at) => (strangersOf(signal).includes(hand) ? [at + 1] : []))
    }))
  }
}

/** More than half of its adverts are of rings, or something grave. */
function hasGround({ hands, adverts }: Pick<PracticeSignal, 'hands' | 'adverts'>): boolean {
  const grounded = hands.filter((one) => one.kind === 'ring' || one.kind === 'grave')
  return grounded.reduce((sum, one) => sum + one.adverts, 0) * 2 > adverts
}

/** Rings that are the largest part of a signal which is mostly of rings; several signals of one ring find it once. */
function ringsOf(signals: readonly PracticeSignal[]): ReadonlySet<string> {
  return new Set(
    signals.filter(hasGround).flatMap(({ hands }) => {
      const [largest] = hands.toSorted((a, b) => b.adverts - a.adverts)
      return largest?.kind === 'ring' ? [largest.hand] : []
    })
  )
}

/** Hands of no ring and of nothing grave. */
function strangersOf({ hands }: Pick<PracticeSignal, 'hands'>): readonly string[] {
  return hands.filter((one) => one.kind !== 'ring' && one.kind !== 'grave').map((one) => one.hand)
}
