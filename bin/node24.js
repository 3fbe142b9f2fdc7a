// Runs a TypeScript file of Baken on the Node 24 that came with the package; plain JavaScript, so that an older Node can start it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

/** The path of a Node that strips types (24 or newer): the packaged one, else the one that runs now; null when neither. */
export function findNode() {
  const require = createRequire(import.meta.url)
  try {
    const folder = path.dirname(require.resolve(`node-linux-${process.arch}/package.json`))
    const file = path.join(folder, 'bin', 'node')
    if (existsSync(file)) return file
  } catch {
    // Not installed (npm ci --omit=optional, or another platform): the running Node may do.
  }
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null
}

/** Two arenas instead of sixteen: what threads free is given back instead of kept by each. */
function environmentFor(env) {
  return { MALLOC_ARENA_MAX: '2', ...withCompileCache(env) }
}

/**
 * Compiled code is kept beside the installed packages: to strip types and compile 200 files costs a second at each start. Where that
 * folder cannot be written, Node goes on without it; where coverage is taken it would make that less exact.
 */
function withCompileCache(env) {
  if (env.NODE_COMPILE_CACHE !== undefined || env.NODE_V8_COVERAGE !== undefined) return env
  return { ...env, NODE_COMPILE_CACHE: path.join(here, '..', 'node_modules', '.cache', 'baken-compiled') }
}

/** Starts `file` with `args`, passes signals on, and ends with its exit code. */
export function runTypeScript(file, args, nodeOptions = []) {
  const node = findNode()
  if (node === null) {
    console.error(
      `Baken needs Node 24 and found ${process.version}.\n` +
        `The package node-linux-${process.arch} is missing: run "npm ci" (without --omit=optional), or start Baken with Node 24.`
    )
    process.exit(2)
  }
  const child = spawn(node, [...nodeOptions, '--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: 'inherit',
    env: environmentFor(process.env)
  })
  // A terminal sends Ctrl-C to the whole group: the child gets it itself, this process only has to outlive it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`Baken could not start ${node}: ${error.message}`)
    process.exit(2)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)))
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2)
  runTypeScript(path.resolve(here, '..', file), args)
}
