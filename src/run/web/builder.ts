/** Runs what builds files of the program in a process of its own, so that the builder leaves no memory behind. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'

/** What the process said on stderr when it failed (its last 3,000 characters), else null. */
export async function runBuilder(args: readonly string[]): Promise<string | null> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-3000)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  return code === 0 ? null : said.trim()
}

export function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
