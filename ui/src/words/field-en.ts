/** English words of officers and partners: a number to have read, signs to recognise. The Dutch table has the same keys. */

export const fieldEn = {
  field: {
    number: 'Check a number or account',
    numberNote: 'how it is read',
    numberFoot:
      'You are never told whether a number is known: that could give an investigation away. Your question is in the ledger, so that it is found by whoever answers for the use of Baken.',
    value: 'Number, account or address, as you saw it',
    read: 'Check',
    notRead:
      'There is no number, account or address in it that Baken can read. Check the digits, or pass it on as you saw it.',
    goesTo: 'Pass it on in this form to your contact at the trafficking team, with where and when you saw it.',
    before: 'Checked by you',
    nothingRead: 'nothing read',
    grounds: 'What you work under',
    noGrounds: 'You have no mandate. Ask an administrator.',
    own: 'What you did',
    ownNote: 'all that you do is in the ledger',
    ownMore: 'Your own entries in the ledger'
  },
  signs: {
    title: 'Recognise signs',
    note: 'the list of the Dutch prosecution service',
    whole: 'Whole list',
    about:
      'Tick what you saw or heard yourself. Not all of it has to be true at once, and no point proves anything by itself.',
    source: 'Text: {{source}}, in force {{version}}, in our own English. The list is not exhaustive.',
    seen: 'What you saw',
    count: '{{seen}} of {{all}}',
    none: 'Nothing ticked yet.',
    free: 'In your own words: what, where, when',
    copy: 'Copy as text',
    report: 'Report this',
    clear: 'Clear ticks',
    copied: 'The text was copied.',
    copyTitle: 'Signs observed (Aanwijzing mensenhandel, bijlage 3):',
    stays: 'None of this is sent or kept: it stays in this window.',
    do: 'What you do',
    'do-danger': 'Danger now: call 112, and see that the possible victim is not alone with the exploiter.',
    'do-write': 'Write down what you saw in your own words, with place and time; do not question about what happened.',
    'do-pass': 'Pass it on the same day to the trafficking team of your unit.',
    'do-minor': 'Perhaps a minor: say so at once; protection then goes first.'
  }
}
