/** The versions of the rules of weighing: reading, trying, proposing and deciding. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  ProposeRulesBody,
  TriedRules,
  TryRulesBody,
  WeighRules
} from '../../../../src/contract/oversight/weigh-rules.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

const address = '/api/weigh-rules'

export type RuleStep = WeighRules['signs'][number]['now']['step']
export type Decision = 'adopt' | 'refuse' | 'withdraw'

export function rulesFile(version: number, form: 'csv' | 'json'): string {
  return `${address}/${version}/${form}`
}

export function useWeighRules() {
  return useQuery({ queryKey: ['weigh-rules'], queryFn: ({ signal }) => read<WeighRules>(address, {}, signal) })
}

export function useTryRules() {
  return useMutation({ mutationFn: (body: TryRulesBody) => send<TriedRules>('POST', `${address}/try`, body) })
}

export function useProposeRules() {
  return useMutation({
    mutationFn: (body: ProposeRulesBody) => send<WeighRules>('POST', address, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['weigh-rules'] })
  })
}

export function useDecideRules() {
  return useMutation({
    mutationFn: ({ version, decision, reason }: { version: number; decision: Decision; reason: string }) =>
      send<WeighRules>('POST', `${address}/${version}/${decision}`, { reason }),
    onSettled: () => client.invalidateQueries()
  })
}
