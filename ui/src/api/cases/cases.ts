/** Cases of the reader, one of them with what it holds, and the acts in it. */
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type {
  AccessRequestBody,
  Case,
  CaseBody,
  CaseItemContent,
  CaseList,
  CasePeople,
  CaseTimeline,
  CertificateBody,
  Certificates
} from '../../../../src/contract/cases/cases.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

const list = queryOptions({
  queryKey: ['cases'],
  queryFn: ({ signal }) => read<CaseList>('/api/cases', {}, signal)
})

export function useCases() {
  return useQuery({ ...list, select: ({ cases }) => cases })
}

/** Beside the cases, of one answer. */
export function useWorkload() {
  return useQuery({ ...list, select: ({ workload }) => workload })
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['cases', id],
    queryFn: ({ signal }) => read<Case>(`/api/cases/${encodeURIComponent(id)}`, {}, signal)
  })
}

export function useCaseTimeline(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'timeline'],
    queryFn: ({ signal }) => read<CaseTimeline>(`/api/cases/${encodeURIComponent(id)}/timeline`, {}, signal)
  })
}

export function useCaseItem(id: string, no: number) {
  return useQuery({
    queryKey: ['cases', id, 'items', no],
    queryFn: ({ signal }) => read<CaseItemContent>(`/api/cases/${encodeURIComponent(id)}/items/${no}`, {}, signal)
  })
}

export function useCasePeople() {
  return useQuery({
    queryKey: ['case-people'],
    queryFn: async ({ signal }) => (await read<CasePeople>('/api/case-people', {}, signal)).people
  })
}

export function useCertificates() {
  return useQuery({
    queryKey: ['certificates'],
    queryFn: ({ signal }) => read<Certificates>('/api/certificates', {}, signal)
  })
}

export function useOpenCase() {
  return useMutation({ mutationFn: (body: CaseBody) => send<Case>('POST', '/api/cases', body), onSettled: again })
}

/** An act in a case: `items`, `items/3/confirm`, `members`, `lead/confirm`, `close` …, with what goes along. */
export function useCaseAct(id: string) {
  return useMutation({
    mutationFn: ({ act, body }: { readonly act: string; readonly body: object }) =>
      send<Case>('POST', `/api/cases/${encodeURIComponent(id)}/${act}`, body),
    onSettled: again
  })
}

export function useAskAccess() {
  return useMutation({ mutationFn: (body: AccessRequestBody) => send<null>('POST', '/api/access-requests', body) })
}

export function useGiveCertificate() {
  return useMutation({
    mutationFn: (body: CertificateBody) => send<Certificates>('POST', '/api/certificates', body),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['certificates'] })
      await client.invalidateQueries({ queryKey: ['case-people'] })
    }
  })
}

const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['cases'] })
