/** English words of the page on bias. The Dutch table has the same keys. */

export const biasEn = {
  bias: {
    by: 'Count by',
    'by-indicator': 'indicator',
    'by-source': 'source',
    'by-language': 'language',
    'by-place': 'place',
    which: 'Which indicator',
    allIndicators: 'all together',
    note: '{{signals}}: {{agreed}} escalated, {{dismissed}} dismissed',
    signalCount_one: '{{count, number}} signal',
    signalCount_other: '{{count, number}} signals',
    grounded:
      '{{share}} of the opened adverts had a ground: {{grounded}} of {{opened}}. The others were opened on request or by a watch list.',
    signals: 'Fired',
    agreed: 'Escalated',
    dismissed: 'Dismissed',
    vetoed: 'Taken back',
    opened: 'Opened',
    withGround: 'With a ground',
    share: 'Share dismissed',
    here: '{{share}} of {{count, number}}',
    elsewhere: 'elsewhere {{share}} of {{count, number}}',
    undecided: 'nothing decided yet',
    'verdict-more': 'dismissed more often',
    'verdict-less': 'dismissed less often',
    'verdict-alike': 'no clear difference',
    'verdict-too-few': 'too few to say anything',
    against: 'counts against',
    silent_one: 'There is no signal in line {{list}} yet.',
    silent_other: 'There is no signal in the lines {{list}} yet.',
    none: 'There is nothing to count here yet.',
    noneNext: 'Groups of fewer than {{least}} signals are left out.',
    hidden_one: '{{count, number}} group is too small to be shown.',
    hidden_other: '{{count, number}} groups are too small to be shown.',
    table: 'Bias of line {{id}}',
    unknownLanguage: 'language not recognised',
    imported: 'imported',
    rule: 'Signals that were merged count each here; in the queue they are one. Escalated: two people agreed. Dismissed: a person found nothing to act on. Taken back: a person took back a fact that was read wrongly, or a link between adverts. A difference is called one only from ten decisions on either side, and where chance gives it less than once in a hundred times.',
    small:
      'Groups of fewer than {{least}} signals are left out, and so is what would give one away: such numbers can point at a person.',
    language:
      'The language of an advert only says how well Baken reads it: where an indicator rarely fires in a language, our word lists may be the cause. It says nothing about who somebody is; nothing is counted by origin, nationality, religion or health.',
    place:
      'A network counts in each place that its adverts name. A place says where work is done, not where somebody comes from.',
    source:
      'A network counts in each source on which it advertises. A source with many dismissed signals may be read badly, or may not belong here.'
  }
}
