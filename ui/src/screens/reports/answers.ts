/** The answers that the form and the desk offer, in the order of the screen; the contract says which there are. */
import type { RefuseReason, ReportContent } from '../../../../src/model/report.ts'

export const reportForms = [
  'labour',
  'sexual',
  'criminal',
  'other',
  'unknown'
] as const satisfies readonly ReportContent['form'][]
export const personRoles = [
  'victim',
  'suspect',
  'witness',
  'other'
] as const satisfies readonly (keyof ReportContent['persons'])[]
export const minorAnswers = ['no', 'doubt', 'yes', 'unknown'] as const satisfies readonly ReportContent['minor'][]
export const refuseReasons = [
  'too-little',
  'not-trafficking',
  'elsewhere',
  'informant'
] as const satisfies readonly RefuseReason[]
