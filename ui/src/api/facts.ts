/** The page of one number, address, handle, name or place. */
import { useQuery } from '@tanstack/react-query'
import type { FactPage } from '../../../src/contract/desk/facts.ts'
import { read } from './http.ts'

/** `kind` may be `any`: the server tells which kind the value is. */
export function useFactPage(kind: string, value: string) {
  return useQuery({
    queryKey: ['fact', kind, value],
    queryFn: ({ signal }) =>
      read<FactPage>(`/api/facts/${encodeURIComponent(kind)}/${encodeURIComponent(value)}`, {}, signal),
    enabled: value !== ''
  })
}
