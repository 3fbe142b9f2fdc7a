/** Journeys 11 and 12 through the screens: the auditor asks who saw a number and learns that a row was deleted; the dry run of erasing is what happens. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type pg from 'pg'
import { addressOf, baken, lastJson, scratch, startBaken, type Running } from '../support/baken.ts'
import { openBrowser } from '../support/browser.ts'
import { assertClean } from '../support/clean.ts'
import { signInAt } from '../support/desk-browser.ts'
import { manyGroups } from '../support/many-groups.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { pastTriggers, superuserOf } from '../support/superuser.ts'
import { textThatSays } from '../support/text-that-says.ts'

/** Sealed adverts that nothing links: each may be erased by itself. */
const alone = Array.from({ length: 24 }, (_, nr) => ({
  id: `los${nr}`,
  site: 'prikbord.example',
  title: `Losse kavel nummer${nr}`,
  posted_at: '2026-02-03T10:00:00Z',
  body: `Tweedehands gereedschap zz${nr}a zz${nr}b zz${nr}c zz${nr}d. Bel 06 10 30 ${String(40 + nr)} 10.`
}))
const content = /Rust en ontspanning|Losse kavel|gereedschap/

let folder: ReturnType<typeof scratch>
let data: string
let running: Running
let browser: Browser
let address: string
let root: pg.Pool

before(async () => {
  folder = scratch('oversight')
  data = path.join(folder.folder, 'data')
  const file = path.join(folder.folder, 'adverts.jsonl')
  const adverts = [...roomAdverts(manyGroups(2)), ...alone]
  writeFileSync(file, adverts.map((one) => JSON.stringify(one)).join('\n'))
  const imported = await baken(['import', file, '--demo', '--data', data])
  assert.equal(imported.code, 0, imported.stderr)
  assert.equal(lastJson(imported)['adverts'], adverts.length)
  browser = await openBrowser()
  await start()
})
after(async () => {
  await browser?.close()
  await stop()
  folder?.remove()
})

async function start(): Promise<void> {
  running = startBaken(['start', '--data', data, '--port', '0'])
  address = await addressOf(running)
  root = superuserOf(data)
}

async function stop(): Promise<void> {
  await root?.end()
  running?.child.kill('SIGTERM')
  const ran = await running?.ended
  assert.equal(ran?.code, 0, `did not stop in order: ${ran?.stderr}`)
}

/** A new page with this person signed in; who was before is not any more. */
async function as(user: string): Promise<Page> {
  const [context = await browser.newContext({ viewport: { width: 1440, height: 900 } })] = browser.contexts()
  await context.clearCookies()
  const page = await context.newPage()
  for (const other of context.pages()) if (other !== page) await other.close()
  await signInAt(page, address, user)
  return page
}

/** What the screen says that the dry run of today would do with captures: by what happens, how many. */
async function dryRun(page: Page): Promise<Record<string, number>> {
  await page.goto(`${address}audit?part=retention`)
  await page.getByRole('button', { name: 'Reken door' }).click()
  const table = page.getByRole('region', { name: 'Proef: wat zou er gewist worden?' }).getByRole('table')
  const nothing = page.getByText(/zou niets gewist worden/)
  await table.or(nothing).first().waitFor()
  if (await nothing.isVisible()) return {}
  const rows = await table.locator('tbody tr').allInnerTexts()
  return Object.fromEntries(
    rows.flatMap((row) => {
      const [, count = '', outcome = ''] = row.split('\t')
      return /vastlegging/.test(count) ? [[outcome.trim(), Number.parseInt(count, 10)]] : []
    })
  )
}

const states = async (): Promise<Record<string, number>> => {
  const { rows } = await root.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from baken.advert group by 1 order by 1'
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}

test('Journey 12: what the dry run on the screen says is erased, what it says stays, stays, and the screen says so afterwards', async () => {
  const { rows } = await root.query<{ id: number }>(
    `select a.id from baken.advert a where a.network_id is null and a.state = 'sealed' order by a.id`
  )
  const sealed = rows.map((row) => row.id)
  assert.equal(sealed.length, alone.length)
  const [held = 0, gone = 0] = sealed
  const analyst = await as('analyst')
  await analyst.goto(`${address}adverts/${held}`)
  await analyst.getByRole('button', { name: 'Vraag opening' }).click()
  await analyst.getByRole('dialog').getByRole('textbox').fill('Zelfde nummer als in de melding')
  await analyst.keyboard.press('Control+Enter')
  await analyst.getByRole('dialog').waitFor({ state: 'detached' })
  const auditor = await as('auditor')
  assert.deepEqual(await dryRun(auditor), {}, 'their day has not come')
  await root.query(
    `update baken.capture set erase_at = now() - interval '1 minute'
     where id in (select s.capture_id from baken.sighting s where s.advert_id = any($1::int[]))`,
    [sealed]
  )
  const plan = await dryRun(auditor)
  assert.deepEqual(plan, { 'wordt gewist': alone.length - 1, 'blijft: een verzoek om te openen': 1 })
  assert.deepEqual(await dryRun(auditor), plan, 'looking changes nothing')
  await assertClean(auditor, 'Bewaartermijnen')
  const before = await states()

  // Erasing is a job of the service, which runs as it starts.
  await stop()
  await start()
  const erased = plan['wordt gewist'] ?? 0
  for (let wait = 0; wait < 300 && (await states())['erased'] !== erased; wait++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual(await states(), { ...before, erased, sealed: (before['sealed'] ?? 0) - erased })
  const later = await as('auditor')
  assert.deepEqual(await dryRun(later), {})
  await later.goto(`${address}ledger?system=1`)
  await textThatSays(later.locator('main'), /heeft op tijd gewist/)
  await textThatSays(later.locator('main'), /De keten klopt/)
  const reader = await as('analyst')
  await reader.goto(`${address}adverts/${gone}`)
  await textThatSays(reader.locator('main'), /Gewist: de sleutel is vernietigd/)
  await reader.goto(`${address}adverts/${held}`)
  await reader.getByRole('heading', { level: 1, name: new RegExp(`Verzegelde advertentie.*${held}`) }).waitFor()
})

test('Journey 11: the auditor asks on the screen who saw a number in this month and why, and sees where a row was deleted, and no content', async () => {
  const analyst = await as('analyst-2')
  await analyst.goto(`${address}fact?kind=any&value=0610200000`)
  await analyst.getByRole('heading', { level: 1, name: '06-10 20 00 00' }).waitFor()
  const auditor = await as('auditor')
  const told: string[] = []
  auditor.on('response', (answer) => {
    if (answer.url().includes('/api/'))
      void answer.text().then(
        (text) => told.push(text),
        () => undefined
      )
  })
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await auditor.goto(`${address}ledger?about=fact&value=06+10+20+00+00&from=${yesterday}`)
  await textThatSays(
    auditor.locator('.entry', { hasText: 'Bente Bakker' }).first(),
    /Bente Bakker heeft de pagina van telefoon 06-10 20 00 00 bekeken; reden: “Browsertest”/
  )
  await textThatSays(auditor.locator('main'), /De keten klopt/)
  const { rows } = await root.query<{ no: number }>(
    `select no::int as no from baken.ledger where act = 'fact.look-up' and actor = 'analyst-2'`
  )
  const no = rows[0]?.no ?? assert.fail('no reading in the ledger')
  await pastTriggers(root, (client) => client.query('delete from baken.ledger where no = $1', [no]))
  await auditor.goto(`${address}audit`)
  const finding = auditor.getByRole('listitem').filter({ hasText: 'Het logboek heeft een gat' }).first()
  await textThatSays(finding, /1 keer sluit een regel niet aan op de vorige/)
  await textThatSays(finding, new RegExp(`Regels ${new Intl.NumberFormat('nl').format(no + 1)}\\.`))
  await assertClean(auditor, 'Bevindingen')
  await auditor.goto(`${address}ledger`)
  await textThatSays(auditor.locator('main'), /De keten is verbroken/)
  assert.ok(told.length > 3)
  assert.deepEqual(
    told.filter((text) => content.test(text)),
    [],
    'no answer to the auditor has content'
  )
})
