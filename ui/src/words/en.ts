/** Every word of the interface in English, by screen. */
import type { Words } from './nl.ts'

import { accountEn } from './account-en.ts'
import { fieldEn } from './field-en.ts'
import { breakGlassEn } from './break-glass-en.ts'
import { homeEn } from './home-en.ts'
import { namesEn } from './names-en.ts'
import { networkEn } from './network-en.ts'
import { roomsEn } from './rooms-en.ts'
import { workEn } from './work-en.ts'

export const en: Words = {
  ...accountEn,
  ...fieldEn,
  ...breakGlassEn,
  ...homeEn,
  ...namesEn,
  ...networkEn,
  ...roomsEn,
  ...workEn,
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
  classOf: { title: 'Kind:', noGround: 'no ground for a look: Baken opens nothing of this network' },
  reasons: {
    title: 'Why this deserves a look',
    for: 'For',
    against: 'Against',
    context: 'For information (does not count)',
    'none-for': 'No reasons for.',
    'none-against': 'No reasons against were found. That proves nothing: look for them yourself.',
    weight: 'Weight',
    noWeight: 'does not count',
    seenIn_one: '{{count, number}} shown',
    seenIn_other: '{{count, number}} shown',
    sum: 'Together',
    unequal: 'Weighed by another version: the sum differs.',
    evidence: 'Evidence',
    caution: 'Caution',
    confirmed: 'In others',
    'confirmed-of':
      '{{confirmed, number}} of {{decided, number}} decided signals escalated; the share is likely {{from}} to {{to}}',
    'confirmed-few': '{{confirmed, number}} of {{decided, number}} decided signals escalated: too few for a share',
    source: 'Source',
    past: 'How it was weighed before',
    lead: 'A lead, not a verdict. Weighed by version {{version}}; you decide.'
  },
  evidence: {
    validated: 'validated in research',
    supported: 'supported by research',
    practice: 'from practice, not validated',
    weak: 'weakly supported',
    contested: 'contested: sources contradict each other',
    refuted: 'refuted: does not count',
    unvalidated: 'not validated',
    duty: 'legal duty',
    other: '{{level}}'
  },
  evidencePane: {
    title: 'What this rests on',
    place: '{{at}} of {{of}}',
    previous: 'Previous advert',
    next: 'Next advert',
    none: 'No opened advert with this reason.'
  },
  members: {
    title: 'Adverts',
    more_one: '{{shown}} of {{count, number}} advert shown.',
    more_other: '{{shown}} of {{count, number}} adverts shown.',
    all: 'All in the network',
    tick: 'Choose',
    tickOne: 'Choose advert {{id}}',
    site: 'Site',
    place: 'Place',
    posted: 'Posted',
    seenAt: 'seen {{at}}',
    showMore: 'Show more ({{shown}} of {{count, number}})'
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
  masked: {
    chip: 'masked',
    show: 'Masked word. Show it',
    hide: '{{text}}. Mask it again'
  },
  list: {
    title: 'Look a list up',
    explain:
      'Paste up to 10,000 numbers, e-mail addresses or handles, one a line, or choose a file. Each look-up is in the ledger.',
    lines: 'Numbers, addresses and handles',
    file: 'File with one a line',
    chooseFile: 'Choose a file',
    chooseFiles: 'Choose files',
    noFile: 'No file chosen',
    reason: 'Reason',
    start: 'Look up',
    count_one: '{{count, number}} line',
    count_other: '{{count, number}} lines',
    tooMany: 'At most 10,000 lines; these are {{count, number}}.',
    progress: '{{done}} of {{total}} looked up',
    tab: {
      known: 'Known ({{count, number}})',
      unknown: 'Unknown ({{count, number}})',
      unreadable: 'No fact ({{count, number}})'
    },
    line: 'Line',
    understood: 'Understood as',
    adverts: 'Adverts',
    answer: '{{open}} open, {{sealed}} sealed',
    csv: 'CSV of this tab',
    another: 'Another list',
    none: 'Nothing in this tab.'
  },
  saved: {
    title: 'Saved',
    save: 'Save this question',
    keep: 'Save',
    done: 'The question is saved.',
    name: 'Name',
    share: 'Share with those who work under this mandate',
    follow: 'Follow up to (a year at most)',
    followNote: 'Who follows a question sees under Today how much is new or changed: one line, however much it is.',
    noFollow: 'A question for a class of networks cannot be followed: it is known after weighing only.',
    shared: 'shared',
    of: 'by {{by}}',
    followed: 'followed until {{until}}',
    notFollowed: 'not followed',
    news_one: '{{count, number}} new',
    news_other: '{{count, number}} new',
    cameIn: 'What came in',
    fresh: 'new',
    changed: 'changed',
    allSealed: 'What came in is sealed: only the number is known.',
    moreCame: 'Only the newest stand here.',
    actOn: '{{act}}: {{name}}',
    act: {
      share: 'Share',
      unshare: 'Stop sharing',
      watch: 'Follow',
      stop: 'Stop following',
      seen: 'Seen',
      remove: 'Remove'
    }
  },
  search: {
    quick: 'Search words, number, e-mail or handle',
    placeholder: 'Search',
    form: 'Search adverts',
    words: 'Words',
    fact: 'Number, e-mail or handle',
    state: 'State',
    anyState: 'Open and sealed',
    from: 'From',
    to: 'Up to',
    action: 'Search',
    idle: 'Search for words or for a fact.',
    idleNext: 'A number may be written in any way: spaces, dashes and digits in words are understood.',
    none: 'Nothing found.',
    noneNext: 'Try fewer words, another number or a wider period. Erased captures are no longer found.',
    count_one: '{{shown}} advert',
    count_other: '{{shown}} adverts',
    countAtLeast_one: 'at least {{shown}} advert',
    countAtLeast_other: 'at least {{shown}} adverts',
    took: 'in {{ms}} ms',
    openAndSealed: '{{open}} open, {{sealed}} sealed',
    ranked: 'the newest {{count, number}} are ordered by words',
    sort: 'Order',
    sorts: { newest: 'Newest', posted: 'Posting date', relevance: 'Most matches', shared: 'Largest network' },
    path: 'Your path of searches',
    narrow: 'Narrow down',
    results: 'Results',
    preview: 'Preview',
    previewOf: 'Preview of advert {{id}}',
    weeks: 'Open adverts by week of posting',
    undated_one: 'Of {{count, number}} open advert the site does not say when it was posted.',
    undated_other: 'Of {{count, number}} open adverts the site does not say when they were posted.',
    posted: 'Posted: {{period}}',
    takeOff: '{{what}}. Take this off',
    facet: { site: 'Site', place: 'Place', language: 'Language', kind: 'States', class: 'Class', source: 'Source' },
    map: 'Map of the results',
    mapNote: 'Counted over open adverts. Choose a place or municipality to narrow the list.',
    offMap_one: '{{count, number}} place is not on the map.',
    offMap_other: '{{count, number}} places are not on the map.',
    facetsNote: 'Counted over open adverts. Of sealed ones only the site is known.',
    fewer: 'Fewer of {{facet}}',
    moreValues: '{{count, number}} more of {{facet}}',
    others: 'and {{count, number}} that are rarer',
    sealedLines: 'Sealed adverts by site',
    sealedOn_one: '{{shown}} sealed advert on {{site}}',
    sealedOn_other: '{{shown}} sealed adverts on {{site}}',
    sealedMore_one: '{{shown}} sealed advert on {{sites}} other sites',
    sealedMore_other: '{{shown}} sealed adverts on {{sites}} other sites',
    showSealed: 'Show them to ask for opening',
    export: 'Export {{shown}} as {{as}}',
    exportTitle_one: 'Export {{shown}} advert',
    exportTitle_other: 'Export {{shown}} adverts',
    exportExplain:
      'The file holds exactly what is counted: {{open}} open with text, {{sealed}} sealed without text and facts. The reason goes into the ledger.',
    exportAct: 'Export',
    exported_one: '{{shown}} advert exported',
    exported_other: '{{shown}} adverts exported',
    exportedOther_one:
      'The file has {{shown}} advert; the screen counted {{counted}}. Meanwhile some were erased or changed.',
    exportedOther_other:
      'The file has {{shown}} adverts; the screen counted {{counted}}. Meanwhile some were erased or changed.',
    understood: 'Understood as:',
    note: {
      'nothing-to-search': 'There is no word, number or picture in this question to search for.',
      'only-excluded': 'Add what has to stand there: what to leave out is not enough.',
      'short-prefix': 'A beginning with * or a word with ~ needs three letters; it was taken as a word.',
      'wildcard-inside': 'The signs * and ~ count only at the end of one word; they were left out.',
      brackets: 'Brackets do not group; they were left out.',
      'too-many-words': 'Only the first 32 words were searched for.',
      'open-quote': 'A quotation mark is not closed: the words up to the end were taken as a phrase.'
    },
    pageOf: '{{value}}: to its page',
    sealed_one: 'Sealed, {{shown}} match',
    sealed_other: 'Sealed, {{shown}} matches',
    matches_one: '{{shown}} match',
    matches_other: '{{shown}} matches',
    custody: 'Custody',
    toNetwork: 'To the network'
  },
  request: {
    elsewhere: 'Asked whether a number is known to others?',
    grave: 'Single grave adverts',
    ask: 'Ask to open',
    askFor: 'Ask to open advert {{id}}',
    title: 'Ask to open advert {{id}}',
    explain: 'Why does this text have to be read? A second person decides.',
    action: 'Send the request',
    done: 'The request is sent. A second person decides.',
    about: 'A sealed advert opens only when a second person grants the request.',
    waiting_one: '{{count, number}} request is waiting',
    waiting_other: '{{count, number}} requests are waiting',
    noneWaiting: 'No requests wait for a decision.',
    decided: 'Decided',
    own: 'Your own request: a second person decides.',
    byAt: 'asked by {{by}}, {{at}}',
    decidedBy: 'decided by {{by}}, {{at}}',
    grant: 'Grant',
    grantNo: 'Grant: {{advert}}',
    grantTitle: 'Open: {{advert}}',
    grantExplain: 'The text becomes readable to everybody who works under this mandate. Why is that needed?',
    grantDone: 'Granted: the advert is open.',
    refuse: 'Refuse',
    refuseNo: 'Refuse: {{advert}}',
    refuseTitle: 'Refuse: {{advert}}',
    refuseExplain: 'Why not? Who asked sees your reason.',
    refuseDone: 'The request is refused.',
    'state-asked': 'asked',
    'state-granted': 'granted',
    'state-refused': 'refused'
  },
  advert: {
    number: 'Advert no. {{id}}',
    onSite: 'Advert on {{site}} of {{day}}',
    'state-open': 'Open',
    'state-sealed': 'Sealed',
    'state-erased': 'Erased',
    'untitled-open': 'Advert without a title (no. {{id}})',
    'untitled-sealed': 'Sealed advert (no. {{id}})',
    'untitled-erased': 'Erased advert (no. {{id}})',
    'closed-open': 'The text of this version cannot be read. See under custody what happened to the capture.',
    'closed-sealed': 'Sealed: the text can be read only when there is a reason or a request is granted.',
    'closed-erased': 'Erased: the key is destroyed. Only the custody data are left.',
    sealedWhy: 'This advert is sealed. Ask to open it if you have a reason; a second person decides.',
    seen: 'seen {{at}}',
    gone: 'gone from the site',
    goneAt: 'gone from the site, found on {{at}}',
    'gone-not-found_one': 'the address does not exist, 404; a second look follows',
    'gone-not-found_other': 'the address does not exist, 404; seen {{count, number}} times',
    'gone-taken-away_one': 'taken away, 410; a second look follows',
    'gone-taken-away_other': 'taken away, 410; seen {{count, number}} times',
    'gone-says-so_one': 'the page says so; a second look follows',
    'gone-says-so_other': 'the page says so; seen {{count, number}} times',
    'gone-redirect_one': 'the address sends on',
    'gone-redirect_other': 'the address sends on; seen {{count, number}} times',
    repost: 'placed anew: the same text as advert no. {{id}}, which went before',
    'elsewhere-canonical_one': 'also at {{count, number}} other address, which this page names as its own',
    'elsewhere-canonical_other': 'also at {{count, number}} other addresses, which its pages name as one',
    'elsewhere-parameter_one': 'also at {{count, number}} address with a session',
    'elsewhere-parameter_other': 'also at {{count, number}} addresses with a session',
    'elsewhere-content_one': 'also at {{count, number}} other address, with the same text and number',
    'elsewhere-content_other': 'also at {{count, number}} other addresses, with the same text and number',
    imported: 'imported, not captured by Baken',
    posted: 'posted {{at}}',
    account: 'site account {{account}}',
    toNetwork: 'To the network',
    toSignal: 'To the signal',
    whole: 'The whole advert, with versions and custody',
    'opened-signal': 'Opened by {{by}}, {{at}}, because of the signal',
    'opened-request': 'Opened by {{by}}, {{at}}, on request.',
    'opened-other': 'Opened by {{by}}, {{at}}.',
    views: 'Parts of the advert',
    text: 'Text',
    versions_one: 'Versions ({{count, number}})',
    versions_other: 'Versions ({{count, number}})',
    links_one: 'Links ({{count, number}})',
    links_other: 'Links ({{count, number}})',
    custody: 'Custody',
    version: 'Version',
    notLatest: 'This is version {{version}}. The newest is version {{latest}}, seen {{at}}.',
    versionAt: 'Version {{version}}, {{at}}',
    noVersions: 'No version of this advert has been read yet. Come back later.'
  },
  facts: {
    notCounted: 'not counted for this kind',
    title: 'Facts',
    legend: 'Show facts of kind',
    kind: 'Kind',
    value: 'Value and where it was found',
    sure: 'Confidence',
    adverts: 'In adverts',
    say: 'Judgement',
    none: 'No facts were found in this version.',
    wrong: 'Wrong',
    wrongFor: 'Wrong: {{value}}',
    restore: 'Restore',
    restoreFor: 'Restore: {{value}}',
    rejectedBy: 'wrong according to {{name}}',
    searchFor_one: 'Search {{value}}: {{count, number}} advert',
    searchFor_other: 'Search {{value}}: {{count, number}} adverts'
  },
  fact: {
    reject: {
      title: 'Was “{{value}}” read wrongly?',
      explain: 'The fact no longer counts; links that rest on it go at once. It can be restored.',
      action: 'Mark as wrong',
      done_one: 'Marked as wrong; {{count, number}} network changed.',
      done_other: 'Marked as wrong; {{count, number}} networks changed.'
    },
    restore: {
      title: 'Restore “{{value}}”?',
      explain: 'The fact counts again and its links come back.',
      action: 'Restore',
      done_one: 'Restored; {{count, number}} network changed.',
      done_other: 'Restored; {{count, number}} networks changed.'
    }
  },
  compare: {
    title: 'Compare versions',
    one: 'There is one version: nothing to compare yet.',
    before: 'Earlier',
    after: 'Later',
    shape: 'View',
    beside: 'Side by side',
    inline: 'In one text',
    closed: 'One of these versions is sealed or erased, so they cannot be compared.',
    same: 'No difference in title or text.',
    added: 'added:',
    removed: 'removed:'
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
  linkState: {
    revoked: 'revoked',
    vetoed: 'not the same hand',
    waiting: 'waits for a person',
    rejected: 'rejected',
    other: '{{state}}'
  },
  network: {
    endedTitle: 'This network no longer exists',
    ended: 'No adverts belong to it any more.',
    wentTitle: 'Where its adverts are now',
    wentAlone: 'in no network',
    wentErased: 'erased',
    wentNowhere: 'Which adverts this network had was not kept.',
    of: 'Network',
    posted: 'posted {{period}}',
    seen: 'seen {{period}}',
    lead: 'A network is a suspicion of one hand behind adverts, not a finding about persons.',
    events: 'History',
    noEvents: 'No events yet.'
  },
  networkEvent: {
    made: 'Came into being',
    ended: 'Ended',
    merge: 'Merged with',
    'merged-into': 'Went up in',
    split: 'Split; split off is',
    'split-from': 'Split off from',
    hub: 'A value became a hub and joins no more',
    'hub-ended': 'A value is no hub any more and joins again',
    'guard-queued': 'A merge waits for a person',
    'guard-ended': 'A merge no longer waits',
    veto: 'Judgement: not the same hand',
    same: 'Judgement: the same hand',
    undo: 'A judgement was undone',
    other: '{{kind}}'
  },
  eventBecause: {
    'its adverts share nothing else': 'because the adverts around it share nothing else',
    'contact of a site': 'because it is a contact of the site itself',
    'its company changed': 'because the adverts around it changed',
    'word of an analyst': 'on the word of a person',
    veto: '(not the same hand)',
    same: '(the same hand)',
    hub: '(a hub or not)',
    reject: '(fact is wrong)',
    other: '({{because}})'
  },
  asOf: {
    title: 'As it was',
    label: 'As on',
    known_one: 'At the end of {{day}} this network had {{shown}} advert.',
    known_other: 'At the end of {{day}} this network had {{shown}} adverts.',
    unknown: 'At the end of {{day}} Baken did not know this network; it is known since {{since}}.',
    never: 'No history of this network was kept.',
    seen_one: 'Of its present adverts {{shown}} had been posted or seen by then.',
    seen_other: 'Of its present adverts {{shown}} had been posted or seen by then.',
    nowAlone: 'in no network now',
    nowIn: 'now in'
  },
  merge: {
    title: 'Waits for a person',
    lead: 'Two large networks share one single value and nothing else. They are merged only when somebody confirms it.',
    none: 'No merge waits.',
    confirm: 'Merge',
    confirmFor: 'Merge: {{a}} and {{b}} are of one hand',
    refuse: 'Keep apart',
    refuseFor: 'Keep apart: {{a}} and {{b}} are not of one hand',
    alone: 'Outside any network',
    size_one: '{{shown}} advert',
    size_other: '{{shown}} adverts'
  },
  hub: {
    title: 'Hubs',
    here: 'Links that were not made',
    lead: 'A hub is a value that many different hands share, such as the number of an agency or of the site itself. Sharing it therefore joins nothing.',
    all: 'All hubs',
    none: 'No hubs are known.',
    more: '{{shown}} of {{count, number}} shown, most adverts first.',
    value: 'Value',
    why: 'Why a hub',
    'because-seed': 'a contact of the site itself, or a placeholder',
    'because-analyst': 'on the word of a person',
    'because-company_one': 'around it stands {{shown}} group of adverts that shares nothing else',
    'because-company_other': 'around it stand {{shown}} groups of adverts that share nothing else',
    own: 'Of one hand after all',
    ownFor: 'Of one hand after all: {{value}}',
    say: 'Hub',
    sayFor: 'Hub: {{value}}',
    words: 'What people said of values'
  },
  why: {
    action: 'Why together?',
    title: 'Why {{a}} and {{b}} stand together',
    none: 'No path of links between these two was found.',
    shares_one: 'this is in {{shown}} advert',
    shares_other: 'this is in {{shown}} adverts',
    'shares-phone_one': 'this number is in {{shown}} advert',
    'shares-phone_other': 'this number is in {{shown}} adverts',
    'shares-text_one': 'this text is in {{shown}} advert',
    'shares-text_other': 'this text is in {{shown}} adverts',
    'shares-picture_one': 'this picture is in {{shown}} advert',
    'shares-picture_other': 'this picture is in {{shown}} adverts',
    'shares-judgement_one': 'a person said that they are of one hand',
    'shares-judgement_other': 'a person said that they are of one hand'
  },
  say: {
    different: {
      title: 'Are {{a}} and {{b}} not of the same hand?',
      explain: 'The network is worked out anew at once, and these two will not come together again. It can be undone.',
      action: 'Not the same hand',
      done: 'Recorded: not the same hand. The network has been worked out anew.'
    },
    same: {
      title: 'Are {{a}} and {{b}} of the same hand?',
      explain: 'Their networks are merged at once. It can be undone.',
      action: 'Merge',
      done: 'Recorded: the same hand. The networks have been merged.'
    },
    hub: {
      title: 'Is {{value}} a hub?',
      explain:
        'This value will join no adverts any more; networks that rest on it come apart at once. It can be undone.',
      action: 'Hub',
      done: 'Recorded: a hub. The networks have been worked out anew.'
    },
    own: {
      title: 'Is {{value}} of one hand after all?',
      explain: 'This value will join all adverts that carry it. It can be undone.',
      action: 'Of one hand after all',
      done: 'Recorded: of one hand. The networks have been worked out anew.'
    },
    undo: {
      title: 'Undo this judgement?',
      explain: 'The network is worked out anew as if the judgement had not been given. Both stay in the ledger.',
      action: 'Undo',
      done: 'Undone. The network has been worked out anew.'
    }
  },
  template: {
    title: 'Shared text',
    varies: 'varies'
  },
  judge: {
    action: 'Not the same hand',
    list: 'Judgements of persons',
    none: 'No judgements yet.',
    undo: 'Undo',
    undoNo: 'Undo judgement {{id}}',
    isUndone: 'undone'
  },
  judgement: {
    different: 'Not the same hand',
    same: 'The same hand',
    reject: 'Fact is wrong',
    hub: 'Hub',
    own: 'Of one hand after all',
    unsure: 'Not sure whether they are of one hand',
    other: '{{kind}}'
  },
  sources: {
    noneOther: 'An operator adds sources.',
    imported: 'Read from files · mandate {{mandate}}',
    says: '{{active}} of {{all}} sources active, {{due}} addresses to go.',
    needsLook: 'Needs a look',
    calm: 'No source fell silent and no host rests.',
    rests_one: 'rests until {{until}}; {{count, number}} address waits',
    rests_other: 'rests until {{until}}; {{count, number}} addresses wait',
    removed_one: '{{count, number}} removed source',
    removed_other: '{{count, number}} removed sources',
    weeks: 'By week',
    expected_one: 'Expected, from {{count, number}} earlier page',
    expected_other: 'Expected, from {{count, number}} earlier pages',
    given_one: 'The newest {{count, number}} page',
    given_other: 'The newest {{count, number}} pages',
    changed:
      'First {{expected}} adverts per 100 pages (over {{pages}} pages where an advert was to be expected); the newest {{newest}} of those gave {{adverts}}.',
    walls_one: '{{count, number}} of them asked for a sign-in, consent or a captcha.',
    walls_other: '{{count, number}} of them asked for a sign-in, consent or a captcha.',
    emptyPages_one: '{{count, number}} had no text.',
    emptyPages_other: '{{count, number}} had no text.',
    lastAdvert: 'Last advert seen: {{at}}.',
    passed_one: '{{count, number}} read without an advert',
    passed_other: '{{count, number}} read without an advert',
    'sheet-passed': '{{source}}: read without an advert, {{reason}}',
    now: 'The state of now',
    pages: 'Pages read',
    due: 'To go',
    captures: 'Captures',
    adverts: 'Adverts',
    networks: 'Networks',
    signals: 'Signals',
    bytes: 'Kept',
    speed: 'Speed',
    perSecond: '{{pages}} a second',
    running: 'The crawl is running.',
    idle: 'There is nothing to crawl now.',
    none: 'No sources yet.',
    noneNext: 'Add one with the button above: first you try an address and see what comes of it.',
    mandate: 'mandate: {{purpose}}',
    delay: '{{ms}} ms between requests',
    sessions: 'sessions left out of addresses: {{names}}',
    turned:
      'Of {{pages}} pages that gave an advert before, {{silent}} give none now: {{walls}} a wall, {{empty}} without text, the others laid out anew.',
    sentOnFollowed: '{{from}} sends its visitors to {{host}}, another name of the same site, which belongs to it.',
    sentOnElsewhere:
      '{{from}} sends its visitors to {{host}}, out of scope: nothing is asked there. If that site belongs to the source, write in its file:',
    progressOf: 'Progress of {{name}}',
    doneOf: '{{done}} of {{known}} known addresses read, {{due}} to go',
    last: 'last {{at}}',
    yield: 'Yield',
    per100: '{{share}} per 100',
    refused_one: '{{count, number}} refused by our rules',
    refused_other: '{{count, number}} refused by our rules',
    failed_one: '{{count, number}} failed',
    failed_other: '{{count, number}} failed',
    showAddresses_one: 'show the address',
    showAddresses_other: 'show the addresses',
    addresses: 'Addresses',
    noAddresses: 'No addresses with this reason any more.',
    'sheet-refused': '{{source}}: refused because of {{reason}}',
    'sheet-failed': '{{source}}: failed because of {{reason}}'
  },
  sourceState: { active: 'Active', draining: 'Draining', paused: 'Paused', removed: 'Removed', other: '{{state}}' },
  robots: { obey: 'obeys robots.txt', ignore: 'robots.txt set aside by order', other: 'robots.txt: {{robots}}' },
  alarm: {
    'layout-changed':
      'Fell silent: the pages have text, but no adverts are recognised in them any more. The layout changed.',
    wall: 'Fell silent: the site shows us a wall instead of pages.',
    empty: 'Fell silent: the pages come without text.',
    'not-rendered': 'Pages are read without their scripts.',
    other: '{{alarm}}'
  },
  because: {
    'private-address': 'private address',
    scheme: 'other protocol',
    'ambiguous-url': 'ambiguous address',
    'out-of-scope': 'out of scope',
    parameter: 'waits: perhaps a session in the address',
    session: 'the same page with a session in the address',
    robots: 'robots.txt',
    'robots-unavailable': 'robots.txt unreadable',
    trap: 'endless loop of addresses',
    depth: 'too deep',
    'page-limit': 'page limit reached',
    port: 'unusual port',
    wall: 'sign-in required',
    dns: 'unknown name',
    connect: 'no connection',
    tls: 'invalid encryption',
    timeout: 'took too long',
    reset: 'connection broken',
    'bad-http': 'invalid answer',
    'redirect-loop': 'redirect in a circle',
    status: 'error status',
    decode: 'cannot be decoded',
    'too-large': 'too large',
    other: '{{reason}}'
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
    'outside-agreement': {
      what: 'No valid decision lets this partner be told that.',
      next: 'Choose another decision or fewer data.'
    },
    'too-few': {
      what: 'Nothing is told of under five files.',
      next: 'Name another source.'
    },
    'steps-open': {
      what: 'Some steps are still open.',
      next: 'Finish them and have somebody else look.'
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
    'template-refused': {
      what: 'This template cannot be used as it is: {{fault}}',
      next: 'Mend what is named, and give it again.'
    },
    'pinned-before': { what: 'This is in the case already, just as it stands now.', next: 'Nothing to do.' },
    'asked-too-often': { what: 'You asked for access fifty times today.', next: 'Go on tomorrow.' },
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
