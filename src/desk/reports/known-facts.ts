/** Which adverts under the mandate state what a report states: for the desk only, never for the sender. */
import type { Report } from '../../contract/reports/reports.ts'
import { blind } from '../../link/fingerprint.ts'
import { isValueKind } from '../../model/value-kind.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { tokensOf } from '../../store/sealed/value-tokens.ts'
import { blindKeyOf, mandateOf, tokenKeyOf, type Vault } from '../adverts/vault.ts'
import type { ReadFact } from './report-content.ts'

type Known = NonNullable<Report['desk']>['known'][number]

const mostFacts = 20
const mostAdverts = 1_000

/** One line for each number, address and account of the report, known or not, in the order of the text. */
export async function knownFacts(tx: Tx, ground: Ground, vault: Vault, facts: readonly ReadFact[]): Promise<Known[]> {
  const mandate = mandateOf(ground)
  const key = blindKeyOf(vault, mandate)
  const distinct = new Map(
    facts.filter(({ kind }) => isValueKind(kind)).map((fact) => [`${fact.kind} ${fact.value}`, fact])
  )
  const known: Known[] = []
  for (const { kind, value } of [...distinct.values()].slice(0, mostFacts)) {
    const tokens = key === null ? [] : tokensOf(tokenKeyOf(vault, mandate), blind(kind, value, key))
    const { rows } = await tx.query<{ adverts: number; networks: number[]; signals: number[] }>(
      `with carrier as (select distinct a.id, a.network_id from (select advert_id from fact where mandate_id = $1 and token = any($2) and state <> 'rejected' limit $3) f
         join advert a on a.id = f.advert_id and a.state <> 'erased')
       select count(*)::int as adverts, coalesce(array_agg(distinct network_id order by network_id) filter (where network_id is not null), '{}') as networks,
         coalesce((select array_agg(s.id order by s.id) from signal s where s.mandate_id = $1 and s.network_id in (select network_id from carrier)), '{}')::int[] as signals
       from carrier`,
      [mandate, tokens, mostAdverts]
    )
    const { adverts = 0, networks = [], signals = [] } = rows[0] ?? {}
    known.push({ kind, value, adverts, networks, signals })
  }
  return known
}
