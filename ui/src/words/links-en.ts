/** English words of networks and links: what joins adverts, what happened to a network, what people say of it. The Dutch table has the same keys. */

export const linksEn = {
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
  }
}
