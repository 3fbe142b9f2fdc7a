/** Routes of dossiers and of the jobs that make them: for members of the case, and jobs for who asked. */
import { Readable } from 'node:stream'
import {
  DossierAsked,
  DossierBody,
  DossierKeys,
  DossierList,
  DossierParameters,
  DossierPreview,
  DossierPreviewBody,
  TemplateBody,
  TemplateQuery
} from '../../../contract/cases/dossiers.ts'
import { CaseParameter } from '../../../contract/cases/cases.ts'
import { Job, JobList, JobParameter } from '../../../contract/cases/jobs.ts'
import { None } from '../../../contract/fields.ts'
import {
  askDossier,
  listDossiers,
  previewDossier,
  readDossier,
  readKeys,
  readTemplate,
  takeTemplate
} from '../../../desk/dossier/dossiers.ts'
import { cancelJob, listJobs, readJob } from '../../../desk/jobs/jobs.ts'
import { problem } from '../../problems.ts'
import { answerOf, done, route, type Route } from '../../route.ts'
import { deskOf } from './told.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const templateBodyBytes = 3_100_000

const jobRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/jobs',
    access: 'cases',
    summary: 'Jobs that I asked for, and how far they are',
    params: None,
    query: None,
    body: None,
    answer: JobList,
    run: async (context) => ({ status: 200, body: await listJobs(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/jobs/{id}',
    access: 'cases',
    summary: 'One job of mine',
    params: JobParameter,
    query: None,
    body: None,
    answer: Job,
    run: async (context, { params }) => answerOf(await readJob(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/jobs/{id}/cancel',
    access: 'cases',
    summary: 'Cancel a job of mine; nothing of it stays',
    params: JobParameter,
    query: None,
    body: None,
    answer: Job,
    run: async (context, { params }) => answerOf(await cancelJob(deskOf(context), params.id))
  })
]

const ofCases: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/cases/{id}/dossier/preview',
    access: 'cases',
    summary: 'What a dossier would hold, before anything leaves',
    params: CaseParameter,
    query: None,
    body: DossierPreviewBody,
    answer: DossierPreview,
    run: async (context, { params, body }) => answerOf(await previewDossier(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/dossier',
    access: 'cases',
    summary: 'Ask for a dossier of a case, which a job makes',
    params: CaseParameter,
    query: None,
    body: DossierBody,
    answer: DossierAsked,
    run: async (context, { params, body }) => answerOf(await askDossier(deskOf(context), params.id, body))
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/dossiers',
    access: 'cases',
    summary: 'Dossiers that were made of a case, each with its digest',
    params: CaseParameter,
    query: None,
    body: None,
    answer: DossierList,
    run: async (context, { params }) => answerOf(await listDossiers(deskOf(context), params.id))
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/dossiers/{no}',
    access: 'cases',
    summary: 'A dossier as the package that was made',
    params: DossierParameters,
    query: None,
    body: None,
    answer: 'application/zip',
    run: async (context, { params }) => {
      const outcome = await readDossier(deskOf(context), params.id, params.no)
      if (outcome.kind === 'refused') return problem(outcome.reason)
      const { bytes, digest, pieces } = outcome.value
      const headers = {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="dossier-${params.no}.zip"`,
        'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`
      }
      return { status: 200, body: Readable.from(pieces, { objectMode: false }), headers }
    }
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/dossiers/{no}/keys',
    access: 'cases',
    summary: 'Which name stands under which key in a dossier',
    params: DossierParameters,
    query: None,
    body: None,
    answer: DossierKeys,
    run: async (context, { params }) => answerOf(await readKeys(deskOf(context), params.id, params.no))
  })
]

const templates: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/dossier-template',
    access: 'cases',
    summary: 'The template of the document in words, as DOCX',
    params: None,
    query: TemplateQuery,
    body: None,
    answer: docxType,
    run: async (context, { query }) => {
      const bytes = await readTemplate(deskOf(context), query.language ?? 'nl')
      const headers = { 'content-type': docxType, 'content-disposition': 'attachment; filename="template.docx"' }
      return { status: 200, body: bytes, headers }
    }
  }),
  route({
    method: 'PUT',
    path: '/api/dossier-template',
    access: 'coordination',
    summary: 'Take another template, or go back to the one that comes with Baken',
    params: None,
    query: None,
    body: TemplateBody,
    bodyBytes: templateBodyBytes,
    answer: null,
    run: async (context, { body }) => {
      const bytes = body.docx === null ? Buffer.alloc(0) : Buffer.from(body.docx, 'base64')
      const outcome = await takeTemplate(deskOf(context), bytes, body.reason)
      if (outcome.kind === 'fault') return problem('template-refused', { fault: outcome.words.slice(0, 1000) })
      return outcome.kind === 'done' ? done : answerOf(outcome)
    }
  })
]

export const dossierRoutes: readonly Route[] = [...ofCases, ...jobRoutes, ...templates]
