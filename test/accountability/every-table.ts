/** A row in every table of the schema that has none after the sample adverts, written as the program's own role writes. */
import { withGround } from '../../src/store/ground.ts'
import { noteRows } from '../../src/store/row-log.ts'
import { sampleAdverts, samplePeople, sampleSignal, type World } from '../support/sample.ts'

/** The one case of the world. */
const ofCase = '00000000-0000-4000-8000-000000000001'

/** Fills a world that is empty: people, two adverts, a signal, and a row in each other table. */
export async function fillTables(world: World): Promise<void> {
  await samplePeople(world)
  const [a = 0, b = 0] = await sampleAdverts(world, [
    { title: 'Kamer te huur', body: 'Bel 06 12345678 in Utrecht', network: 1 },
    { title: 'Kamer te huur nu', body: 'Bel 06 12345678 in Utrecht', network: 1 }
  ])
  const signal = await sampleSignal(world, 1)
  await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
    for (const statement of workStatements(a, b, signal)) await tx.query(statement)
    await noteRows(tx, 'advert', [a])
  })
  await world.store.root.query(
    `with made as (insert into rights_request (kind, received_on, sealed, made_by) values ('access', now(), '', 'auditor') returning id)
     insert into rights_hold (request_id, advert_id) select id, $1 from made`,
    [a]
  )
}

/** Statements that put one row into each table under the mandate `een`. */
export function workStatements(a: number, b: number, signal: number): string[] {
  return [
    `insert into address (mandate_id, source_id, host, url_mac, depth) values ('een', 'bron-een', 'x.example', 'x', 0)`,
    `insert into tally (source_id, mandate_id, kind, reason, n) values ('bron-een', 'een', 'bytes', '', 1)`,
    `insert into link_event (mandate_id, seq, advert_id, body) values ('een', 1, ${a}, '{}')`,
    `insert into link_snapshot (mandate_id, seq, name, part, bytes) values ('een', 1, 'x', 0, '')`,
    `insert into link_state (mandate_id, generation) values ('een', 1)`,
    `insert into advert_address (mandate_id, source_id, url_mac, key, advert_id, recognised) values ('een', 'bron', '', 'page', ${a}, 'content')`,
    `insert into link_withdrawal (mandate_id, advert_id) values ('een', ${a})`,
    `insert into retired_key (name, mandate_id) values ('epoch/een-20260101', 'een')`,
    `insert into link (mandate_id, edge, a, b, kind, rarity, made_at) values ('een', 'e', ${a}, ${b}, 'phone', 2, now())`,
    `insert into network_event (mandate_id, network_id, at, kind, detail) values ('een', 1, now(), 'made', '{}')`,
    `insert into network_membership (mandate_id, advert_id, network_id, from_at) values ('een', ${a}, 1, now())`,
    `insert into judgement (mandate_id, kind, a, b, by, reason) values ('een', 'different', ${a}, ${b}, 'analyst', 'x')`,
    `insert into weighing (mandate_id, signal_id, act, by, priority, weigh_version) values ('een', ${signal}, 'take', 'analyst', 1, 1)`,
    `insert into open_request (mandate_id, advert_id, by, reason) values ('een', ${a}, 'analyst', 'x')`,
    `insert into signal_merge (mandate_id, into_id, signals, by, reason) values ('een', ${signal}, '{}', 'analyst', 'x')`,
    `insert into saved_search (mandate_id, by, sealed) values ('een', 'analyst', '')`,
    `insert into watch_hit (mandate_id, search_id, site, fresh, changed) select 'een', id, 'x.example', 1, 0 from saved_search`,
    `insert into watch_seen (search_id, user_id, mandate_id, hit_id) select search_id, 'analyst', 'een', id from watch_hit`,
    `insert into report (id, mandate_id, by, key, state, sent_at, code_digest, kek, wrapped) values ('M-2026-00001', 'een', 'pipeline', 'k', 'sent', now(), '', 'k', '')`,
    `insert into report_version (report_no, mandate_id, version, by, sealed) select no, 'een', 1, 'analyst', '' from report`,
    `insert into report_step (report_no, mandate_id, act, by, sealed) select no, 'een', 'read', 'analyst', '' from report`,
    `insert into report_file (report_no, mandate_id, key, bytes, sealed) select no, 'een', 'k', 1, '' from report`,
    `insert into report_file_part (file_id, report_no, mandate_id, copy, at, sealed) select id, report_no, 'een', 'original', 0, '' from report_file`,
    `insert into report_notice (report_no, mandate_id, receiver) select no, 'een', 'emm' from report`,
    `insert into report_person (report_no, mandate_id, no, digest, person, by) select no, 'een', 1, sha256('x'), gen_random_uuid(), 'pipeline' from report`,
    `insert into report_person_step (report_person, mandate_id, act, by, sealed) select id, 'een', 'apart', 'pipeline', '' from report_person`,
    `insert into proposal (mandate_id, sealed, form, urgency, parts, signals, made_by) values ('een', '', 'labour', 'low', '[]', '{${signal}}', 'analyst')`,
    `insert into weighing_record (mandate_id, proposal_id, candidates, decision, sealed, digest, review_on, by)
     select 'een', id, array[id], 'pick-up', '', '', now(), 'coordinator' from proposal`,
    `insert into team_capacity (mandate_id, team, certified, away, hours, running, by) values ('een', 'Proef', 1, 0, 10, 0, 'coordinator')`,
    `insert into team_hours (record_id, mandate_id, team, hours) select id, 'een', 'Proef', 1 from weighing_record`,
    `insert into deconfliction_question (mandate_id, sealed, asked_by) values ('een', '', 'analyst')`,
    `insert into deconfliction_notice (mandate_id, question_id, sealed) select 'een', id, '' from deconfliction_question`,
    ...statementsOfCases(a, signal)
  ]
}

function statementsOfCases(a: number, signal: number): string[] {
  return [
    `insert into certificate (mandate_id, user_id, level, valid_until, by) values ('een', 'detective', 'certified', now(), 'coordinator')`,
    `with o as (insert into proposal_order (mandate_id, version, rules, sealed, by) values ('een', 1, '{due}', '', 'pipeline'))
     insert into coordination_sheet (mandate_id, month, order_version, figures, digest, by) values ('een', '2026-03-01', 0, '{}', '', 'pipeline')`,
    `insert into case_file (id, mandate_id, sealed, basis, form, until, lead, opened_by)
     values ('${ofCase}', 'een', '', 'x', 'labour', now(), 'detective', 'pipeline')`,
    `insert into case_member (case_id, user_id, mandate_id, rights, added_by) values ('${ofCase}', 'analyst', 'een', '{read}', 'coordinator')`,
    `insert into case_item (case_id, no, mandate_id, kind, ref, version, adverts, sealed, digest, words, by)
     values ('${ofCase}', 1, 'een', 'advert', '${a}', 1, '{${a}}', '', '', '', 'detective')`,
    `insert into case_lead_change (case_id, no, mandate_id, user_id, by) values ('${ofCase}', 1, 'een', 'analyst', 'pipeline')`,
    `insert into case_act (case_id, no, mandate_id, act, by, sealed) values ('${ofCase}', 1, 'een', 'open', 'pipeline', '')`,
    `insert into access_request (key, mandate_id, kind, ref, sealed, by) values ('${ofCase}', 'een', 'advert', '${a}', '', 'pipeline')`,
    `insert into case_answer (case_id, request_id, mandate_id, by) select '${ofCase}', id, 'een', 'pipeline' from access_request`,
    `insert into case_version (case_id, part, version, mandate_id, sealed, by) values ('${ofCase}', 'note:1', 1, 'een', '', 'pipeline')`,
    `insert into signal_history (mandate_id, signal_id, priority, step, weigh_version, reasons) values ('een', ${signal}, 1, 1, 1, '[]')`,
    `insert into weigh_rules (mandate_id, version, signs, digest, base, weigh_version, tables, shipped, effects, sealed, by) values ('een', 1, '[]', '', 0, 1, '', '', '{}', '', 'pipeline')`,
    `insert into case_signal (case_id, signal_id, mandate_id, weigh_version, signs) values ('${ofCase}', ${signal}, 'een', 1, '[]')`,
    `insert into case_subject (case_id, no, mandate_id, by) values ('${ofCase}', 1, 'een', 'pipeline')`,
    `insert into case_task (case_id, no, mandate_id, kind, priority, owner, due_on, by) values ('${ofCase}', 1, 'een', 'other', 'low', 'detective', now(), 'pipeline')`,
    `insert into case_note (case_id, no, mandate_id, by) values ('${ofCase}', 1, 'een', 'pipeline')`,
    `insert into case_decision (case_id, no, mandate_id, sealed, digest, by) values ('${ofCase}', 1, 'een', '', '', 'pipeline')`,
    `insert into case_order (case_id, no, mandate_id, article, subjects, from_on, until_on, by) values ('${ofCase}', 1, 'een', '126g', '{}', now(), now(), 'pipeline')`,
    `insert into case_referral (key, case_id, mandate_id, kind, to_user, sealed, digest, by) values ('${ofCase}', '${ofCase}', 'een', 'prosecutor', 'officer', '', '', 'pipeline')`,
    `insert into case_referral_step (key, no, mandate_id, act, sealed, by) values ('${ofCase}', 1, 'een', 'offer', '', 'pipeline')`,
    `insert into case_watch (case_id, no, mandate_id, sealed, by) values ('${ofCase}', 1, 'een', '', 'pipeline')`,
    `insert into case_watch_hit (case_id, mandate_id, site, fresh, changed) values ('${ofCase}', 'een', 'a.example', 1, 0)`,
    `insert into case_watch_seen (case_id, user_id, mandate_id, hit_id) values ('${ofCase}', 'pipeline', 'een', 0)`,
    `insert into case_draft (case_id, user_id, name, mandate_id, sealed) values ('${ofCase}', 'pipeline', 'note', 'een', '')`,
    `insert into job (id, mandate_id, kind, case_id, by, sealed) values ('${ofCase}', 'een', 'dossier', '${ofCase}', 'pipeline', '')`,
    `insert into dossier (case_id, no, mandate_id, job_id, by, state_digest, digest, bytes, items, unconfirmed, redacted, sealed)
     values ('${ofCase}', 1, 'een', '${ofCase}', 'pipeline', '', '', 1, 0, false, false, '')`,
    `insert into dossier_part (case_id, no, mandate_id, at, sealed) values ('${ofCase}', 1, 'een', 0, '')`,
    `insert into dossier_template (mandate_id, by, digest, bytes) values ('een', 'pipeline', '', '')`,
    `insert into minor_file (id, mandate_id, form, opened_by, sealed) values ('${ofCase}', 'een', 'other', 'pipeline', '')`,
    `insert into minor_member (file_id, user_id, mandate_id, rights, added_by) values ('${ofCase}', 'analyst', 'een', '{read}', 'pipeline')`,
    `insert into minor_act (file_id, no, mandate_id, act, by, sealed) values ('${ofCase}', 1, 'een', 'consent', 'pipeline', '')`,
    `insert into minor_transition (file_id, no, mandate_id, kind, consent, sealed, by) values ('${ofCase}', 1, 'een', 'request', 1, '', 'pipeline')`,
    `insert into expert_question (key, mandate_id, sealed, by) values ('${ofCase}', 'een', '', 'pipeline')`,
    `insert into knowledge_page (id, version, mandate_id, review_on, sealed, by) values ('${ofCase}', 1, 'een', now(), '', 'pipeline')`,
    `insert into partner_organisation (id, mandate_id, kind, users, sealed, by) values ('${ofCase}', 'een', 'care', '{partner}', '', 'pipeline')`,
    `insert into partner_agreement (key, mandate_id, partner_id, article, fields, until_on, state, sealed, by, decided_by) values ('${ofCase}', 'een', '${ofCase}', '20', '{form}', '2999-01-01', 'confirmed', '', 'pipeline', 'prosecutor')`,
    `insert into case_disclosure (key, case_id, mandate_id, agreement, fields, sealed, digest, by) values ('${ofCase}', '${ofCase}', 'een', '${ofCase}', '{form}', '', '', 'pipeline')`,
    `insert into disclosure_answer (key, disclosure, mandate_id, state, sealed, digest, by) values ('${ofCase}', '${ofCase}', 'een', 'taken', '', '', 'pipeline')`,
    `insert into case_barrier (case_id, no, mandate_id, step, kind, by) values ('${ofCase}', 1, 'een', 'work', 'sign', 'pipeline')`,
    `insert into phenomenon_folded (mandate_id, level, week, adverts, networks) values ('een', 'week', '2026-W30', 6, 5)`,
    `insert into peer (id, mandate_id, name, url, pem, fingerprint, sealed, until_on, by) values ('${ofCase}', 'een', 'x', 'x', 'x', '${'0'.repeat(64)}', '', '2999-01-01', 'pipeline')`,
    `insert into peer_question (peer, nonce, way, mandate_id, tokens, hits, digest, by) values ('${ofCase}', '${ofCase}', 'in', 'een', 1, '0', '', 'pipeline')`,
    `insert into case_conference (case_id, no, mandate_id, held_on, by) values ('${ofCase}', 1, 'een', '2026-01-05', 'pipeline')`,
    `insert into conference_seat (key, case_id, conference, version, seat, mandate_id, user_id, sealed, by) values ('${ofCase}', '${ofCase}', 1, 1, 1, 'een', 'analyst', '', 'pipeline')`,
    `insert into handling_code (key, mandate_id, case_id, about, no, tlp, by) values ('${ofCase}', 'een', '${ofCase}', 'item:1', 1, 'red', 'pipeline')`,
    `insert into phenomenon_offer (mandate_id, body, digest, told, by) values ('een', '{}', repeat('0', 64), '[]', 'pipeline')`,
    `insert into phenomenon_decision (offer_id, mandate_id, number, reason, by) select id, 'een', 1, 'x', 'pipeline' from phenomenon_offer`,
    `insert into obstacle (key, mandate_id, owner, sealed, by) values ('${ofCase}', 'een', 'expert', '', 'pipeline')`,
    `insert into research_record (key, mandate_id, by, sealed, method, state, result, digest) values ('${ofCase}', 'een', 'pipeline', '', 1, '', '', '')`,
    `insert into research_week (mandate_id, week, adverts, networks, method, sealed, told, upto) values ('een', '2026-07-20', 1, 1, 1, '', '', 1)`,
    `insert into figure_series (id, kind, by) values ('proef', 'count', 'pipeline')`,
    `insert into figure (series, kind, publisher, measure, definition, period, from_year, to_year, value, numbers, form, unit, state, status, source, by)
     values ('proef', 'count', 'x', 'x', 'x', '2020', 2020, 2020, '1', '{1}', 'one', 'persons', 'published', 'x', 'x', 'pipeline')`,
    `insert into figure_note (figure, version, text, state, by) select id, 1, 'x', id, 'pipeline' from figure`,
    `insert into figure_table (name, title, publisher, year, status, source, cells, by) values ('proef', 'x', 'x', 2020, 'x', 'x', '[]', 'pipeline')`,
    `insert into report_form (by, definition) values ('pipeline', '{}')`,
    `insert into grave_advert (advert_id, mandate_id, weigh_version) values (1, 'een', 1); insert into handoff (capture_id, mandate_id, indicator, sealed) values ('${ofCase}', 'een', 'SX-T23', '')`,
    `insert into second_look (entry, mandate_id, signal_id, by, agrees, sealed) values (1, 'een', ${signal}, 'analyst', true, '')`,
    `insert into finding_mark (key, state, note, by) values ('nacht:analyst', 'asked', 'waarom', 'auditor')`,
    `insert into access_review (user_id, role, mandates, verdict, reason, by) values ('analyst', 'analyst', '{een}', 'right', 'past', 'auditor')`,
    `insert into bulk_list (mandate_id, by, sealed, total) values ('een', 'analyst', '', 1)`,
    `insert into bulk_answer (list_id, from_line, mandate_id, sealed) select id, 1, 'een', '' from bulk_list`
  ]
}
