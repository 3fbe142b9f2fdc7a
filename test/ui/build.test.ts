/** What the browser gets: built once for its sources, asking nothing outside, writing no markup from data. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { buildUi } from '../../ui/build.ts'
import { sourcesDigest } from '../../ui/stamp.ts'

const folder = await mkdtemp(join(tmpdir(), 'baken-ui-'))
const dist = join(folder, 'dist')
after(() => rm(folder, { recursive: true, force: true }))

test('the browser part builds once and again only for other sources', async () => {
  assert.equal(await buildUi(dist), dist)
  const first = await stat(join(dist, 'index.html'))
  assert.equal(await readFile(join(dist, '.stamp'), 'utf8'), await sourcesDigest())
  await buildUi(dist)
  assert.equal((await stat(join(dist, 'index.html'))).mtimeMs, first.mtimeMs)
  assert.deepEqual(await readdir(folder), ['dist'], 'nothing half-built stays behind')
})

test('equal sources give equal bytes', async () => {
  const again = join(folder, 'again')
  await buildUi(again)
  const names = await readdir(join(dist, 'assets'))
  assert.ok(names.length >= 2, 'script and style')
  assert.deepEqual(await readdir(join(again, 'assets')), names)
  for (const name of names)
    assert.ok((await readFile(join(again, 'assets', name))).equals(await readFile(join(dist, 'assets', name))), name)
  await rm(again, { recursive: true })
})

test('E20 page and style name no address outside, and the page holds no inline script or style', async () => {
  const page = await readFile(join(dist, 'index.html'), 'utf8')
  assert.match(page, /<script type="module"[^>]* src="\/assets\//)
  assert.doesNotMatch(page, /https?:|<script(?![^>]* src=)|<style|\son\w+=/)
  const style = (await readdir(join(dist, 'assets'))).filter((name) => name.endsWith('.css'))
  assert.ok(style.length > 0)
  for (const name of style) {
    const text = await readFile(join(dist, 'assets', name), 'utf8')
    // The letters are files of our own; nothing else is fetched by a style.
    assert.doesNotMatch(text.replaceAll(/url\(\/assets\/inter-[\w.-]+\.woff2\)/g, ''), /https?:|url\(|@import/, name)
  }
})

test('E10 no source writes markup from data, or follows an address that a capture gave', async () => {
  const sources = join(import.meta.dirname, '../../ui/src')
  let seen = 0
  for (const name of await readdir(sources, { recursive: true })) {
    if (!/\.tsx?$/.test(name)) continue
    seen++
    const text = await readFile(join(sources, name), 'utf8')
    assert.doesNotMatch(
      text,
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|srcDoc/,
      name
    )
    assert.doesNotMatch(text, /(?:href|src)=\{[^}]*\burl\b/, name)
  }
  assert.ok(seen > 40, `saw only ${seen} files`)
})
