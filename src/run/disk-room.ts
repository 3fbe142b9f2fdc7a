/** Says of an error of the database whether its disk is full: its server then ends without a word to those that work with it. */
import { statfsSync } from 'node:fs'
import path from 'node:path'
import { lostConnection } from '../store/lost-connection.ts'
import { SessionLost } from './database-session.ts'

/** The database writes its log in files of 16 MB, and needs the next one before the last is let go. */
const tooLittleBytes = 32 * 1024 * 1024
const makeRoom = 'Everything committed is kept: make room, then run the same command again.'

/** What to add to the words of an error, with a space before it; empty where the disk of the database in this data folder is not the cause. */
export function diskRoom(error: Error & { readonly code?: string }, dataDir: string): string {
  if (error.code === '53100' || error.message.includes('No space left on device'))
    return ` The disk of the database is full. ${makeRoom}`
  if (!(error instanceof SessionLost) && lostConnection(error) === null) return ''
  const freeBytes = freeIn(path.join(dataDir, 'postgres'))
  if (freeBytes === null || freeBytes > tooLittleBytes) return ''
  return ` The disk of the database is full: it has ${Math.floor(freeBytes / 1024 / 1024)} MB left. ${makeRoom}`
}

/** Bytes; null where there is no such folder: the database is elsewhere. */
function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
