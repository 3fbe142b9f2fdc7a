/** What a command loads: its own parts and no more, since all that is loaded is waited for; and how its options are read. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { readOptions } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { bundleEntries, bundleFolder } from '../../src/run/packages/bundles.ts'
import { baken } from '../support/baken.ts'

const root = path.join(import.meta.dirname, '../..')

/** The files of `src` and the packages that a command loads, as V8 counts them for coverage. */
function loadedBy(args: readonly string[]): { files: string[]; packages: Set<string>; modules: string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-loading-'))
  try {
    const ran = spawnSync(process.execPath, [path.join(root, 'src/cli/main.ts'), ...args], {
      env: { ...process.env, NODE_V8_COVERAGE: folder },
      encoding: 'utf8'
    })
    assert.equal(ran.status, 0, ran.stderr)
    const urls = readdirSync(folder).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { result: { url: string }[] }
      return result.map((one) => one.url)
    })
    const files = urls.flatMap((url) => /\/src\/([\w/-]+\.ts)$/.exec(url)?.[1] ?? [])
    const packages = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? [])
    return { files, packages: new Set(packages), modules: urls.filter((url) => url.includes('/node_modules/')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('P2 --help loads no part of any command, and no package', () => {
  const { files, packages } = loadedBy(['--help'])
  assert.ok(files.includes('cli/commands.ts'), files.join(' '))
  assert.deepEqual(
    files.filter(
      (file) =>
        !/^(?:cli\/\w+|run\/packages\/bundles|run\/settings|run\/make-folder|store\/lost-connection|model\/addresses\/userinfo)\.ts$/.test(
          file
        )
    ),
    []
  )
  assert.deepEqual([...packages], [])
})

test('P2 inspect loads neither database nor screens', () => {
  const { files, packages } = loadedBy(['inspect', 'text', 'Bel 06 12 34 56 78'])
  assert.ok(files.includes('extract/extract.ts'), files.join(' '))
  assert.deepEqual(
    files.filter((file) => /^(?:accountability|desk|run|store|verify|web)\//.test(file)),
    ['run/packages/bundles.ts', 'run/settings.ts', 'run/make-folder.ts', 'store/lost-connection.ts']
  )
  for (const name of ['pg', 'fastify', 'sharp', 'vite']) assert.ok(!packages.has(name), name)
})

test('P2 inspect loads of its parts only those that judge what it is asked', () => {
  const stepsOf = (args: readonly string[]): Set<string> =>
    new Set(loadedBy(args).files.flatMap((file) => /^(?:crawl|extract|read|text)(?=\/)/.exec(file)?.[0] ?? []))
  assert.deepEqual(stepsOf(['inspect', 'url', 'http://site.example/a']), new Set(['crawl']))
  assert.deepEqual(stepsOf(['inspect', 'robots', '--robots', '/dev/null', 'http://site.example/a']), new Set(['crawl']))
  assert.deepEqual(stepsOf(['inspect', 'text', 'Bel 06 12 34 56 78']), new Set(['crawl', 'extract', 'text']))
})

test('P2 packages of many files are loaded as one file each, with the same names', async (context) => {
  const folder = bundleFolder()
  if (folder === null || !existsSync(folder)) return context.skip('the folder of the packages may not be written')
  for (const [entry, name] of Object.entries(bundleEntries)) {
    const [own, joined] = (await Promise.all([import(entry), import(path.join(folder, `${name}.js`))])) as object[]
    const namesOf = (one: object | undefined): string[] =>
      Object.keys(one ?? {}).filter((key) => key !== 'module.exports')
    assert.deepEqual(namesOf(joined), namesOf(own), entry)
  }
  const { modules } = loadedBy(['inspect', 'text', 'Bel 06 12 34 56 78'])
  assert.ok(modules.some((url) => url.endsWith('/libphonenumber-max.js')) && modules.length < 10, modules.join(' '))
})

test('an option that takes one value is given once: of two none is taken, on every command', async () => {
  const loaded = await Promise.all(commands.map(async (row) => ({ row, command: await row.load() })))
  const twice = loaded.flatMap(({ row, command }) => {
    const single = Object.entries(command.options).filter(([, one]) => one.type === 'string' && one.multiple !== true)
    return ['data', ...single.slice(0, 1).map(([name]) => name)].map((option) => ({ name: row.name, command, option }))
  })
  const mandates = loaded.flatMap(({ row: { name }, command }) =>
    ['crawl', 'import', 'export', 'report'].includes(name) ? [{ name, command, option: 'mandate' }] : []
  )
  assert.equal(mandates.length, 4)
  assert.ok(twice.length > commands.length)
  const says = (option: string): string =>
    `--${option} takes one value and was given twice ("a" and "b"): give it once.`
  for (const { name, command, option } of [...twice, ...mandates]) {
    const wrong = { name: 'Error', message: says(option) }
    assert.throws(() => readOptions(command, [`--${option}`, 'a', `--${option}=b`]), wrong, `${name} --${option}`)
  }
  // What a command line is read with is the same for all: one of each kind of option is typed.
  for (const [name, option] of [
    ['crawl', 'mandate'],
    ['mandate', 'data']
  ] as const) {
    const one = await baken([name, `--${option}`, 'a', `--${option}=b`])
    assert.equal(one.code, 2, `${name} --${option}: ${one.stderr}`)
    assert.ok(one.stderr.includes(says(option)), one.stderr)
  }
})
