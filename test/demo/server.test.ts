/** The served practice web: every advert has a page that says what the truth says, and the traps are where they belong. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import iconv from 'iconv-lite'
import { siteIds, type SiteId } from '../../demo/advert.ts'
import { paintPicture } from '../../demo/pictures.ts'
import { startDemo, type Demo } from '../../demo/server.ts'
import { makeView } from '../../demo/site.ts'
import { sites } from '../../demo/sites/all.ts'
import { readTruth, truthRows, writeTruth } from '../../demo/truth.ts'

describe('the served practice web', () => {
  let demo: Demo
  before(async () => {
    demo = await startDemo({ seed: 11, adverts: 700, agendaMonths: 3 })
  })
  after(() => demo.close())

  const get = (site: SiteId, path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(demo.origins[site] + path, { redirect: 'manual', headers })

  async function text(response: Response): Promise<string> {
    const bytes = Buffer.from(await response.arrayBuffer())
    return (response.headers.get('server') ?? '').startsWith('grensland')
      ? iconv.decode(bytes, 'win1252')
      : bytes.toString()
  }

  /** Text as a reader sees it: no scripts, styles or tags, entities undone. */
  function visible(html: string): string {
    return html
      .replace(/<(style|script|template)[\s\S]*?<\/\1>/gi, ' ')
      .replace(/<[^>]*>/g, '\n')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  }

  /** All addresses of a site that a polite crawler reaches from its start, anchors cut off. */
  async function reach(site: SiteId): Promise<Map<string, string>> {
    const origin = demo.origins[site]
    const pages = new Map<string, string>()
    const queue = [origin + sites[site].start, ...(site === 'marktplein' ? [`${origin}/sitemap.xml`] : [])]
    const seen = new Set(queue)
    while (queue.length > 0) {
      const url = queue.pop() as string
      if (/\/statistiek$/.test(url)) continue
      const response = await fetch(url)
      const body = await text(response)
      if (response.status === 200) pages.set(url, body)
      for (const [, href, loc] of body.matchAll(/<a [^>]*?href="([^"]*)"|<loc>([^<]*)</gi)) {
        const next = new URL((href ?? loc ?? '').replaceAll('&amp;', '&'), url)
        next.hash = ''
        if (
          next.origin !== origin ||
          /^\/(?:intern\/|zoek|cart|reageer\/)|[?&]sort=/.test(next.pathname + next.search) ||
          seen.has(next.href)
        )
          continue
        seen.add(next.href)
        queue.push(next.href)
      }
    }
    return pages
  }

  for (const site of siteIds) {
    test(`${site}: a polite crawl from the start address reaches every advert and each page says what its advert says`, async () => {
      const pages = await reach(site)
      const rows = truthRows(demo.world, demo.origins).filter((row) => row.site === site && !row.gone)
      assert.ok(rows.length >= 15, `${rows.length} adverts`)
      for (const row of rows) {
        const [url = '', anchor] = row.url.split('#')
        const page = pages.get(url)
        assert.ok(page !== undefined, `${row.url} is not reached`)
        if (anchor !== undefined) assert.ok(page.includes(`id="${anchor}"`), row.url)
      }
      const view = makeView(demo.world, site, demo.origins[site], 0, true, 3)
      for (const { advert, version } of view.standing) {
        const url = (demo.origins[site] + sites[site].advertPath(view, advert)).split('#')[0] as string
        const said = squeeze(visible(pages.get(url) ?? ''))
        assert.ok(said.includes(squeeze(version.title)), `${url} lacks its title`)
        if (!version.body.includes('wa.me')) assert.ok(said.includes(squeeze(version.body)), `${url} lacks its text`)
      }
      assert.equal(demo.counts()[site].forbidden, 0)
    })
  }

  function squeeze(said: string): string {
    return said.replace(/\s+/g, '')
  }

  test('the truth covers every advert once and survives being written and read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'truth-'))
    const rows = truthRows(demo.world, demo.origins)
    assert.equal(new Set(rows.map((row) => row.url)).size, rows.length)
    assert.equal(rows.length, demo.world.adverts.filter((advert) => advert.postedDay <= 0).length)
    await writeTruth(demo.world, join(folder, 'truth.jsonl'), demo.origins)
    assert.deepEqual(await readTruth(join(folder, 'truth.jsonl')), rows)
    await rm(folder, { recursive: true })
  })

  test('no page, address or picture name tells the hand, its kind or its template', async () => {
    const rows = truthRows(demo.world, demo.origins)
    for (const row of rows.filter((_, nth) => nth % 25 === 0)) {
      const page = await (await fetch(row.url)).text()
      assert.doesNotMatch(
        page.replace(/<[^>]*>/g, ' '),
        new RegExp(`\\b(?:${row.hand}|${row.template}|labour-network|recruiter)\\b`)
      )
    }
  })

  test('pages of Grensland are windows-1252 with euro signs and accents as single bytes', async () => {
    const row = truthRows(demo.world, demo.origins).filter((one) => one.site === 'grensland')
    let inHeader = 0
    let euro = 0
    for (const { url } of row) {
      const response = await fetch(url)
      const bytes = Buffer.from(await response.arrayBuffer())
      if (response.headers.get('content-type')?.includes('windows-1252')) inHeader++
      else assert.match(bytes.toString('latin1'), /charset=iso-8859-1/)
      if (bytes.includes(0x80)) euro++
      assert.match(iconv.decode(bytes, 'win1252'), /Tél\. rédaction/)
      assert.equal(new TextDecoder('utf-8').decode(bytes).includes('\ufffd'), true)
    }
    assert.ok(
      inHeader > 0 && inHeader < row.length && euro > 0,
      `${inHeader} of ${row.length} in the header, ${euro} with euro`
    )
  })

  test('traps answer as their kind: wall, gone, redirect, missing, late, endless within its limit', async () => {
    const newest = makeView(demo.world, 'kompas', demo.origins.kompas, 0, true, 3).standing[0]?.advert.id ?? 0
    for (const [site, path, status, says] of [
      ['kompas', '/welkom', 200, /toestemming/],
      ['kompas', '/advertentie/1-nergens', 410, /verlopen/],
      ['kompas', '/oude-pagina', 404, /bestaat niet/],
      ['kompas', `/a/${newest}`, 301, /advertentie/],
      ['lantern', '/members', 200, /sign in/i],
      ['lantern', '/listings?page=99999', 200, /No more listings/],
      ['avenue', '/en/partner/', 200, /suspended/],
      ['marktplein', '/robots.txt', 200, /Disallow: \/intern\//],
      ['marktplein', '/agenda/2026/6', 200, /Vorige maand/],
      ['werkhal', '/robots.txt', 404, /Niet gevonden/]
    ] as const) {
      const response = await get(site, path)
      assert.equal(response.status, status, path)
      assert.match(await text(response), says, path)
    }
    assert.doesNotMatch(await text(await get('marktplein', '/agenda/2026/6')), /Volgende maand/)
    const began = performance.now()
    await (await get('kompas', '/statistiek')).text()
    assert.ok(performance.now() - began > 500)
  })

  test('a page asked again with its tag costs no body, and compressed pages unpack to the same', async () => {
    const first = await get('kompas', '/')
    await first.text()
    const again = await get('kompas', '/', { 'if-none-match': first.headers.get('etag') ?? '' })
    assert.equal(again.status, 304)
    const zipped = await get('avenue', '/en/', { 'accept-encoding': 'gzip' })
    const plain = await get('avenue', '/en/', { 'accept-encoding': 'identity' })
    assert.equal(zipped.headers.get('content-encoding'), 'gzip')
    assert.equal(await zipped.text(), await plain.text())
  })

  test('pages weigh 10 to 20 kB as real ones do', async () => {
    const sizes: number[] = []
    for (const row of truthRows(demo.world, demo.origins).filter((_, nth) => nth % 20 === 0))
      sizes.push((await (await fetch(row.url)).arrayBuffer()).byteLength)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    assert.ok(mean > 10_000 && mean < 20_000, `${mean} bytes`)
  })

  test('pictures are JPEG, the same each time, and a re-encoded one differs in bytes', async () => {
    const advert = demo.world.adverts.find(
      (one) => one.site === 'kompas' && one.pictures.length > 0 && one.postedDay <= 0
    )
    assert.ok(advert)
    const page = await text(
      await get('kompas', sites.kompas.advertPath(makeView(demo.world, 'kompas', '', 0, true, 0), advert))
    )
    const path = /src="(\/foto\/[^"]+)"/.exec(page)?.[1] ?? ''
    const response = await get('kompas', path)
    assert.equal(response.headers.get('content-type'), 'image/jpeg')
    const scene = advert.pictures[0]
    assert.ok(scene)
    const bytes = Buffer.from(await response.arrayBuffer())
    assert.deepEqual(bytes, await paintPicture(11, scene))
    assert.notDeepEqual(bytes, await paintPicture(11, { ...scene, variant: scene.variant + 1 }))
    assert.equal((await get('kompas', '/foto/nooit.jpg')).status, 404)
  })

  test('setting the day brings new adverts, edits and adverts that say they are gone', async () => {
    const now = truthRows(demo.world, demo.origins, 0).filter((row) => row.site === 'dagprikker')
    demo.setDay(8)
    const later = truthRows(demo.world, demo.origins, 8).filter((row) => row.site === 'dagprikker')
    assert.ok(later.length > now.length)
    const gone = later.find((row) => row.gone)
    const fresh = later.find((row) => !row.gone && !now.some((old) => old.url === row.url))
    assert.ok(gone && fresh)
    assert.match(await (await fetch(gone.url)).text(), /verlopen/)
    assert.equal((await fetch(fresh.url)).status, 200)
    demo.setDay(0)
    assert.match(await (await fetch(fresh.url)).text(), /Niet gevonden/)
  })

  test('two starts with one seed serve the same bytes apart from their ports', async () => {
    const other = await startDemo({ seed: 11, adverts: 700, agendaMonths: 3 })
    const port = (page: string): string => page.replace(/127\.0\.0\.1:\d+/g, 'HOST')
    for (const site of siteIds) {
      const page = port(await text(await get(site, sites[site].start)))
      assert.equal(port(await text(await fetch(other.origins[site] + sites[site].start))), page)
    }
    await other.close()
  })
})
