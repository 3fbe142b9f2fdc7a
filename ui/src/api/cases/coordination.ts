/** The order of proposals, and the sheets of a month. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type {
  OrderMoves,
  ProposalOrder,
  ProposalOrderBody,
  Sheet,
  Sheets
} from '../../../../src/contract/cases/coordination.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export type OrderRule = ProposalOrder['rules'][number]

export function useProposalOrder() {
  return useQuery({
    queryKey: ['proposals', 'order'],
    queryFn: ({ signal }) => read<ProposalOrder>('/api/proposal-order', {}, signal)
  })
}

export function useOrderMoves(rules: readonly OrderRule[]) {
  return useQuery({
    queryKey: ['proposals', 'moves', ...rules],
    queryFn: async ({ signal }) =>
      (await read<OrderMoves>('/api/proposal-order/moves', { rules: rules.join('.') }, signal)).moves,
    enabled: rules.length > 0,
    placeholderData: keepPreviousData
  })
}

export function useSetOrder() {
  return useMutation({
    mutationFn: (body: ProposalOrderBody) => send<ProposalOrder>('POST', '/api/proposal-order', body),
    onSettled: () => client.invalidateQueries({ queryKey: ['proposals'] })
  })
}

export function useSheets() {
  return useQuery({
    queryKey: ['sheets'],
    queryFn: async ({ signal }) => (await read<Sheets>('/api/sheets', {}, signal)).sheets
  })
}

export function useSheet(id: number) {
  return useQuery({
    queryKey: ['sheets', id],
    queryFn: ({ signal }) => read<Sheet>(`/api/sheets/${id}`, {}, signal)
  })
}

export function useMakeSheet() {
  return useMutation({
    mutationFn: (month: string) => send<Sheet>('POST', '/api/sheets', { month }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sheets'] })
  })
}
