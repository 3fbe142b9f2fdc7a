/** What the people of the demo do after its first crawl: each screen of each role then has something to show. */
import { askBreakGlass } from '../../accountability/mandates/break-glass.ts'
import { proposeMandate } from '../../accountability/mandates/mandate-proposals.ts'
import { colleague, workMandate } from '../../accountability/demo-more.ts'
import { registerRights } from '../../accountability/rights-requests.ts'
import type { SignalRow, WeighAct } from '../../contract/desk/signals.ts'
import { findFact, readAdvert } from '../../desk/adverts/advert.ts'
import { askToOpen, decideRequest, newestSealed } from '../../desk/adverts/requests.ts'
import type { Desk, Vault } from '../../desk/adverts/vault.ts'
import { identified, readFactPage } from '../../desk/facts/fact-page.ts'
import { LinkerUnavailable, NothingToJudge, type LinkDesk } from '../../desk/networks/link-acts.ts'
import { saveSearch } from '../../desk/search/saved.ts'
import { search } from '../../desk/search/search.ts'
import { mergeSignals } from '../../desk/signals/signal-merge.ts'
import { listSignals, readSignal } from '../../desk/signals/signals.ts'
import { weighSignal } from '../../desk/signals/weighing.ts'
import type { Ground } from '../../store/ground.ts'
import type { App } from '../app.ts'
import { playCases } from './demo-cases.ts'
import { playFigures } from './demo-figures.ts'
import { playMinor } from './demo-minors.ts'
import { playReports } from './demo-reports.ts'
import { playResearch } from './demo-research.ts'

export interface Cast {
  readonly app: App
  readonly mandate: string
  /** The source that is followed. */
  readonly source: string
  /** The way to the linker; null where this process has none. */
  readonly links: LinkDesk | null
}

const { analyst, coordinator, detective, administrator } = colleague

type Step = readonly [user: string, act: WeighAct | 'assign', reason: string]

const escalated: readonly Step[] = [
  [analyst, 'propose', 'Eén nummer onder veel namen, in steeds andere plaatsen.'],
  [coordinator, 'confirm', '']
]
const dismissed = (reason: string): readonly Step[] => [[analyst, 'dismiss', reason]]

/** The signals of highest priority first: the very first is left to whoever signs in; after these the others go round. */
const opening: readonly (readonly Step[])[] = [
  [],
  [[coordinator, 'raise', 'Deze week in drie plaatsen tegelijk: graag eerst.']],
  escalated,
  [[analyst, 'propose', 'Zelfde tekst met andere namen, korte verblijven; graag een tweede blik.']],
  [[coordinator, 'assign', '']],
  [
    [analyst, 'dismiss', 'Te weinig om op te handelen.'],
    [detective, 'reopen', 'Er kwam een advertentie bij.']
  ]
]
const round: readonly (readonly Step[])[] = [
  dismissed('Een bedrijf met vaste plaats en een inschrijving.'),
  [],
  [],
  escalated,
  dismissed('Te weinig om op te handelen.'),
  dismissed('Reclame van een boekingsbureau; geen aanwijzing voor uitbuiting.'),
  escalated,
  dismissed('Oplichting met verzonnen advertenties.'),
  []
]

/** Plays them once, on a folder in which nobody weighed before; resolves to how many acts were done. */
export async function playPeople(cast: Cast): Promise<number> {
  const listed = await listSignals(cast.app.store.pool, ground(cast, analyst), vaultOf(cast), {})
  const signals = listed.kind === 'done' ? listed.value.signals : []
  if (signals.length === 0 || signals.some((one) => one.state !== 'new')) return 0
  const left: SignalRow[] = []
  let done = await playSaved(cast)
  for (const [nth, signal] of signals.entries()) {
    const steps = opening[nth] ?? round[(nth - opening.length) % round.length] ?? []
    if (steps.length === 0 && nth > 0) left.push(signal)
    done += await playSignal(cast, signal, steps)
  }
  done += await playMerge(cast, left)
  done += await playLooks(cast, signals)
  done += await playRequests(cast)
  done += await playJudgements(cast, signals)
  const desk = (user: string): Desk => ({
    pool: cast.app.store.pool,
    ground: ground(cast, user),
    vault: vaultOf(cast)
  })
  done += await playCases(desk, signals.slice(2))
  done += await playReports(desk, signals.slice(2))
  done += await playMinor(desk)
  done += await playFigures(desk)
  done += await playResearch(desk)
  return done + (await playOffices(cast))
}

async function playSignal(cast: Cast, signal: SignalRow, steps: readonly Step[]): Promise<number> {
  const { pool } = cast.app.store
  let { version } = signal
  let done = 0
  for (const [user, act, reason] of steps) {
    const as = ground(cast, user)
    await readSignal(pool, as, vaultOf(cast), signal.id)
    const to = act === 'assign' ? 'analyst' : undefined
    const outcome = await weighSignal(pool, as, vaultOf(cast), { signal: signal.id, act, version, reason, to })
    if (outcome.kind !== 'done') break
    version = outcome.value.version
    done++
  }
  return done
}

/** Two signals that nobody has, the last ones, are one case. */
async function playMerge(cast: Cast, left: readonly SignalRow[]): Promise<number> {
  const [other, into] = left.slice(-2)
  if (other === undefined || into === undefined) return 0
  const reason = 'Zelfde hand: de teksten zijn op een woord na gelijk.'
  const merged = await mergeSignals(cast.app.store.pool, ground(cast, analyst), { into, signals: [other], reason })
  return merged.kind === 'done' ? 1 : 0
}

/** The same number looked up by three colleagues, and one who searches for the own name: what an auditor finds in the ledger. */
async function playLooks(cast: Cast, signals: readonly SignalRow[]): Promise<number> {
  const { pool } = cast.app.store
  const phone = signals.find((one) => one.identity?.kind === 'phone')?.identity?.value ?? ''
  const asked = identified('phone', phone)
  for (const user of [analyst, coordinator, detective]) {
    await search(pool, ground(cast, user), vaultOf(cast), { q: phone })
    if (asked !== null) await readFactPage(pool, ground(cast, user), vaultOf(cast), asked)
  }
  await search(pool, ground(cast, analyst), vaultOf(cast), { q: 'Coenen' })
  return 7
}

/** A source that the analyst follows, and a search that a colleague shares. */
async function playSaved(cast: Cast): Promise<number> {
  const watchUntil = new Date(Date.now() + 30 * 86_400_000).toISOString()
  const searches = [
    ['analyst', { name: 'Nieuw op Dagprikker', terms: { q: 'bel OR app OR stuur', source: cast.source }, watchUntil }],
    [detective, { name: 'Kamers per week', terms: { q: 'kamer' }, shared: true }]
  ] as const
  let done = 0
  for (const [user, asked] of searches)
    if ((await saveSearch(cast.app.store.pool, ground(cast, user), vaultOf(cast), asked)).kind === 'done') done++
  return done
}

/** Three sealed adverts are asked for: one is granted, one refused, one waits for the analyst. */
async function playRequests(cast: Cast): Promise<number> {
  const { pool } = cast.app.store
  const asks: readonly (readonly [user: string, grant: boolean | null])[] = [
    ['analyst', true],
    ['analyst', false],
    [analyst, null]
  ]
  const sealed = await newestSealed(pool, ground(cast, analyst), asks.length)
  let done = 0
  for (const [nth, advert] of sealed.entries()) {
    const [user = analyst, grant = null] = asks[nth] ?? []
    const because = 'Zelfde plaats en week als een eerdere melding.'
    const asked = await askToOpen(pool, ground(cast, user), advert, because)
    if (asked.kind !== 'done') continue
    done++
    if (grant === null) continue
    const decided = await decideRequest(pool, ground(cast, coordinator), vaultOf(cast), {
      request: asked.value.id,
      grant,
      reason: grant ? 'De melding is concreet genoeg.' : 'De melding is te vaag.'
    })
    if (decided.kind === 'done') done++
  }
  return done
}

/** "Not one hand" about two adverts of a network, and a name that was read wrongly, among the signals that were decided on or left. */
async function playJudgements(cast: Cast, signals: readonly SignalRow[]): Promise<number> {
  const { links } = cast
  if (links === null) return 0
  const as = ground(cast, analyst)
  let [different, wrong] = [0, 0]
  for (const signal of signals.slice(2)) {
    const read = await readSignal(cast.app.store.pool, as, vaultOf(cast), signal.id)
    const open = read.kind === 'done' ? read.value.members.filter((one) => one.state === 'open') : []
    const [a, b] = open
    try {
      if (different === 0 && a !== undefined && b !== undefined) {
        await links.different(as, a.advert, b.advert, 'Andere toon en andere prijzen; dit zijn twee mensen.')
        different++
      } else if (wrong === 0 && a !== undefined && (await rejectName(cast, links, a.advert))) wrong++
    } catch (error) {
      // The linker of another process, or a network that changed meanwhile: the demo goes on without it.
      if (!(error instanceof NothingToJudge) && !(error instanceof LinkerUnavailable)) throw error
    }
    if (different + wrong === 2) break
  }
  return different + wrong
}

/** Takes the first name or place back that the newest version of an advert states; false where it states none. */
async function rejectName(cast: Cast, links: LinkDesk, advert: number): Promise<boolean> {
  const { pool } = cast.app.store
  const as = ground(cast, analyst)
  const read = await readAdvert(pool, as, vaultOf(cast), advert)
  const version = read.kind === 'done' ? read.value.versions.at(-1) : undefined
  const fact = version?.reading?.facts.find((one) => one.kind === 'name' || one.kind === 'place')
  if (version === undefined || fact === undefined) return false
  const place = { advert, version: version.version, ordinal: fact.ordinal }
  const found = await findFact(pool, as, vaultOf(cast), place)
  if (found.kind !== 'done' || !found.value.indexed) return false
  await links.rejectFact(as, advert, found.value.sighting, fact.ordinal, 'Verkeerd gelezen: dit is een straat.')
  return true
}

/** What waits for auditors, coordinators and administrators: requests about data, reading under another mandate, a new mandate. */
async function playOffices(cast: Cast): Promise<number> {
  const { store, keyring } = cast.app
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  const desk = { store, keyring, user: 'auditor' }
  const rights = [
    { kind: 'access', name: 'V. Verzonnen', asks: 'Welke gegevens hebt u van mij?', receivedOn: daysAgo(20) },
    { kind: 'correction', name: 'B. Bedacht', asks: 'Mijn nummer staat bij een ander.', receivedOn: daysAgo(45) }
  ] as const
  for (const one of rights) await registerRights(desk, one)
  const asked = { mandates: [workMandate], hours: 4 }
  await askBreakGlass(store, asked, { user: detective, reason: 'Zelfde werkgever in een lopend onderzoek; spoed.' })
  const proposed = {
    id: 'oefening-geld',
    legal_basis: 'Oefening op verzonnen gegevens (geen wettelijke grondslag nodig)',
    purpose: 'Oefenen met het herkennen van geldezels en criminele uitbuiting op een verzonnen web',
    forms: ['criminal'],
    sources: ['*'],
    granted_by: 'Baken',
    from: 'today',
    until: '90 days'
  }
  await proposeMandate(store, proposed, { user: administrator, reason: 'Voor de oefening van volgende maand.' })
  return rights.length + 2
}

function vaultOf({ app }: Cast): Vault {
  return { keyring: app.keyring, evidenceDir: app.evidenceDir }
}

function ground({ mandate }: Cast, user: string): Ground {
  return { user, mandate }
}
