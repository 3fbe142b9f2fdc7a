/** The queue of signals, one signal with its reasons, and the acts of weighing. */
import Type from 'typebox'
import { forms } from '../../model/form.ts'
import {
  Count,
  bothLanguages,
  closed,
  cursor,
  flag,
  int32,
  int53,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  queryFlag,
  reason,
  span,
  text,
  whole,
  wholes,
  type Shape
} from '../fields.ts'
import { Member } from './links.ts'
import { ClassSign } from '../network-class.ts'

export const signalStates = ['new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended'] as const
export type SignalState = (typeof signalStates)[number]

export const weighActs = [
  'take',
  'release',
  'dismiss',
  'propose',
  'confirm',
  'reject',
  'reopen',
  'raise',
  'lower'
] as const
export type WeighAct = (typeof weighActs)[number]

/** One act of a person on a signal. */
export const Weighing = Type.Object(
  { act: oneOf([...weighActs, 'assign', 'merge', 'unmerge']), by: text, at: text, reason: text, priority: number },
  closed
)
export type Weighing = Shape<typeof Weighing>

/** What a signal is called: the number or account that most of its newest opened adverts state, and the title that most of them carry. */
export const SignalName = Type.Object(
  { identity: orNull(Type.Object({ kind: text, value: text }, closed)), title: maybeText },
  closed
)
export type SignalName = Shape<typeof SignalName>

const signalFields = {
  id: whole,
  kind: oneOf(['network', 'report']),
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
  top: Type.Array(text),
  createdAt: text,
  ...SignalName.properties,
  /** When its adverts were posted; seen, where a site does not say. */
  posted: orNull(Type.Object({ from: text, to: text }, closed)),
  /** Adverts in each of twelve weeks, the last one that of the newest; `from` is the Monday of the first. */
  weeks: orNull(Type.Object({ from: text, counts: wholes }, closed)),
  /** When you looked at it last, and adverts that came since; null when you never did. */
  lookedAt: maybeText,
  fresh: maybeWhole,
  /** Colleagues who looked at it in the last fifteen minutes. */
  lookers: Type.Array(Type.Object({ by: text, at: text }, closed)),
  /** Forms of exploitation that the words of its adverts speak of; empty where they speak of none. */
  forms: Type.Array(oneOf(forms)),
  /** The strongest kind of evidence among its grounds (`evidence` of data/indicators.csv); null without grounds. */
  evidence: maybeText,
  /** The step of that kind: 3 validated or a legal duty, 2 supported by research or experts, 1 from practice, 0 none. */
  step: whole,
  /** A person moved it to the front of the queue; why is its weighing `raise`. */
  raised: flag,
  /** What kind of hand is behind it (weigh/classes.ts): `organised`, `jobs`, `massage`, `unclear` …; null before it was weighed. */
  class: maybeText,
  /** The signal that it was merged into; null while it stands by itself. */
  mergedInto: maybeWhole,
  /** Signals that were merged into it. */
  merged: whole,
  /** What a person did last: of an escalated one who agreed, when and why; null when nobody did anything. */
  last: orNull(Weighing)
}

export const SignalRow = Type.Object(signalFields, closed)
export type SignalRow = Shape<typeof SignalRow>

/** In the order of the queue: what was raised, then by step of evidence, then by priority. GET /api/signals?state=open|new|taken|proposed|escalated|dismissed|all&mine=1&after=CURSOR&limit=50 */
export const SignalList = Type.Object({ signals: Type.Array(SignalRow), count: Count, next: maybeText }, closed)
export type SignalList = Shape<typeof SignalList>

export const Reason = Type.Object(
  {
    indicator: text,
    direction: oneOf(['for', 'against', 'context']),
    points: number,
    evidence: text,
    /** The step on which people let it count, where they changed that. */
    step: Type.Optional(oneOf(['validated', 'supported', 'practice'])),
    title: bothLanguages,
    /** The counted sentence: "3 numbers serve 14 adverts". */
    sentence: bothLanguages,
    caution: orNull(bothLanguages),
    source: text,
    /** Where it can be seen, adverts that can be read first: an advert, and the characters of its text when it is about words. */
    seenIn: Type.Array(Type.Object({ advert: whole, spans: Type.Array(span) }, closed))
  },
  closed
)
export type Reason = Shape<typeof Reason>

/** Of other decided signals of the mandate that show an indicator: those that two persons confirmed, with the interval at 95 %; null: too few to say. */
export const Confirmed = Type.Object(
  { of: text, confirmed: whole, decided: whole, from: orNull(number), to: orNull(number) },
  closed
)
export type Confirmed = Shape<typeof Confirmed>

/** GET /api/signals/:id */
export const Signal = Type.Object(
  {
    ...signalFields,
    reasons: Type.Array(Reason),
    /** Why its network is taken for its class. */
    classSigns: Type.Array(ClassSign),
    /** By indicator of its reasons; only where one signal is read. */
    confirmed: Type.Optional(Type.Array(Confirmed)),
    weighVersion: whole,
    members: Type.Array(Member),
    membersCount: whole,
    weighings: Type.Array(Weighing),
    /** Who is already on it, as far as the reader may know; only where one signal is read. */
    already: Type.Optional(
      Type.Object(
        {
          cases: Type.Array(Type.Object({ id: text, title: text, lead: text, state: text }, closed)),
          proposals: Type.Array(Type.Object({ id: whole, state: text, by: text }, closed)),
          reports: Type.Array(Type.Object({ id: text, state: text }, closed))
        },
        closed
      )
    ),
    /** Signals that were merged into it, each as it is, with its own reasons and the merge to undo. */
    parts: Type.Array(Type.Object({ signal: SignalRow, reasons: Type.Array(Reason), merge: whole }, closed))
  },
  closed
)
export type Signal = Shape<typeof Signal>

export const SignalQuery = Type.Object(
  {
    state: Type.Optional(oneOf(['open', 'new', 'taken', 'proposed', 'escalated', 'dismissed', 'all'])),
    mine: Type.Optional(queryFlag),
    /** A form, or `unknown`: its adverts speak of none. */
    form: Type.Optional(oneOf([...forms, 'unknown'])),
    /** A class, or `none`. */
    class: Type.Optional(Type.String({ pattern: '^[a-z]{1,20}$' })),
    /** A place that its adverts name. */
    region: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    site: Type.Optional(Type.String({ minLength: 1, maxLength: 253 })),
    /** Its newest advert is at most so many days old. */
    age: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650 })),
    after: Type.Optional(cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
  },
  closed
)
export const WeighParameters = Type.Object({ id: int53, act: oneOf(weighActs) }, closed)
export const WeighBody = Type.Object({ version: int32, reason: Type.Optional(reason) }, closed)

/** GET /api/colleagues: who may take a signal under this mandate. */
export const Colleagues = Type.Object(
  { colleagues: Type.Array(Type.Object({ id: text, name: text, role: text }, closed)) },
  closed
)
export type Colleagues = Shape<typeof Colleagues>

/** POST /api/signals/:id/assign: to a colleague, who then has it in hand. */
export const AssignBody = Type.Object(
  { version: int32, to: Type.String({ minLength: 1, maxLength: 64 }), reason: Type.Optional(reason) },
  closed
)

const seen = Type.Object({ id: int53, version: int32 }, closed)

/** POST /api/signals/merge: all at once or none; each keeps its own state, reasons and history. */
export const MergeBody = Type.Object(
  { into: seen, signals: Type.Array(seen, { minItems: 1, maxItems: 200 }), reason },
  closed
)

/** POST /api/signal-merges/:id/undo {reason}: all are again what they were. */
export const SignalMerge = Type.Object(
  { id: whole, into: whole, signals: wholes, by: text, at: text, reason: text, undone: flag },
  closed
)
export type SignalMerge = Shape<typeof SignalMerge>

/**
 * POST /api/signals/bulk: one act on up to 10,000 signals, each for itself. The answer says what was done, what was refused and why, and
 * what is left when the time for one request is over: ask again with the rest. What was done before by the same request counts as done.
 */
export const BulkBody = Type.Object(
  {
    act: oneOf(['take', 'release', 'dismiss', 'reopen', 'raise', 'lower', 'assign']),
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    reason: Type.Optional(reason),
    signals: Type.Array(seen, { minItems: 1, maxItems: 10_000 })
  },
  closed
)
export const BulkReport = Type.Object(
  {
    done: wholes,
    /** By the keys of problems; `fault` for what broke on our side, told to the operator. */
    failed: Type.Array(Type.Object({ id: whole, error: text }, closed)),
    left: wholes
  },
  closed
)
export type BulkReport = Shape<typeof BulkReport>
