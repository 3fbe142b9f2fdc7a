/** Signing in and out, the mandate to work under, and the users of a demo. */
import Type from 'typebox'
import { roles } from '../model/mandate.ts'
import { closed, flag, maybeText, oneOf, orNull, reason, slug, text, whole, type Shape } from './fields.ts'

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

/** In this order: the second factor is shown, a one-time password changed, a second factor set up where the role needs one. */
const dueSteps = ['factor', 'password', 'enrolment'] as const

/** GET /api/session; POST /api/session {user, password}; PUT /api/session/mandate {mandate, reason}; DELETE /api/session */
export const Session = Type.Object(
  {
    user: Type.Object({ id: text, name: text, role: oneOf(roles) }, closed),
    mandates: Type.Array(MandateSummary),
    /** The mandate in force; null until chosen. */
    mandate: orNull(MandateSummary),
    /** What must be done before anything else is answered; null when nothing. */
    due: orNull(oneOf(dueSteps)),
    /** Break-glass in force for this person, whichever mandate is chosen: shown as long as it holds. */
    breakGlass: Type.Array(
      Type.Object({ id: whole, mandates: Type.Array(text), until: text, reason: text, approvedBy: text }, closed)
    ),
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
/** POST /api/session/factor: six digits of the app, or a recovery code. */
export const FactorBody = Type.Object({ code: Type.String({ maxLength: 40 }) }, closed)
/** What changes a second factor asks for the password: who found a screen open has none. */
export const OwnPasswordBody = Type.Object({ password: Type.String({ maxLength: 256 }) }, closed)

/** GET /api/second-factor */
export const SecondFactor = Type.Object(
  {
    /** Since when codes of an app are asked; null: they are not. */
    totpSince: maybeText,
    passkeys: Type.Array(Type.Object({ id: text, name: text, madeAt: text, usedAt: maybeText }, closed)),
    /** Recovery codes that were not used. */
    recoveryCodes: whole,
    /** The role must have one. */
    required: flag
  },
  closed
)
export type SecondFactor = Shape<typeof SecondFactor>

/** A secret for an authenticator app, as text and as the address that a QR code holds. It counts once a code of it was shown. */
export const TotpSecret = Type.Object({ secret: text, uri: text }, closed)
export type TotpSecret = Shape<typeof TotpSecret>

/** What a browser is asked to do with a passkey (WebAuthn, JSON form); made for it, and read by it alone. */
export const PasskeyOptions = Type.Record(text, Type.Unknown())

/** What a browser answers (RegistrationResponseJSON, AuthenticationResponseJSON): judged by what verifies it. */
const PasskeyAnswer = Type.Object(
  {
    id: Type.String({ maxLength: 1_400 }),
    rawId: Type.String({ maxLength: 1_400 }),
    type: Type.Literal('public-key'),
    response: Type.Record(text, Type.Unknown()),
    clientExtensionResults: Type.Record(text, Type.Unknown()),
    authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 }))
  },
  closed
)
export const PasskeyBody = Type.Object({ answer: PasskeyAnswer }, closed)
export const NewPasskeyBody = Type.Object(
  { answer: PasskeyAnswer, name: Type.String({ minLength: 1, maxLength: 60 }) },
  closed
)
export const PasskeyParameter = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,1400}$' }) }, closed)

/** GET /api/sign-in-ways: what stands beside the password at sign-in. `identity`: the name of the provider; null without one. */
export const SignInWays = Type.Object({ identity: maybeText }, closed)
export type SignInWays = Shape<typeof SignInWays>

/** GET /api/session/identity/callback: what the provider sends along; it may send more. */
export const IdentityQuery = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 500 })),
  code: Type.Optional(Type.String({ maxLength: 4_000 })),
  error: Type.Optional(Type.String({ maxLength: 500 }))
})

/** GET /api/sessions: where one is signed in now. `client`: the network address that the password came from; null where that is not kept. */
export const OwnSessions = Type.Object(
  {
    sessions: Type.Array(
      Type.Object(
        { id: text, startedAt: text, seenAt: text, client: maybeText, /** The one that asks. */ here: flag },
        closed
      )
    )
  },
  closed
)
export type OwnSessions = Shape<typeof OwnSessions>
/** DELETE /api/sessions/{id}: of the list, or `others` for all but the one that asks. */
export const SessionParameter = Type.Object({ id: Type.String({ pattern: '^([0-9a-f]{24}|others)$' }) }, closed)

/** Shown once. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(text) }, closed)
export type RecoveryCodes = Shape<typeof RecoveryCodes>

export const MandateBody = Type.Object({ mandate: slug, reason }, closed)

/** GET /api/demo */
export const DemoUsers = Type.Object(
  { users: Type.Array(Type.Object({ id: text, name: text, role: oneOf(roles), password: text }, closed)) },
  closed
)
