/** Reports of officers and partners: what is sent, what the sender sees of it, and what the desk does with it. */
import Type from 'typebox'
import {
  formLimits,
  minorAnswers,
  personRoles,
  questionKinds,
  refuseReasons,
  reportActs,
  reportForms,
  reportStates,
  statusCodes,
  toldCodes
} from '../../model/report.ts'
import {
  closed,
  flag,
  int32,
  int53,
  maybeText,
  number,
  oneOf,
  orNull,
  reason,
  slug,
  text,
  whole,
  type Shape
} from '../fields.ts'
import { ReportFile } from './files.ts'
import { CountedPerson } from './persons.ts'

const Both = Type.Object({ nl: text, en: text }, closed)
const people = orNull(Type.Integer({ minimum: 0, maximum: 10_000 }))
const written = (most: number) => Type.Optional(orNull(Type.String({ maxLength: most })))
const persons = Type.Object(
  Object.fromEntries(personRoles.map((role) => [role, Type.Optional(people)])) as Record<
    (typeof personRoles)[number],
    ReturnType<typeof Type.Optional<typeof people>>
  >,
  closed
)
const Position = Type.Object(
  {
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    metres: Type.Number({ minimum: 0, maximum: 1_000_000 })
  },
  closed
)

const Answered = Type.Union([
  Type.String({ maxLength: formLimits.answerChars }),
  Type.Number(),
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: formLimits.chosen })
])
/** To the questions of one version of the form, by name; a choice is the name of what was chosen. */
const Answers = Type.Object(
  {
    form: int32,
    values: Type.Record(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,63}$' }), orNull(Answered), {
      maxProperties: formLimits.questions
    })
  },
  closed
)
export type Answers = Shape<typeof Answers>

/**
 * POST /api/reports. Nothing is mandatory by itself: one sign and a place are enough, and with direct danger nothing at all. `key` is made
 * by the sender's device: sent again under the same key it is the same report, and what differs becomes its next version.
 */
export const ReportBody = Type.Object(
  {
    key: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{8,100}$' })),
    /** The mandate that it falls under, where the sender has several. */
    mandate: Type.Optional(slug),
    /** Keeps it at the server, for the sender alone. */
    draft: Type.Optional(flag),
    what: written(20_000),
    place: written(500),
    position: Type.Optional(orNull(Position)),
    when: written(200),
    form: Type.Optional(orNull(oneOf(reportForms))),
    persons: Type.Optional(persons),
    signs: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 })),
    minor: Type.Optional(orNull(Type.Union([oneOf(minorAnswers), flag]))),
    misread: Type.Optional(Type.Array(Type.String({ maxLength: 400 }), { maxItems: 200 })),
    answers: Type.Optional(Answers),
    urgent: Type.Optional(flag),
    danger: Type.Optional(flag),
    /** What an informant said is not taken in here (Wpg, article 12). */
    informant: Type.Optional(flag)
  },
  closed
)
export type ReportBody = Shape<typeof ReportBody>

const ReadFact = Type.Object({ kind: text, value: text, start: whole, end: whole }, closed)
const CallNow = Type.Object({ emergency: text, duty: maybeText }, closed)

/** The receipt: the number and the code by which its state is asked without an account. `call`: with direct danger, whom to call now. */
export const ReportReceipt = Type.Object(
  {
    id: text,
    number: text,
    code: text,
    state: oneOf(['draft', 'sent', 'read', 'answered']),
    version: whole,
    sentAt: maybeText,
    readBy: maybeText,
    answerBy: maybeText,
    facts: Type.Array(ReadFact),
    call: orNull(CallNow)
  },
  closed
)
export type ReportReceipt = Shape<typeof ReportReceipt>

const Content = Type.Object(
  {
    what: maybeText,
    place: maybeText,
    position: orNull(Position),
    when: maybeText,
    form: orNull(oneOf(reportForms)),
    persons,
    signs: Type.Array(text),
    minor: orNull(oneOf(minorAnswers)),
    /** To the questions that a form added, in the words in which they were asked. */
    answers: Type.Optional(
      Type.Array(Type.Object({ name: text, question: Both, value: Answered, says: Both }, closed))
    ),
    /** The version of the form that asked them. */
    asked: Type.Optional(whole),
    misread: Type.Array(text)
  },
  closed
)

const row = {
  id: text,
  number: text,
  /** For its sender `answered` stands for whatever was decided. */
  state: oneOf([...reportStates, 'answered']),
  sentAt: maybeText,
  readBy: maybeText,
  answerBy: maybeText,
  /** The first words, or the place; null: erased, or nothing was written. */
  headline: maybeText,
  form: orNull(oneOf(reportForms)),
  urgent: flag,
  danger: flag,
  minor: flag,
  answers: whole,
  mine: flag,
  /** For the desk: who sent it, and which terms passed. Null for the sender. */
  by: maybeText,
  late: orNull(oneOf(['read', 'answer', 'no'])),
  revision: whole
}
export const ReportRow = Type.Object(row, closed)
export type ReportRow = Shape<typeof ReportRow>

const deskStates = ['all', 'open', 'late', ...reportStates] as const
/** GET /api/reports: officers and partners see what they sent; the desk its inbox, or with `mine` what it sent itself. */
export const ReportsQuery = Type.Object(
  {
    mine: Type.Optional(
      Type.Union([Type.Literal(''), Type.Literal('1'), Type.Literal('0'), Type.Literal('true'), Type.Literal('false')])
    ),
    state: Type.Optional(oneOf(deskStates))
  },
  closed
)
export const Reports = Type.Object({ reports: Type.Array(ReportRow) }, closed)
export type Reports = Shape<typeof Reports>

const Told = Type.Object({ at: text, told: oneOf(toldCodes), words: maybeText }, closed)
const Known = Type.Object(
  { kind: text, value: text, adverts: whole, networks: Type.Array(whole), signals: Type.Array(whole) },
  closed
)
const Desk = Type.Object(
  {
    role: text,
    signal: orNull(whole),
    network: orNull(whole),
    steps: Type.Array(Type.Object({ act: text, by: text, at: text, reason: maybeText }, closed)),
    notices: Type.Array(Type.Object({ receiver: oneOf(['emm', 'comensha']), doneAt: maybeText }, closed)),
    /** For each fact of the text: adverts under the mandate that state it. */
    known: Type.Array(Known),
    persons: Type.Array(CountedPerson)
  },
  closed
)

/** GET /api/reports/{id}. `desk` is null for the sender, who never learns whether something was known. */
export const Report = Type.Object(
  {
    ...row,
    content: orNull(Content),
    facts: Type.Array(ReadFact),
    files: Type.Array(ReportFile),
    versions: Type.Array(Type.Object({ version: whole, at: text, content: orNull(Content) }, closed)),
    answered: Type.Array(Told),
    call: orNull(CallNow),
    /** The key of the sender's device, for a correction; null for the desk. */
    clientKey: maybeText,
    desk: orNull(Desk)
  },
  closed
)
export type Report = Shape<typeof Report>

export const ReportParameter = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }) }, closed)
export const ReportActParameters = Type.Object({ id: ReportParameter.properties.id, act: oneOf(reportActs) }, closed)
/** `answer`: words to the sender, which name no person, number or case. `revision`: the one that was read; refused when it is another. */
export const ReportActBody = Type.Object(
  {
    revision: Type.Optional(int32),
    reason: Type.Optional(reason),
    answer: Type.Optional(reason),
    signal: Type.Optional(int53),
    network: Type.Optional(int32),
    because: Type.Optional(oneOf(refuseReasons)),
    receiver: Type.Optional(oneOf(['emm', 'comensha']))
  },
  closed
)
export type ReportActBody = Shape<typeof ReportActBody>

/** POST /api/report-readings: what is read in a text that somebody is writing; nothing is looked up and nothing kept. */
export const ReadingBody = Type.Object({ text: Type.String({ maxLength: 20_000 }) }, closed)
export const ReadFacts = Type.Object({ facts: Type.Array(ReadFact) }, closed)
export type ReadFacts = Shape<typeof ReadFacts>

const Words = Type.Object({ label: Both, hint: orNull(Both) }, closed)
const Question = Type.Object(
  {
    name: text,
    kind: oneOf(questionKinds),
    label: Both,
    hint: orNull(Both),
    group: orNull(Both),
    choices: Type.Array(Type.Object({ name: text, label: Both }, closed)),
    /** Asked when every test of one of the rows holds; empty: always. */
    when: Type.Array(Type.Array(Type.Object({ question: text, value: text, is: flag }, closed)))
  },
  closed
)

/** GET /api/report-form: what the form needs, also later without a network. `version` 0: the form that comes with Baken. */
export const ReportForm = Type.Object(
  {
    emergency: text,
    duty: maybeText,
    readDays: number,
    urgentReadMinutes: number,
    answerDays: number,
    version: whole,
    /** Of fixed questions, where the form says them in other words. */
    words: Type.Record(Type.String(), Words),
    questions: Type.Array(Question),
    mandates: Type.Array(Type.Object({ id: text, purpose: text }, closed))
  },
  closed
)
export type ReportForm = Shape<typeof ReportForm>

/** POST /api/report-status: the state of a report for whoever holds its code. */
export const StatusBody = Type.Object({ code: Type.String({ maxLength: 100 }) }, closed)
export const ReportStatus = Type.Object({ state: oneOf(statusCodes) }, closed)
export type ReportStatus = Shape<typeof ReportStatus>
