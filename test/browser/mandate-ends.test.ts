/** A mandate that ends while a screen is open: the content leaves the screen by itself, what was written stays; and the own password. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { stringify } from 'yaml'
import { openBrowser } from '../support/browser.ts'
import { addressOf, baken, scratch, startBaken, type Running } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let data: string
let running: Running
let browser: Browser
let address: string
let page: Page
const secret = 'een boomhut voor ine'

before(async () => {
  folder = scratch('mandate-ends')
  data = path.join(folder.folder, 'data')
  await mandate('zaak-een')
  await mandate('zaak-twee')
  const mandates = ['--mandate', 'zaak-een', '--mandate', 'zaak-twee']
  const added = await baken(
    ['user', 'add', 'ine', '--name', 'Ine', '--role', 'analyst', ...mandates, '--data', data],
    {},
    `${secret}\n`
  )
  assert.equal(added.code, 0, added.stderr)
  const file = path.join(folder.folder, 'adverts.jsonl')
  const body = 'Rustige pianolessen aan huis. Bel 06 12345678'
  writeFileSync(file, JSON.stringify({ id: 'a', title: 'Pianoles in Zwolle', body, posted_at: '2026-01-02T10:00:00Z' }))
  const imported = await baken(['import', file, '--mandate', 'zaak-een', '--data', data])
  assert.equal(imported.code, 0, imported.stderr)
  running = startBaken(['start', '--data', data, '--port', '0'])
  ;[browser, address] = await Promise.all([openBrowser(), addressOf(running)])
})
after(async () => {
  await browser?.close()
  running?.child.kill('SIGTERM')
  await running?.ended
  folder?.remove()
})

async function mandate(id: string): Promise<void> {
  const file = path.join(folder.folder, `${id}.yaml`)
  const terms = {
    id,
    legal_basis: `art. ${id}`,
    purpose: `Doel ${id}`,
    sources: ['*'],
    granted_by: 'test',
    from: 'today',
    until: '30 days',
    keep: 'open'
  }
  writeFileSync(file, stringify(terms))
  const added = await baken(['mandate', 'add', file, '--data', data])
  assert.equal(added.code, 0, added.stderr)
}

async function signInAt(user: string, password: string): Promise<Page> {
  const opened = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await opened.addInitScript(`localStorage.setItem('baken.language', 'nl')`)
  await opened.goto(address)
  await opened.locator('input[name=user], input').first().fill(user)
  await opened.locator('input[type=password]').fill(password)
  await opened.keyboard.press('Enter')
  return opened
}

test('Journey 10 T26 T29: content leaves an open screen when its mandate is withdrawn, drafts stay, and one sentence says why', async () => {
  page = await signInAt(' Ine ', secret) // K4: as people type it.
  await page.getByText('Doel zaak-een').click()
  assert.match((await page.locator('main').textContent()) ?? '', /tot en met \d+ /)
  await page.getByLabel('Waarom nu?').fill('Browsertest')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).click()
  await page.getByRole('banner').waitFor()
  await page.goto(`${address}search?q=pianolessen`)
  await page.getByText('Pianoles in Zwolle').first().waitFor()
  await page.evaluate(() => sessionStorage.setItem('draft:proef', 'half geschreven'))
  const withdrawn = await baken(['mandate', 'withdraw', 'zaak-een', '--reason', 'klaar', '--data', data])
  assert.equal(withdrawn.code, 0, withdrawn.stderr)
  await page.getByText('Uw grondslag is afgelopen of ingetrokken').waitFor({ timeout: 60_000 })
  assert.equal(await page.getByText('Pianoles in Zwolle').count(), 0)
  assert.equal(await page.getByText('Doel zaak-een').count(), 0)
  assert.equal(await page.evaluate(() => sessionStorage.getItem('draft:proef')), 'half geschreven')
  // What the page could still try: reading and taking along are refused with the same word, and nothing leaves.
  const tried = await page.evaluate(async () => {
    const body = JSON.stringify({ q: 'pianolessen', format: 'csv', reason: 'te laat' })
    const headers = { 'content-type': 'application/json' }
    const answers = await Promise.all([
      fetch('/api/search?q=pianolessen'),
      fetch('/api/search/export', { method: 'POST', headers, body })
    ])
    return Promise.all(answers.map(async (answer) => ((await answer.json()) as { error: string }).error))
  })
  assert.deepEqual(tried, ['mandate-ended', 'mandate-ended'])
  await page.getByLabel('Waarom nu?').fill('verder')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).click()
  await page.getByRole('banner').waitFor()
  assert.equal(await page.getByText('Uw grondslag is afgelopen').count(), 0)
})

test('T15 a user changes the own password on the screen, with the present one', async () => {
  await page.locator('.avatar').click()
  await page.getByRole('menuitem', { name: 'Instellingen' }).click()
  const change = async (old: string, next: string, again = next): Promise<void> => {
    await page.getByLabel('Huidig wachtwoord').fill(old)
    await page.getByLabel('Nieuw wachtwoord', { exact: true }).fill(next)
    await page.getByLabel('Nieuw wachtwoord, nog een keer').fill(again)
    await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click()
  }
  await change('verkeerd', 'nog een boomhut in mei')
  await page.getByText('Uw huidige wachtwoord klopt niet.').waitFor()
  await change(secret, 'Welkom2026!!')
  await page.getByText('Dit wachtwoord is te kort, te lang of te makkelijk te raden.').waitFor()
  await change(secret, 'nog een boomhut in mei', 'anders')
  await page.getByText('De twee nieuwe wachtwoorden zijn niet gelijk.').waitFor()
  await change(secret, 'nog een boomhut in mei')
  await page.getByText('Uw wachtwoord is gewijzigd.').waitFor()
  const signIn = async (password: string): Promise<number> => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ user: 'ine', password })
    return (await fetch(`${address}api/session`, { method: 'POST', headers, body })).status
  }
  assert.deepEqual([await signIn(secret), await signIn('nog een boomhut in mei')], [401, 200])
})
