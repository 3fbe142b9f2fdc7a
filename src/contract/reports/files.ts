/** Files with a report: announced with their digest, brought part by part, and seen as copies. */
import Type from 'typebox'
import { fileCopies, fileLimits, fileRefusals, fileStates } from '../../model/report-file.ts'
import { closed, flag, maybeText, oneOf, orNull, text, whole, type Shape } from '../fields.ts'

const reportId = Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' })
const fileId = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

export const ReportFile = Type.Object(
  {
    id: text,
    /** Null: erased. */
    name: maybeText,
    /** Hex, of the original. */
    sha256: maybeText,
    state: oneOf(fileStates),
    /** Why it was not taken in. */
    why: orNull(oneOf(fileRefusals)),
    bytes: whole,
    /** How many of its bytes are here: where to go on. */
    received: whole,
    /** By its content; null until all of it is here. */
    media: maybeText,
    /** A picture that can be looked at: first `blurred`, then `shown`. */
    shown: flag
  },
  closed
)
export type ReportFile = Shape<typeof ReportFile>

/** POST /api/reports/{id}/files. Announced again under the same key it is the same file, and `received` says where to go on. */
export const FileBody = Type.Object(
  {
    key: Type.String({ pattern: '^[A-Za-z0-9_-]{8,100}$' }),
    name: Type.String({ maxLength: 1_000 }),
    bytes: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' })
  },
  closed
)
export type FileBody = Shape<typeof FileBody>

export const FilesParameter = Type.Object({ id: reportId }, closed)
export const FileParameters = Type.Object({ id: reportId, file: fileId }, closed)
export const FileCopyParameters = Type.Object({ id: reportId, file: fileId, copy: oneOf(fileCopies) }, closed)

/** POST /api/reports/{id}/files/{file}: the bytes from `at` on, in base64; what is here already is left as it is. */
export const FilePartBody = Type.Object(
  {
    at: Type.Integer({ minimum: 0, maximum: fileLimits.bytes }),
    data: Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: Math.ceil(fileLimits.partBytes / 3) * 4 })
  },
  closed
)
export type FilePartBody = Shape<typeof FilePartBody>
