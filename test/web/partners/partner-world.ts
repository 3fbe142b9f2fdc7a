/** People, a case and acts of the tests on partners: a coordinator and a prosecutor decide, the detective leads the case, the analyst is the other member. */
import assert from 'node:assert/strict'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { CaseDisclosures, MyDisclosures, Partner, Shared } from '../../../src/contract/partners/partners.ts'
import { whiteLists, type PartnerKind } from '../../../src/model/partners/partner.ts'
import { doIn, done, farDay, networkOf, openCase } from '../cases/cases.ts'
import { json, startInterface, type Answer, type Browser, type Running } from '../running.ts'

/** Something for every field. */
export const everything: Required<Shared> = {
  form: 'labour',
  region: 'Noord',
  place: 'Utrecht',
  address: 'Kastanjelaan 4',
  period: '2026-03',
  signs: ['1.1'],
  role: 'victim',
  minor: 'doubt',
  needs: 'Een veilige plek.',
  name: 'Persoon Roodborst',
  contact: '06 12345678',
  question: 'Is er toezicht geweest?'
}

const roles = ['coordinator', 'prosecutor', 'detective', 'analyst', 'partner'] as const

export interface PartnerWorld extends Readonly<Record<(typeof roles)[number], Browser>> {
  readonly at: Running
  readonly one: Case
  /** Records an organisation and proposes a decision on it. */
  proposed(
    kind: PartnerKind,
    fields?: readonly string[]
  ): Promise<{ readonly made: Partner; readonly answer: Answer; readonly key: string }>
  decide(who: Browser, key: string, act: string): Promise<Answer>
  /** The key of a decision that two persons made. */
  agreed(kind: PartnerKind, fields?: readonly string[]): Promise<string>
  ask(agreement: string, shared: object, who?: Browser): Promise<Answer>
  ofCase(): Promise<CaseDisclosures['disclosures']>
  confirm(who: Browser, key: string): Promise<Answer>
  /** Asked by the detective and confirmed by the analyst; resolves to its key. */
  shared(agreement: string, what: object): Promise<string>
  /** What a partner has been told. */
  mine(who?: Browser): Promise<MyDisclosures['disclosures']>
}

export async function partnerWorld(): Promise<PartnerWorld> {
  const at = await startInterface()
  const people = {} as Record<(typeof roles)[number], Browser>
  for (const name of roles) people[name] = await at.as(name)
  const { coordinator, prosecutor, detective, analyst, partner } = people
  const one = await openCase(at, (await networkOf(at)).signal)
  done(await doIn(detective, one, 'members', { user: 'analyst', rights: ['read', 'add', 'change'] }))
  const proposed: PartnerWorld['proposed'] = async (kind, fields = whiteLists[kind]) => {
    const body = { kind, name: `Organisatie ${kind}`, contact: 'Loket', users: ['partner'], reason: 'Nodig.' }
    const made = done<Partner>(await coordinator.ask('POST', '/api/partners', body))
    const terms = { article: '20', interest: 'Veiligheid.', conditions: 'Niet verder delen.', until: farDay, fields }
    const answer = await coordinator.ask('POST', `/api/partners/${made.id}/agreements`, terms)
    return { made, answer, key: answer.status === 200 ? (json<Partner>(answer).agreements[0]?.key ?? '') : '' }
  }
  const decide: PartnerWorld['decide'] = (who, key, act) =>
    who.ask('POST', `/api/agreements/${key}/${act}`, { reason: 'Besluit.' })
  const ask: PartnerWorld['ask'] = (agreement, shared, who = detective) =>
    doIn(who, one, 'disclosures', { agreement, shared })
  const ofCase = async () =>
    done<CaseDisclosures>(await detective.ask('GET', `/api/cases/${one.id}/disclosures`)).disclosures
  const confirm: PartnerWorld['confirm'] = (who, key) => doIn(who, one, `disclosures/${key}/confirm`, {})
  return {
    ...people,
    at,
    one,
    proposed,
    decide,
    agreed: async (kind, fields) => {
      const { key } = await proposed(kind, fields)
      done(await decide(prosecutor, key, 'confirm'))
      return key
    },
    ask,
    ofCase,
    confirm,
    shared: async (agreement, what) => {
      done(await ask(agreement, what))
      const key = (await ofCase()).at(-1)?.key ?? ''
      done(await confirm(analyst, key))
      return key
    },
    mine: async (who = partner) => done<MyDisclosures>(await who.ask('GET', '/api/disclosures')).disclosures
  }
}

/** Ends it, and fails when the server met a fault. */
export async function endWorld({ at }: PartnerWorld): Promise<void> {
  const { faults } = at
  await at.close()
  assert.deepEqual(faults, [])
}

/** What a kind of partner may be told, of everything. */
export function only(kind: PartnerKind): object {
  return Object.fromEntries(
    Object.entries(everything).filter(([name]) => whiteLists[kind].some((field) => field === name))
  )
}
