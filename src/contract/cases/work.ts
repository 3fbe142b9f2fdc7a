/** Work in a case: subjects with what protects them, tasks, orders that acts rest on, decisions, notes with their versions, and drafts. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  day,
  flag,
  int32,
  maybeText,
  oneOf,
  orNull,
  reason,
  text,
  user,
  whole,
  type Shape
} from '../fields.ts'

const subjectRoles = ['possible-victim', 'suspect', 'witness', 'other'] as const
/** Whether somebody is under age. A doubt counts as yes until a person decides. */
const minorAnswers = ['yes', 'no', 'doubt'] as const
export const subjectFlags = ['non-punishment', 'no-contact', 'protection'] as const
export type SubjectFlag = (typeof subjectFlags)[number]

const taskKinds = ['contact', 'observe', 'gather', 'purchase', 'other'] as const
export type TaskKind = (typeof taskKinds)[number]
const taskPriorities = ['low', 'middle', 'high'] as const

const orderArticles = ['126g', '126i', '126j'] as const
export type OrderArticle = (typeof orderArticles)[number]

const line = Type.String({ minLength: 1, maxLength: 200 })
const words = Type.String({ maxLength: 4_000 })
const maybeReason = Type.Optional(reason)

/** A person as people recorded them: never made by the machine, never ranked, found by no search. */
export const Subject = Type.Object(
  {
    no: whole,
    version: whole,
    name: text,
    about: text,
    roles: Type.Array(oneOf(subjectRoles)),
    minor: oneOf(minorAnswers),
    /** Under age, or nobody has decided that not. */
    asMinor: flag,
    flags: Type.Array(oneOf(subjectFlags)),
    /** The note of non-punishment stands: somebody is a possible victim who may have been made to do wrong, and no prosecutor decided yet. */
    notePending: flag,
    by: text,
    at: text
  },
  closed
)
export type Subject = Shape<typeof Subject>

export const Task = Type.Object(
  {
    no: whole,
    version: whole,
    kind: oneOf(taskKinds),
    title: bothLanguages,
    about: text,
    template: maybeText,
    subject: orNull(whole),
    priority: oneOf(taskPriorities),
    owner: text,
    dueOn: text,
    /** Open after the day on which it is due. */
    late: flag,
    state: oneOf(['open', 'done', 'dropped']),
    /** Why it may not be done now: what protects the person it is about, or an order that is missing, over, or names others; null when it may. */
    blocked: orNull(oneOf(['no-contact', 'contact-words', 'order-missing', 'order-ended', 'order-scope'])),
    /** Somebody said that the contact of which it speaks is with another than who is protected. */
    elsewhere: flag,
    order: orNull(whole),
    result: maybeText,
    by: text,
    at: text,
    endedBy: maybeText,
    endedAt: maybeText
  },
  closed
)
export type Task = Shape<typeof Task>

export const Order = Type.Object(
  {
    no: whole,
    article: oneOf(orderArticles),
    /** The number that the prosecutor gave it. */
    number: text,
    scope: text,
    /** Whom it names; none: everybody in the case. */
    subjects: Type.Array(whole),
    from: text,
    until: text,
    state: oneOf(['ahead', 'in-force', 'over', 'ended']),
    by: text,
    at: text,
    endedBy: maybeText,
    endedAt: maybeText
  },
  closed
)
export type Order = Shape<typeof Order>

const Decision = Type.Object({ no: whole, decision: text, reasons: text, digest: text, by: text, at: text }, closed)

const Note = Type.Object(
  { no: whole, version: whole, title: text, text, by: text, at: text, changedBy: text, changedAt: text },
  closed
)
export type Note = Shape<typeof Note>

const Template = Type.Object(
  { code: text, kind: oneOf(taskKinds), priority: oneOf(taskPriorities), days: whole, title: bothLanguages },
  closed
)
export type TaskTemplate = Shape<typeof Template>

/** GET /api/cases/{id}/work: what stands beside the items of a case. At most 500 of each. */
export const CaseWork = Type.Object(
  {
    tasks: Type.Array(Task),
    orders: Type.Array(Order),
    decisions: Type.Array(Decision),
    notes: Type.Array(Note),
    /** Tasks that belong to the form of exploitation of this case; those that are planned already are left out. */
    templates: Type.Array(Template),
    /** What I was typing. */
    drafts: Type.Array(Type.Object({ name: text, text, at: text }, closed))
  },
  closed
)
export type CaseWork = Shape<typeof CaseWork>

/** GET /api/cases/{id}/versions/{part}: `subject:1`, `task:2`, `note:3`, `order:4`; the oldest first. */
export const CaseVersions = Type.Object(
  {
    versions: Type.Array(
      Type.Object({ version: whole, by: text, at: text, words: Type.Record(text, Type.Unknown()) }, closed)
    )
  },
  closed
)
export type CaseVersions = Shape<typeof CaseVersions>

const id = Type.String({ maxLength: 64 })
export const PartParameters = Type.Object({ id, part: Type.String({ maxLength: 20 }) }, closed)

const subjectBody = {
  name: line,
  about: Type.Optional(words),
  roles: Type.Array(oneOf(subjectRoles), { minItems: 1, maxItems: 4 }),
  minor: oneOf(minorAnswers),
  flags: Type.Array(oneOf(subjectFlags), { maxItems: 3 }),
  reason
}
/** POST /api/cases/{id}/subjects */
export const SubjectBody = Type.Object(subjectBody, closed)
export type SubjectBody = Shape<typeof SubjectBody>
/** POST /api/cases/{id}/subjects/{no} */
export const ChangeSubjectBody = Type.Object({ version: int32, ...subjectBody }, closed)
export type ChangeSubjectBody = Shape<typeof ChangeSubjectBody>

const taskBody = {
  title: Type.Optional(line),
  about: Type.Optional(words),
  /** The contact of which it speaks is with another than who is protected. */
  elsewhere: Type.Optional(flag),
  priority: oneOf(taskPriorities),
  owner: user,
  dueOn: day,
  reason: maybeReason
}
/** POST /api/cases/{id}/tasks: with a title of one's own, or from a template. A task to get in touch names the person. */
export const TaskBody = Type.Object(
  {
    kind: oneOf(taskKinds),
    template: Type.Optional(Type.String({ maxLength: 40 })),
    subject: Type.Optional(int32),
    ...taskBody
  },
  closed
)
export type TaskBody = Shape<typeof TaskBody>
/** POST /api/cases/{id}/tasks/{no} */
export const ChangeTaskBody = Type.Object({ version: int32, ...taskBody }, closed)
export type ChangeTaskBody = Shape<typeof ChangeTaskBody>
/** POST /api/cases/{id}/tasks/{no}/end: done with its result, or dropped with the reason. */
export const EndTaskBody = Type.Object({ version: int32, state: oneOf(['done', 'dropped']), reason }, closed)
export type EndTaskBody = Shape<typeof EndTaskBody>
/** POST /api/cases/{id}/plan: all tasks of the form of this case that are not planned yet, for one owner. */
export const PlanBody = Type.Object({ owner: user, reason: maybeReason }, closed)
export type PlanBody = Shape<typeof PlanBody>

/** POST /api/cases/{id}/orders: recorded as the prosecutor gave it. */
export const OrderBody = Type.Object(
  {
    article: oneOf(orderArticles),
    number: line,
    scope: Type.String({ minLength: 1, maxLength: 4_000 }),
    subjects: Type.Array(int32, { maxItems: 100 }),
    from: day,
    until: day,
    reason: maybeReason
  },
  closed
)
export type OrderBody = Shape<typeof OrderBody>

/** POST /api/cases/{id}/decisions */
export const DecisionBody = Type.Object(
  { decision: Type.String({ minLength: 1, maxLength: 1_000 }), reason: Type.String({ maxLength: 10_000 }) },
  closed
)
export type DecisionBody = Shape<typeof DecisionBody>

const noteText = Type.String({ maxLength: 20_000 })
/** POST /api/cases/{id}/notes */
export const NoteBody = Type.Object({ title: line, text: noteText, reason: maybeReason }, closed)
export type NoteBody = Shape<typeof NoteBody>
/** POST /api/cases/{id}/notes/{no}: against the version that was read; of two who write at once the second hears `changed` and merges. */
export const ChangeNoteBody = Type.Object({ version: int32, title: line, text: noteText, reason: maybeReason }, closed)
export type ChangeNoteBody = Shape<typeof ChangeNoteBody>

/** POST /api/cases/{id}/drafts: an empty text removes the draft. */
export const DraftBody = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z]{1,20}(:[0-9]{1,9})?$' }),
    text: Type.String({ maxLength: 25_000 }),
    reason: maybeReason
  },
  closed
)
export type DraftBody = Shape<typeof DraftBody>
