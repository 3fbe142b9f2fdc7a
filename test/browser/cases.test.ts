/** Cases in a real browser: a coordinator opens one, the lead pins and confirms, lets somebody in and closes it; who is no member sees none. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Request } from 'playwright-core'
import { sendDialog } from '../support/browser.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk
before(async () => {
  desk = await startDesk('cases', roomAdverts(), { opened: true })
})
after(() => desk?.stop())

/** What a colleague sees of the number, its network and its signal, as words. */
async function seenBy(user: string): Promise<string[]> {
  const page = await desk.signIn(user)
  const seen: string[] = []
  const asked = new Set<Request>()
  // The line of events stays open.
  page.on('request', (one) => void (one.resourceType() === 'eventsource' || asked.add(one)))
  page.on('requestfinished', (one) => void asked.delete(one))
  page.on('requestfailed', (one) => void asked.delete(one))
  for (const where of ['fact?kind=phone&value=%2B31610101212', 'networks/1', 'search?q=kas', 'proposals']) {
    await page.goto(`${desk.address}${where}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.locator('main .bones').first().waitFor({ state: 'detached' })
    // How long a search took is of the moment.
    const shown = async (): Promise<string> => (await page.locator('main').innerText()).replace(/in [\d.,]+ m?s/, '')
    let text = ''
    for (let same = 0; same < 3; same = asked.size === 0 && text === (await shown()) ? same + 1 : 0) {
      text = await shown()
      await page.waitForTimeout(100)
    }
    seen.push(text)
  }
  return seen
}

test('Journey 9: a coordinator opens a case from a picked-up proposal, its lead pins, confirms, lets somebody in and closes it, and whoever is no member sees what was seen before', async () => {
  const coordinator = await desk.signIn('coordinator')
  await coordinator.goto(`${desk.address}proposals?make=1&signal=1`)
  const dialog = coordinator.getByRole('dialog')
  await sendDialog(
    coordinator,
    (form) => form.getByLabel('Naam').fill('Kaswerk'),
    (form) => form.getByRole('button', { name: 'Maak een voorstel' }).click()
  )
  await coordinator.getByRole('button', { name: 'Bied Kaswerk aan' }).click()
  await coordinator.getByRole('button', { name: 'Weeg Kaswerk' }).click()
  await dialog.getByLabel('Stap: Ernst').selectOption('high')
  await dialog.getByLabel('Zin: Ernst').fill('Papieren bij de baas.')
  await dialog.getByLabel('Besluit').selectOption('pick-up')
  await dialog.getByLabel('Waarom zo?').fill('Gaande.')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })

  const before = await seenBy('analyst-2')
  const opener = await desk.signIn('coordinator')
  const opening = opener.getByRole('dialog')
  await opener.goto(`${desk.address}cases`)
  await opener.getByText('U bent geen lid van een zaak.').waitFor()
  await opener.getByRole('button', { name: 'Leg een certificaat vast' }).click()
  await opening.getByLabel('Wie').selectOption('detective')
  for (const [part, value] of [
    [/dag/i, '01'],
    [/maand/i, '12'],
    [/jaar/i, '2999']
  ] as const)
    await opening.getByRole('spinbutton', { name: part }).pressSequentially(value)
  await opening.getByRole('button', { name: 'Leg vast' }).click()
  await opening.waitFor({ state: 'detached' })
  await opener.getByRole('button', { name: 'Open een zaak' }).click()
  await opening.getByLabel('Welke vraag moet de zaak beantwoorden?').fill('Wordt er druk gezet?')
  await assertClean(opener, 'Zaak openen')
  await opening.getByRole('button', { name: 'Open een zaak' }).click()
  await opener.getByRole('heading', { name: 'Kaswerk', level: 1 }).waitFor()
  const address = opener.url()

  const lead = await desk.signIn('detective')
  await lead.goto(`${desk.address}cases`)
  await lead.getByRole('link', { name: 'Kaswerk' }).click()
  await lead.getByText('Nog geen stukken.').waitFor()
  await lead.getByRole('button', { name: 'Zet een stuk vast' }).click()
  const box = lead.getByRole('dialog')
  await box.getByLabel(/^Wat/).selectOption('signal')
  await box.getByLabel('Nummer').fill('1')
  await box.getByLabel(/reden/i).fill('Hier begon het mee.')
  await box.getByRole('button', { name: 'Zet vast' }).click()
  await box.waitFor({ state: 'detached' })
  await textThatSays(lead.getByRole('region', { name: /Nog niet bevestigd: 1/ }), /Hier begon het mee\./)
  await lead.getByRole('button', { name: 'Bevestig stuk 1' }).click()
  await box.getByLabel(/reden/i).fill('Nagebeld.')
  await box.getByRole('button', { name: 'Bevestig' }).click()
  await box.waitFor({ state: 'detached' })
  const confirmed = lead.getByRole('region', { name: /^Bevestigd: 1/ })
  await confirmed.waitFor()
  await assertClean(lead, 'Stukken')
  await confirmed.locator('.link-button').click()
  await textThatSays(box, /het controlegetal klopt[\s\S]*sha256:/)
  await assertClean(lead, 'Stuk')
  await lead.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })

  await lead.getByRole('button', { name: 'Volg de kenmerken' }).click()
  await box.getByLabel(/reden/i).fill('Komt er meer?')
  await assertClean(lead, 'Kenmerken volgen')
  await box.getByRole('button', { name: 'Volg de kenmerken' }).click()
  await box.waitFor({ state: 'detached' })
  await textThatSays(
    lead.getByRole('region', { name: 'Gevolgde kenmerken' }),
    /Gevolgd sinds[\s\S]*kwam er niets binnen/
  )

  await lead.getByRole('tab', { name: 'Dossiers' }).click()
  await lead.getByText('Er is nog geen dossier van deze zaak.').waitFor()
  await lead.getByRole('button', { name: 'Maak een dossier' }).click()
  await textThatSays(box.getByRole('region', { name: 'Dit gaat naar buiten' }), /1 stukken,[\s\S]*opnamen/)
  await assertClean(lead, 'Dossier vragen')
  await box.getByLabel(/Namen of nummers die wegblijven/).fill('Kaswerk')
  await box.getByLabel(/reden/i).fill('Voor de officier.')
  await box.getByRole('button', { name: 'Maak een dossier' }).click()
  await box.waitFor({ state: 'detached' })
  const taking = lead.getByRole('link', { name: 'Neem dossier 1 mee' })
  await taking.waitFor()
  await textThatSays(lead.getByRole('region', { name: 'Dossiers' }), /SHA-256 van het pakket: [0-9a-f]{64}/)
  await assertClean(lead, 'Dossiers')
  const [taken] = await Promise.all([lead.waitForEvent('download'), taking.click()])
  assert.equal(taken.suggestedFilename(), 'dossier-1.zip')
  // S6.8: which name stands under which key is a list apart, beside the dossier and not in it.
  await lead.getByRole('button', { name: 'Sleutellijst van dossier 1' }).click()
  await textThatSays(box.getByRole('table', { name: 'Sleutellijst van dossier 1' }), /\S+\tKaswerk/)
  await assertClean(lead, 'Sleutellijst')
  await lead.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })

  await lead.goto(`${desk.address}networks/1`)
  await lead.getByRole('link', { name: 'Zet vast in een zaak' }).click()
  await box.getByLabel(/reden/i).fill('Alles op één nummer.')
  await assertClean(lead, 'Vastzetten')
  await box.getByRole('button', { name: 'Zet vast' }).click()
  await lead.getByRole('heading', { name: 'Kaswerk', level: 1 }).waitFor()
  await textThatSays(
    lead.getByRole('region', { name: /Nog niet bevestigd: 1/ }),
    /06-10 10 12 12, Medewerkers kas[\s\S]*Alles op één nummer\./
  )

  await lead.getByRole('tab', { name: /leden/ }).click()
  await lead.getByRole('button', { name: 'Laat iemand toe' }).click()
  await box.getByLabel('toevoegen').check()
  await box.getByLabel('Waarom?').fill('Werkt mee.')
  await box.getByRole('button', { name: 'Leg vast' }).click()
  await box.waitFor({ state: 'detached' })
  await lead.getByRole('tab', { name: '3 leden' }).waitFor()
  await assertClean(lead, 'Leden')
  await lead.getByRole('tab', { name: 'Tijdlijn' }).click()
  await textThatSays(
    lead.getByRole('region', { name: 'Wat er gedaan is' }),
    /bevestigde: Stuk 1[\s\S]*Nagebeld\.[\s\S]*opende de zaak/
  )
  await assertClean(lead, 'Tijdlijn')
  await lead.getByRole('button', { name: 'Sluit de zaak' }).click()
  await box.getByLabel('Uitkomst').selectOption('judged')
  await box.getByLabel(/reden/i).fill('Vonnis.')
  await box.getByRole('button', { name: 'Sluit de zaak' }).click()
  await box.waitFor({ state: 'detached' })
  await lead.getByRole('button', { name: 'Heropen de zaak' }).waitFor()

  assert.deepEqual(await seenBy('analyst-2'), before)
  const others = await desk.signIn('analyst-2', 'en')
  await others.goto(`${desk.address}cases`)
  await others.getByText('You are a member of no case.').waitFor()
  await others.getByRole('button', { name: 'Ask for access' }).click()
  await assertClean(others, 'Ask for access')
  await others.goto(address)
  await others.getByText('Not found, or not for you.').waitFor()
  assert.deepEqual([desk.outside, desk.broken.filter((one) => !one.includes('/api/cases/'))], [[], []])
})

test('Complaint 9: a coordinator gives another template for dossiers: what is wrong in it is named, and the reason stays while it is mended', async () => {
  const coordinator = await desk.enter('coordinator')
  await coordinator.goto(`${desk.address}cases`)
  const panel = coordinator.getByRole('region', { name: 'Sjabloon van het dossier in Word' })
  const [taken] = await Promise.all([
    coordinator.waitForEvent('download'),
    panel.getByRole('link', { name: 'Neem het sjabloon mee' }).click()
  ])
  assert.equal(taken.suggestedFilename(), 'template.docx')
  await panel.getByRole('button', { name: 'Geef een ander sjabloon' }).click()
  const dialog = coordinator.getByRole('dialog')
  const give = async (name: string, buffer: Buffer): Promise<void> => {
    const [chooser] = await Promise.all([
      coordinator.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: /Word-document/ }).click()
    ])
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer })
    await dialog.getByRole('button', { name: 'Geef een ander sjabloon' }).click()
  }
  await dialog.getByLabel('Reden').fill('Huisstijl van het parket.')
  await give('brief.docx', Buffer.from('geen Word'))
  await textThatSays(dialog.getByRole('alert'), /Dit sjabloon is zo niet te gebruiken: .{5,}/)
  await assertClean(coordinator, 'Sjabloon')
  assert.equal(await dialog.getByLabel('Reden').inputValue(), 'Huisstijl van het parket.')
  await give('sjabloon.docx', readFileSync(await taken.path()))
  await dialog.waitFor({ state: 'detached' })
  await assertClean(coordinator, 'Zaken met sjabloon')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
