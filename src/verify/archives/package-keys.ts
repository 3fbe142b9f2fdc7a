/** What a package is held against: keys and certificates that somebody noted elsewhere. */
import type { X509Certificate } from 'node:crypto'

/** Absent: who signed is told, and not judged. */
export interface PackageKeys {
  readonly logKey?: string
  readonly witnessKey?: string
  /** Certificates that vouch for the authorities of time stamps. */
  readonly roots?: readonly X509Certificate[]
}
