/** Tables of which the database itself notes every row that is written (migration 0410), and how each is read to be compared. */

export interface WrittenTable {
  readonly name: string
  /** Columns that name a row. */
  readonly key: readonly string[]
  /** What is not bound: columns, or keys in them. */
  readonly without: readonly string[]
  /** What its rows say, in words: "…was changed". */
  readonly what: string
}

function table(name: string, key: string, what: string, without: readonly string[] = []): WrittenTable {
  return { name, key: key.split(','), without, what }
}

export const writtenTables: readonly WrittenTable[] = [
  table('access_request', 'id', 'who asked to be let in, to what or why was'),
  table('access_review', 'id', 'what an auditor said of an account was'),
  table('bulk_answer', 'list_id,from_line', 'what a list was answered was'),
  table('bulk_list', 'id', 'what a list asks, who made it or how far it is was'),
  table('case_act', 'case_id,no', 'what was done in a case, by whom or why was'),
  table('case_answer', 'case_id,request_id', 'which request a case has seen was'),
  table('case_barrier', 'case_id,no', 'what stands at a step of a case, who is to raise a barrier or until when was'),
  table('case_conference', 'case_id,no', 'when a conference was, or which of its versions holds was'),
  table('case_decision', 'case_id,no', 'what was decided in a case, by whom or why was'),
  table('case_disclosure', 'key', 'what was disclosed to a partner, on which decision or by whom was'),
  table('case_file', 'id', 'title, purpose, last day, lead, state or outcome of a case was'),
  // Whether an item still keeps an advert follows from its adverts; since when is noted by each erasing anew.
  table('case_item', 'case_id,no', 'what a case holds, who pinned it, or whether it is confirmed was', ['kept_at']),
  table('case_lead_change', 'case_id,no', 'who was to lead, or who decided it was'),
  table('case_member', 'case_id,user_id', 'who is in a case, or what they may do was'),
  table('case_note', 'case_id,no', 'a note in a case was'),
  table('case_order', 'case_id,no', 'an order, whom it is about or until when was'),
  table('case_referral', 'key', 'to whom a case was referred, what went along, or what became of it was'),
  table('case_referral_step', 'key,no', 'what was done on a referral, by whom or why was'),
  table('case_signal', 'case_id,signal_id', 'how a signal stood when a case came to rest on it was'),
  table('case_subject', 'case_id,no', 'who a case is about was'),
  table('case_task', 'case_id,no', 'what is to be done in a case, by whom or until when was'),
  table('case_version', 'case_id,part,version', 'what a note, task or person in a case says was'),
  table('case_watch', 'case_id,no', 'what a case follows, who said so or until when was'),
  table('certificate', 'id', 'who may lead a case, or until when was'),
  table('conference_seat', 'key', 'who was at a conference, or what they may see was'),
  table('coordination_sheet', 'id', 'what a sheet of figures says was'),
  table('deconfliction_notice', 'id', 'what a mandate was told of a question was'),
  table('deconfliction_question', 'id', 'what was asked or answered was'),
  table('disclosure_answer', 'key', 'what a partner answered, or who did was'),
  table('dossier', 'case_id,no', 'what a dossier was made of, by whom or what its package is was'),
  table('dossier_part', 'case_id,no,at', 'the bytes of a dossier were'),
  table('dossier_template', 'id', 'the words that dossiers are made with were'),
  table('expert_question', 'key', 'what the expert group was asked or answered was'),
  table('figure', 'id', 'a published figure was'),
  table('figure_note', 'id', 'what a person wrote beside a figure was'),
  table('figure_series', 'id', 'what a series of figures holds was'),
  table('figure_table', 'id', 'a table of reports was'),
  table('finding_mark', 'key', 'what an auditor said of a finding was'),
  table('grave_advert', 'advert_id', 'that an advert showed grave signs, or who set it aside was'),
  table('handling_code', 'key', 'who may be told of something, or who said so was'),
  table('handoff', 'capture_id', 'at which page processing stopped, or to whom it was handed over was'),
  table('index_segment', 'id', 'its key, its documents or what its parts hold was'),
  table('knowledge_page', 'id,version', 'what was learned, or from what was'),
  table('minor_act', 'file_id,no', 'what was done in the file of a minor, by whom or why was'),
  table('minor_file', 'id', 'age, safety, notice or state in the file of a minor was'),
  table('minor_member', 'file_id,user_id', 'who is in the file of a minor, or what they may do was'),
  table('minor_transition', 'file_id,no', 'to whom a minor was referred, on what, or what became of it was'),
  table('obstacle', 'key', 'what stands in the way, whose it is or what came of it was'),
  table('partner_agreement', 'key', 'what a partner may be told, on which article or until when was'),
  table('partner_organisation', 'id', 'who a partner is, or who its people are was'),
  table('peer', 'id', 'with which instance an exchange was agreed, by whom or until when was'),
  table('peer_question', 'peer,way,nonce', 'what was asked between instances, or whether it was a hit was'),
  table('phenomenon_decision', 'offer_id', 'whether a table was published, under which number or by whom was'),
  table('phenomenon_folded', 'id', 'what is counted of adverts that were erased was'),
  table('phenomenon_offer', 'id', 'a table for publication, or who offered it was'),
  table('proposal', 'id', 'what is proposed, its state or its days were'),
  table('proposal_order', 'mandate_id,version', 'by which rules proposals stand in order, or who said so was'),
  table('report', 'no', 'its state, its marks, its terms or what it is linked to was'),
  table('report_file', 'id', 'name, kind, size or state of a file was'),
  table('report_file_part', 'id', 'the bytes of a file were'),
  table('report_form', 'version', 'what the form of reports asks, or who changed it was'),
  table('report_notice', 'id', 'who else must hear of it, or heard was'),
  table('report_person', 'id', 'who is counted as whom was'),
  table('report_person_step', 'id', 'that somebody was counted apart, by whom or why was'),
  table('research_record', 'key', 'what research asked, counted or concluded, or who looked a second time was'),
  table('research_week', 'mandate_id,week', 'what was counted of a week was'),
  table('saved_search', 'id', 'what is searched, for whom or until when was'),
  table('second_look', 'entry', 'who looked a second time, and what they said was'),
  table('signal_history', 'id', 'how a signal was weighed, by which rules or from what was'),
  table('signal_merge', 'id', 'which signals were merged, by whom or why was'),
  // What the crawl learned of a site (sealed, or keyed counts) steers what is fetched next, and changes with each page.
  table('source', 'id', 'its file, its name, its state or where it sends visitors was', [
    'clear_profile',
    'parameters',
    'profile',
    'trap',
    'useful'
  ]),
  table('team_capacity', 'id', 'what a team can take on was'),
  table('team_hours', 'record_id', 'what a proposal takes of a team was'),
  table('weigh_rules', 'mandate_id,version', 'which signs count in weighing, who proposed or adopted it was'),
  table('weighing_record', 'id', 'what was decided, why, or between what was')
]

/** Rows of a table with their digest. $1: the mandate, '' for what stands under none. Settings as `writtenSettings`. */
export function writtenQuery({ name, key, without }: WrittenTable): string {
  const bound = without.reduce((whole, column) => `(${whole} - '${column}')`, 'to_jsonb(t)')
  return `select jsonb_build_array(${key.map((column) => `t.${column}`).join(', ')})::text as name,
      encode(sha256(convert_to(jsonb_strip_nulls(${bound})::text, 'UTF8')), 'hex') as digest
    from ${name} t where coalesce(to_jsonb(t)->>'mandate_id', '') = $1`
}

/** As the text of a row was made when it was noted. */
export const writtenSettings = `select set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`
