/** Whether this person may still do something about the child of a file; the server decides again. */
import type { MinorFile } from '../../../../src/contract/minors/minors.ts'

export function mayWork({ mine, state }: Pick<MinorFile, 'mine' | 'state'>): boolean {
  return mine.includes('work') && state === 'open'
}
