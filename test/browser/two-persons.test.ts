/** What takes two persons, in a real browser: escalating a signal, making a mandate, the file of a child, and break-glass, which its reader sees as long as it holds. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { stringify } from 'yaml'
import type { BreakGlassList } from '../../src/contract/oversight/break-glass.ts'
import type { SignalList } from '../../src/contract/desk/signals.ts'
import { baken } from '../support/baken.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { decidedBySecond, unseenBy, workedByFirst } from './minor-walk.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('two-persons', roomAdverts())
})
after(() => desk?.stop())

async function because(page: Page, reason: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog').last()
  await dialog.getByRole('textbox').last().fill(reason)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('who proposes a signal is told on the screen that a second person must confirm it; a colleague does, and it is escalated', async () => {
  const first = await desk.signIn('analyst')
  await first.goto(`${desk.address}signals?state=new`)
  await first.getByRole('listbox').getByRole('option').first().waitFor()
  const pane = first.locator('.queue-signal')
  await pane.getByRole('button', { name: /^Opschalen/ }).click()
  await because(first, 'meer sterke kenmerken samen', 'Opschalen')
  const anouk = await personAt(desk.address, 'analyst')
  const [row] = (await anouk.ask<SignalList>('GET', '/api/signals?state=proposed')).signals
  assert.ok(row)
  await first.goto(`${desk.address}signals?state=proposed`)
  await first.getByText('U stelde dit zelf voor. Een tweede persoon moet het bevestigen.').waitFor()
  assert.equal(await pane.getByRole('button', { name: /^Bevestigen/ }).isDisabled(), true)
  await first.locator('[role=listbox]').focus()
  await first.keyboard.press('c')
  assert.equal(await first.getByRole('dialog').count(), 0)
  await assertClean(first, 'Eigen voorstel')

  const second = await desk.signIn('analyst-2')
  await second.goto(`${desk.address}signals?state=proposed`)
  await second
    .locator('.queue-signal')
    .getByRole('button', { name: /^Bevestigen/ })
    .click()
  await because(second, 'ik zie hetzelfde', 'Bevestigen')
  await second.goto(`${desk.address}signals?state=escalated`)
  const where = second.getByRole('region', { name: 'Waar dit signaal is' })
  await where.waitFor()
  await textThatSays(
    where,
    /Voorgesteld door Anouk Aarts[\s\S]*meer sterke kenmerken samen[\s\S]*Bevestigd door Bente Bakker[\s\S]*ik zie hetzelfde/
  )
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('who proposes a mandate is told on the screen that another administrator must confirm it; one does, and it is in force', async () => {
  const data = desk.data
  const made = await baken(
    ['user', 'add', 'b.tweede', '--name', 'Bas Tweede', '--role', 'administrator', '--data', data],
    {},
    'oefenen-b.tweede\n'
  )
  assert.equal(made.code, 0, made.stderr)
  const first = await desk.signIn('administrator')
  await first.goto(`${desk.address}admin?part=mandates`)
  await first.getByRole('button', { name: 'Verleng: oefening' }).click()
  const sheet = first.getByRole('dialog')
  await sheet.getByLabel('Naam van de grondslag').fill('oefening-2')
  await sheet.getByLabel('Waarom').fill('loopt af')
  await sheet.getByRole('button', { name: 'Voorstellen', exact: true }).click()
  await first.getByText('U stelde dit zelf voor. Een andere beheerder moet het bevestigen.').waitFor()
  assert.equal(await first.getByRole('button', { name: /^Bevestig/ }).count(), 0)
  await assertClean(first, 'Eigen voorstel van een grondslag')

  const second = await desk.signIn('b.tweede')
  await second.goto(`${desk.address}admin?part=mandates`)
  assert.equal(await second.getByText('U stelde dit zelf voor').count(), 0)
  await second.getByRole('button', { name: 'Bevestig: oefening-2' }).click()
  await because(second, 'klopt met de brief', 'Bevestig')
  await second.getByText('bevestigd', { exact: true }).waitFor()
  await textThatSays(second.locator('main'), /oefening-2[\s\S]*oefening-2/, 'proposed, and among the mandates')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('S9 the file of a child goes its way by two persons, and to everybody else, under the same mandate or another, it is not there', async () => {
  const id = await workedByFirst(desk)
  await decidedBySecond(desk, id)
  await unseenBy(await desk.enter('analyst-2'), desk, id)
  await otherMandate()
  await unseenBy(await desk.enter('i.elders'), desk, id)
  // Of what is refused the browser tells in its console, and no script breaks.
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

/** A detective who works under another mandate. */
async function otherMandate(): Promise<void> {
  const file = path.join(desk.data, 'elders.yaml')
  const terms = { id: 'elders', legal_basis: 'art. 1', purpose: 'Elders oefenen', sources: ['*'], granted_by: 'test' }
  writeFileSync(file, stringify({ ...terms, from: 'today', until: '30 days', keep: 'open' }))
  const secret = 'oefenen-i.elders\n'
  for (const [args, typed] of [
    [['mandate', 'add', file], ''],
    [['user', 'add', 'i.elders', '--name', 'Ine Elders', '--role', 'detective', '--mandate', 'elders'], secret]
  ] as const) {
    const made = await baken([...args, '--data', desk.data], {}, typed)
    assert.equal(made.code, 0, made.stderr)
  }
}

test('break-glass in force stands on every screen of who reads under it, with its end, reason and second person, and leaves at once', async () => {
  const analyst = await personAt(desk.address, 'analyst')
  const coordinator = await personAt(desk.address, 'coordinator')
  const page = await desk.signIn('analyst')
  const bar = page.getByRole('banner').getByRole('region', { name: 'Noodtoegang' })
  // Approved after the screen read its session and before its line of events stands: no event tells of it.
  const approved = Promise.withResolvers<void>()
  await page.route('**/api/events', (line) => approved.promise.then(() => line.continue()), { times: 1 })
  await page.reload()
  await page.getByRole('main').getByRole('heading').first().waitFor()
  assert.equal(await bar.count(), 0)
  const { list } = await analyst.ask<BreakGlassList>('POST', '/api/break-glass', {
    mandates: ['oefening'],
    hours: 2,
    reason: 'kind in gevaar'
  })
  const id = list[0]?.id ?? 0
  await coordinator.act('POST', `/api/break-glass/${id}/approve`, { reason: 'gebeld' })
  approved.resolve()
  await bar.waitFor()
  await textThatSays(
    bar,
    /Noodtoegang: Anouk Aarts leest onder Oefenen met het herkennen.* tot \d.*Reden: “kind in gevaar”\. Goedgekeurd door Carla Claassen/s
  )
  for (const part of ['', 'signals', 'search', 'settings', 'ledger']) {
    await page.goto(`${desk.address}${part}`)
    await bar.waitFor()
  }
  await assertClean(page, 'Noodtoegang in de balk')
  await coordinator.act('POST', `/api/break-glass/${id}/end`, { reason: 'kind is veilig' })
  await bar.waitFor({ state: 'detached' })
  const again = await analyst.ask<BreakGlassList>('POST', '/api/break-glass', {
    mandates: ['oefening'],
    hours: 1,
    reason: 'nog een keer'
  })
  await coordinator.act('POST', `/api/break-glass/${again.list[0]?.id ?? 0}/approve`, { reason: 'gebeld' })
  await bar.getByRole('button', { name: 'Beëindigen' }).click()
  await because(page, 'niet meer nodig', 'Beëindigen')
  await bar.waitFor({ state: 'detached' })
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
