/** `npm run screens`: pictures of every screen over invented adverts, in both languages and themes, wide and narrow; `-- --few` writes the set of docs/screens: each screen wide, light and in Dutch, and narrow, dark and in English; `--only=NAME,NAME` takes some screens. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { signInAt, startDesk } from '../support/desk-browser.ts'
import { startCapturedPage } from './captured-page.ts'
import { addressOf, screens } from './every-screen.ts'
import { roomActs } from './room-acts.ts'
import { quietAdverts, roomAdverts } from '../support/room-adverts.ts'

/** Language, theme and width of a picture. */
interface Look {
  readonly language: 'nl' | 'en'
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

const few = process.argv.includes('--few')
const only = process.argv
  .find((one) => one.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const shots = screens.filter(({ name }) => only === undefined || only.includes(name))
const folder = path.join(import.meta.dirname, '../..', few ? 'docs/screens' : 'docs/screens/all')
const looks: readonly Look[] = few
  ? [
      { language: 'nl', scheme: 'light', width: 1440 },
      { language: 'en', scheme: 'dark', width: 400 }
    ]
  : (['nl', 'en'] as const).flatMap((language) =>
      (['light', 'dark'] as const).flatMap((scheme) => [1440, 400].map((width) => ({ language, scheme, width })))
    )
mkdirSync(folder, { recursive: true })
/** Keeps what a page shows under the name of its screen and look. */
async function keep(page: Page, name: string, { language, scheme, width }: Look, whole: boolean): Promise<void> {
  const file = few && language === 'nl' ? `${name}.png` : `${name}-${language}-${scheme}-${width}.png`
  await sharp(await page.screenshot({ fullPage: whole }))
    .png({ palette: true, colours: 64, compressionLevel: 9, effort: 10 })
    .toFile(path.join(folder, file))
  process.stderr.write(`${file}\n`)
}

if (shots.length > 0) {
  const desk = await startDesk('screens', [...roomAdverts(), ...quietAdverts()], { opened: true })
  const made = await roomActs(desk.address)
  for (const look of looks) {
    for (const user of new Set(shots.map((shot) => shot.user))) {
      const page = await desk.signIn(user, look.language)
      await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width: look.width, height: 900 })
      for (const shot of shots.filter((one) => one.user === user)) {
        await page.goto(addressOf(desk, shot, made))
        await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined) // The line of events stays open: what is there is drawn.
        await page.waitForTimeout(600)
        await keep(page, shot.name, look, shot.name !== 'queue' && !few)
      }
    }
  }
  await desk.stop()
}

if (only === undefined || only.includes('captured-page')) {
  const [site, browser] = await Promise.all([startCapturedPage(), openBrowser()])
  const context = await browser.newContext()
  for (const look of looks) {
    await context.clearCookies()
    const page = await context.newPage()
    await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: look.width, height: 900 })
    await signInAt(page, site.address, 'analyst', look.language)
    await page.goto(`${site.address}adverts/${site.advert}?tab=page`)
    await page.getByRole('button', { name: /^(?:Pagina bekijken|Look at the page)$/ }).click()
    await page.getByRole('dialog').getByRole('radio').first().check()
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.locator('iframe').contentFrame().locator('.body').waitFor()
    await page.waitForTimeout(600)
    await keep(page, 'captured-page', look, true)
    await page.close()
  }
  await browser.close()
  await site.stop()
}
