/** English words of the work list: its rows, acts, dialogs and reports. The Dutch table has the same keys. */
import type { workNl } from './work-nl.ts'

export const workEn: typeof workNl = {
  queue: {
    list: 'Signals, strongest kind of sign first',
    signal: 'Signal',
    signals_one: '{{count, number}} signal',
    signals_other: '{{count, number}} signals',
    toNetwork: 'Network',
    toFact: 'Identifier',
    toCase: 'Pin in a case',
    since: 'since {{day}}',
    unseen: 'new',
    you: 'you',
    raised: 'Moved to the front',
    looks: '{{name}} looks at this now too',
    lookToo_one: '{{names}} has this signal on the screen now too. What one decides, the other sees.',
    lookToo_other: '{{names}} have this signal on the screen now too. What one decides, the others see.',
    filters: 'Filters',
    clearFilters: 'Clear filters',
    days_one: 'last day',
    days_other: 'last {{count, number}} days',
    priority: 'Priority',
    count_one: '{{shown}} signal',
    count_other: '{{shown}} signals',
    countAtLeast_one: 'at least {{shown}} signal',
    countAtLeast_other: 'at least {{shown}} signals',
    advertsShort_one: '{{count, number}} ad',
    advertsShort_other: '{{count, number}} ads',
    adverts_one: '{{count, number}} advert',
    adverts_other: '{{count, number}} adverts',
    sites_one: '{{count, number}} site',
    sites_other: '{{count, number}} sites',
    mergedCount: '{{count, number}} merged',
    filterState: 'Which signals',
    news: 'There is news in the queue',
    empty: 'No open signals.',
    emptyState: 'No signals with this choice.',
    emptyNext: 'New signals appear here by themselves. Look at the sources meanwhile, or choose other filters.',
    noneChosen: 'Choose a signal at the left.',
    acts: 'What you can do with this signal',
    actMany: '{{act}} ({{count, number}})',
    allDone_one: '{{act}}: {{count, number}} signal.',
    allDone_other: '{{act}}: {{count, number}} signals.',
    partlyDone_one: '{{act}}: {{count, number}} done, {{failed}} not.',
    partlyDone_other: '{{act}}: {{count, number}} done, {{failed}} not.',
    mergedDone_one: '{{count, number}} signal was merged into {{name}}.',
    mergedDone_other: '{{count, number}} signals were merged into {{name}}.',
    assigned: 'with {{name}}',
    proposedBy: 'proposed by {{name}}',
    history: 'Weighings',
    changed:
      'Meanwhile {{by}} changed this signal and it is now: {{state}}. Your text has been kept. See whether your decision still holds.'
  },
  view: {
    open: 'Open',
    mine: 'Mine',
    toConfirm: 'Proposed',
    escalated: 'Escalated',
    dismissed: 'Dismissed'
  },
  filter: {
    kind: 'What',
    signals: 'Signals',
    form: 'Form',
    class: 'Class',
    region: 'Place',
    site: 'Site',
    age: 'Seen',
    any: 'All'
  },
  formShort: {
    sexual: 'Sexual',
    labour: 'Labour',
    criminal: 'Criminal',
    minors: 'Minors',
    unknown: 'Form unknown'
  },
  group: {
    raised: 'Moved to the front',
    3: 'Validated sign',
    2: 'Supported by research',
    1: 'From practice',
    0: 'Without a sign'
  },
  picked: {
    acts: 'What you can do with the picked signals',
    count_one: '{{count, number}} picked',
    count_other: '{{count, number}} picked',
    all_one: 'All {{count, number}}',
    all_other: 'All {{count, number}}',
    clear: 'Pick none'
  },
  report: {
    title: 'What was not done',
    pick_one: 'Pick this {{count, number}} again',
    pick_other: 'Pick these {{count, number}} again'
  },
  assign: {
    colleagues: 'Colleagues under this mandate',
    me: 'Me ({{name}})',
    look: 'Look for a name',
    nobody: 'Nobody of that name works under this mandate.',
    missing: 'Choose somebody first: 1 to 9, or type a name.'
  },
  merging: {
    into: 'They become one signal, under the name of',
    becomes: 'It becomes: {{name}}.',
    holds: '{{adverts}}, {{sites}}, {{places}}.',
    keeps: 'Each keeps its own state, reasons and history; taking apart puts everything back.',
    parts_one: 'Merged into this one: {{count, number}} signal',
    parts_other: 'Merged into this one: {{count, number}} signals',
    together: 'Together with this signal:',
    apart: 'Taken apart: each signal is again what it was.'
  },
  escalated: {
    title: 'Where this signal is',
    proposed: 'Proposed by {{name}}',
    confirmed: 'Confirmed by {{name}}, the second person',
    next: 'Next: the expertise centre takes it up',
    propose: 'Make a proposal for a case of it',
    nextSays:
      'Bundle it with what belongs to it into a proposal for a case, and offer that: the coordinator weighs it.',
    kept: 'All that it rests on is kept, also when the term of the adverts ends.',
    all: 'All escalated signals'
  },
  act: {
    read: { past: 'Read' },
    assign: {
      name: 'Assign',
      past: 'Assigned',
      done: '{{name}} was assigned.',
      title: 'Assign {{name}}',
      explain: 'To whom? That person then has the signal in hand and finds it under “Mine”.'
    },
    merge: {
      name: 'Merge',
      past: 'Merged',
      done: '{{name}} was merged.',
      title_one: 'Merge {{count, number}} signal',
      title_other: 'Merge {{count, number}} signals',
      explain: 'All or nothing: if one was changed meanwhile, nothing happens.'
    },
    unmerge: {
      name: 'Take apart',
      past: 'Taken apart',
      done: '{{name}} stands by itself again.',
      title: 'Take apart again',
      explain: 'Why do they not belong together? Each becomes again what it was.'
    },
    take: { name: 'Take', past: 'Taken', done: '{{name}} is yours.' },
    release: { name: 'Release', past: 'Released', done: '{{name}} is back in the queue.' },
    raise: {
      name: 'To the front',
      past: 'Moved to the front',
      done: '{{name}} stands in front.',
      title: 'Move {{name}} to the front',
      explain: 'Why does this go first? It stays in front until somebody puts it back.'
    },
    lower: {
      name: 'No longer in front',
      past: 'Put back in the queue',
      done: '{{name}} is in its usual place again.',
      title: 'Put {{name}} back in the queue',
      explain: 'Why does this no longer go first?'
    },
    dismiss: {
      name: 'Dismiss',
      past: 'Dismissed',
      done: '{{name}} is dismissed.',
      title: 'Dismiss {{name}}',
      explain: 'Why does this give no ground for action? The reason stays with the signal; it can always be reopened.'
    },
    propose: {
      name: 'Escalate',
      past: 'Escalation proposed',
      done: 'Escalation of {{name}} is proposed. A second person decides.',
      title: 'Propose escalation of {{name}}',
      explain: 'Why does this deserve an investigation? A second person reads your reason and decides.'
    },
    confirm: {
      name: 'Confirm',
      past: 'Escalation confirmed',
      done: '{{name}} is escalated.',
      title: 'Confirm escalation of {{name}}',
      explain: 'You confirm as the second person. Why do you agree?'
    },
    reject: {
      name: 'Reject',
      past: 'Proposal rejected',
      done: 'The proposal on {{name}} is rejected.',
      title: 'Reject the proposal on {{name}}',
      explain: 'Why not? The signal goes back to who had it.'
    },
    reopen: {
      name: 'Reopen',
      past: 'Reopened',
      done: '{{name}} is reopened.',
      title: 'Reopen {{name}}',
      explain: 'What has changed?'
    }
  },
  'because-of': {
    dismiss: {
      independent: 'Points to somebody who works independently',
      licensed: 'Licensed business',
      spam: 'Spam or scam',
      thin: 'Too little to act on'
    },
    propose: {
      strong: 'Several strong signs together',
      moving: 'Moves now: waiting does harm',
      several: 'Probably several persons concerned',
      known: 'Fits what is known already'
    },
    confirm: { agree: 'Agree with the proposal', urgent: 'Agree, and urgently' },
    reject: {
      thin: 'Too little for an investigation',
      look: 'Look further first',
      else: 'Better taken up by other means'
    },
    raise: {
      moving: 'Moves now',
      asked: 'A colleague or partner asks for it',
      vanishing: 'The adverts vanish',
      strong: 'Several strong signs together'
    },
    lower: { calm: 'It has become calm', waits: 'Waits for somebody else', mistake: 'It was a mistake' },
    merge: {
      hand: 'One hand: number, text or picture shared',
      story: 'The same places and days',
      double: 'Twice the same'
    },
    reopen: { news: 'New adverts came', mistake: 'It was a mistake' }
  },
  undo: {
    name: 'Undo',
    none: 'There is nothing to undo.',
    reason: 'Undone: it was a mistake',
    done: '{{name}}: undone.',
    partly_one: '{{name}}: undone, but for {{count, number}} that changed meanwhile.',
    partly_other: '{{name}}: undone, but for {{count, number}} that changed meanwhile.'
  },
  offer: {
    'not-now': '{{act}} is not possible: the signal is {{state}}.',
    'second-person': 'You proposed this yourself. A second person has to confirm it.',
    'one-at-a-time': '{{act}} goes one by one: choose one signal.',
    'pick-more': 'Pick two or more signals first, with x or Shift+j.'
  }
}
