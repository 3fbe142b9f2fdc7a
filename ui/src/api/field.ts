/** What officers and partners use: the list of signs, and how a number is read. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Signs, TypedReading } from '../../../src/contract/desk/signs.ts'
import { client } from './client.ts'
import { read } from './http.ts'

export function useSigns() {
  return useQuery({
    queryKey: ['signs'],
    queryFn: ({ signal }) => read<Signs>('/api/signs', {}, signal),
    staleTime: Infinity
  })
}

/** Asked for by hand: it is an act. */
export function useReading() {
  return useMutation({
    mutationFn: (value: string) => read<TypedReading>(`/api/readings/${encodeURIComponent(value)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['home'] })
  })
}
