/** What operators see of the store that closed segments of the evidence go to. */
import Type from 'typebox'
import { closed, flag, maybeText, maybeWhole, oneOf, orNull, text, whole, type Shape } from '../fields.ts'

/** GET /api/evidence-store: as the newest round left it; the store is not asked. */
export const EvidenceStore = Type.Object(
  {
    /** `none`: no evidence.yaml. `refused`: it cannot be read, and nothing goes anywhere. `new`: no round was made yet. */
    state: oneOf(['none', 'refused', 'new', 'well', 'fails']),
    /** Folder or address, never with a secret; null without one. */
    place: maybeText,
    /** It refuses by itself to delete what is locked. */
    locks: flag,
    /** Segments it has, of which so many are held because somebody relies on a capture in them. */
    objects: whole,
    bytes: whole,
    held: whole,
    /** Closed segments that it has not got. */
    waiting: whole,
    waitingBytes: whole,
    doneAt: maybeText,
    fails: whole,
    failedSince: maybeText,
    cause: maybeText,
    nextAt: maybeText,
    /** Segments whose file is on this machine, what they take, and the room of that disk; null where the folder cannot be read. */
    here: orNull(
      Type.Object({ segments: whole, bytes: whole, limit: maybeWhole, freeBytes: whole, diskBytes: whole }, closed)
    ),
    /** Stores that evidence.yaml names no more and that have segments still. */
    others: Type.Array(Type.Object({ place: text, objects: whole, bytes: whole }, closed))
  },
  closed
)
export type EvidenceStore = Shape<typeof EvidenceStore>
