/** Every word of the interface in English, by screen. */
import type { Words } from './nl.ts'

import { accountEn } from './account-en.ts'
import { fieldEn } from './field-en.ts'
import { breakGlassEn } from './break-glass-en.ts'
import { homeEn } from './home-en.ts'
import { namesEn } from './names-en.ts'

export const en: Words = {
  ...accountEn,
  ...fieldEn,
  ...breakGlassEn,
  ...homeEn,
  ...namesEn,
  search: {
    quick: 'Search words, number, e-mail or handle',
    placeholder: 'Search'
  },
  request: {
    'state-asked': 'asked',
    'state-granted': 'granted',
    'state-refused': 'refused'
  },
  advert: {
    onSite: 'Advert on {{site}} of {{day}}'
  },
  list: {
    chooseFile: 'Choose a file',
    chooseFiles: 'Choose files',
    noFile: 'No file chosen'
  },
  duel: {
    title: 'Same or not?',
    yes: 'The same hand',
    hold: 'Not sure',
    no: 'Not the same'
  },
  weeks: {
    spark: 'Adverts by week: {{counts}}'
  },
  queue: {
    fresh_one: '{{count, number}} new',
    fresh_other: '{{count, number}} new'
  },
  actor: { pipeline: 'Baken itself', console: 'the operator of the machine', visitor: 'a visitor' },
  nav: {
    label: 'Main navigation',
    menu: 'Menu',
    home: 'Today',
    signs: 'Recognise signs',
    reports: 'Reports',
    'report-status': 'State of a report',
    alerts: '{{count, number}} × direct danger',
    reportsWait_one: 'unread report',
    reportsWait_other: 'unread reports',
    queue: 'Queue',
    search: 'Search',
    requests: 'Requests',
    proposals: 'Proposals',
    cases: 'Cases',
    minors: 'Minors',
    partners: 'Partners',
    minorsLate: '{{count, number}} × safe?',
    sources: 'Sources',
    ledger: 'Accountability',
    admin: 'Administration',
    audit: 'Oversight',
    figures: 'Figures',
    exercises: 'Exercises',
    research: 'Research',
    phenomena: 'Phenomena',
    settings: 'Settings',
    advert: 'Advert',
    duel: 'Same or not?',
    network: 'Network',
    unknown: 'Page not found',
    fact: 'Identifier',
    mine_one: 'signal taken by me',
    mine_other: 'signals taken by me',
    links: 'Links',
    requestsWait_one: 'request waits for a second person',
    requestsWait_other: 'requests wait for a second person'
  },
  frame: {
    skip: 'Skip to content',
    language: 'NL: Schakel naar Nederlands',
    theme: 'Colours: {{now}}. Switch to {{next}}',
    user: 'Signed in as {{name}}, {{role}}',
    menu: 'My account',
    signOut: 'Sign out'
  },
  theme: { system: 'as this device', light: 'light', dark: 'dark' },
  role: {
    analyst: 'analyst',
    detective: 'detective',
    coordinator: 'coordinator',
    prosecutor: 'prosecutor',
    expert: 'member of the expert group',
    officer: 'first-line officer',
    partner: 'partner',
    auditor: 'auditor',
    operator: 'crawl operator',
    administrator: 'administrator'
  },
  day: { clear: 'Clear {{label}}', choose: 'Choose a day' },
  notice: {
    loading: 'Loading {{what}}…',
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    more: 'Show more',
    back: 'Back',
    print: 'Print',
    home: 'To the start',
    copy: 'Copy',
    copied: 'Copied.',
    copyFailed: 'This browser does not allow copying. Select the text and copy it yourself.',
    unknownPage: 'There is nothing here. The address is wrong or out of date.',
    serverHint: 'Is Baken still running? Start it again and retry.'
  },
  signIn: {
    about: 'Signals of human trafficking in public sources, sealed until there is a reason.',
    user: 'User',
    password: 'Password',
    userMissing: 'Enter your user name.',
    passwordMissing: 'Enter your password.',
    action: 'Sign in',
    ended: 'Your session ended. Sign in again; what you were writing has been kept.',
    logged: 'Everything you read and do here is written to the ledger.',
    practice: 'Practice instance',
    practiceHint: 'Choose a practice user; name and password are filled in.'
  },
  password: {
    title: 'Change password',
    old: 'Present password',
    next: 'New password',
    hint: 'At least 12 characters: a few words that do not belong together.',
    again: 'New password, once more',
    differ: 'The two new passwords are not the same.',
    action: 'Change password',
    changed: 'Your password was changed. Everywhere else you are signed out.'
  },
  mandate: {
    notNeeded: 'not needed for your role',
    title: 'Under which mandate do you work?',
    why: '{{name}}, choose the legal basis and purpose first. No purpose, no data.',
    choose: 'Mandate',
    reason: 'Why now?',
    reasonHint: 'For example: daily triage of the queue. It is written to the ledger.',
    action: 'Work under this mandate',
    inForce: 'Mandate',
    none: 'none',
    until: 'until {{day}}, that day included',
    untilMoment: 'until {{moment}}',
    renews: 'Renews {{id}}',
    ended: 'Your mandate ended or was withdrawn: the content has left the screen, and what you wrote has been kept.',
    change: 'Change mandate',
    changed: 'You now work under another mandate.',
    keepSealed: 'Sealed; what gave no reason is erased after {{days}} days',
    keepOpen: 'Open for as long as the mandate lasts',
    noneGiven: 'You have not been given any mandate in force.',
    noneGivenNext: 'Ask who grants the mandate to add you, then sign in again.'
  },
  progress: {
    label: 'Progress of the crawl',
    running: '{{pages}} pages read, {{due}} to go',
    idle: '{{pages}} pages read',
    share: 'Share that has been read',
    offline: 'No connection; what you write is kept'
  },
  keys: {
    panel: 'to panel 1 to 5',
    neighbour: 'to a neighbour in the network picture',
    pickThing: 'pick, two at most',
    fold: 'fold or open',
    pin: 'pin an advert',
    why: 'why together',
    cut: 'cut a link',
    stepBack: 'a step back, ten at most',
    title: 'Keyboard shortcuts',
    everywhere: 'Everywhere',
    help: 'this overview',
    search: 'to the search field',
    close: 'close a window',
    next: 'next signal',
    previous: 'previous signal',
    open: 'open the signal',
    take: 'take',
    release: 'release',
    dismiss: 'dismiss with a reason',
    propose: 'propose escalation',
    confirm: 'confirm escalation',
    reject: 'reject the proposal',
    pick: 'pick a signal, to handle several together',
    pickOn: 'pick and go on',
    assign: 'assign',
    raise: 'move to the front, or put back',
    merge: 'merge the picked signals',
    news: 'read news of the queue',
    reopen: 'reopen',
    ready: 'choose a reason; Enter confirms',
    undo: 'undo the last act',
    nextReason: 'next reason',
    previousReason: 'previous reason',
    advert: 'open the advert of the reason',
    preview: 'show or close the preview',
    switch: 'Use shortcuts of one character',
    typing: 'While you type, these keys do nothing.'
  },
  reason: {
    label: 'Reason',
    hint: 'Enter confirms, Shift+Enter starts a new line. The reason is written to the ledger.',
    missing: 'Write a reason first: it is part of the decision.',
    suggestions: 'Common reasons',
    own: 'Or in your own words'
  },
  state: {
    open: 'Open',
    new: 'New',
    taken: 'Taken',
    proposed: 'Proposed',
    escalated: 'Escalated',
    dismissed: 'Dismissed',
    ended: 'Ended',
    all: 'All'
  },
  kind: {
    phone: 'phone',
    email: 'e-mail',
    handle: 'handle',
    url: 'address',
    account: 'site account',
    price: 'price',
    age: 'age',
    place: 'place',
    name: 'name',
    date: 'date',
    language: 'language',
    service: 'service',
    condition: 'condition',
    availability: 'availability',
    voice: 'voice',
    masked: 'masked',
    text: 'shared text',
    picture: 'same picture',
    'text+picture': 'text and picture',
    judgement: 'a person’s judgement',
    other: '{{kind}}'
  },
  links: {
    none: 'No links to other adverts.',
    why: 'What they share',
    rarity_one: 'in {{shown}} advert',
    rarity_other: 'in {{shown}} adverts',
    common: 'too common to build on alone',
    sealedValue: '(sealed value)',
    noLinker:
      'The linker of this mandate does not run here now. What waits and what is a hub cannot be seen; try again in a moment.'
  },
  alarm: {
    'layout-changed':
      'Fell silent: the pages have text, but no adverts are recognised in them any more. The layout changed.',
    wall: 'Fell silent: the site shows us a wall instead of pages.',
    empty: 'Fell silent: the pages come without text.',
    'not-rendered': 'Pages are read without their scripts.',
    other: '{{alarm}}'
  },
  ledger: {
    aboutOwn: 'Your own acts, the latest first. Nobody can change them unnoticed.',
    aboutAll: 'All acts, reads included, the latest first. Nobody can change them unnoticed.',
    form: 'Search the ledger',
    mine: 'Mine only',
    at: 'Time',
    actor: 'Who',
    act: 'Act',
    detail: 'Details',
    hash: 'Digest',
    none: 'No acts found with these filters.',
    intact: 'The chain holds.',
    intactMeans: 'The entries shown were checked.',
    broken: 'The chain is broken.',
    brokenMeans: 'An entry was changed or removed. Tell the privacy officer at once; baken verify says where.'
  },
  problem: {
    'informant-report': {
      what: 'What an informant said does not belong in a report (Wpg, article 12).',
      next: 'Take it to the team that works with informants (TCI). Nothing was stored; your text is still on this device.'
    },
    'file-name': {
      what: 'A file cannot have this name.',
      next: 'Give it a plain name and choose it again.'
    },
    'file-too-large': {
      what: 'This file is larger than 20 MB.',
      next: 'Choose a smaller one, or say in words what is on it.'
    },
    'too-many-files': {
      what: 'A report takes ten files.',
      next: 'Leave one out.'
    },
    'file-forbidden': {
      what: 'Nobody may keep this file. It was not stored.',
      next: 'Do not send it on and do not show it to anybody. Ask the coordinator what to do.'
    },
    'empty-report': {
      what: 'Nothing is in this report yet.',
      next: 'One sign or a place is enough.'
    },
    'no-ground': {
      what: 'You have no mandate now, so nothing can be reported here.',
      next: 'Ask an administrator; in danger call 112.'
    },
    'unknown-question': {
      what: 'The form has changed since you began.',
      next: 'Open the report and look at the other questions again; your text was kept.'
    },
    'unknown-sign': {
      what: 'A sign that you ticked stands in no list any more.',
      next: 'Load the lists again and tick it again; your text was kept.'
    },
    'nothing-to-link': {
      what: 'This signal or network is not here.',
      next: 'Give the number of a signal or network under this mandate.'
    },
    'answer-names': {
      what: 'Your answer names a person, number or case.',
      next: 'Leave that out: the sender only hears what happens with the report.'
    },
    offline: { what: 'No connection to Baken.', next: 'What you wrote has been kept. Try again in a moment.' },
    timeout: {
      what: 'The answer took too long.',
      next: 'What you wrote has been kept. Try again, or ask for less at once.'
    },
    changed: {
      what: 'Somebody else was first.',
      next: 'The latest state is on screen and your text has been kept. Decide again.'
    },
    'second-person': {
      what: 'A second person has to do this. An account that the other one made or opened lately, or that the same person made, is no second one.',
      next: 'Ask a colleague to look at it.'
    },
    'wrong-state': {
      what: 'This is no longer possible in this state.',
      next: 'See the latest state and choose again.'
    },
    'no-right': { what: 'Your part in this case does not include that.', next: 'Ask whoever lets people in.' },
    'case-closed': {
      what: 'This case is closed: a colleague was first, or it was closed before.',
      next: 'Look at the case; reopen it with a reason to go on.'
    },
    'case-ended': {
      what: 'The last day of this case is over.',
      next: 'Move that day first, with a reason. What you wrote is still there.'
    },
    'safe-first': {
      what: 'First: is the child safe?',
      next: 'Answer that question. What you wrote is still here.'
    },
    'contact-blocked': {
      what: 'Nobody gets in touch with this contact.',
      next: 'The reason stands beside the contact.'
    },
    'consent-missing': {
      what: 'No consent for this receiver stands.',
      next: 'Record consent, or have somebody else record it without.'
    },
    'no-pictures': {
      what: 'No picture goes in here, in any form.',
      next: 'Say what is needed in words.'
    },
    'names-someone': {
      what: 'These words name somebody.',
      next: 'Leave out name and number.'
    },
    'handling-code': {
      what: 'Its handling code keeps this from leaving.',
      next: 'Whoever works on it may change the code, with a reason.'
    },
    'outside-agreement': {
      what: 'No valid decision lets this partner be told that.',
      next: 'Choose another decision or fewer data.'
    },
    'all-hidden': {
      what: 'All of this table is hidden.',
      next: 'Choose more weeks or a coarser breakdown.'
    },
    'noise-spent': {
      what: 'As many synthetic tables of these weeks were published as may be.',
      next: 'Choose other weeks.'
    },
    'too-few': {
      what: 'Nothing is told of under five files.',
      next: 'Name another source.'
    },
    'steps-open': {
      what: 'Some steps are still open.',
      next: 'Finish them and have somebody else look.'
    },
    'contact-words': {
      what: 'These words say to get in touch, and are about somebody who is protected.',
      next: 'Is it with somebody else? Tick that. If not, change the plan.'
    },
    'no-contact': {
      what: 'Nobody gets in touch with this person: a flag protects them.',
      next: 'Choose another way, or have the flag lifted first, with a reason.'
    },
    'subject-missing': {
      what: 'Nobody in this case has that number.',
      next: 'Choose whom it is about, or record that person first.'
    },
    'flag-stays': {
      what: 'Non-punishment stands until a prosecutor decides on it.',
      next: 'Refer the case to the prosecutor, or leave the flag.'
    },
    'not-a-member': {
      what: 'Only members of the case have tasks in it.',
      next: 'Let this person in first, or choose a member.'
    },
    'order-missing': {
      what: 'This needs an order of the prosecutor, and there is none.',
      next: 'Record the order first. What you wrote is still here.'
    },
    'order-ended': {
      what: 'The order for this is over, or has not begun.',
      next: 'Record a new or extended order. What you wrote is still here.'
    },
    'order-scope': {
      what: 'The order for this names other people.',
      next: 'Record an order that names this person. What you wrote is still here.'
    },
    'order-too-long': {
      what: 'An order to observe or to gather information holds for three months at most.',
      next: 'Give an earlier last day; extending it is a new order.'
    },
    'unknown-ground': { what: 'A dismissal has a ground of the list.', next: 'Choose the ground.' },
    'bad-ecli': { what: 'This is no ECLI of a Dutch judgment.', next: 'Write for example ECLI:NL:RBDHA:2026:1234.' },
    'case-full': {
      what: 'A case holds no more of these.',
      next: 'Add to what is there, or open a next case.'
    },
    'opened-before': { what: 'A case that you are in came of this proposal already.', next: 'Open that case.' },
    'not-certified': {
      what: 'Who leads a case needs a valid certificate.',
      next: 'Choose somebody else, or record the certificate first.'
    },
    'lead-stays': {
      what: 'The lead of a case is replaced by two persons.',
      next: 'Ask for a new lead; another member confirms.'
    },
    'outside-mandate': {
      what: 'Something in this case is of a source that the mandate does not cover, so nothing leaves.',
      next: 'The preview names the adverts.'
    },
    'rules-unfit': { what: 'These weights are out of bounds, or nothing differs.', next: 'Change them.' },
    'source-changed': {
      what: 'A number in it no longer stands in the text that it was read from.',
      next: 'The ledger names it.'
    },
    'package-too-large': {
      what: 'This does not fit into one package (65,535 files or 4 GB).',
      next: 'Leave out what is not confirmed, or divide the case.'
    },
    'template-refused': {
      what: 'This template cannot be used as it is: {{fault}}',
      next: 'Mend what is named, and give it again.'
    },
    'pinned-before': { what: 'This is in the case already, just as it stands now.', next: 'Nothing to do.' },
    'asked-too-often': { what: 'You asked for access fifty times today.', next: 'Go on tomorrow.' },
    'birth-day-wrong': { what: 'That is no day of birth.', next: 'Write it as 1990-05-31, or leave it out.' },
    'counted-before': { what: 'This report has this person already.', next: 'Nothing was added.' },
    'day-wrong': { what: 'That day is missing, or over.', next: 'Choose a day that is still to come.' },
    'not-a-colleague': {
      what: 'Nobody of that name may take a signal here.',
      next: 'Choose somebody from the list of colleagues.'
    },
    'reason-missing': { what: 'A reason is missing.', next: 'Write a reason and try again.' },
    'not-found': { what: 'Not found, or not for you.', next: 'Check the address or your mandate.' },
    'bad-cursor': { what: 'The list has changed meanwhile.', next: 'Load the list again.' },
    'source-refused': { what: 'This cannot be a source as it is: {{says}}', next: 'Change it and try again.' },
    'crawl-unavailable': {
      what: 'Nothing is crawled here.',
      next: 'Start Baken with the role crawl, or try it on that machine.'
    },
    'too-expensive': {
      what: 'This search costs too much.',
      next: 'Search for more or rarer words, or in a shorter period.'
    },
    'asked-before': { what: 'There is a request about this already.', next: 'See its state under Requests.' },
    contradicts: {
      what: 'This contradicts earlier judgements.',
      next: 'Take those back first, or leave it at this.'
    },
    'open-already': { what: 'This advert is open already.', next: 'Load the page again.' },
    sealed: { what: 'This is sealed.', next: 'Ask to open it, with a reason.' },
    erased: { what: 'This was erased.', next: 'The key is destroyed; only the custody data are left.' },
    damaged: { what: 'The evidence on disk is not what was captured.', next: 'Tell the administrator.' },
    'no-content-role': { what: 'Your role has no access to this.', next: 'Ask a colleague whose role has.' },
    'no-mandate': { what: 'No mandate has been chosen.', next: 'Choose a mandate to go on.' },
    'mandate-ended': {
      what: 'Your mandate has ended.',
      next: 'What you wrote has been kept. Change the mandate to go on.'
    },
    'ledger-unavailable': {
      what: 'The ledger cannot be reached.',
      next: 'Without the ledger nothing is shown or done. Try again in a moment; report it if it lasts.'
    },
    'does-not-open': {
      what: 'What is stored here does not open: it was changed, or a key is missing.',
      next: 'Nothing was shown. Tell the administrator: "baken verify" names what it is.'
    },
    'wrong-sign-in': { what: 'User or password is wrong.', next: 'Check both and try again.' },
    'factor-due': { what: 'Your second factor was not shown yet.', next: 'Give the code of your app.' },
    'enrolment-due': { what: 'Your role asks for a second factor.', next: 'Set it up first.' },
    'not-by-proxy': {
      what: 'Baken is reached through its proxy only.',
      next: 'Use the address that the administrator gave you.'
    },
    'plain-http': { what: 'This connection is not encrypted.', next: 'Use the address that begins with https.' },
    'wrong-passkey': {
      what: 'This passkey is not known here.',
      next: 'Sign in with your password and add it under Settings.'
    },
    'identity-taken': { what: 'Another account is linked with this identity.', next: 'Look which account that is.' },
    'wrong-code': {
      what: 'This code is not right or was used before.',
      next: 'Wait for the next code, and see whether the clock of your phone is right.'
    },
    'factor-required': {
      what: 'Your role asks for a second factor.',
      next: 'An administrator can take it away when you lost the phone.'
    },
    'password-due': { what: 'You use a one-time password.', next: 'Choose a password of your own first.' },
    'bad-account-id': {
      what: 'This is no account name.',
      next: 'Use 1 to 64 of a-z, 0-9, “-” and “.”, beginning and ending with a letter or digit.'
    },
    'bad-account-name': { what: 'There is no name.', next: 'Give the name that colleagues know.' },
    'bad-role': { what: 'There is no such role.', next: 'Choose a role from the list.' },
    'unknown-mandate': { what: 'There is no such mandate.', next: 'Load the page again and choose from the list.' },
    'account-exists': { what: 'This account name is taken.', next: 'Choose another.' },
    'own-account': { what: 'Nobody changes their own account.', next: 'Ask another administrator.' },
    'bad-mandate': { what: 'This is no whole and valid mandate.', next: 'Mend the field that is named.' },
    'not-administrator': { what: 'Only an administrator does this.', next: 'Sign in again or ask an administrator.' },
    'last-administrator': { what: 'This is the last administrator.', next: 'Make another administrator first.' },
    'demo-account': { what: 'Practice accounts stay as they are.', next: 'Make an account of your own.' },
    'weak-password': {
      what: 'This password is too short, too long or guessed too easily.',
      next: 'Use at least 12 characters: a few words that do not belong together, not your own name.'
    },
    'wrong-password': { what: 'Your present password is not right.', next: 'Check it and try again.' },
    'no-users': {
      what: 'There are no users yet.',
      next: 'Whoever manages this machine adds the first one: baken user add.'
    },
    'wrong-method': { what: 'The server does not know this request.', next: 'Load the page again.' },
    'no-identifiers': {
      what: 'No number, address or account stands in what the case holds.',
      next: 'Pin something that has one first.'
    },
    'nothing-known': { what: 'It is known nowhere else now.', next: 'Answer that there is nothing to share.' },
    'asked-enough': { what: 'You asked this twenty times since yesterday.', next: 'Take it up with a coordinator.' },
    'too-many-requests': { what: 'Too many requests at once.', next: 'Wait {{seconds}} seconds, then try again.' },
    'too-many-screens': {
      what: 'You have too many screens open.',
      next: 'Close some of them; then load this page again.'
    },
    throttled: { what: 'Too many failed attempts.', next: 'Wait {{seconds}} seconds, then try again.' },
    'signed-out': { what: 'You are not signed in.', next: 'Sign in; what you wrote has been kept.' },
    'bad-request': { what: 'The input is not valid.', next: 'Check what you entered and try again.' },
    'cross-site': {
      what: 'This request did not come from this page.',
      next: 'Open Baken at its own address and try again.'
    },
    'wrong-host': {
      what: 'Baken does not answer to this name.',
      next: 'Use the address that Baken prints when it starts, or have the administrator add this name.'
    },
    'too-large': { what: 'This is too large to send.', next: 'Make the text shorter.' },
    'not-json': { what: 'The server did not understand the request.', next: 'Load the page again.' },
    fault: { what: 'Something broke on the side of Baken.', next: 'It was noted. Try again; report it if it lasts.' },
    'store-unavailable': {
      what: 'The database does not answer.',
      next: 'What you wrote has been kept. Try again in a moment.'
    },
    busy: { what: 'Too much is asked at once.', next: 'What you wrote has been kept. Try again in a moment.' },
    'linker-unavailable': {
      what: 'The part that makes links does not run.',
      next: 'What you wrote has been kept. Try again later, or ask the administrator to start it.'
    },
    'interface-fault': {
      what: 'Something went wrong in the screen itself.',
      next: 'Load the page again. If it lasts, tell the administrator.'
    },
    other: { what: 'That did not work.', next: 'Try again. If it lasts, tell the administrator (status {{status}}).' }
  }
}
