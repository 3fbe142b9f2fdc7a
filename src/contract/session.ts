/** Signing in and out, the mandate to work under, and the users of a demo. */
import Type from 'typebox'
import { roles } from '../model/mandate.ts'
import { closed, flag, maybeText, oneOf, reason, slug, text, whole, type Shape } from './fields.ts'

export const MandateSummary = Type.Object(
  {
    id: text,
    legalBasis: text,
    purpose: text,
    /** The moment at which it ends. */
    until: text,
    /** Its last day, when it ends with a day of its time zone; null when it ends within one. */
    lastDay: maybeText,
    keep: oneOf(['sealed', 'open']),
    eraseAfterDays: whole,
    /** The mandate that it renews. */
    succeeds: maybeText
  },
  closed
)
export type MandateSummary = Shape<typeof MandateSummary>

const dueSteps = ['password'] as const

/** GET /api/session; POST /api/session {user, password}; PUT /api/session/mandate {mandate, reason}; DELETE /api/session */
export const Session = Type.Object(
  {
    user: Type.Object({ id: text, name: text, role: oneOf(roles) }, closed),
    mandates: Type.Array(MandateSummary),
    /** The mandate in force; null until chosen. */
    mandate: Type.Union([MandateSummary, Type.Null()]),
    /** What must be done before anything else is answered: a one-time password is changed first. */
    due: Type.Union([oneOf(dueSteps), Type.Null()]),
    demo: flag
  },
  closed
)
export type Session = Shape<typeof Session>

export const SignInBody = Type.Object(
  { user: Type.String({ maxLength: 64 }), password: Type.String({ maxLength: 256 }) },
  closed
)
/** POST /api/session/password */
export const PasswordBody = Type.Object(
  { old: Type.String({ maxLength: 256 }), password: Type.String({ maxLength: 1_000 }) },
  closed
)
export const MandateBody = Type.Object({ mandate: slug, reason }, closed)

/** GET /api/demo */
export const DemoUsers = Type.Object(
  { users: Type.Array(Type.Object({ id: text, name: text, role: oneOf(roles), password: text }, closed)) },
  closed
)
