/** Which columns of the schema hold bytes of what people or adverts said, and how the work of a mandate comes to its end: for tests of erasing. */
import type pg from 'pg'

/** What is still sealed, or kept as bytes, when every clock of a line came to its end, and why it stays. A new column ends, or stands here or below. */
export const stays: Readonly<Record<string, string>> = {
  'access_request.sealed': 'why somebody asked to be let in: a reason, for the auditor',
  'dossier_template.bytes': 'the letterhead of dossiers',
  'grave_advert.sealed': 'why an advert was set aside: a reason, for the auditor',
  'proposal.sealed': 'what was proposed to be taken up, beside the decision on it',
  'proposal_order.sealed': 'why proposals stand in this order',
  'rights_request.sealed': 'what a person asked of their own data, and what they were answered',
  'second_look.sealed': 'whether a dismissal was right: a reason, for the auditor',
  'weigh_rules.decided_sealed': 'why other weights were adopted or refused: a reason, for the auditor',
  'weigh_rules.sealed': 'why signs count for more or less: reasons, for the auditor',
  'weighing_record.sealed': 'why one was taken up before another: a reason, for the auditor'
}

const ofWords = 'digest of salted words or of bytes that are sealed: it confirms no guess'
const ofSecrets = 'of signing in: nothing of an advert, nor of work'
const chained = 'a chain of digests, which is only ever added to'

/** Columns of bytes that hold nothing which erasing must end. A new one is content until it stands here with its reason. */
export const noContent: Readonly<Record<string, string>> = {
  'capture.record_digest': 'digest of a sealed record, as the evidence itself has it',
  'case_decision.digest': ofWords,
  'case_disclosure.digest': ofWords,
  'case_item.digest': ofWords,
  'case_referral.digest': ofWords,
  'coordination_sheet.digest': ofWords,
  'disclosure_answer.digest': ofWords,
  'dossier.digest': ofWords,
  'dossier.follows': ofWords,
  'dossier.state_digest': ofWords,
  'dossier_template.digest': ofWords,
  'known_browser.token_hash': ofSecrets,
  'ledger.hash': chained,
  'ledger.prev': chained,
  'passkey.public_key': ofSecrets,
  'peer_question.digest': ofWords,
  'recovery_code.digest': ofSecrets,
  'report.code_digest': 'digest of a random code',
  'research_record.digest': ofWords,
  'row_log.rows': chained,
  'session.token_hash': ofSecrets,
  'sign_in_challenge.id': ofSecrets,
  'totp.salt': ofSecrets,
  'weighing_record.digest': ofWords
}

export interface Column {
  readonly table: string
  readonly column: string
  /** `table.column`. */
  readonly name: string
}

/** Every column of bytes that is content, by the catalogue: a table or column that comes later is in it. */
export async function contentColumns(root: Pick<pg.ClientBase, 'query'>): Promise<Column[]> {
  const { rows } = await root.query<Column>(
    `select c.relname::text as table, a.attname::text as column, c.relname || '.' || a.attname as name
     from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'baken'::regnamespace and c.relkind = 'r'
       and c.relname !~ '^kept_' and a.attnum > 0 and not attisdropped and a.atttypid = 'bytea'::regtype order by 3`
  )
  return rows.filter(({ name }) => noContent[name] === undefined)
}

/** Whether the pipeline fills a table from captures, not people. */
export const isOfPipeline = (table: string): boolean =>
  /^(address|advert|capture|index|link|sighting|source)/.test(table)

/** What people finish before a clock runs, done to every row of a mandate past the program. */
export function finishWork(mandate: string): string {
  const whose = `where mandate_id = '${mandate}'`
  return `update baken.handoff set handed_at = now(), handed_by = 'coordinator', handed_sealed = '' ${whose};
    update baken.case_referral set state = 'refused' ${whose};
    update baken.grave_advert set set_aside_at = now(), set_aside_by = 'coordinator', sealed = '' ${whose};
    update baken.deconfliction_question set answer = 'nothing', answered_by = 'coordinator', answered_at = now(), answer_sealed = '' ${whose};
    update baken.research_record set concluded = '', concluded_at = now(), review = '', reviewed_by = 'analyst', reviewed_at = now(), agrees = true ${whose};
    update baken.job set state = 'failed', ended_at = now() ${whose};
    update baken.report set state = 'refused', decided_at = now() ${whose}`
}
