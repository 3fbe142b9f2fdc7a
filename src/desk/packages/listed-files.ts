/** The files of a package with the list of their digests, which is signed at the end. The same files give the same bytes. */
import { createHash } from 'node:crypto'
import { storedZip } from '../../evidence/packages/zip-stored.ts'
import type { SigningKey } from '../../evidence/packages/signing.ts'

export interface ListedFile {
  readonly path: string
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

export interface ListedFiles {
  readonly listed: readonly ListedFile[]
  add(name: string, content: Buffer): Promise<void>
  /** The list, its signature, and the end of the file. */
  end(key: SigningKey): Promise<void>
}

/** `at`: the moment that every file bears; `write` takes pieces of the package in their order. */
export function listedFiles(at: string, write: (pieces: readonly Buffer[]) => Promise<void>): ListedFiles {
  const zip = storedZip(at)
  const listed: ListedFile[] = []
  return {
    listed,
    async add(name, content) {
      listed.push({
        path: name,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex')
      })
      await write(zip.add(name, content))
    },
    async end(key) {
      const list = Buffer.from(listed.map((one) => `${one.sha256}  ${one.path}\n`).join(''))
      await write(zip.add('SHA256SUMS', list))
      await write(zip.add('proof/SHA256SUMS.sig', key.sign(list)))
      await write(zip.end())
    }
  }
}
