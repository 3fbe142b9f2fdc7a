/** What an auditor looks at beside the ledger itself: findings in it, and whether each account should have what it has. */
import Type from 'typebox'
import { roles } from '../../model/mandate.ts'
import { closed, flag, maybeText, maybeWhole, oneOf, orNull, reason, text, time, whole, type Shape } from '../fields.ts'

export const findingKinds = ['gap', 'alarm', 'night', 'own-name', 'many-persons', 'much-reading', 'refusals'] as const

const Finding = Type.Object(
  {
    /** Kind, about whom or what, and the month. */
    key: text,
    kind: oneOf(findingKinds),
    /** Whose acts they are; null where it is about no person. */
    actor: maybeText,
    /** How many entries. */
    count: whole,
    /** On how many days, or by how many persons (`many-persons`). */
    spread: whole,
    /** The term that was searched, where it is about one. */
    term: maybeText,
    firstAt: text,
    lastAt: text,
    /** Entries to look at, newest first, at most 20. */
    entries: Type.Array(whole),
    mark: orNull(Type.Object({ state: oneOf(['asked', 'closed']), note: text, by: text, at: text }, closed))
  },
  closed
)
export type Finding = Shape<typeof Finding>

/** GET /api/audit/findings */
export const FindingsPage = Type.Object(
  {
    /** The days that were looked at. */
    from: text,
    /** Entries that were looked through, and whether there are older ones in those days. */
    entries: whole,
    whole: flag,
    findings: Type.Array(Finding)
  },
  closed
)
export type FindingsPage = Shape<typeof FindingsPage>

/** POST /api/audit/findings: an explanation was asked, or it is closed. */
export const FindingMarkBody = Type.Object(
  { key: Type.String({ maxLength: 300 }), state: oneOf(['asked', 'closed']), reason },
  closed
)

export const accessFlags = ['unused', 'never-used', 'no-factor', 'closed-with-mandates', 'ended-mandate'] as const

const AccessRow = Type.Object(
  {
    id: text,
    name: text,
    role: oneOf(roles),
    active: flag,
    mandates: Type.Array(text),
    lastActAt: maybeText,
    secondFactor: flag,
    flags: Type.Array(oneOf(accessFlags)),
    /** The last review of exactly this role and these mandates; null where there is none. */
    review: orNull(Type.Object({ verdict: oneOf(['right', 'revoke']), reason: text, by: text, at: text }, closed))
  },
  closed
)

/** GET /api/audit/access */
export const AccessPage = Type.Object({ accounts: Type.Array(AccessRow) }, closed)
export type AccessPage = Shape<typeof AccessPage>

/** POST /api/audit/access/{id}: `revoke` asks the administrators; they do it. */
export const AccessReviewBody = Type.Object({ verdict: oneOf(['right', 'revoke']), reason }, closed)

/** GET /api/audit/retention: sealed captures by the day on which their clock ends; today with what is over. */
export const RetentionCalendar = Type.Object(
  {
    from: text,
    lines: Type.Array(
      Type.Object(
        {
          line: text,
          eraseAfterDays: whole,
          days: Type.Array(Type.Object({ day: text, count: whole, reports: whole, cases: whole }, closed)),
          /** After those days; at most a million is counted. */
          later: whole,
          laterReports: whole,
          /** Closed cases: five years after their closing. */
          laterCases: whole
        },
        closed
      )
    )
  },
  closed
)
export type RetentionCalendar = Shape<typeof RetentionCalendar>

/** GET /api/audit/retention/dry-run?on=2026-12-01: at most 31 days ahead. */
export const DryRunQuery = Type.Object({ on: Type.Optional(time) }, closed)
export const RetentionDryRun = Type.Object(
  {
    on: text,
    lines: Type.Array(
      Type.Object(
        {
          line: text,
          what: oneOf([
            'captures',
            'adverts',
            'reports',
            'cases',
            'copies',
            'minors',
            'questions',
            'knowledge',
            'agreements',
            'obstacles',
            'partners',
            'work',
            'key'
          ]),
          /** What keeps them: signal, request, judgement, fact, rights (a restriction), advert; of closed cases court, dossier, prosecutor, referral, job, of files of minors also transition, of partners disclosure, agreement; null: nothing, they go. */
          heldBy: maybeText,
          count: whole
        },
        closed
      )
    )
  },
  closed
)
export type RetentionDryRun = Shape<typeof RetentionDryRun>

/** GET /api/audit/year?year=2026 */
export const YearQuery = Type.Object({ year: Type.Integer({ minimum: 2_000, maximum: 2_999 }) }, closed)

/** GET /api/audit/log: who outside keeps or stamps checkpoints of the log over the ledger, as `outside.yaml` names them. */
export const LogKeepers = Type.Object(
  {
    places: Type.Array(
      Type.Object(
        {
          /** Address or folder; `outside.yaml` itself where it cannot be read. */
          place: text,
          kind: oneOf(['witness', 'authority', 'settings']),
          /** Entries of the newest checkpoint that it kept or stamped; 0 when none. */
          size: whole,
          doneAt: maybeText,
          /** Entries that wait; those that only say that a checkpoint was given away are not counted. */
          waiting: whole,
          /** Its clock less the own one, in seconds. */
          skewSeconds: maybeWhole,
          fails: whole,
          failedSince: maybeText,
          cause: maybeText,
          nextAt: text
        },
        closed
      )
    )
  },
  closed
)
export type LogKeepers = Shape<typeof LogKeepers>
