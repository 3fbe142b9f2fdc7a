/** Where time stamps on checkpoints of the log stand: `log/stamps/`, each with the checkpoint that it is on. */
import { createHash } from 'node:crypto'
import path from 'node:path'

/** The folder of stamps in an evidence folder. */
export function stampFolder(evidenceDir: string): string {
  return path.join(evidenceDir, 'log', 'stamps')
}

/** Names of the checkpoint of so many entries, and of the stamp of this authority on it. */
export function stampNames(size: number, authority: string): { readonly checkpoint: string; readonly stamp: string } {
  const digits = String(size).padStart(15, '0')
  return { checkpoint: `${digits}.checkpoint`, stamp: `${digits}-${placeName(authority)}.tsr` }
}

/** The name of an authority or witness, by its address, in the names of files. */
export function placeName(place: string): string {
  return createHash('sha256').update(place).digest('hex').slice(0, 8)
}
