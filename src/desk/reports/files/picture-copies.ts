/** The copies of a picture that people see, made in a process of its own: what breaks a decoder breaks nothing else. */
import { spawn } from 'node:child_process'
import path from 'node:path'

export interface PictureCopies {
  /** JPEG without any metadata, at most 1,600 pixels wide or high. */
  readonly shown: Buffer
  /** Grey, and so small that no face and no word can be made out. */
  readonly blurred: Buffer
  /** PDQ of the picture, turned and mirrored in all ways, as hex. */
  readonly hashes: readonly string[]
}

const program = path.join(import.meta.dirname, 'picture-process.ts')
const mostMs = 30_000
const mostBytes = 32 * 1024 * 1024
/** Pictures decoded at the same time; others wait. */
const mostAtOnce = 2

let running = 0
const waiting: (() => void)[] = []

/** Null where the bytes are no picture that can be decoded within the limits. */
export async function pictureCopies(bytes: Buffer): Promise<PictureCopies | null> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return copiesIn(await decoded(bytes))
  } finally {
    running--
    waiting.shift()?.()
  }
}

function decoded(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
      timeout: mostMs,
      killSignal: 'SIGKILL'
    })
    const chunks: Buffer[] = []
    let size = 0
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > mostBytes) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    child.once('error', () => resolve(Buffer.alloc(0)))
    child.once('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : Buffer.alloc(0)))
    // A process that ended does not read on.
    child.stdin.on('error', () => {})
    child.stdin.end(bytes)
  })
}

function copiesIn(answer: Buffer): PictureCopies | null {
  const line = answer.indexOf(0x0a)
  if (line < 0) return null
  const head = JSON.parse(answer.subarray(0, line).toString('utf8')) as
    | { readonly kind: 'refused' }
    | { readonly kind: 'copies'; readonly shown: number; readonly blurred: number; readonly hashes: readonly string[] }
  if (head.kind === 'refused') return null
  const shown = answer.subarray(line + 1, line + 1 + head.shown)
  const blurred = answer.subarray(line + 1 + head.shown)
  return blurred.length === head.blurred ? { shown, blurred, hashes: head.hashes } : null
}
