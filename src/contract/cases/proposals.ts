/** Proposals for cases: what they bundle, how a coordinator weighed them, and what teams can take on. */
import Type from 'typebox'
import { criteria } from '../../model/criteria.ts'
import { SignalName } from '../desk/signals.ts'
import {
  closed,
  day,
  flag,
  int32,
  int53,
  maybeText,
  oneOf,
  orNull,
  reason,
  text,
  whole,
  type Shape
} from '../fields.ts'

const steps = ['low', 'middle', 'high'] as const
export type Step = (typeof steps)[number]

export type Criterion = (typeof criteria)[number]

const proposalStates = [
  'drafted',
  'offered',
  'picked-up',
  'other-intervention',
  'held-until',
  'returned',
  'declined'
] as const
export type ProposalState = (typeof proposalStates)[number]

const weighDecisions = ['pick-up', 'other-intervention', 'hold-until', 'return', 'decline'] as const
export type WeighDecision = (typeof weighDecisions)[number]

export const caseForms = ['sexual', 'labour', 'criminal', 'minors', 'other'] as const
export type CaseForm = (typeof caseForms)[number]

/** Kinds of what a proposal bundles. */
const partKinds = ['signal'] as const

const Part = Type.Object({ kind: oneOf(partKinds), id: int53 }, closed)
export type ProposalPart = Shape<typeof Part>

const sentence = Type.String({ minLength: 1, maxLength: 1_000 })
const Weighed = Type.Object({ criterion: oneOf(criteria), step: oneOf(steps), sentence }, closed)
const team = Type.String({ minLength: 1, maxLength: 80 })

/** What a team can take on now, as the newest figures say, less the hours of what it picked up since. */
const Team = Type.Object(
  {
    team: text,
    certified: whole,
    /** Of those: ill or lent out. */
    away: whole,
    hours: whole,
    /** Hours that picked-up proposals took since these figures were given. */
    taken: whole,
    free: whole,
    /** Running cases, as told with the figures. */
    running: whole,
    by: text,
    at: text
  },
  closed
)
export type TeamCapacity = Shape<typeof Team>

/** A weighing: there is no total of its steps, on purpose. */
const WeighingRecord = Type.Object(
  {
    id: whole,
    decision: oneOf(weighDecisions),
    criteria: Type.Array(Weighed),
    reason: text,
    by: text,
    at: text,
    reviewOn: text,
    backOn: maybeText,
    team: maybeText,
    hours: orNull(whole),
    /** Why a team takes on more than it has hours for. */
    beyond: maybeText,
    /** Who leads the case that came of it: told to members of that case, null to everybody else. */
    lead: maybeText,
    /** The proposals that were compared, and those of them that were not taken. */
    candidates: Type.Array(whole),
    notChosen: Type.Array(whole),
    /** What stood there at that moment: each part as it was, and the capacity of each team. */
    state: Type.Object(
      {
        version: whole,
        parts: Type.Array(
          Type.Object(
            { kind: oneOf(partKinds), id: whole, state: text, version: whole, adverts: whole, lastSeen: maybeText },
            closed
          )
        ),
        capacity: Type.Array(Team)
      },
      closed
    ),
    /** `sha256:` and hex of the record as it was sealed; the ledger names it. */
    digest: text
  },
  closed
)
export type WeighingRecord = Shape<typeof WeighingRecord>

export const Proposal = Type.Object(
  {
    id: whole,
    /** As it is now: what was held or declined and came back is `offered` again. */
    state: oneOf(proposalStates),
    version: whole,
    title: text,
    about: text,
    form: oneOf(caseForms),
    urgency: oneOf(steps),
    parts: Type.Array(
      Type.Object(
        { kind: oneOf(partKinds), id: whole, adverts: whole, lastSeen: maybeText, ...SignalName.properties },
        closed
      )
    ),
    madeBy: text,
    madeAt: text,
    offeredBy: maybeText,
    offeredAt: maybeText,
    /** The last day on which it is weighed in time; `late` after it. */
    dueOn: maybeText,
    late: flag,
    backOn: maybeText,
    /** Why it came back: its day has come, or adverts were found since it was weighed. */
    back: orNull(Type.Object({ because: oneOf(['clock', 'new-adverts']), adverts: whole }, closed)),
    records: Type.Array(WeighingRecord)
  },
  closed
)
export type Proposal = Shape<typeof Proposal>

/** GET /api/proposals: in the order of a version of the rules, the newest unless `order` names one. At most 200. */
export const ProposalList = Type.Object({ proposals: Type.Array(Proposal), order: whole }, closed)
export type ProposalList = Shape<typeof ProposalList>

export const ProposalQuery = Type.Object(
  {
    state: Type.Optional(oneOf([...proposalStates, 'open'])),
    order: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 }))
  },
  closed
)

/** POST /api/proposals */
export const ProposalBody = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    about: Type.Optional(Type.String({ maxLength: 4_000 })),
    form: oneOf(caseForms),
    urgency: Type.Optional(oneOf(steps)),
    parts: Type.Array(Part, { minItems: 1, maxItems: 100 })
  },
  closed
)
export type ProposalBody = Shape<typeof ProposalBody>

/** POST /api/proposals/{id}/offer */
export const OfferBody = Type.Object({ version: int32 }, closed)

/** POST /api/proposals/{id}/weigh. `team` and `hours` with a pick-up; `backOn` with a hold, and with what is declined for a while. */
export const WeighProposalBody = Type.Object(
  {
    version: int32,
    decision: oneOf(weighDecisions),
    reason,
    criteria: Type.Array(Weighed, { minItems: 1, maxItems: criteria.length }),
    reviewOn: day,
    backOn: Type.Optional(day),
    team: Type.Optional(team),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    beyond: Type.Optional(reason),
    candidates: Type.Optional(Type.Array(int32, { minItems: 1, maxItems: 6 })),
    /** With a pick-up: a case is opened with this person as its lead, in the same act, named as the proposal and until the end of the mandate. */
    lead: Type.Optional(Type.String({ maxLength: 64 }))
  },
  closed
)
export type WeighProposalBody = Shape<typeof WeighProposalBody>

/** GET /api/capacity */
export const Capacity = Type.Object({ teams: Type.Array(Team) }, closed)
export type Capacity = Shape<typeof Capacity>

const count = Type.Integer({ minimum: 0, maximum: 100_000 })
/** POST /api/capacity: figures of a team from now on; older ones stay. */
export const CapacityBody = Type.Object({ team, certified: count, away: count, hours: count, running: count }, closed)
export type CapacityBody = Shape<typeof CapacityBody>
