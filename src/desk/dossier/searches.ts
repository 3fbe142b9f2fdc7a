/** What was searched for a case, with what result, from the ledger: the answer to who defends somebody, without what protects people. */
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import type { StoredCase } from '../cases/case-rows.ts'
import { subjectsOf } from '../cases/subject-rows.ts'
import { masksOf } from './names/redact.ts'
import type { CustodyEntry, Searches, StateFact } from './state.ts'

/**
 * Questions of members that showed what the case holds, or asked for a value that stands in it. Entries that name a person who is protected
 * (a flag, or perhaps under 18), or something that a handling code keeps back, are counted and stay.
 */
export async function searchesOf(
  tx: Tx,
  { ground, vault }: Desk,
  row: StoredCase,
  facts: readonly StateFact[],
  kept: { readonly names: (value: unknown) => boolean }
): Promise<Searches> {
  const stated = [...new Set(facts.map((one) => `${one.kind} ${one.value}`))]
  const { rows } = await tx.query<Omit<CustodyEntry, 'prev' | 'hash'> & { prev: Buffer; hash: Buffer }>(
    'select no, at, actor, act, subject, detail, entry, prev, hash from case_searches($1, $2)',
    [row.id, stated]
  )
  const people = await subjectsOf(tx, ground, vault, row.id)
  const names = people.filter((one) => one.flags.length > 0 || one.minor !== 'no').map((one) => one.name)
  const masks = masksOf(names.map((name) => ({ name, key: '' })))
  const known = new Set(stated)
  const asked = rows.filter(
    (one) => masks.left(`${one.entry} ${JSON.stringify(one.detail)}`) === null && !kept.names([one.subject, one.detail])
  )
  return {
    withheld: rows.length - asked.length,
    entries: asked.map((one) => ({
      ...one,
      // A list asks for many values at once: those that do not stand in the case are of other matters.
      detail:
        one.act === 'list.look-up'
          ? { ...one.detail, facts: factsOf(one).filter((fact) => known.has(fact)) }
          : one.detail,
      prev: one.prev.toString('hex'),
      hash: one.hash.toString('hex')
    }))
  }
}

/** Values that an entry says were asked for, each as kind and value. */
export function factsOf({ detail }: Pick<CustodyEntry, 'detail'>): string[] {
  const facts = detail['facts']
  return Array.isArray(facts) ? facts.filter((one) => typeof one === 'string') : []
}

/** What was asked, in the words of who asked, and as values. */
export function questionOf(entry: CustodyEntry): string {
  const { facts: _facts, results: _results, shown: _shown, nextPage: _next, sort: _sort, ...said } = entry.detail
  const filters = Object.entries(said).map(([name, value]) =>
    name === 'q' ? String(value) : `${name}: ${String(value)}`
  )
  return [...new Set([...filters, ...factsOf(entry)])].join('; ')
}

/** How many were found, as the entry says. */
export function foundBy({ detail }: Pick<CustodyEntry, 'detail'>): string {
  return typeof detail['results'] === 'number' ? String(detail['results']) : ''
}

/** Entries that can go along as they were hashed: those of lists name values of other matters. */
export function proofOf(searches: Searches | undefined): readonly CustodyEntry[] {
  return (searches?.entries ?? []).filter((one) => one.act !== 'list.look-up')
}
