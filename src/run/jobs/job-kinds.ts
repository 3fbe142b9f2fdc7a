/** What a job of each kind does. */
import { dossierWork } from '../../desk/dossier/make.ts'
import { stepVersions } from '../../pipeline.ts'

export const jobKinds = { dossier: dossierWork(stepVersions) } as const
