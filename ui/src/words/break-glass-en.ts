/** English words of break-glass. The Dutch table has the same keys. */
import type { breakGlassNl } from './break-glass-nl.ts'

export const breakGlassEn: typeof breakGlassNl = {
  emergency: {
    title: 'Emergency access',
    about:
      'Reading under a mandate of others, for some hours and on the word of a second person (break-glass). All that is read so stands in the ledger.',
    none: 'Nobody asked for emergency access.',
    ask: 'Ask for emergency access',
    askTitle: 'Ask for emergency access',
    askExplain:
      'A coordinator or administrator must approve it. You then read under these mandates until the hours are over; each time goes into the ledger, and the auditor sees it.',
    mandates: 'Mandates',
    mandatesHint: 'Their names, with a comma between them.',
    hours: 'Hours (1 to 24)',
    asked: 'Asked. A coordinator or administrator decides within a day.',
    approve: 'Approve',
    refuse: 'Refuse',
    end: 'End',
    approveTitle: 'Approve emergency access of {{who}}',
    refuseTitle: 'Refuse emergency access of {{who}}',
    endTitle: 'End emergency access of {{who}}',
    approveExplain: '{{who}} then reads under {{mandates}} for {{hours}} hours.',
    refuseExplain: 'Nothing is opened.',
    endExplain: 'From now on nobody reads under it.',
    done: 'Done.',
    inForce: 'Break-glass: {{who}} reads under {{mandates}} until {{until}}.',
    inForceWhy: 'Reason: “{{reason}}”. Approved by {{by}}.',
    'state-asked': 'waits for a second person',
    'state-lapsed': 'lapsed without a decision',
    'state-refused': 'refused',
    'state-approved': 'holds until {{until}}',
    'state-over': 'over since {{until}}',
    'state-ended': 'ended on {{until}}',
    'state-closed': 'ended: the account is closed',
    by: '{{who}} asked for this on {{at}}',
    decided: '{{who}} decided on {{at}}: {{why}}',
    acts: '{{acts}} acts, {{exports}} of them exports',
    see: 'What was read'
  }
}
