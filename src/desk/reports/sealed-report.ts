/** The sealed part of a report: versions and steps under a data key of its own, which the kept key of the mandate wraps. */
import { hash } from 'node:crypto'
import { unwrapDataKey, wrapDataKey, type Keyring } from '../../evidence/keys.ts'
import { derive, newDataKey, openBytes, sealBytes } from '../../evidence/seal.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { CaptureId, MandateId } from '../../model/ids.ts'
import type { ReportContent } from '../../model/report.ts'
import { keptKeyOf } from '../../store/sealed/capture-keys.ts'
import { keyOfRow } from '../../store/sealed/key-not-here.ts'

/** What a step says beside its act. */
export interface StepWords {
  readonly reason: string | null
  /** To the sender. */
  readonly answer: string | null
}

export interface WrappedKey {
  readonly kek: string
  readonly wrapped: Buffer
}

const [versionLabel, stepLabel, codeLabel] = ['report-version', 'report-step', 'report-code']

/** A data key for a new report, and how it is kept. */
export function newReportKey(keyring: Keyring, mandate: MandateId, id: string): WrappedKey & { readonly key: Buffer } {
  const under = keptKeyOf(keyring, mandate)
  const key = newDataKey()
  return { key, kek: under.name, wrapped: wrapDataKey(key, under, id as CaptureId) }
}

/** The data key of a report; null once it was erased, or its wrapping key destroyed. Throws DoesNotOpen when that cannot be had, or the row was changed. */
export function reportKey(keyring: Keyring, id: string, { kek, wrapped }: WrappedKey): Buffer | null {
  if (wrapped.length === 0) return null
  const under = keyOfRow(keyring, kek)
  if (under === null) return null
  const opened = unwrapDataKey(wrapped, under, id as CaptureId)
  if (opened.kind === 'refused') throw new DoesNotOpen(`The key of report ${id} does not open: ${opened.detail}`)
  return opened.bytes
}

export function sealVersion(key: Buffer, id: string, version: number, content: ReportContent): Buffer {
  return sealBytes(key, versionLabel, `${id}/${version}`, Buffer.from(JSON.stringify(content)))
}

/** Null once it was erased. Throws DoesNotOpen when the bytes were changed. */
export function openVersion(key: Buffer | null, id: string, version: number, sealed: Buffer): ReportContent | null {
  return opened<ReportContent>(key, versionLabel, `${id}/${version}`, sealed)
}

export function sealStep(key: Buffer, id: string, act: string, words: StepWords): Buffer {
  return sealBytes(key, stepLabel, `${id}/${act}`, Buffer.from(JSON.stringify(words)))
}

export function openStep(key: Buffer | null, id: string, act: string, sealed: Buffer): StepWords | null {
  return opened<StepWords>(key, stepLabel, `${id}/${act}`, sealed)
}

function opened<T>(key: Buffer | null, label: string, context: string, sealed: Buffer): T | null {
  if (key === null || sealed.length === 0) return null
  const found = openBytes(key, label, context, sealed)
  if (found.kind === 'refused') throw new DoesNotOpen(`Words of report ${context} do not open: ${found.detail}`)
  return JSON.parse(found.bytes.toString('utf8')) as T
}

/** 32 letters and digits of which none is taken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The status code: 80 bits that follow from the data key, so that whoever sends again gets the same and none is stored. */
export function statusCode(key: Buffer): string {
  const bytes = derive(key, codeLabel).subarray(0, 16)
  const text = [...bytes].map((byte) => letters[byte & 31]).join('')
  return text.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** SHA-256 of a code as it was typed: capitals, blanks and dashes do not matter, nor O for 0, I and L for 1. */
export function codeDigest(typed: string): Buffer {
  const plain = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '')
  return Buffer.from(hash('sha256', `baken-report-code/1 ${plain}`, 'hex'), 'hex')
}
