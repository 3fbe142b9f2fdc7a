/** A report as it is stored, and what of its state its sender may see. */
import type { ReportState, SenderState } from '../../model/report.ts'

export interface StoredReport {
  readonly no: number
  readonly id: string
  readonly mandate_id: string
  readonly by: string
  readonly key: string
  readonly state: ReportState
  readonly minor: boolean
  readonly danger: boolean
  readonly urgent: boolean
  readonly revision: number
  readonly made_at: string
  readonly sent_at: string | null
  readonly read_by: string | null
  readonly answer_by: string | null
  readonly decided_at: string | null
  readonly signal_id: number | null
  readonly network_id: number | null
  readonly kek: string
  readonly wrapped: Buffer
}

/** Linked, kept and refused are one state to the sender: they would tell whether something was known. */
export function senderState(state: ReportState): SenderState {
  return state === 'linked' || state === 'kept' || state === 'refused' ? 'answered' : state
}
