/** Looks for a value under the other mandates in force, by keyed fingerprints: whether it is known there, and nothing else. */
import type { Question } from '../../contract/cases/deconfliction.ts'
import { blind } from '../../link/fingerprint.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { tokensOf } from '../../store/sealed/value-tokens.ts'
import { blindKeyOf, tokenKeyOf, type Vault } from '../adverts/vault.ts'
import type { AskedFact } from '../search/understand.ts'

type Elsewhere = NonNullable<Question['elsewhere']>

/** Lines of mandates in force, but the one of this ground. */
async function otherLines(tx: Tx, ground: Ground): Promise<MandateId[]> {
  const { rows } = await tx.query<{ line: MandateId }>(
    `select distinct line from mandate where line <> $1 and withdrawn_at is null and now() >= valid_from and now() < valid_until order by line`,
    [ground.mandate]
  )
  return rows.map((row) => row.line)
}

/** Does work as the system under another mandate, inside a transaction; then it goes on as before. When it throws, the transaction is lost. */
export async function underMandate<T>(tx: Tx, ground: Ground, mandate: MandateId, work: () => Promise<T>): Promise<T> {
  const as = 'select set_config($1, $2, true), set_config($3, $4, true)'
  await tx.query(as, ['baken.user', 'pipeline', 'baken.mandate', mandate])
  const result = await work()
  await tx.query(as, ['baken.user', ground.user, 'baken.mandate', ground.mandate ?? ''])
  return result
}

/** Where each value is known now, in order: facts of sealed adverts too, rejected ones not. A mandate whose keys cannot be had is told as not asked. */
export async function knownElsewhere(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  asked: readonly Pick<AskedFact, 'readings'>[]
): Promise<Elsewhere[]> {
  const found = asked.map(() => ({ known: [] as Elsewhere['known'][number][], unasked: [] as string[] }))
  if (asked.length === 0) return found
  for (const mandate of await otherLines(tx, ground)) {
    const tokens = tokensUnder(vault, mandate, asked)
    if (tokens === 'lost') found.forEach((one) => one.unasked.push(mandate))
    if (tokens === 'lost' || tokens === 'none') continue
    await underMandate(tx, ground, mandate, async () => {
      const { rows } = await tx.query<{ at: number }>(
        `select t.at from unnest($1::text[], $2::int[]) as t(token, at) group by t.at
         having bool_or(exists (select 1 from fact f where f.mandate_id = $3 and f.token = t.token and f.state <> 'rejected'))`,
        [tokens.map((one) => one.token), tokens.map((one) => one.at), mandate]
      )
      if (rows.length === 0) return
      const people = await tx.query<{ name: string }>(
        `select name from colleagues() where role = 'coordinator' order by name`
      )
      const coordinators = people.rows.map((row) => row.name)
      for (const { at } of rows) found[at]?.known.push({ mandate, coordinators })
    })
  }
  return found
}

/** The tokens of all values with their places in the list; `none` where nothing was ever indexed. */
function tokensUnder(
  vault: Vault,
  mandate: MandateId,
  asked: readonly Pick<AskedFact, 'readings'>[]
): readonly { readonly token: string; readonly at: number }[] | 'none' | 'lost' {
  try {
    const key = blindKeyOf(vault, mandate)
    if (key === null) return 'none'
    const tokenKey = tokenKeyOf(vault, mandate)
    return asked.flatMap(({ readings }, at) =>
      readings.flatMap(({ kind, value }) => tokensOf(tokenKey, blind(kind, value, key)).map((token) => ({ token, at })))
    )
  } catch {
    return 'lost'
  }
}
