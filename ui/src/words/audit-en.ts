/** English words of the auditor's screen of findings and access. The Dutch table has the same keys. */
import type { auditNl } from './audit-nl.ts'

export const auditEn: typeof auditNl = {
  audit: {
    parts: 'Parts of oversight',
    findings: 'Findings',
    access: 'Access',
    findingsAbout:
      'Questions to the ledger of the last month, not accusations: each finding has a plain rule and entries to read.',
    accessAbout:
      'Who has which role under which mandate, when it was used, and whether that is right. Your word holds until role or mandate changes.',
    open_one: '{{count, number}} open finding',
    open_other: '{{count, number}} open findings',
    closed_one: '{{count, number}} closed',
    closed_other: '{{count, number}} closed',
    none: 'There is nothing to ask about.',
    looked: '{{count, number}} entries read through, since {{from}}.',
    lookedPart: 'The newest {{count, number}} entries read through; since {{from}} there are more.',
    'kind-gap': 'The ledger has a gap',
    'kind-alarm': 'An alarm of Baken itself',
    'kind-night': 'Reading outside working hours',
    'kind-own-name': 'Own name searched',
    'kind-many-persons': 'One term searched by many',
    'kind-much-reading': 'Read far more than colleagues',
    'kind-refusals': 'Refused often',
    'says-gap':
      'On {{spread}} day(s) {{count}} entry does not follow the one before: an entry is gone or was changed. Run baken verify.',
    'says-alarm': '{{count}} times Baken said that evidence, tables or clock are not right.',
    'says-night': 'Read {{count}} times between 22 and 6 o’clock, on {{spread}} day(s).',
    'says-own-name': 'Searched the own name {{count}} times: “{{term}}”.',
    'says-many-persons': '{{spread}} persons searched “{{term}}” {{count}} times together.',
    'says-much-reading': 'Read {{count}} times, more than five times as much as the median colleague of this role.',
    'says-refusals': 'Refused {{count}} times: no access, a wrong password or a wrong code.',
    when: 'From {{from}} to {{to}}.',
    entries: 'Entries {{list}}.',
    asked: 'explanation asked',
    said: '{{by}}, {{at}}: “{{note}}”',
    'mark-asked': 'Ask for an explanation',
    'mark-askedTitle': 'Ask for an explanation',
    'mark-askedExplain': 'Write whom you ask what. The finding stays open.',
    'mark-closed': 'Close',
    'mark-closedTitle': 'Close the finding',
    'mark-closedExplain':
      'Write what the explanation was. If the same comes back in another month, it stands here again.',
    left_one: '{{count, number}} left to review',
    left_other: '{{count, number}} left to review',
    odd: 'Stands out',
    verdict: 'Verdict',
    'flag-unused': 'not used for 90 days',
    'flag-never-used': 'never used, older than 90 days',
    'flag-no-factor': 'no second factor',
    'flag-closed-with-mandates': 'closed, still with a mandate',
    'flag-ended-mandate': 'mandate ended',
    'review-right': 'Right',
    'review-rightTitle': 'The access of {{name}} is right',
    'review-rightExplain': 'Write what you base that on. The word holds for exactly this role and these mandates.',
    'review-revoke': 'Revoke',
    'review-revokeTitle': 'Ask to revoke the access of {{name}}',
    'review-revokeExplain': 'You change nothing yourself: administrators see your request at the account.',
    'was-right': 'right, {{by}} on {{at}}',
    'was-revoke': 'revoking asked, {{by}} on {{at}}'
  }
}
