/** `npm run screens`: pictures of every screen over invented adverts, in both languages and themes, wide and narrow; `-- --few` writes the set of docs/screens: each screen wide, light and in Dutch, and narrow, dark and in English; `--only=NAME,NAME` takes some screens. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { startDesk } from '../support/desk-browser.ts'
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
const desk = await startDesk('screens', [...roomAdverts(), ...quietAdverts()], { opened: true })
const made = await roomActs(desk.address)
for (const { language, scheme, width } of looks) {
  for (const user of new Set(shots.map((shot) => shot.user))) {
    const page = await desk.signIn(user, language)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    for (const shot of shots.filter((one) => one.user === user)) {
      await page.goto(addressOf(desk, shot, made))
      await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined) // The line of events stays open: what is there is drawn.
      await page.waitForTimeout(600)
      const look = `-${language}-${scheme}-${width}`
      const file = few && language === 'nl' ? `${shot.name}.png` : `${shot.name}${look}.png`
      const picture = await page.screenshot({ fullPage: shot.name !== 'queue' && !few })
      await sharp(picture)
        .png({ palette: true, colours: 64, compressionLevel: 9, effort: 10 })
        .toFile(path.join(folder, file))
      process.stderr.write(`${file}\n`)
    }
  }
}
await desk.stop()
