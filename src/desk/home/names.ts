/** What people, sites and mandates are called: ids and hosts are for machines. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Names } from '../../contract/desk/names.ts'
import type { Ground } from '../../store/ground.ts'

/** Names of people and sites that this person's screens may show; every screen needs them, so reading them is no act. */
export async function readNames(pool: pg.Pool, ground: Ground): Promise<Names> {
  return act(pool, ground, async (tx) => {
    const people = await tx.query<Names['people'][number]>('select id, name from person_names()')
    const sites = await tx.query<Names['sites'][number]>(
      `select distinct on (h.host) h.host, s.name from source s
         cross join lateral jsonb_array_elements_text(s.spec->'scope'->'hosts') h(host) order by h.host, s.id limit 10000`
    )
    // Of a mandate that was renewed, what it was called before: own acts of then name it.
    const mandates = await tx.query<Names['mandates'][number]>(
      `select id, purpose from mandate where ground_role() in ('auditor', 'administrator') or line in
         (select k.line from user_mandate m join mandate k on k.id = m.mandate_id where m.user_id = ground_user()) order by id limit 10000`
    )
    return { result: { people: people.rows, sites: sites.rows, mandates: mandates.rows }, entry: null }
  })
}
