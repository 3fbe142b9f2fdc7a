/** Brings the files that wait on this device to their reports, part by part; what was cut off goes on where it stopped. */
import { announceFile, bringPart } from '../../../api/reports.ts'
import { refusalOf } from '../../../api/http.ts'
import type { Draft } from '../outbox.ts'
import { dropFile, readFiles, saveFile, type DeviceFile } from './deviceFiles.ts'

/** As the interface takes at most in one request; a multiple of three, so that parts in base64 have no filling. */
const partBytes = 255 * 1024

let going = false

/** Brings the files of one person whose report has its receipt. One call at a time; another meanwhile does nothing. */
export async function bringFiles(user: string, drafts: readonly Draft[]): Promise<void> {
  if (going) return
  going = true
  try {
    const waiting = await readFiles()
    for (const file of waiting.filter((one) => one.user === user && one.why === null)) {
      const report = file.report ?? drafts.find((draft) => draft.key === file.draft)?.receipt?.id ?? null
      if (report === null) continue
      if (file.report === null) await saveFile({ ...file, report })
      await bringOne({ ...file, report }, report)
    }
  } finally {
    going = false
  }
}

async function bringOne(file: DeviceFile, report: string): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.blob.arrayBuffer())
    const { key, name } = file
    let there = await announceFile(report, { key, name, bytes: bytes.length, sha256: await digestOf(bytes) })
    while (there.state === 'coming') {
      const at = there.received
      there = await bringPart(report, there.id, { at, data: base64(bytes.subarray(at, at + partBytes)) })
      if (there.state === 'coming') await saveFile({ ...file, received: there.received })
      // A server that does not go on is asked again later.
      if (there.state === 'coming' && there.received <= at) return
    }
    if (there.state === 'kept') await dropFile(file.key)
    else await saveFile({ ...file, why: there.why ?? 'other', problem: null })
  } catch (error) {
    const { status, problem } = refusalOf(error)
    if (status >= 400 && status < 500 && ![401, 408, 429].includes(status))
      await saveFile({ ...file, why: 'other', problem: problem.error })
  }
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCodePoint(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
