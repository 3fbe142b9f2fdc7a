/** Keeps what shows an opened advert again: its captures are opened as they arrive. */
import { wrapDataKey, type Keyring } from '../../evidence/keys.ts'
import type { CaptureId, MandateId } from '../../model/ids.ts'
import { keptKeyOf, openCaptures, saveWrapped } from '../../store/sealed/capture-keys.ts'
import type { LedgerEntry, Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import type { AdvertGroup } from './version-writer.ts'

/**
 * What shows an opened advert again is opened as it arrives: a new version, or the same text in a newer capture, which its sighting
 * moves to. Sealed, it would be erased on its day with all that the advert still says. Returns the captures with their advert.
 */
export async function keepWithOpened(
  tx: Tx,
  groups: readonly AdvertGroup[],
  context: { readonly mandate: string; readonly state: 'sealed' | 'open'; readonly keyring: Keyring }
): Promise<Map<string, number>> {
  const open = groups.flatMap(({ row, found }) =>
    row.state === 'open' ? found.map((one) => ({ found: one, advert: row.id })) : []
  )
  if (open.length === 0 || context.state === 'open') return new Map()
  const under = keptKeyOf(context.keyring, context.mandate as MandateId)
  const byCapture = new Map(open.map((one) => [one.found.captureId, one]))
  const kept = await openCaptures(
    tx,
    [...byCapture].map(([id, one]) => ({ id, because: `advert:${one.advert}` }))
  )
  await noteRows(tx, 'capture', kept)
  const known = kept.flatMap((id) => byCapture.get(id) ?? [])
  await saveWrapped(
    tx,
    under,
    known.map(({ found: { captureId: id, dataKey } }) => ({
      id,
      wrapped: wrapDataKey(dataKey, under, id as CaptureId)
    }))
  )
  return new Map(known.map((one) => [one.found.captureId, one.advert]))
}

/** The entry for what `keepWithOpened` opened. */
export function keptEntry(kept: ReadonlyMap<string, number>): LedgerEntry {
  const adverts = [...new Set(kept.values())].sort((a, b) => a - b)
  return {
    act: 'capture.keep',
    subject: adverts.length === 1 ? `advert:${adverts[0]}` : `${adverts.length} adverts`,
    detail: { adverts: adverts.slice(0, 1000), captures: kept.size }
  }
}
