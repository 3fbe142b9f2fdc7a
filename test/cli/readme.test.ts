/** The lines of the README under "Real use", run as they stand there, whatever day it is. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../demo/server.ts'
import { baken, endAll, jsonLines, scratch, smallWeb, startBaken } from '../support/baken.ts'

const root = path.join(import.meta.dirname, '../..')
let web: Demo
let folder: ReturnType<typeof scratch>

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('readme')
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

/** The commands of the block: arguments of baken, and what is piped into it. */
function realUse(): { readonly args: string[]; readonly stdin: string }[] {
  const block = /## Real use[^`]*```\n([^`]*)```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8'))?.[1] ?? ''
  return block
    .split('\n')
    .filter((line) => line.includes('npx baken '))
    .map((line) => {
      const [, stdin = '', rest = ''] = /^(?:echo '([^']*)' \| )?npx baken ([^#]*)/.exec(line) ?? []
      const args = [...rest.matchAll(/'([^']*)'|(\S+)/g)].map((word) => word[1] ?? word[2] ?? '')
      return { args, stdin: stdin === '' ? '' : `${stdin}\n` }
    })
}

test('K1 every line of "Real use" in the README works on a fresh folder, today', async () => {
  const commands = realUse()
  assert.deepEqual(
    commands.map(({ args }) => args.slice(0, 2).join(' ')),
    ['mandate add', 'user add', 'source try', 'source add', 'start']
  )
  const environment = { BAKEN_DATA: path.join(folder.folder, 'data'), BAKEN_CONTACT: 'https://police.example/baken' }
  const address = web.sources.find((one) => one.id === 'oefen-werkhal')?.start[0] ?? assert.fail('no site')
  for (const { args, stdin } of commands.slice(0, -1)) {
    // The address in the README is invented and is nobody's: a site of the practice web stands for it.
    const given = args.map((word) => (word.startsWith('docs/') ? path.join(root, word) : word))
    const ran = await baken(
      given.map((word) => (word.startsWith('https://') ? address : word)),
      environment,
      stdin
    )
    assert.equal(ran.code, 0, `${args.join(' ')}: ${ran.stderr}`)
    assert.ok(ran.stdout + ran.stderr !== '', `K2 ${args.join(' ')} says nothing`)
  }
  const [source] = jsonLines(await baken(['source', 'list', '--json'], environment))
  assert.equal(source?.['mandate'], 'onderzoek-2026-014')
  const running = startBaken(['start', '--port', '0'], environment)
  await running.said(/Baken is at http:\/\/127\.0\.0\.1:\d+/)
  running.child.kill('SIGTERM')
  assert.equal((await running.ended).code, 0)
})
