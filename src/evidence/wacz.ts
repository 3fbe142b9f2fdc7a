/** Reads the exchanges out of a WACZ (a zip of WARC files) without unpacking it to disk. */
import { defaultZipLimits, openZip, type ZipLimits, type ZipRefusal } from './zip-guard.ts'
import { readWarc, type WarcOptions, type WarcOutcome } from './warc.ts'

export type WaczOutcome =
  | (WarcOutcome & { /** Member of the WACZ: `archive/data.warc.gz`. */ readonly file: string })
  | ZipRefusal
  | { readonly kind: 'refused'; readonly reason: 'no-warc'; readonly detail: string; readonly do: string }

/** Members that hold WARC records. */
export const waczArchive = /^archive\/[^/]+\.warc(?:\.gz)?$/

/** Reads every WARC of a WACZ in the order of its names. Bad archives are refused before a byte is unpacked. */
export async function* readWacz(
  path: string,
  options: WarcOptions & { readonly limits?: ZipLimits }
): AsyncGenerator<WaczOutcome> {
  const zip = await openZip(path, options.limits ?? defaultZipLimits)
  if (zip.kind === 'refused') {
    yield zip
    return
  }
  try {
    const files = zip.names.filter((name) => waczArchive.test(name)).sort()
    if (files.length === 0) {
      yield {
        kind: 'refused',
        reason: 'no-warc',
        detail: 'it holds no archive/*.warc.gz',
        do: 'check that this is a WACZ and not another zip file'
      }
    }
    for (const file of files) {
      const stream = await zip.open(file)
      try {
        for await (const outcome of readWarc(stream, options)) yield { ...outcome, file }
      } catch (error) {
        yield { kind: 'damaged', offset: 0, cause: `${file} does not unpack: ${(error as Error).message}`, file }
      } finally {
        stream.destroy()
      }
    }
  } finally {
    zip.close()
  }
}
