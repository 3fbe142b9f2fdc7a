/** The queue of signals, one signal with its reasons, and the acts of weighing. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  Count,
  cursor,
  int32,
  int53,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  queryFlag,
  reason,
  span,
  text,
  whole,
  type Shape
} from './fields.ts'
import { Member } from './links.ts'

export const signalStates = ['new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended'] as const
export type SignalState = (typeof signalStates)[number]

export const weighActs = ['take', 'release', 'dismiss', 'propose', 'confirm', 'reject', 'reopen'] as const

const signalFields = {
  id: whole,
  network: maybeWhole,
  state: oneOf(signalStates),
  /** Sent back with every act: a change in between gives 409 `changed`. */
  version: whole,
  priority: number,
  adverts: whole,
  sites: Type.Array(text),
  places: Type.Array(text),
  firstSeen: text,
  lastSeen: text,
  assignedTo: maybeText,
  proposedBy: maybeText,
  /** The heaviest reasons: indicator ids. */
  top: Type.Array(text)
}

export const SignalRow = Type.Object(signalFields, closed)
export type SignalRow = Shape<typeof SignalRow>

/** GET /api/signals?state=open|new|taken|proposed|escalated|dismissed|all&mine=1&after=CURSOR&limit=50 */
export const SignalList = Type.Object({ signals: Type.Array(SignalRow), count: Count, next: maybeText }, closed)
export type SignalList = Shape<typeof SignalList>

export const Reason = Type.Object(
  {
    indicator: text,
    direction: oneOf(['for', 'against', 'context']),
    points: number,
    evidence: text,
    title: bothLanguages,
    /** The counted sentence: "3 numbers serve 14 adverts". */
    sentence: bothLanguages,
    caution: Type.Union([bothLanguages, Type.Null()]),
    source: text,
    /** Where it can be seen: an advert, and the characters of its text when it is about words. */
    seenIn: Type.Array(Type.Object({ advert: whole, spans: Type.Array(span) }, closed))
  },
  closed
)
export type Reason = Shape<typeof Reason>

export const Weighing = Type.Object(
  { act: oneOf(weighActs), by: text, at: text, reason: text, priority: number },
  closed
)
export type Weighing = Shape<typeof Weighing>

/** GET /api/signals/:id */
export const Signal = Type.Object(
  {
    ...signalFields,
    reasons: Type.Array(Reason),
    weighVersion: whole,
    members: Type.Array(Member),
    membersCount: whole,
    weighings: Type.Array(Weighing)
  },
  closed
)
export type Signal = Shape<typeof Signal>

export const SignalQuery = Type.Object(
  {
    state: Type.Optional(oneOf(['open', 'new', 'taken', 'proposed', 'escalated', 'dismissed', 'all'])),
    mine: Type.Optional(queryFlag),
    after: Type.Optional(cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
  },
  closed
)
export const WeighParameters = Type.Object({ id: int53, act: oneOf(weighActs) }, closed)
export const WeighBody = Type.Object({ version: int32, reason: Type.Optional(reason) }, closed)
