/** One Baken per data folder, seen across process and IPC namespaces; readers stop nothing, and only proven orphans are stopped. */
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, endAll, fresh, postmasterOf, scratch, startBaken } from '../support/baken.ts'

const main = path.join(import.meta.dirname, '../../src/cli/main.ts')
const namespaces = { 'its own processes': ['--pid'], 'its own processes and IPC': ['--pid', '--ipc'] }
const refused = spawnSync('unshare', ['--pid', '--ipc', '--fork', '--mount-proc', 'true'], { encoding: 'utf8' })
const skip =
  refused.status === 0 ? false : `no namespaces may be made here: ${(refused.stderr ?? String(refused.error)).trim()}`
let folder: ReturnType<typeof scratch>
const children = new Set<ChildProcess>()

before(() => {
  folder = scratch('one')
})
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  await endAll()
  folder.remove()
})

for (const [name, flags] of Object.entries(namespaces)) {
  test(
    `T5 a second Baken in a container with ${name} is refused, and one that only reads there leaves the first alone`,
    { skip },
    async () => {
      const data = path.join(folder.folder, flags.join(''))
      const first = startBaken(['start', '--roles', 'jobs', '--data', data])
      await first.said('Running: jobs')
      const server = postmasterOf(data)
      assert.ok(server !== null)
      const second = await inside(flags, ['start', '--roles', 'jobs', '--data', data])
      assert.equal(second.code, 3, second.stderr)
      assert.match(second.stderr, /already runs on .*another container or process namespace/)
      const reader = await inside(flags, ['verify', '--data', data])
      assert.equal(reader.code, 0, reader.stderr)
      const beside = await baken(['mandate', 'list', '--data', data])
      assert.equal(beside.code, 0, beside.stderr)
      assert.equal(postmasterOf(data), server, 'the server of the first was stopped')
      assert.equal(first.child.exitCode, null, first.soFar())
      first.child.kill('SIGTERM')
      assert.equal((await first.ended).code, 0)
    }
  )
}

test(
  'T5 a server whose Baken was killed in another container is not started over, nor stopped from outside: what to do is told',
  { skip },
  async () => {
    const data = path.join(folder.folder, 'container')
    const command = `"${process.execPath}" --disable-warning=ExperimentalWarning "${main}" start --roles jobs --data "${data}" & read killed; kill -9 $!; echo done; read end`
    const container = spawn('unshare', ['--pid', '--ipc', '--fork', '--mount-proc', 'sh', '-c', command], {
      stdio: ['pipe', 'pipe', 'pipe']
    })
    children.add(container)
    await said(container, 'Running: jobs')
    container.stdin.write('now\n')
    await said(container, 'done')
    const started = await baken(['start', '--roles', 'jobs', '--data', data])
    assert.equal(started.code, 1, started.stderr)
    assert.match(started.stderr, /still runs where this process cannot see it.*\n?.*End that container/)
    const reader = await baken(['mandate', 'list', '--data', data])
    assert.equal(reader.code, 0, reader.stderr)
    const gone = new Promise((resolve) => container.once('exit', resolve))
    container.stdin.end()
    await gone
    const next = await baken(['crawl', '--data', data, '--demo', 'missing.yaml'])
    assert.equal(next.code, 2, 'the folder could not be opened after the container had ended')
    const again = startBaken(['start', '--roles', 'jobs', '--data', data])
    await again.said('Running: jobs')
    again.child.kill('SIGTERM')
    assert.equal((await again.ended).code, 0)
  }
)

test('T5 a command that only reads joins the server of a Baken that was killed, and leaves it running', async () => {
  const data = path.join(folder.folder, 'killed')
  const first = startBaken(['start', '--roles', 'jobs', '--data', data])
  await first.said('Running: jobs')
  first.child.kill('SIGKILL')
  await first.ended
  const orphan = postmasterOf(data)
  assert.ok(orphan !== null, 'the server went too: nothing is proven')
  for (const command of [['verify'], ['mandate', 'list'], ['export', 'captures']]) {
    const ran = await baken([...command, '--data', data])
    assert.notEqual(ran.code, 1, ran.stderr)
    assert.equal(postmasterOf(data), orphan, command.join(' '))
  }
  const next = startBaken(['start', '--roles', 'jobs', '--data', data])
  await next.said('Running: jobs')
  assert.ok(!existsSync(`/proc/${orphan}`), 'two servers')
  next.child.kill('SIGTERM')
  assert.equal((await next.ended).code, 0)
})

test('T34 a first start that is killed again and again, at any moment, leaves a folder on which the next one works', async () => {
  const data = path.join(folder.folder, 'twice')
  for (const lifeMs of [500, 800, 300, 1200, 300, 2000]) {
    const running = startBaken(['start', '--roles', 'jobs', '--data', data], fresh)
    await new Promise((resolve) => setTimeout(resolve, lifeMs))
    running.child.kill('SIGKILL')
    await running.ended
  }
  const last = startBaken(['start', '--roles', 'jobs', '--data', data])
  await last.said('Running: jobs')
  last.child.kill('SIGTERM')
  const ended = await last.ended
  assert.equal(ended.code, 0, ended.stderr)
  assert.doesNotMatch(ended.stderr, /FATAL|postmaster\.pid/)
})

/** Runs a command in namespaces of its own, as a container does. */
function inside(flags: readonly string[], args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(
    'unshare',
    [...flags, '--fork', '--mount-proc', process.execPath, '--disable-warning=ExperimentalWarning', main, ...args],
    { stdio: ['ignore', 'ignore', 'pipe'] }
  )
  children.add(child)
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })))
}

function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = ''
    const look = (chunk: string): void => {
      all += chunk
      if (all.includes(text)) resolve()
    }
    child.stdout?.setEncoding('utf8').on('data', look)
    child.stderr?.setEncoding('utf8').on('data', look)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said ${text}:\n${all}`)))
  })
}
