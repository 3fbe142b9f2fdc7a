/** `npm run screens`: pictures of every screen over invented adverts, in both languages and themes, wide and narrow; `-- --few` writes the set of docs/screens: each screen wide, light and in Dutch, and narrow, dark and in English. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { startDesk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'

interface Shot {
  readonly name: string
  readonly user: string
  readonly where: string
}

const shots: readonly Shot[] = [
  { name: 'today', user: 'analyst', where: '' },
  { name: 'queue', user: 'analyst', where: 'signals' },
  { name: 'today-officer', user: 'officer', where: '' },
  { name: 'signs', user: 'officer', where: 'signs' },
  { name: 'today-partner', user: 'partner', where: '' },
  { name: 'today-auditor', user: 'auditor', where: '' },
  { name: 'today-operator', user: 'operator', where: '' },
  { name: 'identifier', user: 'analyst', where: 'fact?kind=any&value=0610101212' },
  { name: 'search', user: 'analyst', where: 'search?q=kamer' },
  { name: 'list', user: 'analyst', where: 'search?list=new' },
  { name: 'advert', user: 'analyst', where: 'adverts/1' },
  { name: 'network', user: 'analyst', where: 'networks/1' },
  { name: 'same-or-not', user: 'analyst', where: 'duel' },
  { name: 'links', user: 'analyst', where: 'links' },
  { name: 'requests', user: 'analyst', where: 'requests' },
  { name: 'settings', user: 'analyst', where: 'settings' },
  { name: 'sources', user: 'operator', where: 'sources' },
  { name: 'accountability', user: 'auditor', where: 'ledger' },
  { name: 'findings', user: 'auditor', where: 'audit' },
  { name: 'access', user: 'auditor', where: 'audit?part=access' },
  { name: 'retention', user: 'auditor', where: 'audit?part=retention' },
  { name: 'proportionality', user: 'auditor', where: 'audit?part=proportionality' },
  { name: 'bias', user: 'auditor', where: 'audit?part=bias' },
  { name: 'bias-place', user: 'auditor', where: 'audit?part=bias&by=place' },
  { name: 'rights', user: 'auditor', where: 'audit?part=rights' },
  { name: 'today-administrator', user: 'administrator', where: '' },
  { name: 'accounts', user: 'administrator', where: 'admin' },
  { name: 'mandates', user: 'administrator', where: 'admin?part=mandates' },
  { name: 'keys', user: 'administrator', where: 'admin?part=keys' }
]

/** Language, theme and width of a picture. */
interface Look {
  readonly language: 'nl' | 'en'
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

const few = process.argv.includes('--few')
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
const desk = await startDesk('screens', roomAdverts())
for (const { language, scheme, width } of looks) {
  for (const user of new Set(shots.map((shot) => shot.user))) {
    const page = await desk.signIn(user, language)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    for (const shot of shots.filter((one) => one.user === user)) {
      await page.goto(`${desk.address}${shot.where}`)
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
