/** The work list in a real browser, keys only: thirty decisions counted and timed, picking, assigning by name, raising, merging and undoing, one act on many with its report, and colleagues who see each other. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { LedgerPage } from '../../src/contract/oversight/ledger.ts'
import type { Signal, SignalList } from '../../src/contract/desk/signals.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { personAt, type Person } from '../support/desk-person.ts'
import { manyGroups } from '../support/many-groups.ts'
import { groups, roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

const many = 48
let desk: Desk
let page: Page
let colleague: Person
let keys = 0

before(async () => {
  desk = await startDesk('work-list', roomAdverts([...groups, ...manyGroups(many)]), { motion: true })
  colleague = await personAt(desk.address, 'analyst-2')
  page = await desk.signIn('analyst')
  await page.goto(`${desk.address}signals`)
  await page.locator('[role=option]').nth(40).waitFor()
})
after(() => desk?.stop())

const list = () => page.locator('.queue-list [role=listbox]')
const shown = async (): Promise<string> => (await list().getAttribute('aria-activedescendant')) ?? ''
const bar = () => page.locator('.selection-bar')
const idOf = (row: string): number => Number(row.replace('signal-', ''))
const signal = (id: number): Promise<Signal> => colleague.ask<Signal>('GET', `/api/signals/${id}`)

async function press(...wanted: string[]): Promise<void> {
  for (const key of wanted) {
    keys++
    await page.keyboard.press(key)
  }
}

/** The dialog of the act whose key was pressed, answered by keys; over when it is gone. */
async function answer(...wanted: string[]): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().waitFor()
  await press(...wanted)
  await dialog.waitFor({ state: 'detached' })
}

/** Picks so many rows from the one on screen on. */
async function pick(count: number): Promise<void> {
  await press('x', ...Array.from({ length: count - 1 }, () => 'Shift+J'))
  await bar().getByText(`${count} gekozen`).waitFor()
}

test('a row says what it is, and the queue stands in groups by step of evidence, the strongest first', async () => {
  const names = await list()
    .getByRole('group')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  assert.match(names[0] ?? '', /^Getoetst kenmerk, \d+$/)
  const first = list().getByRole('option').first()
  await textThatSays(
    first,
    /06-10 10 12 12[\s\S]*Medewerkers kas, onderdak en vervoer geregeld[\s\S]*Getoetst[\s\S]*Arbeid · Naaldwijk, De Lier, Venlo[\s\S]*34 adv\. · 4 sites · sinds 24 aug/
  )
  await first.locator('svg.spark').waitFor()
  await assertClean(page, 'Werkvoorraad in groepen')
})

test('E15 S5.1 filters are addresses: a view is reached by its address alone, and Shift with a letter in a field is text', async () => {
  await page.goto(`${desk.address}signals?form=sexual`)
  await list().getByRole('option').first().waitFor()
  for (const text of await list().getByRole('option').allInnerTexts()) assert.match(text, /Seksueel/)
  await page.getByLabel('Vorm', { exact: true }).selectOption('labour')
  await list().getByText('06-10 10 12 12').waitFor()
  assert.equal(new URL(page.url()).searchParams.get('form'), 'labour')
  await page.locator('#quick-search').focus()
  await page.keyboard.press('Shift+J')
  assert.equal(await bar().count(), 0)
  await page.goto(`${desk.address}signals`)
  await list().getByRole('option').nth(40).waitFor()
})

test('Journey 2: thirty decisions without a mouse, twenty dismissed, five assigned, three merged, two proposed, in under sixty keys and with the focus in the list', async (context) => {
  await list().focus()
  await page.keyboard.press('Home')
  const started = performance.now()
  keys = 0
  for (let batch = 0; batch < 4; batch++) {
    await pick(5)
    await press('d')
    await answer(String(batch + 1), 'Enter')
    await bar().waitFor({ state: 'detached' })
  }
  await pick(5)
  await press('w')
  await answer('2', 'Enter')
  await bar().waitFor({ state: 'detached' })
  await pick(3)
  await press('m')
  await answer('1', 'Enter')
  await bar().waitFor({ state: 'detached' })
  for (let proposal = 0; proposal < 2; proposal++) {
    await press('j', 'e')
    await answer('1', 'Enter')
  }
  const seconds = (performance.now() - started) / 1000
  context.diagnostic(
    `thirty decisions: ${keys} keys, ${seconds.toFixed(1)} seconds of a script that waits for every answer`
  )
  assert.ok(keys < 60, `${keys} keys`)
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'listbox')
  const all = (await colleague.ask<SignalList>('GET', '/api/signals?state=all&limit=200')).signals
  const count = (of: (one: SignalList['signals'][number]) => boolean): number => all.filter(of).length
  assert.deepEqual(
    {
      dismissed: count((one) => one.state === 'dismissed'),
      assigned: count((one) => one.assignedTo === 'analyst-2'),
      merged: count((one) => one.merged === 2),
      proposed: count((one) => one.state === 'proposed')
    },
    { dismissed: 20, assigned: 5, merged: 1, proposed: 2 }
  )
  const reasons = all.filter((one) => one.state === 'dismissed').map((one) => one.last?.reason)
  assert.equal(new Set(reasons).size, 4, 'each batch was dismissed for its own reason')
  const acts = await page.evaluate(async () => (await (await fetch('/api/ledger?mine=1&limit=200')).json()) as unknown)
  const decided = Map.groupBy((acts as LedgerPage).entries, (one) => one.act)
  const signalsOf = (act: string): number =>
    (decided.get(act) ?? []).reduce((sum, one) => sum + Math.max(1, one.subject?.split(',').length ?? 1), 0)
  assert.deepEqual(
    ['signal.dismiss', 'signal.assign', 'signal.merge', 'signal.propose'].map((act) => [act, signalsOf(act)]),
    [
      ['signal.dismiss', 20],
      ['signal.assign', 5],
      ['signal.merge', 1],
      ['signal.propose', 2]
    ],
    'every decision is in the log'
  )
})

test('Complaint 3: E8 merged signals show each part, and z takes the merge back: all are again what they were', async () => {
  await page.goto(`${desk.address}signals`)
  await list().getByRole('option').nth(10).waitFor()
  await list().focus()
  const before = (await colleague.ask<SignalList>('GET', '/api/signals?limit=200')).signals
  const into = await shown()
  await pick(3)
  await press('m')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Zij worden één signaal').waitFor()
  assert.equal(await dialog.locator('.merge-part').count(), 3)
  await textThatSays(dialog.locator('.merge-whole'), /Het wordt: 06-10[\s\S]*advertenties, 4 sites/)
  await assertDialogClean(page)
  await answer('1', 'Enter')
  const parts = page.getByRole('region', { name: 'Hierin samengevoegd: 2 signalen' })
  await parts.waitFor()
  assert.equal(await shown(), into)
  await page.locator(`#${into}`).getByText('3 samen').waitFor()
  // Every value is kept, with the signal that it came from.
  const whole = await signal(idOf(into))
  assert.equal(whole.parts.length, 2)
  const rows = [whole, ...whole.parts.map((part) => part.signal)]
  const adverts = rows.reduce((sum, one) => sum + one.adverts, 0)
  await parts.getByText(`Samen met dit signaal: ${adverts} advertenties, 4 sites`).waitFor()
  for (const [at, { signal: part }] of whole.parts.entries()) {
    const words = await parts.getByRole('listitem').nth(at).innerText()
    for (const value of [part.title?.split(' ')[0], ...part.places.slice(0, 3), ...part.sites, `${part.adverts} adv.`])
      assert.ok(value !== undefined && words.includes(value), `${value} in ${words}`)
  }
  await press('z')
  await parts.waitFor({ state: 'detached' })
  const after = (await colleague.ask<SignalList>('GET', '/api/signals?limit=200')).signals
  const bare = (rows: SignalList['signals']): unknown =>
    rows.map(({ id, state, priority, assignedTo, merged, mergedInto, raised }) => [
      id,
      state,
      priority,
      assignedTo,
      merged,
      mergedInto,
      raised
    ])
  assert.deepEqual(bare(after), bare(before))
})

test('E11 one act on many says what was not done and why, those can be picked again, and z takes back what was', async () => {
  await list().focus()
  await page.keyboard.press('Home')
  const first = idOf(await shown())
  await pick(4)
  const { version } = await signal(first)
  await colleague.ask('POST', `/api/signals/${first}/take`, { version })
  await press('d')
  await answer('4', 'Enter')
  const report = page.getByRole('region', { name: 'Wat niet gedaan is' })
  await report.getByText('Afgewezen: 3 wel, 1 niet.').waitFor()
  await textThatSays(report, /06-1[\d -]+ Iemand anders was u voor/)
  await assertClean(page, 'Verslag van een handeling op velen')
  assert.equal((await signal(first)).state, 'taken')
  await report.getByRole('button', { name: 'Kies deze 1 opnieuw' }).click()
  await bar().getByText('1 gekozen').waitFor()
  await list().focus()
  await press('Escape', 'z')
  await page.getByText('3 signalen: ongedaan gemaakt.').waitFor()
  const open = (await colleague.ask<SignalList>('GET', '/api/signals?state=dismissed&limit=200')).signals
  assert.equal(open.length, 20)
})

test('E7 two people on one signal see each other, and what one decides is on the screen of the other at once', async () => {
  await page.goto(`${desk.address}signals?state=new`)
  await list().getByRole('option').nth(3).waitFor()
  await list().focus()
  await page.keyboard.press('j')
  const id = idOf(await shown())
  await page.locator('.queue-signal h2').waitFor()
  const { version } = await signal(id)
  await page.getByText('Bente Bakker heeft dit signaal nu ook op het scherm.').waitFor()
  await page.locator(`#signal-${id} .who-live`).waitFor()
  await colleague.ask('POST', `/api/signals/${id}/dismiss`, { version, reason: 'vergund, gebeld' })
  await page.locator('.queue-signal .state-dismissed').waitFor()
  await page.locator(`#signal-${id}`).getByText('Afgewezen').waitFor()
  await textThatSays(page.locator('.queue-signal .timeline'), /Afgewezen Bente Bakker[\s\S]*vergund, gebeld/)
})

test('a signal goes to the front with a reason, stands above all, and goes back with the same key', async () => {
  await page.goto(`${desk.address}signals?state=new`)
  await list().getByRole('option').nth(3).waitFor()
  await list().focus()
  await page.keyboard.press('End')
  const last = await shown()
  await press('u')
  await answer('2', 'Enter')
  const front = list().getByRole('group', { name: 'Naar voren gehaald, 1' })
  await front.locator(`#${last}`).waitFor()
  assert.equal((await signal(idOf(last))).last?.reason, 'Een collega of partner vraagt erom')
  await list().focus()
  await press('u')
  await answer('1', 'Enter')
  await front.waitFor({ state: 'detached' })
})

test('where an escalated signal is, is told: who proposed, who agreed, when and why', async () => {
  const [row] = (await colleague.ask<SignalList>('GET', '/api/signals?state=proposed')).signals
  assert.ok(row)
  await colleague.ask('POST', `/api/signals/${row.id}/confirm`, { version: row.version, reason: 'klopt' })
  await page.goto(`${desk.address}signals?state=escalated`)
  const where = page.getByRole('region', { name: 'Waar dit signaal is' })
  await where.waitFor()
  await textThatSays(
    where,
    /Voorgesteld door Anouk Aarts[\s\S]*Meer sterke kenmerken samen[\s\S]*Bevestigd door Bente Bakker[\s\S]*klopt/
  )
  await assertClean(page, 'Opgeschaald signaal')
  assert.deepEqual(desk.outside, [])
  assert.deepEqual(desk.broken, [])
})

/** The dialog stands within the screen at 400 px. */
async function assertDialogClean(on: Page): Promise<void> {
  const box = await on.getByRole('dialog').boundingBox()
  assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 1440)
}
