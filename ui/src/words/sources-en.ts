/** English words for what operators do with sources: trying, adding, pausing, removing. The Dutch table has the same keys. */
import type { sourcesNl } from './sources-nl.ts'

export const sourcesEn: typeof sourcesNl = {
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
  sourceScripts: {
    missed:
      'Of the newest {{pages}} pages {{missed}} were read without their scripts: the browser that runs them is missing, or a page made it fail. Whoever keeps the machine sees with “baken doctor” what is missing; the reason stands with each capture.'
  },
  sourceAct: {
    pause: {
      name: 'Pause',
      title: 'Pause {{name}}',
      explain: 'Nothing is asked of it until you resume. What was fetched already is still read. Why?',
      done: '{{name}} is paused.'
    },
    drain: {
      name: 'Drain',
      title: 'Drain {{name}}',
      explain: 'What is under way is finished; no more is taken, and then the source is paused. Why?',
      done: '{{name}} is drained and paused then.'
    },
    resume: {
      name: 'Resume',
      title: 'Resume {{name}}',
      explain: 'Baken goes on where it was within seconds. Why?',
      done: '{{name}} goes on.'
    },
    remove: {
      name: 'Remove',
      title: 'Remove {{name}}',
      explain:
        'Nothing is asked of it any more. What was captured of this site stays what it is: sealed, it is erased on its day; opened, it is kept for its signal. It can be brought back. Why?',
      done: '{{name}} is removed; what was captured follows its own term.'
    },
    'look-again': {
      name: 'Look again',
      title: 'Look at {{name}} again',
      explain:
        'All pages that were read before ({{count, number}}) are asked again now, at the pace of this source. Why?',
      done: '{{name}}: {{count, number}} pages are looked at again.'
    }
  },
  sourceRest: {
    hours: 'Outside the hours ({{limit}}): rests until {{until}}. What is due waits.',
    'day-budget': 'The budget of today is spent ({{limit}}): rests until {{until}}. What is due waits.',
    'run-budget': 'The budget of this run is spent ({{limit}}). What is due waits.',
    ofMandate: 'The mandate says so, for all sources together.',
    today: 'Asked today: {{pages}} pages, {{size}}, {{minutes}} min.'
  },
  sourceSum: {
    several: 'A network or signal may lie in several sources: those of the sources then add up to more than there are.'
  },
  pageKind: {
    advert: 'advert',
    list: 'list',
    other: 'other page',
    wall: 'wall: sign-in, consent or captcha',
    empty: 'page without text',
    gone: 'gone',
    error: 'error of the site',
    sitemap: 'sitemap',
    redirect: 'redirect',
    'not-html': 'no web page'
  },
  addSource: {
    nothingRead: 'No page could be read; this cannot become a source as it is.',
    other: 'The address has changed: try this address first.',
    open: 'Add a source',
    title: 'Add a source',
    note: 'try first, then confirm',
    url: 'Address of the site, or of a list of adverts',
    reason: 'Why this source? (goes into the ledger)',
    try: 'Try',
    again: 'Try again',
    trying: 'The site is being asked, no faster than once a second. That takes a moment.',
    missing: 'Give an address and a reason.',
    found: 'What was found',
    onPages_one: '{{count, number}} page',
    onPages_other: '{{count, number}} pages',
    says_one: '{{count, number}} advert recognised on {{pages}}.',
    says_other: '{{count, number}} adverts recognised on {{pages}}.',
    pages: 'Pages looked at',
    links_one: '{{count, number}} link within scope',
    links_other: '{{count, number}} links within scope',
    which: 'Advert',
    noAdvert: 'No advert was recognised on this page.',
    point: 'Point at fields yourself',
    pointSays:
      'Where Baken does not find a field, or finds the wrong one, give a CSS selector and try again. It may be left empty.',
    name: 'Name, as the screens call the site',
    id: 'Id (small letters, digits, hyphens)',
    delay: 'Seconds between two requests',
    sure: 'I looked at the fields beside the text and they are right',
    sureFirst: 'Look at the fields first and say that they are right.',
    fieldsFirst: 'Give a name, an id of small letters, digits and hyphens, and 1 to 3600 seconds.',
    add: 'Add and begin',
    done: '{{name}} was added; Baken begins with it within seconds.'
  },
  robotsSaid: {
    rules: 'robots.txt was read and is obeyed.',
    'allow-all': 'robots.txt allows everything.',
    'disallow-all': 'robots.txt allows nothing: {{because}}',
    other: 'robots.txt: {{because}}'
  },
  tried: {
    advert: 'Advert',
    title: 'Title',
    body: 'Text',
    price: 'Price',
    place: 'Place',
    posted: 'Posted',
    account: 'Account',
    contact: 'Contact',
    facts: 'Identifiers',
    notFound: 'not found',
    untitled: 'untitled',
    text: 'The text that would be kept'
  }
}
