/** Handling codes of what a case holds and of reports: who may be told, what may be done with it, and what stays behind with every receiver. */
import Type from 'typebox'
import { papCodes, receivers, tlpCodes } from '../../model/partners/handling.ts'
import { closed, maybeText, oneOf, orNull, reason, text, whole, type Shape } from '../fields.ts'

const codes = { tlp: orNull(oneOf(tlpCodes)), pap: orNull(oneOf(papCodes)) }

/** How many things stay behind under which code, such as `TLP:RED`; nothing of what they are. */
export const LeftBehind = Type.Array(Type.Object({ code: text, count: whole }, closed))

/** GET and POST /api/reports/{id}/handling, and each thing of a case: `by` and `at` are null as long as nobody gave it any. */
export const Handled = Type.Object({ about: text, ...codes, by: maybeText, at: maybeText }, closed)
export type Handled = Shape<typeof Handled>

/** GET /api/cases/{id}/handling: items, dossiers and disclosures, with what each receiver does not get of the items. */
export const CaseHandling = Type.Object(
  {
    codes: Type.Array(Handled),
    staysBehind: Type.Array(Type.Object({ receiver: oneOf(receivers), items: LeftBehind }, closed))
  },
  closed
)
export type CaseHandling = Shape<typeof CaseHandling>

/** POST /api/cases/{id}/handling: `about` is `item:NO`, `dossier:NO` or `disclosure:KEY`. Both null takes a code away. */
export const HandlingBody = Type.Object(
  {
    about: Type.String({ pattern: '^(item:[1-9]|dossier:[1-9]|disclosure:[0-9a-f])', maxLength: 64 }),
    ...codes,
    reason
  },
  closed
)
export type HandlingBody = Shape<typeof HandlingBody>

/** POST /api/reports/{id}/handling */
export const ReportHandlingBody = Type.Object({ ...codes, reason }, closed)
export type ReportHandlingBody = Shape<typeof ReportHandlingBody>
