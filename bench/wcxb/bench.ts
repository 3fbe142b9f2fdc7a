/** `baken bench wcxb`: word F1 of the main text on real pages with their main text by people; "absent" where the set is not there. */
import { canonicalOrNull } from '../../src/crawl/canonical.ts'
import { readPage } from '../../src/read/read.ts'
import { folder, match, scoreOf, wcxbPages } from './pages.ts'
import type { Match, Score } from './pages.ts'

/** Scores by type of page and over all, of both halves and each; `main` is the main text, `advert` the adverts' texts of product pages. CPU in ms a page. */
export async function runWcxbBench({ say }: { readonly say: (text: string) => void }): Promise<object> {
  const pages = wcxbPages()
  if (pages === null) {
    say(`The pages are absent (${folder}): set BAKEN_WCXB to the development part of WCXB.`)
    return { absent: true }
  }
  const main = new Map<string, Halves>()
  const adverts: Halves = { develop: [], check: [] }
  let cpuUs = 0
  let count = 0
  for (const { type, half, url, body, wanted } of pages) {
    const before = process.cpuUsage()
    const page = readPage(
      { url, status: 200, headers: {}, body },
      { seenAt: '2026-01-01T00:00:00Z', canonical: canonicalOrNull }
    )
    const { user, system } = process.cpuUsage(before)
    cpuUs += user + system
    count++
    for (const name of [type, 'all']) {
      const halves = main.get(name) ?? { develop: [], check: [] }
      halves[half].push(match(page.main, wanted))
      main.set(name, halves)
    }
    if (type === 'product')
      adverts[half].push(match(page.adverts.map((one) => `${one.title}\n${one.body}`).join('\n'), wanted))
  }
  return {
    main: Object.fromEntries([...main].map(([type, halves]) => [type, scores(halves)])),
    advert: { product: scores(adverts) },
    cpuMs: Math.round(cpuUs / 10 / count) / 100
  }
}

interface Halves {
  readonly develop: Match[]
  readonly check: Match[]
}

function scores({ develop, check }: Halves): Score & { readonly develop: number; readonly check: number } {
  return { ...scoreOf([...develop, ...check]), develop: scoreOf(develop).f1, check: scoreOf(check).f1 }
}
