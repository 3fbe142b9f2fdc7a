/** An advert with two and with three versions in a real browser: the newest text is the present one, and a comparison goes from older to newer. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import { openBrowser } from '../support/browser.ts'
import { addressOf, baken, scratch, startBaken, type Running } from '../support/baken.ts'
import { openAdverts, personAt } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

let folder: ReturnType<typeof scratch>
let running: Running
let browser: Browser
let page: Page
let address: string
const adverts = new Map<string, Advert>()

/** What each advert asks in each of its versions. */
const prices: Readonly<Record<string, readonly string[]>> = { twee: ['80 euro', '60 euro'], drie: ['90', '70', '50'] }
const day = (version: number): string => `2026-03-0${version}T10:00:00Z`

before(async () => {
  folder = scratch('versions')
  const data = path.join(folder.folder, 'data')
  for (const version of [1, 2, 3]) {
    const file = path.join(folder.folder, `${version}.jsonl`)
    const lines = Object.entries(prices).flatMap(([id, asked]) => {
      const price = asked[version - 1]
      return price === undefined
        ? []
        : [{ id, posted_at: day(version), title: `Les ${id}`, body: `Een les kost ${price}.` }]
    })
    writeFileSync(file, lines.map((one) => JSON.stringify(one)).join('\n'))
    const ran = await baken(['import', file, '--demo', '--data', data])
    assert.equal(ran.code, 0, ran.stderr)
  }
  running = startBaken(['start', '--data', data, '--port', '0'])
  ;[browser, address] = await Promise.all([openBrowser(), addressOf(running)])
  await openBoth()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.goto(address)
  await page.getByLabel('Gebruiker', { exact: true }).fill('analyst')
  await page.getByLabel('Wachtwoord', { exact: true }).fill('oefenen-analyst')
  await page.keyboard.press('Enter')
  await page.getByLabel('Waarom nu?').fill('Browsertest')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).click()
  await page.getByRole('link', { name: /^Verbanden/ }).waitFor()
})
after(async () => {
  await browser?.close()
  running?.child.kill('SIGTERM')
  await running?.ended
  folder?.remove()
})

/** Both adverts are opened; then they are read as the screens read them. */
async function openBoth(): Promise<void> {
  const ids = Object.keys(prices).map((_, at) => at + 1)
  await openAdverts(address, ids)
  const analyst = await personAt(address, 'analyst')
  for (const id of ids) {
    const advert = await analyst.ask<Advert>('GET', `/api/adverts/${id}`)
    adverts.set(advert.url?.split('/').at(-1) ?? '', advert)
  }
}

for (const [name, asked] of Object.entries(prices)) {
  const versions = asked.length

  test(`S1 the answer lists the ${versions} versions of an advert with the oldest first`, () => {
    assert.deepEqual(
      adverts.get(name)?.versions.map((one) => [one.version, new Date(one.seenAt).toISOString(), one.reading?.text]),
      asked.map((price, at) => [at + 1, new Date(day(at + 1)).toISOString(), `Les ${name}\nEen les kost ${price}.`])
    )
  })

  test(`S1 the newest of ${versions} versions is shown as the present text, with its own custody`, async () => {
    await page.goto(`${address}adverts/${adverts.get(name)?.id}`)
    await page.getByRole('heading', { name: `Les ${name}` }).waitFor()
    await textThatSays(page.locator('.marked-text'), new RegExp(`kost ${asked.at(-1)}`))
    assert.equal(await page.getByText('U ziet versie').count(), 0)
    await page.getByRole('tab', { name: 'Bewaargegevens' }).click()
    const newest = adverts.get(name)?.versions.find((one) => one.version === versions)
    await page.getByText(newest?.custody.capture ?? 'no capture').waitFor()
    // The entry that the panel names is the sentence of that entry on this capture, in the story below.
    await page
      .locator('.custody dd')
      .getByRole('button', { name: /^regel [\d.]+$/ })
      .press('Enter')
    const line = `entry-${newest?.custody.ledgerNo}-${newest?.custody.capture}`
    await page.waitForFunction((id) => document.activeElement?.id === id, line)
    assert.equal(await page.locator(`[id="${line}"]`).count(), 1)
    await page.goto(`${address}adverts/${adverts.get(name)?.id}?version=1`)
    await page.getByText(`U ziet versie 1. De nieuwste is versie ${versions}`).waitFor()
    await textThatSays(page.locator('.marked-text'), new RegExp(`kost ${asked[0]}`))
  })

  test(`S1 a comparison of ${versions} versions has the older one left, each with its time, also when they were chosen the other way round`, async () => {
    for (const choice of ['', `&before=${versions}&after=${versions - 1}`]) {
      await page.goto(`${address}adverts/${adverts.get(name)?.id}?tab=versions${choice}`)
      const sides = page.locator('.beside .changes')
      await sides.nth(1).waitFor()
      const [left = '', right = ''] = await sides.allInnerTexts()
      assert.match(left, new RegExp(`Versie ${versions - 1}, ${versions - 1} mrt 2026.*kost .*${asked.at(-2)}`, 's'))
      assert.match(right, new RegExp(`Versie ${versions}, ${versions} mrt 2026.*kost .*${asked.at(-1)}`, 's'))
      assert.match(
        (await sides.nth(0).locator('del').allInnerTexts()).join(' '),
        new RegExp(asked.at(-2)?.slice(0, 2) ?? '')
      )
      assert.match(
        (await sides.nth(1).locator('ins').allInnerTexts()).join(' '),
        new RegExp(asked.at(-1)?.slice(0, 2) ?? '')
      )
    }
  })
}
