/** Looking at a file of a report: a picture blurred first, then without metadata; the original for the desk alone. Each look is in the ledger. */
import type pg from 'pg'
import { act } from '../../../accountability/acts.ts'
import type { FileCopy } from '../../../model/report-file.ts'
import type { Ground } from '../../../store/ground.ts'
import type { Vault } from '../../adverts/vault.ts'
import { keptFromFiles } from '../../handling/leaving.ts'
import { refusedAct, type Outcome } from '../../outcome.ts'
import { isOfDesk, type Viewer } from '../reports.ts'
import { reportKey } from '../sealed-report.ts'
import type { StoredReport } from '../stored-report.ts'
import { fileRow, openCopy, openWords, type StoredFile } from './sealed-file.ts'

export interface FileAsked {
  readonly id: string
  readonly file: string
  readonly copy: FileCopy
}

export interface FileBytes {
  readonly bytes: Buffer
  readonly media: string
  readonly name: string
}

/** `not-found`: none, not for you, or no such copy of it: the same answer for all. `handling-code`: the original of a report that no file may hold. */
export async function readFileCopy(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  viewer: Viewer,
  { id, file, copy }: FileAsked
): Promise<Outcome<FileBytes>> {
  return act<Outcome<FileBytes>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<StoredReport>('select * from report where id = $1', [id])
    const [report] = rows
    const desk = report !== undefined && isOfDesk(report, ground, viewer)
    if (report === undefined || (!desk && (report.by !== ground.user || copy === 'original')))
      return refusedAct('not-found')
    const found = await tx.query<StoredFile>(
      `select * from report_file where id = $1 and report_no = $2 and state = 'kept'`,
      [file, report.no]
    )
    const [stored] = found.rows
    const key = reportKey(vault.keyring, report.id, report)
    if (stored === undefined || key === null) return refusedAct('not-found')
    if (copy === 'original' && (await keptFromFiles(tx)).others.has(`report:${id}`)) return refusedAct('handling-code')
    const { shown } = fileRow(stored, report, null)
    const picture = stored.media?.startsWith('image/') === true
    // A picture of a possible minor is looked at by nobody here.
    const bytes = (copy === 'original' ? shown || !picture : shown) ? await openCopy(tx, key, file, copy) : null
    if (bytes === null) return refusedAct('not-found')
    const media = copy === 'original' ? 'application/octet-stream' : 'image/jpeg'
    return {
      result: { kind: 'done', value: { bytes, media, name: openWords(key, stored)?.name ?? file } },
      entry: { act: 'report.file-view', subject: `report:${id}`, detail: { file, copy } }
    }
  })
}
