/** What a request at the desk comes to: done, or refused with a reason that the interface has words for. */
import { cleanText } from './sealed-words.ts'

export type Refusal =
  /** Does not exist, or is not yours to know of: the same answer for both. */
  | 'not-found'
  /** Somebody else changed it in between: read it again. */
  | 'changed'
  /** A second person must do this. */
  | 'second-person'
  /** Not possible in the state that it is in. */
  | 'wrong-state'
  /** A reason must be given. */
  | 'reason-missing'
  /** Assigned to somebody who may not work under this mandate. */
  | 'not-a-colleague'
  /** A day that must lie ahead does not, or is missing. */
  | 'day-wrong'
  /** No day on which somebody who lives may be born. */
  | 'birth-day-wrong'
  /** A report counts each person whom it is about once. */
  | 'counted-before'
  /** A member of this case without the right for it. */
  | 'no-right'
  /** The case is closed: it may be reopened. */
  | 'case-closed'
  /** The last day of the case is over: it may be moved. */
  | 'case-ended'
  /** A case of yours came of this proposal. */
  | 'opened-before'
  /** Who leads a case has a certificate that is valid. */
  | 'not-certified'
  /** The lead of a case is replaced by two persons, and not let go otherwise. */
  | 'lead-stays'
  /** What is in the case already is not pinned again as it stands. */
  | 'pinned-before'
  | 'asked-too-often'
  /** Nobody gets in touch with this person: a flag protects them. */
  | 'no-contact'
  /** Words of a task say to get in touch, and not that it is with another than who is protected. */
  | 'contact-words'
  /** A task to get in touch, or an order, names somebody who is in the case. */
  | 'subject-missing'
  /** The note of non-punishment stands until a prosecutor decides. */
  | 'flag-stays'
  /** Tasks are given to members of the case. */
  | 'not-a-member'
  /** The act needs an order (Sv 126g, 126i, 126j): there is none, it is over, or it names others. */
  | 'order-missing'
  | 'order-ended'
  | 'order-scope'
  /** An order for observing or gathering holds for three months at most. */
  | 'order-too-long'
  /** A dismissal with a code that stands in no list, a judgment without an ECLI. */
  | 'unknown-ground'
  | 'bad-ecli'
  /** A case holds at most so many of this. */
  | 'case-full'
  /** Something in it is of a source that the mandate does not cover. */
  | 'outside-mandate'
  /** The template of the document in words does not fit. */
  | 'template-refused'
  /** What a dossier states no longer stands in the text that it was read from. */
  | 'source-changed'
  /** A dossier that does not fit into one zip file. */
  | 'package-too-large'
  /** Weights of signs that are no set, or no other one: a sign that may not count, a step above its evidence, points out of bounds. */
  | 'rules-unfit'
  | 'bad-cursor'
  /** The search took longer than its limit: ask for less. */
  | 'too-expensive'
  | 'asked-before'
  /** This person asked as often as one may in a day. */
  | 'asked-enough'
  /** Nobody is there to turn to. */
  | 'nothing-known'
  /** No number, address or account stands in what a case holds. */
  | 'no-identifiers'
  | 'open-already'
  /** An earlier judgement says otherwise, directly or by way of others. */
  | 'contradicts'
  | 'sealed'
  /** Other adverts on the same page are not open. */
  | 'sealed-beside'
  /** What was captured is no page that could be drawn. */
  | 'no-page'
  | 'erased'
  /** What an informant said is not taken in as a report. */
  | 'informant-report'
  | 'empty-report'
  /** No mandate in force under which it could fall. */
  | 'no-ground'
  /** A sign that stands in no list. */
  | 'unknown-question'
  | 'unknown-sign'
  /** A link needs a signal or network that is there. */
  | 'nothing-to-link'
  /** A file of a report that is not taken in: by its name, its size, how many there are, or a list of what nobody may keep. */
  | 'file-name'
  | 'file-too-large'
  | 'too-many-files'
  | 'file-forbidden'
  /** Words to a sender name a person, number or case. */
  | 'answer-names'
  /** Evidence on disk is not what was written. */
  | 'damaged'
  /** In the file of a minor: nobody said whether the child is safe; nobody gets in touch with this contact; neither consent nor an override stands. */
  | 'safe-first'
  | 'contact-blocked'
  | 'consent-missing'
  /** Words that carry a picture. */
  | 'no-pictures'
  /** Words for others that name somebody. */
  | 'names-someone'
  /** Under five files: nothing is told of them. */
  | 'too-few'
  /** Of a table for publication every cell is hidden. */
  | 'all-hidden'
  /** As many synthetic tables of a week were published as the noise on them allows. */
  | 'noise-spent'
  /** Outside of what a written decision lets a partner be told, or its kind of partner ever. */
  | 'outside-agreement'
  /** Its handling code keeps it from leaving. */
  | 'handling-code'
  /** Steps that must be done and seen first. */
  | 'steps-open'

export interface Refused {
  readonly kind: 'refused'
  readonly reason: Refusal
  /** What else the one who is refused may know. */
  readonly detail?: Readonly<Record<string, string>>
}

export type Outcome<T> = { readonly kind: 'done'; readonly value: T } | Refused

export function refused(reason: Refusal): Refused {
  return { kind: 'refused', reason }
}

/** A refusal as the end of an act (`act`): nothing was done, so the ledger has nothing to tell. */
export function refusedAct(
  reason: Refusal,
  detail?: Readonly<Record<string, string>>
): { readonly result: Refused; readonly entry: null } {
  return { result: { ...refused(reason), ...(detail !== undefined && { detail }) }, entry: null }
}

/** The longest reason or note that is kept. */
export const reasonChars = 2_000

/** A reason as typed, trimmed and made safe to store (no NUL, no half characters); null when it says nothing. */
export function reasonGiven(text: string | undefined): string | null {
  // Cut between characters: half of one is refused where the ledger keeps the reason.
  const trimmed = cleanText(text ?? '')
    .slice(0, reasonChars)
    .replace(/[\ud800-\udbff]$/, '')
  return trimmed === '' ? null : trimmed
}
