/** Files of minors: for their members only. No field holds a picture, an origin, a score or an order. */
import Type from 'typebox'
import {
  ages,
  minorForms,
  minorLessons,
  minorPapers,
  minorRights,
  minorSteps,
  minorTasks,
  safeAnswers,
  transitionActs,
  transitionKinds,
  transitionStates
} from '../../model/minors/minor-track.ts'
import {
  closed,
  day,
  flag,
  int32,
  maybeText,
  maybeWhole,
  oneOf,
  orNull,
  reason,
  text,
  user,
  whole,
  type Shape
} from '../fields.ts'

const line = Type.String({ minLength: 1, maxLength: 200 })
const words = Type.String({ minLength: 1, maxLength: 4_000 })

const row = {
  id: text,
  /** How the file is called on screens: letters drawn at random. */
  code: text,
  state: oneOf(['open', 'closed']),
  version: whole,
  age: oneOf(ages),
  /** Under age, or nobody decided that not. */
  asMinor: flag,
  form: oneOf(minorForms),
  /** Whether the child is safe, as answered last; null: nobody answered. */
  safe: orNull(oneOf(safeAnswers)),
  /** When that question must be answered; null: it is. */
  safeDue: maybeText,
  safeLate: flag,
  /** Suspected as well: a prosecutor was told, and decides; null: not. */
  notice: orNull(oneOf(['open', 'answered'])),
  /** Steps, services and answers whose time is over. */
  overdue: whole,
  members: whole,
  mine: Type.Array(oneOf(minorRights)),
  openedAt: text,
  erasedAt: maybeText
}
export const MinorRow = Type.Object(row, closed)
export type MinorRow = Shape<typeof MinorRow>

/** GET /api/minors: files of mine; first those whose clock passed, then the newest. */
export const MinorList = Type.Object({ files: Type.Array(MinorRow) }, closed)
export type MinorList = Shape<typeof MinorList>

const signed = { no: whole, by: text, at: text, reason: text }
const Member = Type.Object(
  { user: text, rights: Type.Array(oneOf(minorRights)), until: maybeText, addedBy: text },
  closed
)
const Step = Type.Object(
  {
    code: oneOf(minorSteps),
    due: text,
    late: flag,
    said: maybeText,
    doneBy: maybeText,
    doneAt: maybeText,
    /** Who looked at it after it was done: another person. */
    seenBy: maybeText,
    seenAt: maybeText
  },
  closed
)
export type StepOf = Shape<typeof Step>
const Contact = Type.Object(
  {
    ...signed,
    /** Empty for who may not see names. */
    name: text,
    number: text,
    relation: text,
    blocked: flag,
    /** Last day of the block; null: until it is lifted. */
    until: maybeText,
    blockedBy: maybeText,
    because: maybeText
  },
  closed
)
export type Contact = Shape<typeof Contact>
const Agreement = Type.Object(
  {
    ...signed,
    kind: oneOf(['consent', 'consent-refused', 'override']),
    /** Who gave it; null for an override. */
    from: orNull(oneOf(['child', 'guardian', 'both'])),
    to: text,
    withdrawnBy: maybeText
  },
  closed
)
export type Agreement = Shape<typeof Agreement>
const Transition = Type.Object(
  {
    ...signed,
    kind: oneOf(transitionKinds),
    to: text,
    user: maybeText,
    what: text,
    state: oneOf(transitionStates),
    consent: maybeWhole,
    override: maybeWhole
  },
  closed
)
export type Transition = Shape<typeof Transition>
const Paper = Type.Object(
  {
    ...signed,
    kind: oneOf(minorPapers),
    state: oneOf(['asked', 'approved', 'rejected']),
    decidedBy: maybeText,
    because: maybeText
  },
  closed
)
export type Paper = Shape<typeof Paper>
const FollowUp = Type.Object(
  { ...signed, service: text, dueOn: text, late: flag, doneBy: maybeText, result: maybeText },
  closed
)
export type FollowUp = Shape<typeof FollowUp>
const Task = Type.Object(
  {
    ...signed,
    kind: oneOf(minorTasks),
    title: text,
    dueOn: text,
    late: flag,
    contact: maybeWhole,
    takenBy: maybeText,
    doneBy: maybeText,
    result: maybeText,
    /** Why it may not be taken or done now; null: it may. */
    blocked: orNull(oneOf(['safe-first', 'contact-blocked']))
  },
  closed
)
export type MinorTask = Shape<typeof Task>
const Question = Type.Object(
  { key: text, question: text, by: text, at: text, advice: maybeText, advisedBy: maybeText },
  closed
)

/** GET /api/minors/{id}: the file without the name of the child, which is one act away. */
export const MinorFile = Type.Object(
  {
    ...row,
    openedBy: text,
    people: Type.Array(Member),
    steps: Type.Array(Step),
    contacts: Type.Array(Contact),
    agreements: Type.Array(Agreement),
    transitions: Type.Array(Transition),
    papers: Type.Array(Paper),
    followUps: Type.Array(FollowUp),
    tasks: Type.Array(Task),
    questions: Type.Array(Question),
    /** How many names the child is known by, and which of them were said to be one person's. */
    identities: whole,
    acts: Type.Array(Type.Object({ ...signed, act: text, about: maybeText }, closed))
  },
  closed
)
export type MinorFile = Shape<typeof MinorFile>

/** POST /api/minors/{id}/names: what the child is called; each look is in the ledger with its reason. */
export const MinorNames = Type.Object(
  {
    name: text,
    identities: Type.Array(Type.Object({ ...signed, name: text, about: text }, closed)),
    /** Identities that people said are of one person; who is in none stands alone. */
    groups: Type.Array(Type.Array(whole)),
    /** What was said of them and stands: two identities are one person's. */
    same: Type.Array(Type.Object({ ...signed, a: whole, b: whole }, closed))
  },
  closed
)
export type MinorNames = Shape<typeof MinorNames>

const id = Type.String({ maxLength: 64 })
export const MinorParameter = Type.Object({ id }, closed)
export const MinorPartParameters = Type.Object({ id, no: int32 }, closed)
export const StepParameters = Type.Object({ id, step: oneOf(minorSteps), act: oneOf(['do', 'see']) }, closed)
export const TransitionParameters = Type.Object({ id, no: int32, act: oneOf(transitionActs) }, closed)
export const PaperParameters = Type.Object({ id, no: int32, act: oneOf(['approve', 'reject']) }, closed)
export const MinorTaskParameters = Type.Object({ id, no: int32, act: oneOf(['take', 'finish']) }, closed)

/** POST /api/minors: `second` is the person who approves, and overrides. */
export const OpenMinorBody = Type.Object(
  { name: line, form: oneOf(minorForms), age: Type.Optional(oneOf(['minor', 'doubt'])), second: user, reason },
  closed
)
export type OpenMinorBody = Shape<typeof OpenMinorBody>
/** POST /api/minors/{id}/members; no rights: out. */
export const MinorMemberBody = Type.Object(
  { user, rights: Type.Array(oneOf(minorRights), { maxItems: 6 }), until: Type.Optional(day), reason },
  closed
)
export type MinorMemberBody = Shape<typeof MinorMemberBody>
/** POST /api/minors/{id}/age */
export const AgeBody = Type.Object({ age: oneOf(ages), reason }, closed)
export type AgeBody = Shape<typeof AgeBody>
/** POST /api/minors/{id}/safe: the reason says how that is known, or what was done. */
export const SafeBody = Type.Object({ answer: oneOf(safeAnswers), reason }, closed)
export type SafeBody = Shape<typeof SafeBody>
/** POST /api/minors/{id}/suspect: suspected as well; the prosecutor is let in and told. */
export const SuspectBody = Type.Object({ prosecutor: user, reason }, closed)
export type SuspectBody = Shape<typeof SuspectBody>
/** POST /api/minors/{id}/contacts */
export const ContactBody = Type.Object(
  {
    name: line,
    relation: line,
    number: Type.Optional(Type.String({ maxLength: 40 })),
    blocked: flag,
    until: Type.Optional(day),
    reason
  },
  closed
)
export type ContactBody = Shape<typeof ContactBody>
/** POST /api/minors/{id}/contacts/{no}: blocks, or lifts a block, which another person does. */
export const BlockBody = Type.Object({ blocked: flag, until: Type.Optional(day), reason }, closed)
export type BlockBody = Shape<typeof BlockBody>
/** POST /api/minors/{id}/tasks */
export const MinorTaskBody = Type.Object(
  { kind: oneOf(minorTasks), title: line, dueOn: day, contact: Type.Optional(int32), reason },
  closed
)
export type MinorTaskBody = Shape<typeof MinorTaskBody>
/** POST /api/minors/{id}/consents: asked of the child or a guardian, named by the number of the contact. */
export const ConsentBody = Type.Object(
  { from: oneOf(['child', 'guardian', 'both']), contact: Type.Optional(int32), to: line, given: flag, reason },
  closed
)
export type ConsentBody = Shape<typeof ConsentBody>
/** POST /api/minors/{id}/overrides */
export const OverrideBody = Type.Object({ to: line, reason }, closed)
export type OverrideBody = Shape<typeof OverrideBody>
/** POST /api/minors/{id}/transitions: on consent or on an override, by their number. */
export const TransitionBody = Type.Object(
  {
    kind: oneOf(transitionKinds),
    to: line,
    user: Type.Optional(user),
    contact: Type.Optional(int32),
    what: words,
    consent: Type.Optional(int32),
    override: Type.Optional(int32),
    reason
  },
  closed
)
export type TransitionBody = Shape<typeof TransitionBody>
/** POST /api/minors/{id}/papers: the reason is the text. A closure says what the file teaches. */
export const PaperBody = Type.Object(
  { kind: oneOf(minorPapers), lesson: Type.Optional(oneOf(minorLessons)), reason },
  closed
)
export type PaperBody = Shape<typeof PaperBody>
/** POST /api/minors/{id}/follow-ups */
export const FollowUpBody = Type.Object({ service: line, dueOn: day, reason }, closed)
export type FollowUpBody = Shape<typeof FollowUpBody>
/** POST /api/minors/{id}/identities */
export const IdentityBody = Type.Object({ name: line, about: Type.Optional(words), reason }, closed)
export type IdentityBody = Shape<typeof IdentityBody>
/** POST /api/minors/{id}/same: two identities are one person's. */
export const SameBody = Type.Object({ a: int32, b: int32, reason }, closed)
export type SameBody = Shape<typeof SameBody>
