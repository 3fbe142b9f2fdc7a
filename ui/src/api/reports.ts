/** Reports: sending them, following them, and what the desk does with them. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  ReadFacts,
  Report,
  ReportActBody,
  ReportBody,
  ReportForm,
  ReportReceipt,
  Reports,
  ReportStatus
} from '../../../src/contract/reports/reports.ts'
import type { PersonBody } from '../../../src/contract/reports/persons.ts'
import type { FileBody, FilePartBody, ReportFile } from '../../../src/contract/reports/files.ts'
import type { Signs, SignList } from '../../../src/contract/desk/signs.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useReports(state: string | null) {
  return useQuery({
    queryKey: ['reports', state],
    queryFn: ({ signal }) => read<Reports>('/api/reports', { state, mine: state === null }, signal),
    select: ({ reports }) => reports
  })
}

export function useReport(id: string) {
  return useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => read<Report>(`/api/reports/${id}`, {}, signal)
  })
}

/** Sends under the key in the body: the server knows it again. Rejects with a Refusal. */
export async function sendReport(body: ReportBody): Promise<ReportReceipt> {
  const receipt = await send<ReportReceipt>('POST', '/api/reports', body)
  void client.invalidateQueries({ queryKey: ['reports'] })
  void client.invalidateQueries({ queryKey: ['report', receipt.id] })
  return receipt
}

/** Announces a file of a report; again it says how much of it is there. */
export function announceFile(report: string, body: FileBody): Promise<ReportFile> {
  return send('POST', `/api/reports/${report}/files`, body)
}

export async function bringPart(report: string, file: string, body: FilePartBody): Promise<ReportFile> {
  const there = await send<ReportFile>('POST', `/api/reports/${report}/files/${file}`, body)
  if (there.state !== 'coming') void client.invalidateQueries({ queryKey: ['report', report] })
  return there
}

export interface ReportActAsked extends ReportActBody {
  readonly id: string
  readonly act: string
}

/** Null: the report is no longer this person's to see. */
export function useReportAct() {
  return useMutation({
    mutationFn: ({ id, act, ...body }: ReportActAsked) =>
      send<Report | null>('POST', `/api/reports/${id}/${act}`, body),
    onSuccess: (report, { id }) => {
      if (report !== null) client.setQueryData(['report', id], report)
      void client.invalidateQueries({ queryKey: ['reports'] })
      void client.invalidateQueries({ queryKey: ['counts'] })
    }
  })
}

export type PersonAsked = { readonly id: string } & (
  | PersonBody
  | { readonly no: number; readonly act: string; readonly reason: string }
)

/** Counts somebody whom a report is about, or says something of one who was counted. */
export function usePersonAct() {
  return useMutation({
    mutationFn: ({ id, ...asked }: PersonAsked) =>
      'act' in asked
        ? send<Report>('POST', `/api/reports/${id}/persons/${asked.no}/${asked.act}`, { reason: asked.reason })
        : send<Report>('POST', `/api/reports/${id}/persons`, asked),
    onSuccess: (report, { id }) => {
      client.setQueryData(['report', id], report)
      void client.invalidateQueries({ queryKey: ['report'] })
      void client.invalidateQueries({ queryKey: ['figures'] })
    }
  })
}

/** What is read in words that are being written; without a network nothing is shown. */
export function useReadFacts(text: string) {
  return useQuery({
    queryKey: ['report-facts', text],
    queryFn: () => send<ReadFacts>('POST', '/api/report-readings', { text }),
    enabled: text.trim() !== '',
    select: ({ facts }) => facts,
    retry: false
  })
}

const formName = 'baken.report-form'

/** What the form needs; what was read last stands in where there is no network. */
export function useReportForm(): ReportForm | null {
  const { data } = useQuery({
    queryKey: ['report-form'],
    queryFn: async ({ signal }) => {
      const form = await read<ReportForm>('/api/report-form', {}, signal)
      keep(JSON.stringify(form))
      return form
    },
    staleTime: Infinity,
    retry: false
  })
  return data ?? kept()
}

function keep(text: string): void {
  try {
    localStorage.setItem(formName, text)
  } catch {
    // It is read again the next time.
  }
}

function kept(): ReportForm | null {
  try {
    return JSON.parse(localStorage.getItem(formName) ?? 'null') as ReportForm | null
  } catch {
    return null
  }
}

export function useSignList(list: SignList | null) {
  return useQuery({
    queryKey: ['signs', list],
    queryFn: ({ signal }) => read<Signs>('/api/signs', { list }, signal),
    enabled: list !== null,
    staleTime: Infinity,
    gcTime: Infinity
  })
}

export function useReportStatus() {
  return useMutation({ mutationFn: (code: string) => send<ReportStatus>('POST', '/api/report-status', { code }) })
}
