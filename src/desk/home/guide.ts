/** The first quarter of an hour on the practice instance: a few steps for a role, which tick themselves by what the ledger says that the person did. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Home } from '../../contract/desk/home.ts'
import type { Role } from '../../model/mandate.ts'
import type { Ground, Tx } from '../../store/ground.ts'

type Code = NonNullable<Home['guide']>[number]['code']

/** Acts by which a step is done; any of them will do. */
const doneBy: Readonly<Record<Code, readonly string[]>> = {
  'read-signal': ['signal.read'],
  'read-advert': ['advert.read'],
  weigh: ['signal.take', 'signal.dismiss', 'signal.propose', 'signal.assign', 'signal.merge'],
  'look-up': ['fact.look-up'],
  search: ['search.run'],
  network: ['network.read'],
  confirm: ['signal.confirm', 'signal.reject'],
  assign: ['signal.assign'],
  'see-home': ['home.read'],
  'own-ledger': ['ledger.read'],
  'who-saw': ['ledger.read'],
  findings: ['findings.read'],
  'review-access': ['access.list', 'access.review'],
  'look-at-sources': ['sources.list'],
  'check-number': ['value.read']
}

const steps: Readonly<Partial<Record<Role, readonly Code[]>>> = {
  analyst: ['read-signal', 'read-advert', 'weigh', 'look-up', 'search', 'own-ledger'],
  coordinator: ['read-signal', 'confirm', 'assign', 'network', 'look-at-sources', 'own-ledger'],
  auditor: ['see-home', 'who-saw', 'findings', 'review-access'],
  officer: ['see-home', 'check-number', 'own-ledger']
}

/** Own acts that are looked through, newest first. */
const mostActs = 5_000

/** The steps of a role with what was done of them; null where there are none, or the person closed them. */
export async function guideOf(tx: Tx, user: string, role: Role): Promise<Home['guide']> {
  const own = steps[role]
  if (own === undefined) return null
  const { rows } = await tx.query<{ act: string }>(
    'select distinct act from (select act from ledger where actor = $1 order by no desc limit $2) l',
    [user, mostActs]
  )
  const did = new Set(rows.map((row) => row.act))
  if (did.has('guide.close')) return null
  return own.map((code) => ({ code, done: doneBy[code].some((one) => did.has(one)) }))
}

/** Closes it for this person, for good. */
export async function closeGuide(pool: pg.Pool, ground: Ground): Promise<void> {
  await act(pool, ground, async () => ({ result: null, entry: { act: 'guide.close' } }))
}
