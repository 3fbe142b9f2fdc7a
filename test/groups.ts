/** Which tests share a process, which get one of their own, and which are quick enough for `npm run check`. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

export type TestGroup = 'together' | 'served' | 'apart' | 'browser' | 'alone'

const testFolder = import.meta.dirname

/** Folders whose tests keep no global state: one process for all of them (in 100 files, start-up alone costs more than the tests). */
const together = new Set([
  'bench',
  'crawl',
  'demo',
  'evidence',
  'extract',
  'house',
  'link',
  'read',
  'text',
  'ui',
  'verify',
  'weigh'
])

/**
 * Folders whose tests ask the interface, or what is below it, over a database of each suite's own: one process for all of them too. Each
 * file in a process of its own loaded the service anew, and ran it as slowly as code runs the first time.
 */
const served = [
  'accountability/',
  'desk/',
  'store/',
  'web/cases/',
  'web/coordination/',
  'web/does-not-open',
  'web/fields',
  'web/figures/',
  'web/head',
  'web/minors/',
  'web/oversight/',
  'web/partners/',
  'web/renewal',
  'web/reports/',
  'web/routes',
  'web/second-person',
  'web/sign-in/',
  'web/spelling',
  'web/training/',
  'web/transport'
]

/**
 * Tests of those folders that start or end something outside a suite: in a process that files share, that is done before the first and
 * after the last of all. One that takes a core for half a minute. And those that count over the columns of all adverts of a mandate, which
 * a process keeps for one database (store/adverts/advert-columns.ts); web/desk/ stays apart for that.
 */
const servedApart = new Set([
  'accountability/closed-line.test.ts',
  'accountability/lifecycle.test.ts',
  'desk/desk-acts.test.ts',
  'store/inverted-index.test.ts',
  'store/rewrite-tables.test.ts',
  'web/cases/need-to-know.test.ts',
  'web/oversight/bias.test.ts'
])

/** Tests of the folders of `together` that start processes or leave a builder in memory. */
const apart = new Set([
  'evidence/objects/objects.test.ts',
  'evidence/recover.test.ts',
  'ui/build.test.ts',
  'demo/server.test.ts'
])

/** Tests of the browser that measure seconds: one at a time, and nothing beside them. */
const alone = new Set(['browser/first-view.test.ts', 'browser/identifier.test.ts', 'browser/work-list.test.ts'])

/** About a minute each and more, the longest first (`npm test` ends with what took longest): what starts last must not be what takes longest. */
const longest = [
  'run/erasing/killed/erasing-kill.test.ts',
  'browser/demo.test.ts',
  'run/joining.test.ts',
  'run/crawl/kill.test.ts',
  'run/instance.test.ts',
  'browser/every-screen.test.ts',
  'browser/network.test.ts',
  'browser/case-work.test.ts',
  'run/mandate-end.test.ts',
  'browser/two-persons.test.ts',
  'browser/admin.test.ts',
  'browser/triage.test.ts',
  'browser/cases.test.ts',
  'run/database-url.test.ts',
  'cli/commands.test.ts',
  'web/cases/need-to-know.test.ts',
  'browser/reports.test.ts',
  'run/crawl/host-trouble.test.ts',
  'run/import/import-notes.test.ts',
  'cli/reports.test.ts',
  'run/database-lost.test.ts',
  'run/one-instance.test.ts',
  'run/crawl/gaps.test.ts',
  'run/below-root.test.ts',
  'run/import/import-oddities.test.ts',
  'cli/export-ground.test.ts',
  'browser/search.test.ts',
  'browser/links.test.ts',
  'browser/home.test.ts',
  'run/evidence/tampering.test.ts'
]

/** More than half a second each: `npm test` runs them, `npm run check` leaves them out. */
const slow = new Set([
  'crawl/decode.test.ts',
  'crawl/fetch.test.ts',
  'crawl/gate.test.ts',
  'crawl/header-slips.test.ts',
  'crawl/pace.test.ts',
  'crawl/source-file.test.ts',
  'crawl/trap.test.ts',
  'extract/extract.test.ts',
  'text/fold.test.ts',
  'link/fingerprint.test.ts',
  'link/linker-restart.test.ts',
  'link/network-rebuild.test.ts',
  'link/pdq.test.ts',
  'read/html.test.ts'
])
const slowFolders = new Set(['demo', 'evidence'])

/** All test files as `folder/name.test.ts`, sorted; limited to those whose path starts with one of `wanted`, when any are given. */
export function testFiles(wanted: readonly string[] = []): string[] {
  const starts = wanted.map((one) => one.replace(/^(\.\/)?(test\/)?/, ''))
  return readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => starts.length === 0 || starts.some((start) => name.startsWith(start)))
    .toSorted()
}

/** The group of a test file; a folder that no table names gets a process for each file, which is always right. */
export function groupOf(file: string): TestGroup {
  const folder = file.split('/')[0] ?? ''
  if (folder === 'browser') return alone.has(file) ? 'alone' : 'browser'
  if (served.some((start) => file.startsWith(start)) && !servedApart.has(file)) return 'served'
  return together.has(folder) && !apart.has(file) ? 'together' : 'apart'
}

/** True for tests that `npm run check` runs beside its other steps. */
export function isQuick(file: string): boolean {
  return groupOf(file) === 'together' && !slow.has(file) && !slowFolders.has(file.split('/')[0] ?? '')
}

/** The files that take longest, in this order, before the others in theirs. */
export function longestFirst(files: readonly string[]): string[] {
  return [...longest.filter((file) => files.includes(file)), ...files.filter((file) => !longest.includes(file))]
}

/** Names in the tables above that are no test file any more. */
export function staleNames(files: readonly string[]): string[] {
  return [...apart, ...servedApart, ...slow, ...alone, ...longest].filter((name) => !files.includes(name))
}
