/** Sealed bytes of people's work that are due to go, written past the program into a data folder whose server runs. */
import { randomBytes } from 'node:crypto'
import { pastTriggers, superuserOf } from '../../support/superuser.ts'

/** What people kept to work with under a line of mandates that ended more than half a year ago; $1: what is sealed. */
const ofEndedLine: Readonly<Record<string, string>> = {
  saved_search: `with ended as (insert into mandate select (jsonb_populate_record(m, jsonb_build_object('id', 'voorbij', 'line', 'voorbij',
      'valid_from', now() - interval '300 days', 'valid_until', now() - interval '200 days'))).* from mandate m where id = 'oefening')
    insert into saved_search (mandate_id, by, sealed) values ('voorbij', 'x', $1)`,
  bulk_list: `insert into bulk_list (mandate_id, by, sealed, total) values ('voorbij', 'x', $1, 1)`,
  bulk_answer: `insert into bulk_answer (list_id, from_line, mandate_id, sealed) values (1, 1, 'voorbij', $1)`,
  deconfliction_question: `insert into deconfliction_question (mandate_id, sealed, asked_by) values ('voorbij', $1, 'x')`,
  deconfliction_notice: `insert into deconfliction_notice (mandate_id, question_id, sealed) values ('voorbij', 1, $1)`,
  handoff: `insert into handoff (capture_id, mandate_id, indicator, sealed, handed_by, handed_at, handed_sealed)
    values (gen_random_uuid(), 'voorbij', 'SX-T23', $1, 'x', now(), '')`
}

const child = `'00000000-0000-4000-8000-000000000001'`
/** The file of a minor that was closed longer than half a year ago, what it asked the expert group, and a page of knowledge that nobody looked at again. */
const ofMinors: Readonly<Record<string, string>> = {
  minor_file: `insert into minor_file (id, mandate_id, state, form, opened_by, closed_at, sealed) values (${child}, 'oefening', 'closed', 'other', 'x', now() - interval '200 days', $1)`,
  minor_act: `insert into minor_act (file_id, no, mandate_id, act, about, by, sealed) values (${child}, 1, 'oefening', 'question', 'question:' || ${child}, 'x', $1)`,
  minor_transition: `insert into minor_transition (file_id, no, mandate_id, kind, state, consent, sealed, by) values (${child}, 1, 'oefening', 'request', 'done', 1, $1, 'x')`,
  expert_question: `insert into expert_question (key, mandate_id, sealed, by) values (${child}, 'oefening', $1, 'x')`,
  expert_advice: `update expert_question set advice = $1`,
  knowledge_page: `insert into knowledge_page (id, version, mandate_id, review_on, sealed, by) values (${child}, 1, 'oefening', current_date - 400, $1, 'x')`
}

/** What stands in the closed case beside its copies, and what partners were told of it and asked the expert group, ended long ago as well. */
const ofCase: Readonly<Record<string, string>> = {
  case_version: `insert into case_version (case_id, part, version, mandate_id, sealed, by) values (${child}, 'barrier:1', 1, 'oefening', $1, 'x')`,
  case_act: `insert into case_act (case_id, no, mandate_id, act, by, sealed) values (${child}, 1, 'oefening', 'open', 'x', $1)`,
  case_draft: `insert into case_draft (case_id, user_id, name, mandate_id, sealed) values (${child}, 'x', 'note', 'oefening', $1)`,
  case_watch: `insert into case_watch (case_id, no, mandate_id, sealed, by) values (${child}, 1, 'oefening', $1, 'x')`,
  case_referral_step: `insert into case_referral_step (key, no, mandate_id, act, sealed, by) select key, 1, 'oefening', 'offer', $1, 'x' from case_referral`,
  job: `insert into job (id, mandate_id, kind, case_id, by, sealed, state, ended_at) values (${child}, 'oefening', 'dossier', ${child}, 'x', $1, 'failed', now())`,
  job_state: `update job set frozen = $1`,
  partner_organisation: `insert into partner_organisation (id, mandate_id, kind, users, sealed, by, at) values (${child}, 'oefening', 'care', '{}', $1, 'x', now() - interval '8 years')`,
  partner_agreement: `insert into partner_agreement (key, mandate_id, partner_id, article, fields, until_on, state, sealed, by, decided_by, at)
    values (${child}, 'oefening', ${child}, '20', '{form}', current_date - 2500, 'confirmed', $1, 'x', 'y', now() - interval '8 years')`,
  case_disclosure: `insert into case_disclosure (key, case_id, mandate_id, agreement, fields, sealed, digest, by) values (${child}, ${child}, 'oefening', ${child}, '{form}', $1, '', 'x')`,
  disclosure_answer: `insert into disclosure_answer (key, disclosure, mandate_id, state, sealed, digest, by) values (${child}, ${child}, 'oefening', 'taken', $1, '', 'x')`,
  obstacle: `insert into obstacle (key, mandate_id, owner, sealed, by, answer_sealed, answered_by, answered_at) values (${child}, 'oefening', 'x', $1, 'x', '', 'x', now() - interval '6 years')`,
  obstacle_answer: `update obstacle set answer_sealed = $1`,
  signal_history: `insert into signal_history (mandate_id, signal_id, priority, step, weigh_version, reasons, sealed, inputs) values ('voorbij', 1, 1, 1, 1, '[]', $1, 'x')`
}

/**
 * A case that was closed six years ago with what it keeps copies in, and what was kept under a line that ended, and of the track for minors. Returns the beginning of each
 * sealed copy.
 */
export async function sealedCopies(data: string): Promise<Map<string, Buffer>> {
  const copies = ['case_file', 'case_item', 'case_decision', 'dossier', 'dossier_part', 'case_referral'].map(
    (table) => [table, randomBytes(table === 'dossier_part' ? 200_000 : 400)] as const
  )
  const of = new Map<string, Buffer>(copies)
  const root = superuserOf(data)
  try {
    await pastTriggers(root, async (client) => {
      await client.query('set local search_path = baken')
      for (const [table, sealed] of of) {
        // Every other column that must say something says the least that its type can.
        await client.query(
          `do $$ declare columns text; least text; begin
             select string_agg(quote_ident(attname), ','), string_agg(case attname
                 when 'case_id' then '''00000000-0000-4000-8000-000000000001''::uuid' when 'id' then '''00000000-0000-4000-8000-000000000001''::uuid'
                 when 'mandate_id' then '''oefening''' when 'state' then '''${table === 'case_referral' ? 'refused' : 'closed'}''' when 'kind' then '''${table === 'case_referral' ? 'team' : 'advert'}''' when 'to_team' then '''noord'''
                 when 'closed_at' then 'now() - interval ''6 years''' when 'sealed' then 'decode(''${sealed.toString('hex')}'', ''hex'')'
                 else case format_type(atttypid, null) when 'integer' then '1' when 'bigint' then '1' when 'boolean' then 'true' when 'bytea' then '''\x01''::bytea'
                   when 'date' then 'current_date' when 'timestamp with time zone' then 'now()' when 'integer[]' then '''{}''::int[]'
                   when 'uuid' then 'gen_random_uuid()' when 'jsonb' then '''{}''::jsonb' else '''x''' end end, ',') into columns, least
             from pg_attribute a where attrelid = 'baken.${table}'::regclass and attnum > 0 and not attisdropped
               and (attname in ('sealed', 'closed_at', 'case_id', 'state', 'to_team') or (attnotnull and not atthasdef) or attname = 'id');
             execute format('insert into ${table} (%s) overriding system value values (%s)', columns, least);
           end $$`
        )
      }
      for (const [table, insert] of Object.entries({ ...ofEndedLine, ...ofMinors, ...ofCase })) {
        of.set(table, randomBytes(400))
        await client.query(insert, [of.get(table)])
      }
    })
  } finally {
    await root.end()
  }
  return new Map([...of].map(([table, sealed]) => [`copy: ${table}`, sealed.subarray(0, 32)]))
}
