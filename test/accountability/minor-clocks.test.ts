/** Every clock against every kind of file of a minor, its questions to the expert group, and pages of knowledge. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endHolds, keepLonger } from '../../src/accountability/retention/hold-acts.ts'
import { eraseMinors } from '../../src/accountability/retention/minor-clocks.ts'
import { isAnythingDue, planErasing } from '../../src/accountability/retention/retention-plan.ts'
import { testStore } from '../support/database.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'
import { dateColumns } from './lifecycle-acts.ts'

const dayMs = 86_400_000

/** Files of minors by what they are: closed this many days ago, and what may hold them; `gone`: the clock that ends them. */
const files = {
  open: { closed: null, more: '', gone: 'ended' },
  closed: { closed: 0, more: '', gone: 'half a year' },
  noticed: { closed: 0, more: `notice = 'open'`, gone: 'ended' },
  referred: { closed: 0, transition: 'accepted', gone: 'ended' },
  answered: { closed: 9, transition: 'done', gone: 'half a year' },
  kept: { closed: 0, keep: true, gone: 'released' }
} as const satisfies Record<string, object>
const fileIds = Object.fromEntries(
  Object.keys(files).map((name, at) => [name, `00000000-0000-4000-8000-0000000000a${at}`])
) as Record<keyof typeof files, string>
const page = '00000000-0000-4000-8000-0000000000b0'

/** One of each file with an act, a transition and a question, and a page of knowledge in two versions of which the second is to be looked at in ten days. */
async function track({ store }: World): Promise<void> {
  const lines = Object.entries(files).map(([name, one]) => {
    const id = fileIds[name as keyof typeof files]
    const state = one.closed === null ? `'open', null` : `'closed', now() - interval '${one.closed} days'`
    const moved = 'transition' in one ? one.transition : 'revoked'
    return `insert into minor_file (id, mandate_id, form, opened_by, sealed, state, closed_at) values ('${id}', 'een', 'other', 'detective', 'x', ${state});
      insert into minor_act (file_id, no, mandate_id, act, about, by, at, sealed) values ('${id}', 1, 'een', 'consent', null, 'detective', now() - interval '90 days', 'x'),
        ('${id}', 2, 'een', 'question', 'question:${id}', 'detective', now() - interval '90 days', 'x'),
        ('${id}', 3, 'een', 'transition-finish', 'transition:1', 'detective', now() - interval '${moved === 'done' ? 0 : 90} days', 'x');
      insert into minor_transition (file_id, no, mandate_id, kind, consent, sealed, by, state) values ('${id}', 1, 'een', 'request', 1, 'x', 'detective', '${moved}');
      insert into expert_question (key, mandate_id, sealed, advice, by, at) values ('${id}', 'een', 'x', 'x', 'detective', now() - interval '90 days');
      ${'more' in one && one.more !== '' ? `update minor_file set ${one.more} where id = '${id}';` : ''}`
  })
  await store.root.query(
    `set search_path = baken; set session_replication_role = replica; ${lines.join('\n')}
     insert into knowledge_page (id, version, mandate_id, review_on, sealed, by) values ('${page}', 1, 'een', current_date + 10, 'x', 'detective'), ('${page}', 2, 'een', current_date + 10, 'x', 'detective');
     reset session_replication_role; reset search_path`
  )
}

/** Which files, questions and versions of the page have words, as names of the files: `open ?` is a question. */
async function worded({ store }: World): Promise<string[]> {
  const { rows } = await store.root.query<{ id: string; kind: string }>(
    `select f.id::text as id, '' as kind from baken.minor_file f where length(f.sealed) > 0 and (select bool_and(length(sealed) > 0) from baken.minor_act where file_id = f.id)
       and (select bool_and(length(sealed) > 0) from baken.minor_transition where file_id = f.id) and f.erased_at is null
     union all select key::text, ' ?' from baken.expert_question where length(sealed) > 0 and length(advice) > 0
     union all select version::text, ' page' from baken.knowledge_page where length(sealed) > 0`
  )
  const nameOf = (id: string): string => Object.entries(fileIds).find(([, one]) => one === id)?.[0] ?? id
  return rows.map(({ id, kind }) => `${nameOf(id)}${kind}`).sort()
}

test('C18 S9.13 every clock against every kind of file of a minor: what is open, held or relied on stays whole, its question with it, and the rest goes, told before', async () => {
  const own = sampleWorld(await testStore())
  try {
    await samplePeople(own)
    const { store, keyring } = own
    const { root } = store
    await root.query(`update baken.mandate set valid_until = now() + interval '9000 days'`)
    await track(own)
    const later = (days: number): Date => new Date(Date.now() + days * dayMs)
    assert.equal(await keepLonger(store, fileIds.kept, { until: '2199-01-01', because: 'court' }, 'Bevel'), 'minor')
    const all = await worded(own)
    assert.equal(all.length, 14)
    const pages = ['1 page', '2 page']
    const of = (...gone: readonly string[]): string[] =>
      [
        ...Object.entries(files).flatMap(([name, one]) => (gone.includes(one.gone) ? [] : [name, `${name} ?`])),
        ...pages
      ].sort()
    // Nothing goes for the date of anything else than the end of a file and the next version of a page.
    for (const [table, column] of await dateColumns(own)) {
      if (!/^(minor_|expert_|knowledge_|mandate$)/.test(table) || column === 'closed_at' || table === 'knowledge_page')
        continue
      const moved = (days: number): Promise<unknown> =>
        root.query(
          `set session_replication_role = replica; update baken.${table} set ${column} = ${column} - interval '${days} days'; reset session_replication_role`
        )
      await moved(400)
      await eraseMinors(store, new Date())
      await moved(-400)
      assert.deepEqual(await worded(own), all, `${table}.${column}`)
    }
    await eraseMinors(store, later(182))
    assert.deepEqual(await worded(own), all, 'before its day')
    const plan = (await planErasing(store, keyring, later(184)))
      .filter((line) => ['minors', 'questions', 'knowledge'].includes(line.what))
      .map((line) => `${line.count} ${line.what} ${line.heldBy ?? 'goes'}`)
    const held = ['court', 'prosecutor', 'transition'].flatMap((by) => [`1 minors ${by}`, `1 questions ${by}`])
    assert.deepEqual(plan.sort(), ['2 minors goes', '2 questions goes', ...held].sort())
    assert.equal(await isAnythingDue(store, later(184)), true)
    assert.equal(await eraseMinors(store, later(184)), 4)
    assert.equal(await eraseMinors(store, later(184)), 0, 'once')
    assert.deepEqual(await worded(own), of('half a year'))
    assert.equal(await isAnythingDue(store, later(184)), false, 'what is held is not due')
    await eraseMinors(store, later(370))
    pages.splice(0, 1)
    assert.deepEqual(await worded(own), of('half a year'), 'a version that was followed')
    await eraseMinors(store, later(377))
    pages.splice(0, 1)
    assert.deepEqual(await worded(own), of('half a year'), 'a page that nobody looked at again')
    await root.query(`update baken.mandate set withdrawn_at = now() where id = 'een'`)
    await eraseMinors(store, later(4000))
    assert.deepEqual(await worded(own), of('half a year'), 'the end of a mandate closes no file')
    await endHolds(store, 'een', 'voorbij')
    await eraseMinors(store, later(182))
    assert.deepEqual(await worded(own), of('half a year'))
    await eraseMinors(store, later(184))
    assert.deepEqual(await worded(own), of('half a year', 'ended'), 'what a court keeps stays')
    assert.equal(await keepLonger(store, fileIds.kept, null, 'Voorbij'), 'minor')
    await eraseMinors(store, later(184))
    assert.deepEqual(await worded(own), [])
    assert.equal(await keepLonger(store, fileIds.kept, { until: '2199-01-01', because: 'court' }, 'Bevel'), null)
    const told = await root.query<{ n: number }>(
      `select sum((detail->>'files')::int + (detail->>'questions')::int + (detail->>'pages')::int)::int as n from baken.ledger where act = 'retention.minors'`
    )
    assert.equal(told.rows[0]?.n, all.length)
    const due = await root.query<{ due: string | null }>('select due_since as due from baken.rewriting')
    assert.notEqual(due.rows[0]?.due, null, 'pages and log keep the bytes')
  } finally {
    await own.close()
  }
})
