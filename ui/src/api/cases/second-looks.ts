/** Second looks at dismissed signals. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { SecondLook, SecondLookBody, SecondLookList } from '../../../../src/contract/desk/second-looks.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function useSecondLooks() {
  return useQuery({
    queryKey: ['signals', 'second-looks'],
    queryFn: ({ signal }) => read<SecondLookList>('/api/second-looks', {}, signal)
  })
}

export function useTakeSecondLook() {
  return useMutation({
    mutationFn: ({ signal, ...body }: SecondLookBody & { readonly signal: number }) =>
      send<SecondLook>('POST', `/api/second-looks/${signal}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['signals', 'second-looks'] })
  })
}
