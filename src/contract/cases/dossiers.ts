/** Dossiers of a case: what leaves before it leaves, asking for one, those that were made, and the template of the document in words. */
import Type from 'typebox'
import { closed, flag, int32, maybeText, oneOf, orNull, reason, text, whole, wholes, type Shape } from '../fields.ts'
import { LeftBehind } from '../partners/handling.ts'
import { CaseParameter } from './cases.ts'

/** Names, numbers or other writings to be left out: each becomes a key, `[K1]` for the first. */
const names = Type.Array(Type.String({ minLength: 2, maxLength: 200 }), { maxItems: 500 })

/** POST /api/cases/{id}/dossier/preview */
export const DossierPreviewBody = Type.Object(
  {
    unconfirmed: Type.Optional(flag),
    names: Type.Optional(names),
    tasks: Type.Optional(flag),
    searches: Type.Optional(flag),
    reason: Type.Optional(reason)
  },
  closed
)
export type DossierPreviewBody = Shape<typeof DossierPreviewBody>

/** What a dossier would hold if it were asked for now. */
export const DossierPreview = Type.Object(
  {
    items: Type.Array(Type.Object({ no: whole, kind: text, title: text, confirmed: flag, digest: text }, closed)),
    /** Items that nobody confirmed, which stay. */
    leftOut: whole,
    /** Items that their handling codes keep back, by code. */
    behind: LeftBehind,
    adverts: whole,
    captures: Type.Object({ open: whole, sealed: whole, erased: whole }, closed),
    facts: whole,
    /** Entries of the ledger that go along. */
    custody: whole,
    against: whole,
    /** Those that go along, where they are asked for. */
    tasks: whole,
    searches: whole,
    /** People whose account names stand in it. */
    people: Type.Array(text),
    /** Adverts of sources that the mandate does not cover: as long as there are any, nothing is made. */
    outside: wholes,
    /** In how many places each name stands, in the order in which they were given. */
    names: Type.Array(Type.Object({ key: text, places: whole }, closed))
  },
  closed
)
export type DossierPreview = Shape<typeof DossierPreview>

/** POST /api/cases/{id}/dossier {reason} */
export const DossierBody = Type.Object(
  {
    reason,
    language: Type.Optional(oneOf(['nl', 'en'])),
    unconfirmed: Type.Optional(flag),
    names: Type.Optional(names),
    /** The tasks of the case go along. */
    tasks: Type.Optional(flag),
    /** What was searched goes along, with what result. */
    searches: Type.Optional(flag)
  },
  closed
)
export type DossierBody = Shape<typeof DossierBody>

/** The job that makes it: GET /api/jobs/{job} says how far it is. */
export const DossierAsked = Type.Object({ job: text }, closed)
export type DossierAsked = Shape<typeof DossierAsked>

const Dossier = Type.Object(
  {
    no: whole,
    by: text,
    at: text,
    items: whole,
    unconfirmed: flag,
    redacted: flag,
    bytes: whole,
    /** SHA-256 of the package, in hex: what a receiver compares. */
    digest: text,
    /** That of the dossier before it; null for the first. */
    follows: maybeText
  },
  closed
)

/** GET /api/cases/{id}/dossiers: the newest first; and the fingerprint of the key that signs them, null while there is none. */
export const DossierList = Type.Object({ dossiers: Type.Array(Dossier), fingerprint: maybeText }, closed)
export type DossierList = Shape<typeof DossierList>

export const DossierParameters = Type.Object({ id: CaseParameter.properties.id, no: int32 }, closed)

/** GET /api/cases/{id}/dossiers/{no}/keys: which name stands under which key. */
export const DossierKeys = Type.Object({ keys: Type.Array(Type.Object({ key: text, name: text }, closed)) }, closed)
export type DossierKeys = Shape<typeof DossierKeys>

/** PUT /api/dossier-template: a DOCX in base64; null goes back to the one that comes with Baken. */
export const TemplateBody = Type.Object({ docx: orNull(Type.String({ maxLength: 3_000_000 })), reason }, closed)
export type TemplateBody = Shape<typeof TemplateBody>

export const TemplateQuery = Type.Object({ language: Type.Optional(oneOf(['nl', 'en'])) }, closed)
