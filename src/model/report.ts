/** A report: what an officer or partner saw, its states, and the terms within which it is read and answered. */

export const reportStates = ['draft', 'sent', 'read', 'linked', 'kept', 'refused'] as const
export type ReportState = (typeof reportStates)[number]

/** What the sender sees of it: whether it was linked or kept would tell whether something was known. */
export type SenderState = 'draft' | 'sent' | 'read' | 'answered'

export const reportForms = ['sexual', 'labour', 'criminal', 'other', 'unknown'] as const
export const personRoles = ['victim', 'suspect', 'witness', 'other'] as const
/** `yes` and `doubt` go to those who work for minors. */
export const minorAnswers = ['yes', 'doubt', 'no', 'unknown'] as const

/** Acts of the desk. `minor`: marked as a possible minor; `adult`: a coordinator says that nobody under age is in it. */
export const reportActs = ['read', 'link', 'keep', 'refuse', 'answer', 'minor', 'adult', 'notice'] as const
export type ReportAct = (typeof reportActs)[number]

/** Why a report is refused. `informant`: belongs to those who work with informants (Wpg, article 12). */
export const refuseReasons = ['informant', 'not-trafficking', 'too-little', 'elsewhere'] as const
export type RefuseReason = (typeof refuseReasons)[number]

/** What the sender is told, in words of the interface. A link and a keeping tell the same. */
export const toldCodes = ['taken-along', 'informant', 'not-taken', 'answered'] as const
export type ToldCode = (typeof toldCodes)[number]

export const statusCodes = ['draft', 'sent', 'read', 'answered'] as const

/** What is sealed of one version. Null and absent: not asked or not answered; every question may be answered with "unknown". */
export interface ReportContent {
  readonly what: string | null
  readonly place: string | null
  /** WGS 84, with the accuracy in metres. */
  readonly position: { readonly lat: number; readonly lon: number; readonly metres: number } | null
  /** As the sender gave it: a day, a time, or words. */
  readonly when: string | null
  readonly form: (typeof reportForms)[number] | null
  readonly persons: Readonly<Partial<Record<(typeof personRoles)[number], number | null>>>
  /** Ids of the lists of signs. */
  readonly signs: readonly string[]
  readonly minor: (typeof minorAnswers)[number] | null
  /** `kind value` of what was read wrongly in the text. */
  readonly misread: readonly string[]
}

/** Terms: urgent or with direct danger within an hour, others by the end of the second day; each is answered by the end of the fourteenth. */
export const reportTerms = { urgentReadMinutes: 60, readDays: 2, answerDays: 14 } as const

/** Kept and linked reports: a year from the decision on (Wpg, article 8). Refused ones and untouched drafts: the term of their mandate. */
export const reportRetention = { keptDays: 365 } as const

/** The number to call in direct danger. */
export const emergencyNumber = '112'
