/** Dossiers of a case and the jobs that make them. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  DossierAsked,
  DossierBody,
  DossierKeys,
  DossierList,
  DossierPreview,
  TemplateBody
} from '../../../../src/contract/cases/dossiers.ts'
import type { Job, JobList } from '../../../../src/contract/cases/jobs.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

const of = (id: string): string => `/api/cases/${encodeURIComponent(id)}`

export function useDossiers(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'dossiers'],
    queryFn: ({ signal }) => read<DossierList>(`${of(id)}/dossiers`, {}, signal)
  })
}

/** My jobs; asked again each second while one of them has not ended, and the dossiers of the case with the last. */
export function useJobs(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'jobs'],
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<JobList>(['cases', id, 'jobs'])
      const now = await read<JobList>('/api/jobs', {}, signal)
      if (before !== undefined && going(before) > going(now))
        await client.invalidateQueries({ queryKey: ['cases', id, 'dossiers'] })
      return now
    },
    refetchInterval: (query) => (query.state.data !== undefined && going(query.state.data) > 0 ? 1_000 : false)
  })
}

function going({ jobs }: JobList): number {
  return jobs.filter((job) => job.endedAt === null).length
}

export function useDossierPreview(id: string, body: Pick<DossierBody, 'unconfirmed' | 'names' | 'tasks' | 'searches'>) {
  return useQuery({
    queryKey: ['cases', id, 'dossier-preview', body],
    queryFn: () => send<DossierPreview>('POST', `${of(id)}/dossier/preview`, body),
    placeholderData: (before) => before
  })
}

/** Each look is in the ledger: nothing is kept, and nothing is asked again by itself. */
export function useDossierKeys(id: string, no: number) {
  return useQuery({
    queryKey: ['dossier-keys', id, no],
    queryFn: async ({ signal }) => (await read<DossierKeys>(`${of(id)}/dossiers/${no}/keys`, {}, signal)).keys,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY
  })
}

export function useTakeTemplate() {
  return useMutation({ mutationFn: (body: TemplateBody) => send('PUT', '/api/dossier-template', body) })
}

export function useDossierAsk(id: string) {
  return useMutation({
    mutationFn: (body: DossierBody) => send<DossierAsked>('POST', `${of(id)}/dossier`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases', id, 'jobs'] })
  })
}

export function useCancelJob(id: string) {
  return useMutation({
    mutationFn: (job: string) => send<Job>('POST', `/api/jobs/${job}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases', id, 'jobs'] })
  })
}
