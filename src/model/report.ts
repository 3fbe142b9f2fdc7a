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

export interface FormAnswer {
  readonly name: string
  readonly question: BothWords
  readonly value: string | number | readonly string[]
  /** The words of what was chosen, or what was written. */
  readonly says: BothWords
}

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
  /** To the questions that a form added, with the words in which they were asked. Absent: none was answered. */
  readonly answers?: readonly FormAnswer[]
  /** The version of the form that asked them. */
  readonly asked?: number
  /** `kind value` of what was read wrongly in the text. */
  readonly misread: readonly string[]
}

/** Terms: urgent or with direct danger within an hour, others by the end of the second day; each is answered by the end of the fourteenth. */
export const reportTerms = { urgentReadMinutes: 60, readDays: 2, answerDays: 14 } as const

/** Kept and linked reports: a year from the decision on (Wpg, article 8). Refused ones and untouched drafts: the term of their mandate. */
export const reportRetention = { keptDays: 365 } as const

/** The number to call in direct danger. */
export const emergencyNumber = '112'

// The form of a report as data: the words of its fixed questions, and those that people added by a spreadsheet (XLSForm).

export interface BothWords {
  readonly nl: string
  readonly en: string
}

/** `one` and `many`: of its choices; `day`: 2026-11-27; `note`: words without an answer. */
export const questionKinds = ['text', 'number', 'whole', 'day', 'one', 'many', 'note'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** One test on another answer: that it is, or is not, or holds, a value. */
export interface AskedWhen {
  readonly question: string
  readonly value: string
  readonly is: boolean
}

export interface FormQuestion {
  readonly name: string
  readonly kind: QuestionKind
  readonly label: BothWords
  readonly hint: BothWords | null
  /** The heading that it stands under. */
  readonly group: BothWords | null
  readonly choices: readonly { readonly name: string; readonly label: BothWords }[]
  /** Asked when every test of one of the rows holds; empty: always. */
  readonly when: readonly (readonly AskedWhen[])[]
}

export interface FormWords {
  readonly label: BothWords
  readonly hint: BothWords | null
}

export interface ReportFormDefinition {
  readonly title: BothWords
  /** By the name of a fixed question: only where they differ from those that come with Baken. */
  readonly words: Readonly<Record<string, FormWords>>
  readonly questions: readonly FormQuestion[]
}

export const formLimits = {
  questions: 300,
  choices: 5_000,
  labelChars: 1_000,
  answerChars: 4_000,
  chosen: 100
} as const
