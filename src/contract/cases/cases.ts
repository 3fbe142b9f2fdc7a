/** Cases: their purpose, people and rights, what they hold as it was when it was pinned, and what was done in them. */
import Type from 'typebox'
import {
  closed,
  day,
  flag,
  int32,
  maybeText,
  oneOf,
  orNull,
  reason,
  seenText,
  text,
  user,
  whole,
  type Shape
} from '../fields.ts'
import { caseForms } from './proposals.ts'
import { CaseWatch } from './watches.ts'
import { Subject } from './work.ts'

/** What a member may do; `read` belongs to every member. */
export const caseRights = ['read', 'add', 'change', 'members', 'close'] as const
export type CaseRight = (typeof caseRights)[number]

export const caseStates = ['open', 'at-prosecutor', 'closed'] as const

const itemKinds = ['network', 'advert', 'report', 'signal'] as const
export type ItemKind = (typeof itemKinds)[number]

export const caseOutcomes = [
  'judged',
  'dismissed',
  'not-enough-evidence',
  'other-intervention',
  'handed-over',
  'no-offence'
] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

const rights = Type.Array(oneOf(caseRights), { maxItems: 10 })

const row = {
  id: text,
  title: text,
  state: oneOf(caseStates),
  version: whole,
  form: oneOf(caseForms),
  lead: text,
  /** The lead's account is closed, or may no longer work under the mandate: somebody has to take over. */
  leadGone: flag,
  /** The last day on which anything is added or changed; `ended` after it. */
  until: text,
  ended: flag,
  openedAt: text,
  /** When its words, copies and dossiers were erased: five years after it was closed. Its title is empty then. */
  erasedAt: maybeText,
  items: whole,
  /** Of those: not confirmed yet. */
  unconfirmed: whole,
  /** Open tasks, and those of them that are mine. */
  tasks: whole,
  myTasks: whole,
  members: whole,
  /** Adverts that came in for its followed identifiers since I took note. */
  news: whole,
  /** What I may do in it. */
  mine: Type.Array(oneOf(caseRights)),
  /** Requests for access that wait for an answer: told to who may let people in. */
  requests: whole
}

export const CaseRow = Type.Object(row, closed)
export type CaseRow = Shape<typeof CaseRow>

/** What lies with somebody in the cases of the reader that are not closed: cases led, cases in, open tasks, and those past their day. */
const Workload = Type.Object({ user: text, leads: whole, cases: whole, tasks: whole, late: whole }, closed)

/** GET /api/cases: cases that I am a member of, open ones first, then the newest. At most 500. */
export const CaseList = Type.Object({ cases: Type.Array(CaseRow), workload: Type.Array(Workload) }, closed)
export type CaseList = Shape<typeof CaseList>

/** `withheld`: a report that is not for the reader now, such as one in which somebody may be under 18. */
const itemStates = ['whole', 'erased', 'withheld'] as const

const item = {
  no: whole,
  kind: oneOf(itemKinds),
  /** The number of what was pinned: it may have changed since, what was pinned has not. */
  ref: text,
  version: whole,
  state: oneOf(itemStates),
  /** How it is called, and why it was pinned; both empty when it is not whole. */
  title: text,
  why: text,
  by: text,
  at: text,
  confirmed: flag,
  confirmedBy: maybeText,
  confirmedAt: maybeText,
  /** Adverts that it keeps from erasing, as long as the case is not closed. */
  adverts: whole,
  held: flag,
  /** When their day of erasing came and this case kept them. */
  keptAt: maybeText,
  /** `sha256:` and hex of what was pinned. */
  digest: text
}
export const CaseItem = Type.Object(item, closed)
export type CaseItem = Shape<typeof CaseItem>

const Member = Type.Object({ user: text, rights: Type.Array(oneOf(caseRights)), addedBy: text, addedAt: text }, closed)
export type CaseMember = Shape<typeof Member>

const Asked = Type.Object({ key: text, kind: text, ref: text, reason: text, by: text, at: text }, closed)

/** GET /api/cases/{id}, for its members; to everybody else it does not exist. */
export const Case = Type.Object(
  {
    ...row,
    purpose: text,
    basis: text,
    proposal: orNull(whole),
    openedBy: text,
    closedBy: maybeText,
    closedAt: maybeText,
    outcome: orNull(oneOf(caseOutcomes)),
    people: Type.Array(Member),
    list: Type.Array(CaseItem),
    /** People as recorded by people, with what protects them. */
    subjects: Type.Array(Subject),
    /** Its followed identifiers; null: none are. */
    watch: orNull(CaseWatch),
    /** A new lead that somebody asked for and a second person has to confirm. */
    newLead: orNull(Type.Object({ user: text, by: text, at: text }, closed)),
    asked: Type.Array(Asked)
  },
  closed
)
export type Case = Shape<typeof Case>

/** GET /api/cases/{id}/items/{no}: what was pinned, as it was; `intact`: its digest is still that of the day. */
export const CaseItemContent = Type.Object(
  { ...item, intact: flag, content: Type.Record(text, Type.Unknown()) },
  closed
)
export type CaseItemContent = Shape<typeof CaseItemContent>

/** GET /api/cases/{id}/timeline: what was done, with the reasons, and who read it; newest first, at most 500 of each. */
export const CaseTimeline = Type.Object(
  {
    acts: Type.Array(Type.Object({ at: text, by: text, act: text, about: maybeText, reason: text }, closed)),
    seen: Type.Array(Type.Object({ at: text, by: text, act: text }, closed))
  },
  closed
)
export type CaseTimeline = Shape<typeof CaseTimeline>

/** GET /api/cases/people: who may be let in under this mandate, and who may lead. */
export const CasePeople = Type.Object(
  { people: Type.Array(Type.Object({ id: text, name: text, role: text, leads: flag }, closed)) },
  closed
)
export type CasePeople = Shape<typeof CasePeople>

export const CaseParameter = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed)
export const ItemParameters = Type.Object({ id: CaseParameter.properties.id, no: int32 }, closed)
export const LeadParameters = Type.Object(
  { id: CaseParameter.properties.id, act: oneOf(['confirm', 'refuse']) },
  closed
)
export const AskedParameters = Type.Object(
  { id: CaseParameter.properties.id, key: Type.String({ maxLength: 64 }) },
  closed
)

/** POST /api/cases: from a proposal that was picked up. */
export const CaseBody = Type.Object(
  {
    proposal: int32,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    purpose: Type.String({ minLength: 1, maxLength: 4_000 }),
    until: day,
    lead: user
  },
  closed
)
export type CaseBody = Shape<typeof CaseBody>

/** POST /api/cases/{id}/items. `ref`: the number of the network, advert or signal, the receipt number of the report. */
export const ItemBody = Type.Object(
  { kind: oneOf(itemKinds), ref: Type.String({ minLength: 1, maxLength: 40 }), reason },
  closed
)
export type ItemBody = Shape<typeof ItemBody>

/** POST /api/cases/{id}/items/{no}/confirm: `confirmed` false takes it back. */
export const ConfirmItemBody = Type.Object({ confirmed: flag, reason }, closed)
export type ConfirmItemBody = Shape<typeof ConfirmItemBody>

/** POST /api/cases/{id}/members: lets somebody in or changes what they may do; no rights at all: out. */
export const MemberBody = Type.Object({ user, rights, reason }, closed)
export type MemberBody = Shape<typeof MemberBody>

/** POST /api/cases/{id}/lead: asks for a new lead, which a second member confirms. */
export const LeadBody = Type.Object({ user, reason }, closed)
export type LeadBody = Shape<typeof LeadBody>

/** POST /api/cases/{id}/change */
export const ChangeCaseBody = Type.Object(
  {
    version: int32,
    title: Type.Optional(CaseBody.properties.title),
    purpose: Type.Optional(CaseBody.properties.purpose),
    until: Type.Optional(day),
    reason
  },
  closed
)
export type ChangeCaseBody = Shape<typeof ChangeCaseBody>

/** POST /api/cases/{id}/close: what it holds is no longer kept from erasing. */
export const CloseCaseBody = Type.Object({ version: int32, outcome: oneOf(caseOutcomes), reason }, closed)
export type CloseCaseBody = Shape<typeof CloseCaseBody>

/** POST /api/cases/{id}/reopen */
export const ReopenCaseBody = Type.Object({ version: int32, reason }, closed)
export type ReopenCaseBody = Shape<typeof ReopenCaseBody>

/** POST /api/access-requests: to whoever works on this, if anybody does. The answer is the same either way. */
export const AccessRequestBody = Type.Object(
  {
    kind: oneOf(['case', 'proposal', 'signal', 'network', 'advert', 'report']),
    ref: seenText(64),
    reason
  },
  closed
)
export type AccessRequestBody = Shape<typeof AccessRequestBody>

/** GET and POST /api/certificates: who may lead a case until when. */
export const Certificates = Type.Object(
  {
    certificates: Type.Array(
      Type.Object(
        {
          user: text,
          level: oneOf(['in-training', 'certified']),
          validUntil: text,
          valid: flag,
          by: text,
          at: text,
          /** How often the certificate was given anew to who was certified before. */
          refreshers: whole
        },
        closed
      )
    ),
    /** People with a valid certificate at the end of each year, and today, beside twenty more a year and five per cent more a year than in the first. */
    growth: Type.Array(Type.Object({ year: whole, certified: whole, byTwenty: whole, byPercent: whole }, closed))
  },
  closed
)
export type Certificates = Shape<typeof Certificates>

export const CertificateBody = Type.Object(
  { user, level: oneOf(['in-training', 'certified']), validUntil: day },
  closed
)
export type CertificateBody = Shape<typeof CertificateBody>
