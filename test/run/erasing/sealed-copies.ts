/** Bytes that an erasing ends, of every table that holds content, for a scan of raw files: written past the program where no crawl writes them. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { contentColumns, finishWork, isOfPipeline, stays } from '../../accountability/content-columns.ts'
import { workStatements } from '../../accountability/every-table.ts'
import { pastTriggers, superuserOf } from '../../support/superuser.ts'

/** Line of mandates that ended so long ago that every clock of what people did under it is over. */
export const endedLine = 'voorbij'
const prefixBytes = 32

/** A row in every table that people write to, under a line of mandates that ended eight years ago, with bytes in every column that holds content. */
export async function fillWork(data: string): Promise<void> {
  const root = superuserOf(data)
  try {
    await pastTriggers(root, async (client) => {
      await client.query('set local search_path = baken')
      await client.query(
        `insert into mandate select (jsonb_populate_record(m, jsonb_build_object('id', $1::text, 'line', $1::text,
           'valid_from', now() - interval '9 years', 'valid_until', now() - interval '8 years'))).* from mandate m where id = 'oefening'`,
        [endedLine]
      )
      for (const statement of workStatements(1, 2, 1))
        if (!isOfPipeline(/^insert into (\w+)/.exec(statement)?.[1] ?? ''))
          await client.query(statement.replaceAll(`'een'`, `'${endedLine}'`))
      await client.query(finishWork(endedLine))
      for (const { table, column } of await contentColumns(client))
        if (!isOfPipeline(table)) await fill(client, table, column)
      await age(client)
      // What no page of this crawl gives its advert: 16 bytes of each digest, and an address more.
      await client.query(
        `update advert set same_text = uuid_send(gen_random_uuid()), same_number = uuid_send(gen_random_uuid()), named_mac = uuid_send(gen_random_uuid());
         insert into advert_address (mandate_id, source_id, url_mac, key, advert_id, recognised)
         select mandate_id, source_id, uuid_send(gen_random_uuid()), 'page', id, 'content' from advert`
      )
    })
  } finally {
    await root.end()
  }
}

async function fill(client: pg.PoolClient, table: string, column: string): Promise<void> {
  const { rows } = await client.query<{ where: string | null }>(
    `select 'mandate_id = ''' || $2 || '''' as where from pg_attribute where attrelid = $1::regclass and attname = 'mandate_id'`,
    [table, endedLine]
  )
  const bytes = randomBytes(table === 'dossier_part' ? 200_000 : column === 'digest' ? 32 : 400)
  await client.query(`update ${table} set ${column} = $1 where ${rows[0]?.where ?? 'true'}`, [bytes])
}

/** Every moment of the line is eight years further back. */
async function age(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('update %I set %s where mandate_id = %L', c.relname, string_agg(format('%1$I = %1$I - interval ''8 years''', a.attname), ', '), $1::text) as statement
     from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'baken'::regnamespace and c.relkind = 'r'
       and c.relname not in ('ledger', 'mandate') and not attisdropped and atttypid = 'timestamptz'::regtype
       and exists (select 1 from pg_attribute m where m.attrelid = c.oid and m.attname = 'mandate_id') group by c.relname`,
    [endedLine]
  )
  for (const { statement } of rows) await client.query(statement)
  await client.query(
    `update partner_agreement set until_on = current_date - 2900 where mandate_id = '${endedLine}';
     update knowledge_page set review_on = current_date - 2900 where mandate_id = '${endedLine}';
     update obstacle set answered_by = 'x', answered_at = now() - interval '7 years' where mandate_id = '${endedLine}'`
  )
  for (const table of ['case_file', 'minor_file'])
    await client.query(
      `update ${table} set state = 'closed', closed_by = 'x', closed_at = now() - interval '7 years' where mandate_id = $1`,
      [endedLine]
    )
}

/** The beginning of each value of bytes that the database holds, in hex, with the columns (`table.column`) in which it stands. */
export async function valuesNow(data: string): Promise<Map<string, string[]>> {
  const root = superuserOf(data)
  try {
    const values = new Map<string, string[]>()
    for (const { table, column, name } of await contentColumns(root)) {
      const { rows } = await root.query<{ hex: string }>(
        `select distinct encode(substr(${column}, 1, ${prefixBytes}), 'hex') as hex from baken.${table} where length(${column}) >= 16`
      )
      for (const { hex } of rows) values.set(hex, [...(values.get(hex) ?? []), name])
    }
    return values
  } finally {
    await root.end()
  }
}

/** Columns with content of which a value must have gone: every one but those whose content stays for a reason. */
export async function columnsThatEnd(data: string): Promise<string[]> {
  const root = superuserOf(data)
  try {
    const names = (await contentColumns(root)).map(({ name }) => name)
    return names.filter((name) => stays[name] === undefined)
  } finally {
    await root.end()
  }
}

/** Which of these bytes stand in any of the files, by name: one pass over each file, however many are looked for. */
export function needlesIn(
  files: readonly string[],
  wanted: ReadonlyMap<string, Buffer>
): { found: Set<string>; bytes: number } {
  const starts = new Map<number, { readonly name: string; readonly needle: Buffer }[]>()
  const begins = new Uint8Array(1 << 24)
  for (const [name, needle] of wanted) {
    const start = needle.readUIntBE(0, 3)
    begins[start] = 1
    starts.set(start, [...(starts.get(start) ?? []), { name, needle }])
  }
  const found = new Set<string>()
  let bytes = 0
  for (const file of files) {
    // A server that runs takes files away.
    if (!existsSync(file)) continue
    const content = readFileSync(file)
    bytes += content.length
    let start = 0
    for (let at = 0; at < content.length; at++) {
      start = ((start << 8) | (content[at] ?? 0)) & 0xff_ffff
      if (at < 2 || begins[start] !== 1) continue
      for (const { name, needle } of starts.get(start) ?? [])
        if (!found.has(name) && content.subarray(at - 2, at - 2 + needle.length).equals(needle)) found.add(name)
    }
  }
  return { found, bytes }
}
