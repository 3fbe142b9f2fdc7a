/** What the process role tells the roles beside it. */
import type { SealedReading } from '../../model/reading.ts'

export interface ProcessHooks {
  /** Networks whose members changed. */
  readonly networksChanged: (networks: ReadonlySet<number>) => void
  /** Readings that were written, by sighting: who weighs them soon need not open them again. */
  readonly readingsWritten: (readings: readonly (readonly [number, SealedReading])[]) => void
  /** Adverts were erased from the links, here or by another process: networks may have changed. */
  readonly linksErased: () => void
  /** New addresses are due. */
  readonly foundAddresses: () => void
}
