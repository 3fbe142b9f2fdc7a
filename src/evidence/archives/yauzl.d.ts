/** The part of yauzl 3 that Baken uses; the package has no types of its own. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    readonly fileName: string
    readonly crc32: number
    readonly compressedSize: number
    readonly uncompressedSize: number
    readonly relativeOffsetOfLocalHeader: number
    readonly externalFileAttributes: number
    readonly compressionMethod: number
    readonly generalPurposeBitFlag: number
    isEncrypted(): boolean
    canDecodeFileData(): boolean
  }

  export interface ZipFile {
    readonly entryCount: number
    /** Reads the central directory; rejects at the first entry whose name or sizes are not sound. */
    eachEntry(): AsyncIterable<Entry>
    close(): void
    openReadStreamPromise(entry: Entry): Promise<Readable>
  }

  export interface Options {
    readonly autoClose?: boolean
    readonly strictFileNames?: boolean
    readonly validateEntrySizes?: boolean
  }

  export function openPromise(path: string, options: Options): Promise<ZipFile>
  export function fromBufferPromise(bytes: Buffer, options: Options): Promise<ZipFile>
}
