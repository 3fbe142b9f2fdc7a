/** What a file is by its content, and whether its name is one: what a report takes along, and why not. */
import type { FileRefusal } from '../../../model/report-file.ts'
import { openZip } from '../../../evidence/archives/zip-guard.ts'
import { programIn } from '../../office-package.ts'

export type FileKind =
  | { readonly kind: 'file'; readonly media: string; readonly picture: boolean }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

const longestName = 200
/** Control characters, marks that turn the direction of writing, separators of folders, and what no file system takes. */
const oddInName = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF/\\:*?"<>|]/u

/** The name of a file as people give it; null where it is none: empty, too long, a path, hidden, or made to be read as another. */
export function fileName(typed: string): string | null {
  const name = typed.normalize('NFC').trim()
  const odd = name === '' || name.length > longestName || oddInName.test(name) || /^\.|\.$/.test(name)
  return odd ? null : name
}

const pictures: readonly (readonly [media: string, begins: RegExp])[] = [
  ['image/jpeg', /^\xFF\xD8\xFF/],
  ['image/png', /^\x89PNG\r\n\x1A\n/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/gif', /^GIF8[79]a/]
]

/** The kind of picture that begins like this, or null. 12 bytes are enough. */
export function pictureKind(begin: Uint8Array): string | null {
  const head = Buffer.from(begin.subarray(0, 12)).toString('latin1')
  return pictures.find(([, begins]) => begins.test(head))?.[0] ?? null
}

const officeLimits = { entries: 2_000, totalBytes: 100 * 1024 * 1024, ratio: 100 }
const office: readonly (readonly [part: RegExp, media: string])[] = [
  [/^word\/document\.xml$/, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/^xl\/workbook\.xml$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/^content\.xml$/, 'application/vnd.oasis.opendocument.text']
]

/** Judges the content alone; what a name or a browser calls it does not count. */
export async function fileKind(bytes: Buffer): Promise<FileKind> {
  const picture = pictureKind(bytes)
  if (picture !== null) return { kind: 'file', media: picture, picture: true }
  const head = bytes.subarray(0, 5).toString('latin1')
  if (head === '%PDF-') return { kind: 'file', media: 'application/pdf', picture: false }
  if (head.startsWith('PK\x03\x04')) return officeKind(bytes)
  return isText(bytes)
    ? { kind: 'file', media: 'text/plain; charset=utf-8', picture: false }
    : { kind: 'refused', why: 'kind' }
}

async function officeKind(bytes: Buffer): Promise<FileKind> {
  const zip = await openZip(bytes, officeLimits)
  if (zip.kind === 'refused') return { kind: 'refused', why: zip.reason === 'bomb' ? 'bomb' : 'kind' }
  zip.close()
  if (programIn(zip.names) !== undefined) return { kind: 'refused', why: 'macros' }
  const media = office.find(([part]) => zip.names.some((name) => part.test(name)))?.[1]
  return media === undefined ? { kind: 'refused', why: 'kind' } : { kind: 'file', media, picture: false }
}

function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/[\0-\x08\x0E-\x1A\x1C-\x1F]/.test(text)
  } catch {
    return false
  }
}
