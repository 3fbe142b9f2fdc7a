/** Deconfliction in a real browser: asked from the page of a number, answered by the coordinator, read by who asked. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomActs } from './room-acts.ts'
import { quietAdverts, roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk
before(async () => {
  desk = await startDesk('deconfliction', [...roomAdverts(), ...quietAdverts()], { opened: true })
})
after(() => desk?.stop())

test('an analyst asks whether a number is known to others, and reads what the coordinator answers', async () => {
  const analyst = await desk.signIn('analyst')
  await analyst.goto(`${desk.address}fact?kind=phone&value=${encodeURIComponent('+31612345678')}`)
  await analyst.getByRole('link', { name: 'Bij anderen bekend?' }).click()
  const dialog = analyst.getByRole('dialog')
  await dialog.getByLabel('Waarom vraagt u dit?').fill('Loopt er al iets?')
  await assertClean(analyst, 'Vragen')
  await dialog.getByRole('button', { name: 'Vraag het' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(analyst.getByRole('main'), /06-12 34 56 78[\s\S]*gevraagd[\s\S]*Loopt er al iets\?/)

  const coordinator = await desk.signIn('coordinator')
  await coordinator.goto(`${desk.address}deconfliction`)
  await textThatSays(coordinator.getByRole('main'), /Nergens anders bekend\./)
  await coordinator.getByRole('button', { name: /^Antwoord over/ }).click()
  const sheet = coordinator.getByRole('dialog')
  await assertClean(coordinator, 'Antwoorden')
  await sheet.getByRole('button', { name: 'Antwoord' }).click()
  await sheet.waitFor({ state: 'detached' })

  const again = await desk.signIn('analyst')
  await again.goto(`${desk.address}deconfliction`)
  const main = again.getByRole('main')
  await textThatSays(main, /niets te delen[\s\S]*beantwoord door/)
  assert.doesNotMatch(await main.innerText(), /Nergens anders bekend/)
  await assertClean(again, 'Bij anderen bekend?')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('the screen of second looks says when nothing is drawn', async () => {
  const analyst = await desk.signIn('analyst')
  await analyst.goto(`${desk.address}second-looks`)
  await textThatSays(analyst.getByRole('main'), /Er is niets geloot/)
  await assertClean(analyst, 'Tweede blik')
})

test('S9 a dismissal that was drawn is called by the number and title of its signal, and a colleague says whether it was right', async () => {
  await roomActs(desk.address)
  const analyst = await desk.signIn('analyst')
  await analyst.goto(`${desk.address}second-looks`)
  const main = analyst.getByRole('main')
  await textThatSays(main, /06-10 10 1\d 1\d \p{L}+[\s\S]*afgelegd door/u)
  await main
    .getByRole('button', { name: /is terecht afgelegd/ })
    .first()
    .click()
  const box = analyst.getByRole('dialog')
  await box.getByLabel(/reden/i).fill('Eén bedrijf met een vaste plaats.')
  await assertClean(analyst, 'Tweede blik')
  await box.getByRole('button', { name: 'Terecht afgelegd' }).click()
  await box.waitFor({ state: 'detached' })
  await textThatSays(main, /eens[\s\S]*Eén bedrijf met een vaste plaats\./)
})
