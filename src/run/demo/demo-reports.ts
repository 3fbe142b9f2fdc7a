/** What officers and partners of the demo report, and what the desk did with it: every state and mark has an example, all of it invented. */
import { randomUUID } from 'node:crypto'
import { colleague } from '../../accountability/demo-more.ts'
import type { ReportBody } from '../../contract/reports/reports.ts'
import type { SignalRow } from '../../contract/desk/signals.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { stepReport, type ReportStep } from '../../desk/reports/report-acts.ts'
import { sendReport } from '../../desk/reports/send-report.ts'

type Act = Omit<ReportStep, 'id'>

interface Told {
  readonly by: 'officer' | 'partner'
  readonly body: ReportBody
  readonly acts: readonly Act[]
}

const read: Act = { act: 'read' }
const keep: Act = { act: 'keep', reason: 'Bewaard: er is nog niets om het aan te koppelen.' }

/** Ten reports, the oldest first. `06…` in the first is a number of the practice web, so that it meets an advert, and its signal is linked. */
const reports: readonly Told[] = [
  {
    by: 'officer',
    body: {
      what: 'Controle bij een appartement. De bewoner wilde niet praten en keek steeds naar een ander. Op tafel lag een briefje met 06….',
      place: 'Utrecht',
      form: 'sexual',
      signs: ['1.1', '2.1'],
      persons: { victim: 1, other: 1 },
      minor: 'no'
    },
    acts: [read, { act: 'link', reason: 'Hetzelfde nummer staat in de advertenties.' }]
  },
  {
    by: 'officer',
    body: {
      what: 'Acht mensen slapen in een loods naast het werk. De baas houdt de paspoorten in een kluis.',
      place: 'Venlo',
      form: 'labour',
      signs: ['LA-R04'],
      persons: { victim: 8 },
      minor: 'no'
    },
    acts: [read, keep]
  },
  {
    by: 'partner',
    body: {
      what: 'Een cliënt moet elke week geld afdragen aan wie de reis regelde.',
      place: 'Rotterdam',
      form: 'labour',
      signs: ['LA-R01'],
      persons: { victim: 1, suspect: 1 },
      minor: 'no'
    },
    acts: [read, keep, { act: 'answer', answer: 'Dank u wel. Wij houden de omgeving in het oog.' }]
  },
  {
    by: 'officer',
    body: { what: 'Buurtbewoners horen ruzie en zien veel bezoek.', place: 'Amersfoort', form: 'unknown' },
    acts: [read, { act: 'refuse', because: 'too-little', reason: 'Alleen overlast; geen kenmerk van uitbuiting.' }]
  },
  {
    by: 'partner',
    body: {
      what: 'Iemand zonder papieren werkt lange dagen in een wasserette en kent zijn adres niet.',
      place: 'Tilburg',
      form: 'labour',
      signs: ['1.1'],
      persons: { victim: 1 }
    },
    acts: [read]
  },
  {
    by: 'officer',
    body: {
      what: 'Drie personen zeggen dezelfde zinnen op, alsof die geleerd zijn.',
      place: 'Zwolle',
      form: 'criminal',
      persons: { victim: 3 }
    },
    acts: [read]
  },
  {
    by: 'officer',
    body: {
      place: 'Almere',
      form: 'unknown',
      minor: 'doubt',
      what: 'Leeftijd niet vast te stellen: graag laten uitzoeken.'
    },
    acts: []
  },
  {
    by: 'partner',
    body: {
      what: 'Een bestelbus brengt elke ochtend dezelfde mensen, die niet alleen weg mogen.',
      place: 'De Lier',
      form: 'labour',
      signs: ['1.1'],
      urgent: true,
      persons: { victim: 6 }
    },
    acts: []
  },
  { by: 'officer', body: { place: 'Groningen', signs: ['2.1'] }, acts: [] },
  {
    by: 'officer',
    body: { what: 'Nog af te maken: kamers boven een winkel.', place: 'Breda', draft: true },
    acts: []
  }
]

/** Plays them. `as`: the desk of a user. Resolves to how many acts were done. */
export async function playReports(as: (user: string) => Desk, signals: readonly SignalRow[]): Promise<number> {
  const signal = signals.find((one) => one.identity?.kind === 'phone') ?? signals[0]
  if (signal === undefined) return 0
  const phone = signal.identity?.kind === 'phone' ? signal.identity.value : '06 12345678'
  const desk = as(colleague.analyst)
  let done = 0
  for (const { by, body, acts } of reports) {
    const { pool, ground, vault } = as(by)
    const what = body.what?.replace('06…', phone) ?? null
    const sending = {
      body: { ...body, what, key: randomUUID() },
      duty: null,
      police: by === 'officer',
      now: new Date()
    }
    const sent = await sendReport(pool, ground, vault, sending)
    if (sent.kind !== 'done') continue
    done++
    for (const step of acts) {
      const asked = { ...step, ...(step.act === 'link' && { signal: signal.id }), id: sent.value.receipt.id }
      const viewer = { role: 'analyst', duty: null } as const
      if ((await stepReport(desk.pool, desk.ground, desk.vault, viewer, asked)).kind === 'done') done++
    }
  }
  return done
}
