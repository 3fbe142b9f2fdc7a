/** Routes of the files of a report: announcing one, bringing it part by part, and looking at it. */
import { None } from '../../../contract/fields.ts'
import {
  FileBody,
  FileCopyParameters,
  FileParameters,
  FilePartBody,
  FilesParameter,
  ReportFile
} from '../../../contract/reports/files.ts'
import { addPart, announceFile } from '../../../desk/reports/files/add-file.ts'
import { readFileCopy } from '../../../desk/reports/files/read-file.ts'
import { reportOfSender } from '../../../desk/reports/report-ground.ts'
import { contentRoles } from '../../../model/mandate.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route, type RouteContext } from '../../route.ts'

/** A part in base64, and room for what stands around it. */
const partBodyBytes = 400 * 1024

export const reportFileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/reports/{id}/files',
    access: 'reports',
    summary: 'Announce a file of a report that one sent, with its digest; again it says how much of it is here',
    params: FilesParameter,
    query: None,
    body: FileBody,
    answer: ReportFile,
    run: async (context, { params, body }) => {
      const ground = await senderGround(context, params.id)
      if (ground === null) return problem('not-found')
      return answerOf(await announceFile(context.store.pool, ground, context.vault, params.id, body))
    }
  }),
  route({
    method: 'POST',
    path: '/api/reports/{id}/files/{file}',
    access: 'reports',
    summary: 'Bring the next part of a file; with the last one it is judged by its content',
    params: FileParameters,
    query: None,
    body: FilePartBody,
    bodyBytes: partBodyBytes,
    answer: ReportFile,
    run: async (context, { params, body }) => {
      const ground = await senderGround(context, params.id)
      if (ground === null) return problem('not-found')
      return answerOf(await addPart(context.store.pool, ground, context.vault, params, body))
    }
  }),
  route({
    method: 'GET',
    path: '/api/reports/{id}/files/{file}/{copy}',
    access: 'reports',
    summary: 'A file of a report: a picture blurred, or without metadata; the original for the desk',
    params: FileCopyParameters,
    query: None,
    body: None,
    answer: 'application/octet-stream',
    run: async ({ store, vault, ground, session, duty }, { params }) => {
      const role = session?.user.role ?? 'officer'
      const looking = contentRoles.includes(role) ? ground : { user: ground.user, mandate: null }
      const outcome = await readFileCopy(store.pool, looking, vault, { role, duty }, params)
      if (outcome.kind === 'refused') return problem(outcome.reason)
      const { bytes, media, name } = outcome.value
      const saved = `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`
      const headers = { 'content-type': media, ...(params.copy === 'original' && { 'content-disposition': saved }) }
      return { status: 200, body: bytes, headers }
    }
  })
]

/** The mandate of the report, where it is this person's own and in force. */
function senderGround({ store, session }: RouteContext, id: string): Promise<RouteContext['ground'] | null> {
  if (session === null) return Promise.resolve(null)
  const { user, mandates } = session
  return reportOfSender(
    store.pool,
    user.id,
    mandates.map((one) => one.id),
    id
  )
}
