/** J5 Same or not? in a real browser: fifty pairs of near-duplicates answered with y, h and n; what follows is not asked, and z restores. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import type { LedgerPage } from '../../src/contract/oversight/ledger.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { assertClean } from '../support/clean.ts'
import { openAdverts, personAt } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

/** Words that say nothing, so that texts share what they are meant to share and no more. */
const syllables = ['bra', 'ko', 'lum', 'ter', 'vis', 'dor', 'pal', 'nim', 'sok', 'rel', 'gat', 'fum']
const word = (nr: number): string =>
  [nr % 12, Math.floor(nr / 12) % 12, Math.floor(nr / 144) % 12].map((at) => syllables[at]).join('')
const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => word(from + at)).join(' ')

/** Five groups of five adverts: each pair of a group shares a block of words (a seventh of its word pairs: fewer than linking joins by), and no contact. Ten pairs a group. */
const adverts = [0, 1, 2, 3, 4].flatMap((group) =>
  [0, 1, 2, 3, 4].map((nr) => ({
    id: `g${group}n${nr}`,
    site: 'prikbord.example',
    title: `Groep ${group} ${words(900 + group * 40 + nr * 7, 2)}`,
    posted_at: `2026-02-0${nr + 1}T10:00:00Z`,
    body: `${words(group * 20, 11)} ${words(100 + (group * 5 + nr) * 31, 30)}`
  }))
)

let desk: Desk
let page: Page
before(async () => {
  desk = await startDesk('duel', adverts)
  await openAdverts(
    desk.address,
    adverts.map((_, at) => at + 1)
  )
  page = await desk.signIn('analyst')
})
after(() => desk?.stop())

/** The pair on screen: its group, its two adverts, and its place in the list. */
async function onScreen(): Promise<{ group: number; name: string; of: number } | null> {
  const pair = page.locator('.duel-pair')
  await pair.or(page.getByText('Alle paren zijn beantwoord.')).first().waitFor()
  if ((await pair.count()) === 0) return null
  const titles = await pair.getByRole('heading').allInnerTexts()
  const label = (await pair.getAttribute('aria-label')) ?? ''
  return {
    group: Number(/Groep (\d)/.exec(titles[0] ?? '')?.[1]),
    name: titles.join(' | '),
    of: Number(/van (\d+)/.exec(label)?.[1])
  }
}

/** Presses a key and waits until another pair, or the end, is on screen. */
async function press(key: string): Promise<void> {
  const before = (await onScreen())?.name ?? ''
  await page.keyboard.press(key)
  await page.waitForFunction(
    (was) => [...document.querySelectorAll('.duel-pair h2')].map((one) => one.textContent).join(' | ') !== was,
    before
  )
}

test('Journey 5 fifty pairs stand side by side with what differs marked, reachable from the screen of links', async () => {
  await page.goto(`${desk.address}links`)
  await page.getByRole('link', { name: 'Zelfde of niet?' }).click()
  const first = await onScreen()
  assert.equal(first?.of, 50)
  const marked = await page.locator('.duel-differs, .duel-common').allInnerTexts()
  assert.ok(marked.length >= 2, 'nothing is marked')
  await textThatSays(page.locator('.duel-points'), /woordparen/)
  await assertClean(page, 'Duel')
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('Journey 5 an answer is taken back: the pair comes again and the network that it made is gone', async () => {
  const analyst = await personAt(desk.address, 'analyst')
  const first = (await onScreen())?.name
  await press('y')
  const made = await analyst.ask<{ count: number }>('GET', '/api/duels')
  assert.ok(made.count < 50, 'the answer changed nothing')
  await press('z')
  assert.equal((await onScreen())?.name, first)
  assert.equal((await analyst.ask<{ count: number }>('GET', '/api/duels')).count, 50)
})

test('Journey 5 transitive answers are not asked again: four yeses join five adverts, and every no and every doubt is asked once', async () => {
  const asked = new Map<number, string[]>()
  const keys = ['y', 'y', 'n', 'h', 'y']
  for (let round = 0; round < 60; round++) {
    const pair = await onScreen()
    if (pair === null) break
    const of = asked.get(pair.group) ?? []
    assert.ok(!of.includes(pair.name), `asked twice: ${pair.name}`)
    asked.set(pair.group, [...of, pair.name])
    // The last group: one no after three yeses parts the fifth from all four.
    const key = pair.group === 4 && of.length === 3 ? 'n' : (keys[pair.group] ?? 'h')
    await press(key)
  }
  const counts = [0, 1, 2, 3, 4].map((group) => asked.get(group)?.length)
  assert.deepEqual(counts.slice(0, 4), [4, 4, 10, 10])
  assert.equal(counts[4], 4)
  await page.getByText('Alle paren zijn beantwoord.').waitFor()
})

test('Journey 5 every answer is a judgement of a person in the ledger, and one against what follows is refused with its reason', async () => {
  const analyst = await personAt(desk.address, 'analyst')
  const ledger = await analyst.ask<LedgerPage>('GET', '/api/ledger?act=judgement.unsure')
  assert.ok(JSON.stringify(ledger).includes('judgement.unsure'), JSON.stringify(ledger).slice(0, 300))
  const ids = await Promise.all(
    Array.from({ length: adverts.length }, async (_, at) => {
      const advert = await analyst.ask<Advert>('GET', `/api/adverts/${at + 1}`)
      return { id: at + 1, network: advert.network }
    })
  )
  const joined = [
    ...Map.groupBy(
      ids.filter((one) => one.network !== null),
      (one) => one.network
    )
  ].map(([, of]) => of.length)
  assert.deepEqual(joined.toSorted(), [4, 5, 5])
  const [a, , c] = ids.filter(
    (one) => one.network !== null && one.network === ids.find((x) => x.network !== null)?.network
  )
  const answer = await fetch(new URL('/api/duels', desk.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: analyst.cookie() },
    body: JSON.stringify({ a: a?.id, b: c?.id, answer: 'different', reason: 'Proef' })
  })
  assert.deepEqual([answer.status, ((await answer.json()) as { error: string }).error], [409, 'contradicts'])
})

test('what one was not sure of comes back when asked for', async () => {
  await page.goto(`${desk.address}duel?held=1`)
  assert.equal((await onScreen())?.of, 10)
  assert.equal((await onScreen())?.group, 3)
  assert.deepEqual([desk.broken, desk.outside], [[], []])
})
