/** Published figures: the series, and files of them that a coordinator takes in. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  FigureFileAnswer,
  FigureFileBody,
  FigureList,
  FigureNote,
  FigureNoteBody,
  FigurePage
} from '../../../../src/contract/figures/figures.ts'
import type { CategoryFigures, ChainFigures } from '../../../../src/contract/figures/chain.ts'
import type { FigureTables, PublishedTable } from '../../../../src/contract/figures/figure-tables.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function useFigures() {
  return useQuery({
    queryKey: ['figures'],
    queryFn: ({ signal }) => read<FigureList>('/api/figures', {}, signal)
  })
}

/** Null: no series is chosen yet. */
export function useFigureSeries(series: string | null) {
  return useQuery({
    queryKey: ['figures', series],
    queryFn: ({ signal }) => read<FigurePage>(`/api/figures/${series ?? ''}`, {}, signal),
    enabled: series !== null
  })
}

export function useFigureTables() {
  return useQuery({
    queryKey: ['figures', 'tables'],
    queryFn: ({ signal }) => read<FigureTables>('/api/figure-tables', {}, signal)
  })
}

/** Null: there is none. */
export function useFigureTable(id: number | null) {
  return useQuery({
    queryKey: ['figures', 'table', id],
    queryFn: ({ signal }) => read<PublishedTable>(`/api/figure-tables/${id ?? 0}`, {}, signal),
    enabled: id !== null
  })
}

export function useChainFigures() {
  return useQuery({
    queryKey: ['figures', 'chain'],
    queryFn: ({ signal }) => read<ChainFigures>('/api/chain-figures', {}, signal)
  })
}

export function useCategoryFigures() {
  return useQuery({
    queryKey: ['figures', 'categories'],
    queryFn: ({ signal }) => read<CategoryFigures>('/api/category-figures', {}, signal)
  })
}

export function useWriteNote() {
  return useMutation({
    mutationFn: ({ figure, body }: { readonly figure: number; readonly body: FigureNoteBody }) =>
      send<FigureNote>('POST', `/api/figure-notes/${figure}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['figures'] })
  })
}

export function useTakeInFigures() {
  return useMutation({
    mutationFn: (body: FigureFileBody) => send<FigureFileAnswer>('POST', '/api/figure-files', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['figures'] })
  })
}
