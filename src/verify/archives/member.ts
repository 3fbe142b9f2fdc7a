/** Reads one file of a zip package whole, for lists and signatures: small files that must be there. */
import type { SafeZip } from '../../evidence/archives/zip-guard.ts'

/** The bytes of a file of at most `mostBytes`; else in words why there are none. `tooLarge`: what is said of a larger one. */
export async function readMember(
  zip: SafeZip,
  name: string,
  mostBytes: number,
  tooLarge: string
): Promise<Buffer | string> {
  if (zip.sizeBytes(name) > mostBytes) return tooLarge
  try {
    const parts: Buffer[] = []
    for await (const piece of await zip.open(name)) parts.push(piece as Buffer)
    return Buffer.concat(parts)
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`
  }
}
