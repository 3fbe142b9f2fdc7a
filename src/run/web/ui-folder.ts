/** Where the built browser part is: built when its sources changed, in a process of its own so that the builder leaves no memory behind. */
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const uiFolder = path.join(import.meta.dirname, '../../../ui')

/** Builds into `ui/dist`, or below the data folder when the program's own folder may not be written. Rejects with what the builder said; where an earlier build is there, that is served, and `say` tells it. */
export async function readyUi(dataDir: string, say: (text: string) => void): Promise<string> {
  const target =
    process.env.BAKEN_UI_OUT ?? (writable(uiFolder) ? path.join(uiFolder, 'dist') : path.join(dataDir, 'ui'))
  const build = pathToFileURL(path.join(uiFolder, 'build.ts')).href
  const script = `const { buildUi } = await import(${JSON.stringify(build)}); await buildUi(${JSON.stringify(target)})`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    { stdio: ['ignore', 'ignore', 'pipe'] }
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-3000)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) {
    const cause = `The browser part could not be built: ${said.trim()}`
    if (!existsSync(path.join(target, 'index.html'))) throw new Error(cause)
    say(`${cause}\nThe screens are those of an earlier build.`)
  }
  return target
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
