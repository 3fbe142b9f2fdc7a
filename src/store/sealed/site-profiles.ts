/** Profiles of sites, sealed: hashes of the lines that a site repeats, without a key, would confirm a guess of any of them. */
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import type { SiteProfile } from '../../model/page.ts'
import type { Tx } from '../ground.ts'

const label = 'site-profile'

/** A profile under the mandate's key for fingerprints (`fingerprintKeyOf`). */
export function sealProfile(key: Uint8Array, sourceId: string, profile: SiteProfile): Buffer {
  return sealBytes(key, label, sourceId, Buffer.from(JSON.stringify(profile)))
}

/** The inverse; null where nothing is stored, or what is stored is not what was sealed for this source: it is then learned anew. */
export function openProfile(key: Uint8Array, sourceId: string, sealed: Uint8Array | null): SiteProfile | null {
  if (sealed === null) return null
  const opened = openBytes(key, label, sourceId, sealed)
  return opened.kind === 'opened' ? (JSON.parse(opened.bytes.toString('utf8')) as SiteProfile) : null
}

/** Seals one batch of the profiles that stood in clear before migration 0340; resolves to how many there were. */
export async function sealProfiles(tx: Tx, key: Uint8Array): Promise<number> {
  const { rows } = await tx.query<{ id: string; clear_profile: SiteProfile }>(
    'select id, clear_profile from source where clear_profile is not null order by id limit 500'
  )
  await tx.query(
    `update source s set clear_profile = null, profile = n.profile
     from unnest($1::text[], $2::bytea[]) as n(id, profile) where s.id = n.id`,
    [rows.map((row) => row.id), rows.map((row) => sealProfile(key, row.id, row.clear_profile))]
  )
  return rows.length
}
