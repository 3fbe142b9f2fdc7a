/** Partners: organisations, decisions on what each may be told, what was disclosed to them, and what a partner sees of that. */
import Type, { type TSchema } from 'typebox'
import {
  agreementArticles,
  agreementStates,
  partnerKinds,
  sharedFields,
  whiteLists,
  type PartnerKind,
  type SharedField
} from '../../model/partners/partner.ts'
import { papCodes, tlpCodes } from '../../model/partners/handling.ts'
import { closed, day, flag, maybeText, maybeWhole, oneOf, orNull, reason, text, user, type Shape } from '../fields.ts'
import { LeftBehind } from './handling.ts'
import { caseForms } from '../cases/proposals.ts'

const line = Type.String({ minLength: 1, maxLength: 200 })
const words = Type.String({ minLength: 1, maxLength: 4_000 })
const key = Type.String({ maxLength: 64 })

/** Every field that a disclosure may hold. */
export const Shared = Type.Object(
  {
    form: Type.Optional(oneOf(caseForms)),
    region: Type.Optional(line),
    place: Type.Optional(line),
    address: Type.Optional(line),
    /** A month, YYYY-MM. */
    period: Type.Optional(Type.String({ pattern: '^[12][0-9]{3}-(?:0[1-9]|1[0-2])$' })),
    /** Codes of signs. */
    signs: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z0-9][A-Za-z0-9.-]{0,15}$' }), { minItems: 1, maxItems: 60 })
    ),
    role: Type.Optional(oneOf(['victim', 'witness', 'other'])),
    minor: Type.Optional(oneOf(['yes', 'no', 'doubt'])),
    needs: Type.Optional(words),
    name: Type.Optional(line),
    contact: Type.Optional(line),
    question: Type.Optional(words)
  } satisfies Readonly<Record<SharedField, TSchema>>,
  closed
)
export type Shared = Shape<typeof Shared>

const Agreement = Type.Object(
  {
    key: text,
    article: oneOf(agreementArticles),
    /** What it covers, of the white list of the kind of partner. */
    fields: Type.Array(oneOf(sharedFields)),
    interest: text,
    conditions: text,
    until: text,
    state: oneOf(agreementStates),
    by: text,
    at: text,
    decidedBy: maybeText,
    decidedAt: maybeText
  },
  closed
)
export type Agreement = Shape<typeof Agreement>
export const Partner = Type.Object(
  {
    id: text,
    kind: oneOf(partnerKinds),
    name: text,
    contact: text,
    users: Type.Array(text),
    /** The white list of its kind. */
    may: Type.Array(oneOf(sharedFields)),
    agreements: Type.Array(Agreement)
  },
  closed
)
export type Partner = Shape<typeof Partner>

/** GET /api/partners: `accounts` are those of people at partners, to choose from for an organisation. */
export const Partners = Type.Object(
  { partners: Type.Array(Partner), accounts: Type.Array(Type.Object({ id: text, name: text }, closed)) },
  closed
)
export type Partners = Shape<typeof Partners>

/** POST /api/partners: `users` are accounts of its people. */
export const PartnerBody = Type.Object(
  { kind: oneOf(partnerKinds), name: line, contact: line, users: Type.Array(user, { maxItems: 50 }), reason },
  closed
)
export type PartnerBody = Shape<typeof PartnerBody>
export const PartnerParameter = Type.Object({ id: key }, closed)

/** POST /api/partners/{id}/agreements: proposed by a coordinator; another person confirms it. */
export const AgreementBody = Type.Object(
  {
    article: oneOf(agreementArticles),
    fields: Type.Array(oneOf(sharedFields), { minItems: 1, maxItems: sharedFields.length }),
    interest: words,
    conditions: words,
    until: day
  },
  closed
)
export type AgreementBody = Shape<typeof AgreementBody>
export const AgreementParameters = Type.Object({ key, act: oneOf(['confirm', 'refuse', 'withdraw']) }, closed)

/** POST /api/cases/{id}/disclosures: what is to be told on which decision; another member of the case confirms it. */
export const DisclosureBody = Type.Object(
  {
    agreement: key,
    shared: Shared,
    /** By which day an answer is wanted: it is then a task for the partner. */
    answerBy: Type.Optional(day),
    reason
  },
  closed
)
export type DisclosureBody = Shape<typeof DisclosureBody>
export const DisclosureParameters = Type.Object({ id: key, key, act: oneOf(['confirm', 'refuse']) }, closed)

/** Taken up, done, or not possible. */
const answerState = oneOf(['taken', 'done', 'cannot'])
/** What a partner answered. */
const DisclosureAnswer = Type.Object({ state: answerState, words: text, by: text, at: text }, closed)
export type DisclosureAnswer = Shape<typeof DisclosureAnswer>

/** What is asked of a partner by a day, and what it answered. */
const task = {
  answerBy: maybeText,
  /** The day is over, and the last answer is none or that it was taken up. */
  late: flag,
  /** The first first. */
  answers: Type.Array(DisclosureAnswer)
}

const CaseDisclosure = Type.Object(
  {
    key: text,
    agreement: text,
    partner: text,
    state: oneOf(['asked', 'shared', 'refused']),
    /** Null once the words of the case are erased. */
    shared: orNull(Shared),
    by: text,
    at: text,
    decidedBy: maybeText,
    decidedAt: maybeText,
    ...task
  },
  closed
)
/** GET /api/cases/{id}/disclosures: for members of the case. */
export const CaseDisclosures = Type.Object({ disclosures: Type.Array(CaseDisclosure) }, closed)
export type CaseDisclosures = Shape<typeof CaseDisclosures>

const record = {
  key: text,
  article: oneOf(agreementArticles),
  conditions: text,
  until: text,
  sharedAt: text,
  /** What the case said of who may be told, and of what may be done with it. */
  tlp: orNull(oneOf(tlpCodes)),
  pap: orNull(oneOf(papCodes)),
  /** Under which number the ledger of the police has it. */
  entry: maybeWhole,
  ...task
}
const Told = Type.Object({ ...record, kind: oneOf(partnerKinds) }, closed)

/** GET /api/disclosures: the record of what was disclosed to me and is not over, without what it says; `behind`: how much of it its codes now keep back. */
export const MyDisclosures = Type.Object({ disclosures: Type.Array(Told), behind: LeftBehind }, closed)
export type MyDisclosures = Shape<typeof MyDisclosures>

/** The answer to a partner of each kind: the record, and of what was disclosed the white list of that kind. */
export const disclosedTo = {
  municipality: disclosed('municipality'),
  care: disclosed('care'),
  protection: disclosed('protection'),
  inspectorate: disclosed('inspectorate'),
  comensha: disclosed('comensha')
} as const

function disclosed<const Kind extends PartnerKind>(kind: Kind) {
  return Type.Object(
    { ...record, kind: Type.Literal(kind), shared: Type.Pick(Shared, [...whiteLists[kind]], closed) },
    closed
  )
}

/** GET /api/disclosures/{key} */
export const MyDisclosure = Type.Union(Object.values(disclosedTo))
export const DisclosureParameter = Type.Object({ key }, closed)

/** POST /api/disclosures/{key}/answer */
export const AnswerBody = Type.Object({ state: answerState, words }, closed)
export type AnswerBody = Shape<typeof AnswerBody>
