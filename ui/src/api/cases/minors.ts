/** Files of minors of the reader, one of them with the acts in it, and the expert group. They stand below the cases in the cache: what changes a file is told as a change of cases. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  AdviceBody,
  ExpertQuestion,
  ExpertQuestions,
  Knowledge,
  KnowledgeBody,
  KnowledgePage
} from '../../../../src/contract/minors/experts.ts'
import type { MinorFile, MinorList, MinorNames, OpenMinorBody } from '../../../../src/contract/minors/minors.ts'
import { client } from '../client.ts'
import { minorCountsKey } from '../home.ts'
import { read, send } from '../http.ts'

const list = ['cases', 'minors']
const questions = ['cases', 'expert-questions']

export function useMinors() {
  return useQuery({
    queryKey: list,
    queryFn: async ({ signal }) => (await read<MinorList>('/api/minors', {}, signal)).files
  })
}

export function useMinor(id: string) {
  return useQuery({
    queryKey: [...list, id],
    queryFn: ({ signal }) => read<MinorFile>(`/api/minors/${encodeURIComponent(id)}`, {}, signal)
  })
}

/** Takes what an act answered for what is there, without reading it once more; lists beside it are read again. */
function taken(file: MinorFile): void {
  client.setQueryData([...list, file.id], file)
  for (const queryKey of [list, minorCountsKey, questions]) void client.invalidateQueries({ queryKey, exact: true })
}

export function useOpenMinor() {
  return useMutation({
    mutationFn: (body: OpenMinorBody) => send<MinorFile>('POST', '/api/minors', body),
    onSuccess: taken
  })
}

/** An act in a file: `safe`, `steps/care/do`, `papers/3/approve` …, with what goes along. */
export function useMinorAct(id: string) {
  return useMutation({
    mutationFn: ({ act, body }: { readonly act: string; readonly body: object }) =>
      send<MinorFile>('POST', `/api/minors/${encodeURIComponent(id)}/${act}`, body),
    onSuccess: taken,
    // Somebody else may have been first: what stands there now is read.
    onError: () => client.invalidateQueries({ queryKey: [...list, id] })
  })
}

/** What the child is called: one look, with its reason, which the file keeps. The answer stays out of the cache. */
export function useMinorNames(id: string) {
  return useMutation({
    mutationFn: (reason: string) => send<MinorNames>('POST', `/api/minors/${encodeURIComponent(id)}/names`, { reason }),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: [...list, id] })
  })
}

export function useExpertQuestions() {
  return useQuery({
    queryKey: questions,
    queryFn: async ({ signal }) => (await read<ExpertQuestions>('/api/expert-questions', {}, signal)).questions
  })
}

export function useAdvise(key: string) {
  return useMutation({
    mutationFn: (body: AdviceBody) =>
      send<ExpertQuestion>('POST', `/api/expert-questions/${encodeURIComponent(key)}/advice`, body),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: questions })
      await client.invalidateQueries({ queryKey: minorCountsKey })
    }
  })
}

export function useKnowledge() {
  return useQuery({
    queryKey: ['knowledge'],
    queryFn: async ({ signal }) => (await read<Knowledge>('/api/knowledge', {}, signal)).pages
  })
}

export function useWriteKnowledge() {
  return useMutation({
    mutationFn: (body: KnowledgeBody) => send<KnowledgePage>('POST', '/api/knowledge', body),
    onSettled: () => client.invalidateQueries({ queryKey: ['knowledge'] })
  })
}
