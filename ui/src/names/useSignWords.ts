/** The words of signs that a report names by their ids, in the language of the reader. */
import { useSignList } from '../api/reports.ts'
import { useOwnWords } from './useOwnWords.ts'

/** By id, over every list; empty until the lists have come. */
export function useSignWords(): ReadonlyMap<string, string> {
  const words = useOwnWords()
  const lists = [useSignList('official'), useSignList('minors'), useSignList('criminal'), useSignList('labour')]
  return new Map(
    lists
      .flatMap(({ data }) => data?.headings ?? [])
      .flatMap(({ groups }) => groups)
      .flatMap(({ signs }) => signs.map((sign) => [sign.id, words(sign)] as const))
  )
}
