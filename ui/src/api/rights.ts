/** Requests of persons about their data, and proportionality and bias, for auditors. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Bias } from '../../../src/contract/oversight/bias.ts'
import type { Proportionality } from '../../../src/contract/oversight/proportionality.ts'
import type { RightsBody, RightsList, RightsRequest } from '../../../src/contract/oversight/rights.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useRights() {
  return useQuery({
    queryKey: ['audit', 'rights'],
    queryFn: ({ signal }) => read<RightsList>('/api/audit/rights', {}, signal)
  })
}

export function useRegisterRights() {
  return useMutation({
    mutationFn: (body: RightsBody) => send<null>('POST', '/api/audit/rights', body),
    onSuccess: again
  })
}

interface Step {
  readonly id: number
  readonly act: RightsRequest['may'][number]
  readonly body: object
}

export function useStepRights() {
  return useMutation({
    mutationFn: ({ id, act, body }: Step) => send<null>('POST', `/api/audit/rights/${id}/${act}`, body),
    onSuccess: again
  })
}

export function useProportionality() {
  return useQuery({
    queryKey: ['audit', 'proportionality'],
    queryFn: ({ signal }) => read<Proportionality>('/api/audit/proportionality', {}, signal)
  })
}

export function useBias() {
  return useQuery({
    queryKey: ['audit', 'bias'],
    queryFn: ({ signal }) => read<Bias>('/api/audit/bias', {}, signal)
  })
}

const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['audit', 'rights'] })
