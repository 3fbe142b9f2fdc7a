/** What an administrator sees and changes: accounts, mandates with their lines, and the state of keys. Never content. */
import Type from 'typebox'
import { roles } from '../../model/mandate.ts'
import { Budget, closed, flag, maybeText, oneOf, orNull, reason, slug, text, type Shape, whole } from '../fields.ts'

const AccountRow = Type.Object(
  {
    id: text,
    name: text,
    role: oneOf(roles),
    active: flag,
    demo: flag,
    mandates: Type.Array(text),
    /** The last act in the ledger; null when there is none. */
    lastActAt: maybeText,
    /** Sessions that are open now. */
    sessions: whole,
    /** A one-time password was given and not yet changed; until when it is good. */
    passwordUntil: maybeText,
    /** Since when it has a second factor; null without one. */
    factorSince: maybeText,
    /** Its identity at the provider of single sign-on: issuer, a blank, subject. */
    identity: maybeText,
    /** Why an auditor asks to revoke what it has now; null where none does. */
    revoke: maybeText
  },
  closed
)
export type AccountRow = Shape<typeof AccountRow>

/** GET /api/accounts */
export const AccountsPage = Type.Object({ accounts: Type.Array(AccountRow) }, closed)
export type AccountsPage = Shape<typeof AccountsPage>

/** Ids of accounts are judged where they are made: what is no id is the id of nobody. */
export const AccountParameter = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed)

/** POST /api/accounts */
export const NewAccountBody = Type.Object(
  {
    id: Type.String({ maxLength: 64 }),
    name: Type.String({ maxLength: 200 }),
    role: oneOf(roles),
    mandates: Type.Array(slug, { maxItems: 100 }),
    reason
  },
  closed
)
/** Empty: no identity any more. */
export const IdentityBody = Type.Object({ subject: Type.String({ maxLength: 255 }), reason }, closed)
export const RoleBody = Type.Object({ role: oneOf(roles), reason }, closed)
export const AccountMandateBody = Type.Object({ mandate: slug, reason }, closed)

/** GET /api/role-rules: what each role must do to sign in. */
export const RoleRules = Type.Object(
  {
    roles: Type.Array(
      Type.Object({ role: oneOf(roles), secondFactor: flag, accounts: whole, withFactor: whole }, closed)
    )
  },
  closed
)
export type RoleRules = Shape<typeof RoleRules>
export const RoleParameter = Type.Object({ role: oneOf(roles) }, closed)
/** PUT /api/role-rules/{role} */
export const RoleRuleBody = Type.Object({ secondFactor: flag, reason }, closed)

/** A password for one sign-in, shown once; its owner changes it then. */
export const OneTimePassword = Type.Object({ id: text, password: text, until: text }, closed)
export type OneTimePassword = Shape<typeof OneTimePassword>

export const mandateStates = ['not-begun', 'in-force', 'ended', 'withdrawn'] as const

const MandateRow = Type.Object(
  {
    id: text,
    /** The first of its line: what it renews, and what renews it, share it. */
    line: text,
    succeeds: maybeText,
    state: oneOf(mandateStates),
    purpose: text,
    legalBasis: text,
    grantedBy: text,
    from: text,
    until: text,
    /** Its last day, when it ends with a day of its time zone. */
    lastDay: maybeText,
    withdrawnAt: maybeText,
    /** Why it was withdrawn, as the ledger has it. */
    withdrawnBecause: maybeText,
    keep: oneOf(['sealed', 'open']),
    eraseAfterDays: whole,
    hours: maybeText,
    budget: orNull(Budget),
    sources: Type.Array(text),
    forms: Type.Array(text),
    /** The two persons who made it, where two did: accounts, or names given at the console. */
    proposedBy: maybeText,
    confirmedBy: maybeText,
    /** Accounts that may work under it. */
    users: Type.Array(text),
    demo: flag
  },
  closed
)
export type MandateRow = Shape<typeof MandateRow>

/** GET /api/mandates: newest first. */
export const MandatesPage = Type.Object({ mandates: Type.Array(MandateRow) }, closed)
export type MandatesPage = Shape<typeof MandatesPage>

const keyStates = ['there', 'destroyed', 'none'] as const

/** GET /api/keys: which keys there are for a line of mandates; never a key. */
export const KeysPage = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          line: text,
          /** Keys of days: what they sealed can be read until they are destroyed. */
          days: whole,
          oldestDay: maybeText,
          newestDay: maybeText,
          /** The key of what was opened. */
          kept: oneOf(keyStates),
          /** The key of fingerprints by which adverts are linked. */
          fingerprints: oneOf(keyStates)
        },
        closed
      )
    )
  },
  closed
)
export type KeysPage = Shape<typeof KeysPage>
