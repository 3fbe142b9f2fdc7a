/** Referrals that were sent to me and those of my cases, what went along, and the acts on them. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Referral, ReferralContent, ReferralList } from '../../../../src/contract/cases/referrals.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function useReferrals() {
  return useQuery({
    queryKey: ['cases', 'referrals'],
    queryFn: ({ signal }) => read<ReferralList>('/api/referrals', {}, signal)
  })
}

export function useReferral(key: string) {
  return useQuery({
    queryKey: ['cases', 'referrals', key],
    queryFn: ({ signal }) => read<ReferralContent>(`/api/referrals/${key}`, {}, signal)
  })
}

/** `accept`, `refuse`, `confirm`, `return`, `revoke`, `ask`, `answer`, `decide`, `non-punishment`, with what goes along. */
export function useReferralAct(key: string) {
  return useMutation({
    mutationFn: ({ act, body }: { readonly act: string; readonly body: object }) =>
      send<Referral>('POST', `/api/referrals/${key}/${act}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] })
  })
}
