/** Journeys and checks that belong to no single screen: why a signal has its score, what an administrator finds, and keys everywhere. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import type { Signal } from '../../src/contract/desk/signals.ts'
import { assertClean } from '../support/clean.ts'
import { textThatSays } from '../support/text-that-says.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'

let desk: Desk
before(async () => {
  desk = await startDesk('journeys', roomAdverts())
})
after(() => desk?.stop())

/** Status and JSON of an answer that the page's own session gets. */
async function asked<T>(page: Page, where: string): Promise<{ status: number; body: T }> {
  return (await page.evaluate(async (address) => {
    const answer = await fetch(address)
    return { status: answer.status, body: (await answer.json()) as unknown }
  }, where)) as { status: number; body: T }
}

test('Journey 3: the reasons of a signal add up to its score, each shows its words in the advert, and a reading called wrong is kept while the score stays until it is weighed again', async () => {
  const page = await desk.signIn('analyst')
  await page.goto(`${desk.address}signals`)
  const row = page.locator('.queue-list .row-current')
  await row.waitFor()
  const where = `/api/signals/${(await row.getAttribute('id'))?.replace('signal-', '')}`
  const { body: signal } = await asked<Signal>(page, where)
  const sum = signal.reasons.reduce(
    (total, { direction, points }) =>
      total + (direction === 'context' ? 0 : direction === 'against' ? -Math.abs(points) : points),
    0
  )
  assert.ok(signal.reasons.length > 3)
  assert.ok(Math.abs(sum - signal.priority) < 0.051, `${sum} and ${signal.priority}`)
  const words = await page.locator('.sum').innerText()
  const numbers = (words.match(/[−-]?\d+(,\d+)?/g) ?? []).map((one) => Number(one.replace('−', '-').replace(',', '.')))
  assert.deepEqual(numbers.slice(-2), [signal.priority, signal.priority], words)
  const cards = page.locator('.reason-main')
  assert.equal(await cards.count(), signal.reasons.length)
  let marked = 0
  for (let at = 0; at < signal.reasons.length; at++) {
    const name = await cards.nth(at).locator('.reason-title').innerText()
    const reason = signal.reasons.find((one) => one.title.nl === name) ?? assert.fail(name)
    const seen = reason.seenIn[0]
    await cards.nth(at).click()
    if (seen === undefined || seen.spans.length === 0) continue
    const { body: advert } = await asked<Advert>(page, `/api/adverts/${seen.advert}`)
    const text = advert.versions.findLast((one) => one.reading !== null)?.reading?.text
    if (text === undefined) {
      assert.notEqual(reason.direction, 'for', `${name}: what speaks for a look is seen in an opened advert`)
      await page.locator('.queue-evidence .note-info').waitFor()
      continue
    }
    const [start, end] = seen.spans[0] ?? [0, 0]
    await page
      .locator('.queue-evidence mark, .queue-evidence [data-mark]')
      .getByText(text.slice(start, end), { exact: false })
      .first()
      .waitFor()
    marked++
  }
  assert.ok(marked > 0, 'the test saw marked words')
  assert.ok(signal.members.filter((one) => one.state === 'open').length <= 5, 'a signal opens a few adverts only')
  await cards.first().click()
  await page.locator('.queue-evidence .evidence-title').click()
  await page
    .getByRole('button', { name: /^Fout: / })
    .first()
    .waitFor()
  const wrong = page.getByRole('button', { name: /^Fout: .*euro|^Fout: €/ }).first()
  const value = (await wrong.getAttribute('aria-label'))?.replace('Fout: ', '') ?? ''
  await wrong.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Dat is geen uurloon')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: `Terugzetten: ${value}` }).waitFor()
  const advert = Number(page.url().split('/').at(-1))
  const { body: after } = await asked<Advert>(page, `/api/adverts/${advert}`)
  const rejected = after.versions.flatMap((one) => one.reading?.facts ?? []).filter((one) => one.state === 'rejected')
  assert.deepEqual(
    rejected.map((one) => [one.kind, one.decidedBy]),
    [['price', 'analyst']]
  )
  const { body: then } = await asked<Signal>(page, where)
  assert.deepEqual([then.priority, then.weighVersion], [signal.priority, signal.weighVersion])
})

test('E18 under the reasons unfolds how the signal was weighed, and that the same comes out when it is weighed anew', async () => {
  const page = await desk.signIn('analyst')
  await page.goto(`${desk.address}signals`)
  const past = page.locator('details.past')
  await past.locator('summary').click()
  await textThatSays(past, /komt hetzelfde: prioriteit, trede, soort en elke reden/)
  await textThatSays(past, /Tabellen \(SHA-256\)\s*[0-9a-f]{64}[\s\S]*Waarop het rustte\s*[0-9a-f]{64}/)
  const points = await past.locator('td.number').allInnerTexts()
  assert.ok(points.length > 3 && points.some((one) => /^\+\d/.test(one)), String(points))
  await assertClean(page, 'Eerder gewogen')
  await page.setViewportSize({ width: 400, height: 800 })
  await assertClean(page, 'Eerder gewogen, smal')
})

test('Complaint 7: a question mark opens the keys on every screen, gives the focus back, and is a letter in a field', async () => {
  const page = await desk.signIn('analyst')
  for (const where of ['', 'signals', 'search?q=kamer', 'networks/1', 'duel', 'links', 'requests', 'ledger']) {
    await page.goto(`${desk.address}${where}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    await page.locator('main').focus()
    await page.keyboard.press('?')
    const overlay = page.getByRole('dialog', { name: 'Toetsen' })
    await overlay.waitFor()
    await page.keyboard.press('Escape')
    await overlay.waitFor({ state: 'detached' })
  }
  await page.locator('#quick-search').pressSequentially('wie?')
  assert.equal(await page.locator('#quick-search').inputValue(), 'wie?')
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.locator('main').focus()
  await page.keyboard.press('?')
  await assertClean(page, 'Toetsen')
})

test('E4 an administrator finds content on no screen and by no address, and is not offered to break the glass', async () => {
  const page = await desk.signIn('administrator')
  const nav = await page.getByRole('navigation').first().getByRole('link').allInnerTexts()
  assert.deepEqual(nav, ['Vandaag', 'Verantwoording', 'Beheer'])
  for (const where of [
    '',
    'signals',
    'search?q=kas',
    'adverts/1',
    'networks/1',
    'fact?kind=any&value=0610101212',
    'duel',
    'links',
    'requests',
    'sources',
    'ledger',
    'admin'
  ]) {
    await page.goto(`${desk.address}${where}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.querySelector('main .bones') === null)
    const text = await page.locator('body').innerText()
    assert.doesNotMatch(text, /kas, onderdak|Medewerkers|Naaldwijk|klusbord/i, where)
    assert.equal(await page.getByRole('button', { name: 'Noodtoegang vragen' }).count(), 0, where)
  }
  for (const where of ['signals', 'search?q=kas', 'adverts/1', 'networks/1/picture', 'facts/any/0610101212'])
    assert.equal((await asked(page, `/api/${where}`)).status, 403, where)
  const broken = await page.evaluate(async () => {
    const answer = await fetch('/api/break-glass', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mandates: ['oefening'], hours: 1, reason: 'Ik wil het zien' })
    })
    return answer.status
  })
  assert.equal(broken, 403)
  assert.deepEqual([desk.broken, desk.outside], [[], []])
})
