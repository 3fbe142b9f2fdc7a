/** Partner organisations with their decisions, what cases disclosed, and what was disclosed to the reader. They stand below the cases in the cache: what changes them is told as a change of cases. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  AgreementBody,
  AnswerBody,
  CaseDisclosures,
  MyDisclosures,
  Partner,
  PartnerBody,
  Partners,
  Shared
} from '../../../../src/contract/partners/partners.ts'
import type { CaseConferences, MyConferences } from '../../../../src/contract/partners/conferences.ts'
import type { Peers } from '../../../../src/contract/partners/peers.ts'
import type { CaseHandling } from '../../../../src/contract/partners/handling.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export type Told = MyDisclosures['disclosures'][number]

const partnersKey = ['cases', 'partners']
const again = (): Promise<void> => client.invalidateQueries({ queryKey: partnersKey })

export function usePartners() {
  return useQuery({ queryKey: partnersKey, queryFn: ({ signal }) => read<Partners>('/api/partners', {}, signal) })
}

export function useAddPartner() {
  return useMutation({
    mutationFn: (body: PartnerBody) => send<Partner>('POST', '/api/partners', body),
    onSettled: again
  })
}

export function useProposeAgreement(partner: string) {
  return useMutation({
    mutationFn: (body: AgreementBody) =>
      send<Partner>('POST', `/api/partners/${encodeURIComponent(partner)}/agreements`, body),
    onSettled: again
  })
}

/** `confirm`, `refuse` or `withdraw`, with its reason. */
export function useDecideAgreement(key: string) {
  return useMutation({
    mutationFn: ({ act, reason }: { readonly act: string; readonly reason: string }) =>
      send<Partner>('POST', `/api/agreements/${encodeURIComponent(key)}/${act}`, { reason }),
    onSettled: again
  })
}

export function useCaseDisclosures(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'disclosures'],
    queryFn: async ({ signal }) =>
      (await read<CaseDisclosures>(`/api/cases/${encodeURIComponent(id)}/disclosures`, {}, signal)).disclosures
  })
}

export function useCaseHandling(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'handling'],
    queryFn: ({ signal }) => read<CaseHandling>(`/api/cases/${encodeURIComponent(id)}/handling`, {}, signal)
  })
}

export function useCaseConferences(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'conferences'],
    queryFn: async ({ signal }) =>
      (await read<CaseConferences>(`/api/cases/${encodeURIComponent(id)}/conferences`, {}, signal)).conferences
  })
}

/** Of a partner, or of somebody who works in cases. */
export function useMyConferences(partner: boolean, enabled: boolean) {
  return useQuery({
    queryKey: ['disclosures', 'conferences', partner],
    queryFn: async ({ signal }) =>
      (await read<MyConferences>(partner ? '/api/partner-conferences' : '/api/conferences', {}, signal)).conferences,
    enabled
  })
}

export function usePeers() {
  return useQuery({
    queryKey: ['cases', 'peers'],
    queryFn: ({ signal }) => read<Peers>('/api/peers', {}, signal)
  })
}

export function useMyDisclosures(enabled: boolean) {
  return useQuery({
    queryKey: ['disclosures'],
    queryFn: ({ signal }) => read<MyDisclosures>('/api/disclosures', {}, signal),
    enabled
  })
}

export function useAnswerDisclosure(key: string) {
  return useMutation({
    mutationFn: (body: AnswerBody) => send<Told>('POST', `/api/disclosures/${encodeURIComponent(key)}/answer`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['disclosures'] })
  })
}

export function useMyDisclosure(key: string, enabled: boolean) {
  return useQuery({
    queryKey: ['disclosures', key],
    queryFn: ({ signal }) =>
      read<Told & { readonly shared: Shared }>(`/api/disclosures/${encodeURIComponent(key)}`, {}, signal),
    enabled
  })
}
