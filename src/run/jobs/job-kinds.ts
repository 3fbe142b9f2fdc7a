/** What a job of each kind does. */
import { dossierWork } from '../../desk/dossier/make.ts'
import { stepVersions } from '../../pipeline.ts'
import { growOwnLog } from '../evidence/growing-log.ts'

export const jobKinds = {
  // The package proves entries in the log, which is brought up to them first.
  dossier: dossierWork(stepVersions, async ({ pool, vault }) => {
    await growOwnLog({ store: { pool }, ...vault })
  })
} as const
