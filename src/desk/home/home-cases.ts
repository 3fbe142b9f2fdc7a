/** The part of the first screen about cases: the open ones of the reader, and what was referred to the reader and waits. */
import type { Home } from '../../contract/desk/home.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { caseRow, storedCases, type StoredCase } from '../cases/case-rows.ts'
import { packageOf, storedReferrals, type StoredReferral } from '../referrals/referral-rows.ts'

type HomeCases = NonNullable<Home['cases']>

const mostOfEach = 10

/** Cases where something waits for the reader stand first, then the newest; at most ten cases and ten referrals are opened. */
export async function homeCases(tx: Tx, ground: Ground, vault: Vault): Promise<HomeCases> {
  const open = (await storedCases(tx, null)).filter((one) => one.state !== 'closed')
  const waiting = (await storedReferrals(tx, null)).filter(waits)
  const pressing = open.toSorted((a, b) => urgency(b) - urgency(a))
  return {
    cases: pressing.slice(0, mostOfEach).map((row) => caseRow(vault, ground, row)),
    tasks: open.reduce((sum, one) => sum + one.my_tasks, 0),
    requests: open.reduce((sum, one) => sum + one.requests, 0),
    referrals: waiting.slice(0, mostOfEach).map((row) => {
      const { key, kind, state, by, at } = row
      return { key, kind, state, by, at, title: packageOf({ ground, vault }, row).title }
    }),
    waiting: waiting.length
  }
}

/** How much waits for the reader in a case; what came in for its followed identifiers is one thing. */
function urgency(one: StoredCase): number {
  return one.my_tasks + one.requests + Math.min(1, one.news)
}

/** Sent to the reader and not answered; at a prosecutor also what was accepted and is not decided. */
function waits({ mine, state, kind, outcome }: StoredReferral): boolean {
  return mine && (state === 'offered' || (state === 'accepted' && kind === 'prosecutor' && outcome === null))
}
