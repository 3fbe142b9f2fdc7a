/** Starts Chromium so that it reaches nothing: a network of its own without any address, a user of its own, its sandbox on, and an end with ours. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type CageVerdict = { readonly kind: 'ready' } | { readonly kind: 'refused'; readonly message: string }

export interface Caged {
  readonly child: ChildProcess
  /** Bytes of memory of its own that it and all its processes hold. */
  memoryBytes(): number
  /** True when each process that runs scripts of pages has given up the system calls that the sandbox takes away. */
  isSandboxed(): boolean
  /** Kills it with all its processes and removes what it wrote. */
  destroy(): Promise<void>
}

export interface CageOptions {
  /** Path of Chromium. */
  readonly chromium: string
  readonly userAgent: string
}

/** Users that no account has, as systemd gives to services that bring none (61184 to 65519). */
const firstUser = 61_184
const users = 4_336

/**
 * Whether pages can be rendered on this machine, tried without a page: Linux, Chromium itself, and namespaces for a network without addresses
 * and for Chromium's sandbox. Without them rendering is refused; there is no setting that goes on without a sandbox.
 */
export async function judgeCage(chromium: string): Promise<CageVerdict> {
  if (process.platform !== 'linux')
    return { kind: 'refused', message: 'Rendering pages works on Linux only: Chromium is shut in by namespaces.' }
  try {
    if (!statSync(chromium).isFile()) throw new Error('no file')
    accessSync(chromium, constants.X_OK)
  } catch {
    const message = `There is no Chromium at ${chromium}: install the package chromium, or name it in BAKEN_CHROMIUM.`
    return { kind: 'refused', message }
  }
  const [command = '', ...args] = cageCommand(process.getuid?.() ?? 0, [
    'unshare',
    '--user',
    '--map-current-user',
    'true'
  ])
  return await new Promise((resolve) => {
    execFile(command, args, { timeout: 10_000, killSignal: 'SIGKILL', env: plainEnvironment('/') }, (error) => {
      if (error === null) return resolve({ kind: 'ready' })
      const why = (error.message.split('\n')[1] ?? error.message).slice(0, 200)
      const message = `Chromium's sandbox cannot be had on this machine (${why}): nothing is rendered without it. It needs user namespaces, and setpriv, unshare and prlimit of util-linux.`
      resolve({ kind: 'refused', message })
    })
  })
}

/** The command that runs another one in the cage. */
function cageCommand(uid: number, inner: readonly string[]): string[] {
  const user = String(cageUser())
  const isRoot = uid === 0
  return [
    'setpriv',
    '--pdeathsig',
    'KILL',
    'unshare',
    ...(isRoot ? [] : ['--user', '--map-current-user']),
    // The kernel kills all that is in it when its first process ends, and that one ends with ours.
    '--net',
    '--ipc',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child=KILL',
    '--mount-proc',
    'setpriv',
    ...(isRoot ? ['--reuid', user, '--regid', user, '--clear-groups'] : []),
    '--no-new-privs',
    '--pdeathsig',
    'KILL',
    'prlimit',
    '--core=0',
    '--nofile=4096',
    '--fsize=268435456',
    ...inner
  ]
}

/** One for each process of Baken, so that two of them do not share one. */
function cageUser(): number {
  return firstUser + (process.pid % users)
}

/** Nothing of our environment reaches it: neither secrets nor switches. */
function plainEnvironment(home: string): Record<string, string> {
  return { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: home, TMPDIR: home, LANG: 'C.UTF-8' }
}

/** Starts Chromium with its pipe at descriptors 3 and 4. */
export function startCaged(options: CageOptions): Caged {
  const uid = process.getuid?.() ?? 0
  removeLeftOver()
  const home = mkdtempSync(path.join(tmpdir(), `${folderPrefix}${process.pid}-`))
  if (uid === 0) chownSync(home, cageUser(), cageUser())
  const inner = [options.chromium, ...switches(home, options.userAgent)]
  const [command = '', ...args] = cageCommand(uid, inner)
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: plainEnvironment(home),
    cwd: home
  })
  // Without a listener a command that is not there would end our process; `exit` does not come then.
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return {
    child,
    memoryBytes: () => processesOf(child.pid).reduce((sum, pid) => sum + ownBytes(pid), 0),
    isSandboxed() {
      const pages = processesOf(child.pid).filter((pid) => textOf(`/proc/${pid}/cmdline`).includes('--type=renderer'))
      return pages.length > 0 && pages.every((pid) => filters(pid) > filters('self'))
    },
    async destroy() {
      child.kill('SIGKILL')
      await gone
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    }
  }
}

const folderPrefix = 'baken-render-'
let isTidy = false

/** Folders of processes that were killed: profiles without a page, as pages are kept in memory. */
function removeLeftOver(): void {
  if (isTidy) return
  isTidy = true
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(folderPrefix) ? /^\d+(?=-)/.exec(name.slice(folderPrefix.length))?.[0] : undefined
    if (pid === undefined || pid === String(process.pid) || existsSync(`/proc/${pid}`)) continue
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true })
  }
}

/** What it is told to leave alone: the network namespace holds anyway, these keep it from trying. */
function switches(home: string, userAgent: string): string[] {
  return [
    '--headless',
    '--block-new-web-contents',
    '--remote-debugging-pipe',
    `--user-data-dir=${path.join(home, 'profile')}`,
    `--user-agent=${userAgent}`,
    '--proxy-server=127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--dns-prefetch-disable',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-software-rasterizer',
    '--disable-sync',
    '--disable-notifications',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--deny-permission-prompts',
    '--mute-audio',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-pings',
    '--hide-scrollbars',
    '--js-flags=--max-old-space-size=512',
    '--disable-features=Translate,MediaRouter,OptimizationHints,NetworkPrediction,Prerender2,WebTransport'
  ]
}

/** A process and all that it started, as far as they can be seen. */
function processesOf(first: number | undefined): string[] {
  const found: string[] = []
  const waiting = first === undefined ? [] : [String(first)]
  for (let pid = waiting.pop(); pid !== undefined && found.length < 1_000; pid = waiting.pop()) {
    found.push(pid)
    waiting.push(...textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean))
  }
  return found
}

/** Memory of a process that is no file: its own, and what processes share. */
function ownBytes(pid: string): number {
  const lines = textOf(`/proc/${pid}/status`).matchAll(/^Rss(?:Anon|Shmem):\s*(\d+) kB/gm)
  return Array.from(lines, ([, kilobytes]) => Number(kilobytes) * 1_024).reduce((sum, bytes) => sum + bytes, 0)
}

/** How many filters of system calls a process stands under. */
function filters(pid: string): number {
  return Number(/^Seccomp_filters:\s*(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0)
}

/** Empty where the process is gone. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
