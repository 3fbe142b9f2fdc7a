/** Every refusal and error of the interface: a stable key, its HTTP status, and what to do next in plain English (the UI has its own words). */
import type { Refusal } from '../desk/outcome.ts'
import type { Problem } from '../contract/problem.ts'

export const problems = {
  'no-right': [403, 'Your part in this case does not include that. Ask whoever lets people in.'],
  'case-closed': [409, 'This case is closed: somebody was first, or it was closed before. Reopen it to go on.'],
  'case-ended': [409, 'The last day of this case is over. Move it first, with a reason; what you typed is still here.'],
  'opened-before': [409, 'A case of yours came of this proposal already.'],
  'not-certified': [409, 'Who leads a case needs a certificate that is valid today.'],
  'lead-stays': [409, 'The lead of a case is replaced by two persons: ask for a new lead.'],
  'pinned-before': [409, 'This is in the case already, as it stands now.'],
  'no-contact': [
    409,
    'A flag of this person forbids getting in touch. Change the plan, or have the flag lifted first.'
  ],
  'contact-words': [
    409,
    'These words say to get in touch, and a flag protects somebody whom they are about. Say that it is with somebody else, or change the words.'
  ],
  'safe-first': [409, 'First answer whether the child is safe. Until then nothing of the investigation begins.'],
  'contact-blocked': [409, 'Nobody gets in touch with this contact. The reason stands beside it.'],
  'consent-missing': [409, 'Record consent for this receiver first, or have somebody else record an override.'],
  'no-pictures': [422, 'No pictures here, in any form.'],
  'names-someone': [422, 'These words name somebody. Leave that out.'],
  'handling-code': [
    409,
    'Its handling code keeps this from leaving. Whoever works on it may change the code, with a reason.'
  ],
  'outside-agreement': [409, 'No decision that holds lets this partner be told that.'],
  'all-hidden': [409, 'Every cell of this table is hidden, so there is nothing to publish.'],
  'noise-spent': [409, 'As many synthetic tables of these weeks were published as may be. Ask for other weeks.'],
  'too-few': [409, 'Under five files nothing is told of them.'],
  'steps-open': [409, 'Every step is done and seen, and safety and notice are answered, before a file is closed.'],
  'subject-missing': [400, 'Name somebody who is recorded in this case.'],
  'flag-stays': [409, 'The note of non-punishment stands until a prosecutor decides on it.'],
  'not-a-member': [400, 'Only a member of this case has tasks in it. Let them in first.'],
  'order-missing': [409, 'This act needs an order of the prosecutor. Record it first; what you typed is still here.'],
  'order-ended': [409, 'The order for this act is over, or has not begun. What you typed is still here.'],
  'order-scope': [409, 'The order for this act names other people. What you typed is still here.'],
  'order-too-long': [400, 'An order to observe or to gather holds for three months at most.'],
  'unknown-ground': [400, 'A dismissal names one of the grounds of the list.'],
  'bad-ecli': [400, 'A judgment has an ECLI such as ECLI:NL:RBDHA:2026:1234.'],
  'case-full': [409, 'This case holds as many of these as it may.'],
  'outside-mandate': [
    409,
    'Something in this case is of a source that the mandate does not cover, so nothing leaves. The preview names the adverts.'
  ],
  'rules-unfit': [422, 'These weights are out of bounds, or nothing differs.'],
  'source-changed': [409, 'A number in it no longer stands in the text that it was read from: the ledger names it.'],
  'package-too-large': [413, 'This does not fit into one package: 65,535 files or 4 GB.'],
  'template-refused': [422, 'This template cannot be used as it is.'],
  'asked-too-often': [429, 'You asked fifty times today. Go on tomorrow.'],
  'bad-request': [400, 'The request is not as the interface describes it.'],
  'bad-cursor': [400, 'This place in the list is unknown. Start from the top.'],
  'reason-missing': [400, 'Give a reason.'],
  'not-a-colleague': [400, 'Nobody of that name may take a signal under this mandate.'],
  'birth-day-wrong': [400, 'Give the day of birth as 1990-05-31, or leave it out.'],
  'counted-before': [409, 'This report has this person already.'],
  'day-wrong': [400, 'Give a day that is still to come.'],
  'weak-password': [
    400,
    'This password is too short, too long or guessed too easily (detail.fault says which). Take a few words that do not belong together.'
  ],
  'bad-account-id': [400, 'An account name has 1 to 64 of a-z, 0-9, "-" and ".".'],
  'bad-account-name': [400, 'Give the name that colleagues know.'],
  'bad-role': [400, 'There is no such role.'],
  'unknown-mandate': [400, 'There is no such mandate, or this account does not have it.'],
  'bad-mandate': [400, 'This is no mandate as it should be. The field says what is wrong.'],
  'signed-out': [401, 'Sign in first.'],
  'wrong-sign-in': [401, 'User or password is not right.'],
  'not-by-proxy': [403, 'This server is reached through its proxy only.'],
  'plain-http': [426, 'Use https.'],
  'wrong-passkey': [401, 'This passkey is not known here, or was not used as asked.'],
  'identity-taken': [409, 'Another account is linked with this identity.'],
  'cross-site': [403, 'Requests come from the pages of this server only.'],
  'no-content-role': [403, 'Your role has no access to this.'],
  'wrong-code': [403, 'This code is not right, or was used before.'],
  'factor-due': [403, 'Show your second factor first.'],
  'enrolment-due': [403, 'Your role needs a second factor. Set it up first.'],
  'factor-required': [409, 'Your role needs a second factor: set up another one instead.'],
  'password-due': [403, 'Choose a password of your own first.'],
  'not-administrator': [403, 'Only an administrator does this.'],
  'own-account': [403, 'Nobody changes their own account. Ask another administrator.'],
  'no-mandate': [403, 'Choose the mandate that you work under.'],
  'mandate-ended': [403, 'The mandate ended or was withdrawn. Choose another one.'],
  'second-person': [403, 'A second person must do this.'],
  'not-found': [404, 'This does not exist, or not for you.'],
  'wrong-password': [403, 'The old password is not right.'],
  'no-users': [409, 'There are no users yet. Add one on the machine: baken user add.'],
  'account-exists': [409, 'That account name is taken. Choose another.'],
  'last-administrator': [409, 'This is the last administrator. Make another one first.'],
  'demo-account': [409, 'Practice accounts stay as they are. Make an account of your own.'],
  'wrong-method': [405, 'This address does not know that method.'],
  changed: [409, 'A colleague changed this meanwhile. Look again.'],
  'wrong-state': [409, 'This is not possible in its present state.'],
  'asked-before': [409, 'Somebody asked for this already.'],
  'no-identifiers': [409, 'No number, address or account stands in what the case holds: pin something that has one.'],
  'nothing-known': [409, 'It is known nowhere else now, so there is nobody to turn to.'],
  'open-already': [409, 'This is open already.'],
  contradicts: [409, 'Earlier judgements say otherwise. Take them back first, or leave it.'],
  sealed: [409, 'This is sealed. Ask to open it.'],
  'sealed-beside': [
    409,
    'Other adverts on this page are not open, so the page is neither shown nor given. Read the text, or ask to open those too.'
  ],
  'no-page': [422, 'What was captured is no page that can be shown. Read the text.'],
  'replay-off': [
    503,
    'No second origin is set here, so pages are not shown. The operator can set --replay-name or --replay-port.'
  ],
  erased: [410, 'This was erased on time and cannot be had back.'],
  damaged: [409, 'The evidence on disk is not what was written. Tell the operator.'],
  'too-large': [413, 'The request is too large.'],
  'not-json': [415, 'Send JSON.'],
  'wrong-host': [421, 'This server does not answer to that name.'],
  'informant-report': [
    422,
    'What an informant said does not belong in a report (Wpg, article 12). Take it to those who work with informants; nothing was stored.'
  ],
  'empty-report': [422, 'Nothing is in this report yet. One sign or a place is enough.'],
  'no-ground': [403, 'You have no mandate in force, so nothing can be reported here.'],
  'unknown-question': [422, 'It answers a question that its form does not ask, or not so. Read the form again.'],
  'unknown-sign': [422, 'A sign in this report stands in no list. Read the lists again.'],
  'file-name': [422, 'A file cannot have this name. Give it a plain one.'],
  'file-too-large': [413, 'A file may have 20 MB at most.'],
  'too-many-files': [422, 'A report takes ten files.'],
  'file-forbidden': [
    422,
    'This may not be kept by anybody and was not stored. Do not send it on; ask the coordinator what to do.'
  ],
  'nothing-to-link': [422, 'Name a signal or a network that is here.'],
  'answer-names': [422, 'The words to the sender name a person, a number or a case. Leave that out.'],
  'source-refused': [422, 'This cannot be a source as it is.'],
  'crawl-unavailable': [503, 'No crawl runs here, so nothing can be tried or added.'],
  'too-expensive': [422, 'This takes too long to find. Ask for less: more words, a source, a period.'],
  'too-many-screens': [429, 'You have too many screens open. Close some of them.'],
  'too-many-requests': [429, 'Too many requests at once. Wait a moment.'],
  'asked-enough': [429, 'You asked twenty times since yesterday. Take it up with a coordinator.'],
  throttled: [429, 'Too many failed attempts. Wait a while.'],
  fault: [500, 'Something broke on our side. It was noted.'],
  'does-not-open': [
    500,
    'What is stored here does not open: it was changed, or a key is missing. The operator can have it named: baken verify.'
  ],
  'ledger-unavailable': [503, 'The ledger cannot be written, so nothing may be read or done.'],
  'store-unavailable': [503, 'The database does not answer. Try again in a moment.'],
  busy: [503, 'Too much at once. Try again in a moment.'],
  'linker-unavailable': [503, 'The part that links adverts does not run. Try again later.']
} as const satisfies Readonly<Record<string, readonly [number, string]>> &
  Readonly<Record<Refusal, readonly [number, string]>>

export type ProblemKey = keyof typeof problems

/** A problem as the answer of a route. */
export interface ProblemAnswer {
  readonly status: number
  readonly body: Problem
}

export function problem(key: ProblemKey, detail?: Problem['detail']): ProblemAnswer {
  const [status, message] = problems[key]
  return { status, body: { error: key, message, ...(detail !== undefined && { detail }) } }
}
