/** Dutch words of networks and links: what joins adverts, what happened to a network, what people say of it. The English table has the same keys. */

export const linksNl = {
  linkState: {
    revoked: 'ingetrokken',
    vetoed: 'niet dezelfde hand',
    waiting: 'wacht op een persoon',
    rejected: 'verworpen',
    other: '{{state}}'
  },
  network: {
    endedTitle: 'Dit netwerk bestaat niet meer',
    ended: 'Er horen geen advertenties meer bij.',
    wentTitle: 'Waar de advertenties nu zijn',
    wentAlone: 'in geen netwerk',
    wentErased: 'gewist',
    wentNowhere: 'Van dit netwerk is niet bewaard welke advertenties het had.',
    of: 'Netwerk',
    posted: 'geplaatst {{period}}',
    seen: 'gezien {{period}}',
    lead: 'Een netwerk is een vermoeden van één hand achter advertenties, geen vaststelling over personen.',
    events: 'Geschiedenis',
    noEvents: 'Nog geen gebeurtenissen.'
  },
  networkEvent: {
    made: 'Ontstaan',
    ended: 'Beëindigd',
    merge: 'Samengevoegd met',
    'merged-into': 'Opgegaan in',
    split: 'Gesplitst; afgesplitst is',
    'split-from': 'Afgesplitst van',
    hub: 'Een waarde werd knooppunt en verbindt niet meer',
    'hub-ended': 'Een waarde is geen knooppunt meer en verbindt weer',
    'guard-queued': 'Samenvoeging wacht op een mens',
    'guard-ended': 'Samenvoeging wacht niet meer',
    veto: 'Oordeel: niet dezelfde hand',
    same: 'Oordeel: wel dezelfde hand',
    undo: 'Een oordeel is ongedaan gemaakt',
    other: '{{kind}}'
  },
  eventBecause: {
    'its adverts share nothing else': 'omdat de advertenties eromheen verder niets delen',
    'contact of a site': 'omdat het een contact van de site zelf is',
    'its company changed': 'omdat de advertenties eromheen veranderden',
    'word of an analyst': 'op het woord van een persoon',
    veto: '(niet dezelfde hand)',
    same: '(wel dezelfde hand)',
    hub: '(knooppunt of niet)',
    reject: '(kenmerk fout)',
    other: '({{because}})'
  },
  asOf: {
    title: 'Zoals het was',
    label: 'Zoals op',
    known_one: 'Aan het eind van {{day}} telde dit netwerk {{shown}} advertentie.',
    known_other: 'Aan het eind van {{day}} telde dit netwerk {{shown}} advertenties.',
    unknown: 'Aan het eind van {{day}} kende Baken dit netwerk niet; het is bekend sinds {{since}}.',
    never: 'Van dit netwerk is geen verloop bewaard.',
    seen_one: 'Van de huidige advertenties was er toen {{shown}} al geplaatst of gezien.',
    seen_other: 'Van de huidige advertenties waren er toen {{shown}} al geplaatst of gezien.',
    nowAlone: 'nu in geen netwerk',
    nowIn: 'nu in'
  },
  merge: {
    title: 'Wacht op een mens',
    lead: 'Twee grote netwerken delen één enkele waarde en verder niets. Zij worden pas samengevoegd als iemand dat bevestigt.',
    none: 'Er wacht geen samenvoeging.',
    confirm: 'Samenvoegen',
    confirmFor: 'Samenvoegen: {{a}} en {{b}} zijn van één hand',
    refuse: 'Apart houden',
    refuseFor: 'Apart houden: {{a}} en {{b}} zijn niet van één hand',
    alone: 'Buiten een netwerk',
    size_one: '{{shown}} advertentie',
    size_other: '{{shown}} advertenties'
  },
  hub: {
    title: 'Knooppunten',
    here: 'Verbanden die niet gelegd zijn',
    lead: 'Een knooppunt is een waarde die veel verschillende handen delen, zoals het nummer van een bemiddelaar of van de site zelf. Wie haar deelt, wordt daarom niet verbonden.',
    all: 'Alle knooppunten',
    none: 'Er zijn geen knooppunten bekend.',
    more: '{{shown}} van {{count, number}} getoond, met de meeste advertenties eerst.',
    value: 'Waarde',
    why: 'Waarom knooppunt',
    'because-seed': 'contact van de site zelf, of een invulwaarde',
    'because-analyst': 'op het woord van een persoon',
    'because-company_one': 'eromheen staat {{shown}} groep advertenties die verder niets deelt',
    'because-company_other': 'eromheen staan {{shown}} groepen advertenties die verder niets delen',
    own: 'Wel van één hand',
    ownFor: 'Wel van één hand: {{value}}',
    say: 'Knooppunt',
    sayFor: 'Knooppunt: {{value}}',
    words: 'Wat mensen over waarden zeiden'
  },
  why: {
    action: 'Waarom samen?',
    title: 'Waarom {{a}} en {{b}} samen staan',
    none: 'Er is geen pad van verbanden tussen deze twee gevonden.',
    shares_one: 'dit staat in {{shown}} advertentie',
    shares_other: 'dit staat in {{shown}} advertenties',
    'shares-phone_one': 'dit nummer staat in {{shown}} advertentie',
    'shares-phone_other': 'dit nummer staat in {{shown}} advertenties',
    'shares-text_one': 'deze tekst staat in {{shown}} advertentie',
    'shares-text_other': 'deze tekst staat in {{shown}} advertenties',
    'shares-picture_one': 'deze afbeelding staat in {{shown}} advertentie',
    'shares-picture_other': 'deze afbeelding staat in {{shown}} advertenties',
    'shares-judgement_one': 'een persoon zei dat zij van één hand zijn',
    'shares-judgement_other': 'een persoon zei dat zij van één hand zijn'
  },
  say: {
    different: {
      title: 'Zijn {{a}} en {{b}} niet van dezelfde hand?',
      explain: 'Het netwerk wordt meteen opnieuw bepaald, en deze twee komen niet meer samen. Ongedaan maken kan.',
      action: 'Niet dezelfde hand',
      done: 'Vastgelegd: niet dezelfde hand. Het netwerk is opnieuw bepaald.'
    },
    same: {
      title: 'Zijn {{a}} en {{b}} van dezelfde hand?',
      explain: 'Hun netwerken worden meteen samengevoegd. Ongedaan maken kan.',
      action: 'Samenvoegen',
      done: 'Vastgelegd: dezelfde hand. De netwerken zijn samengevoegd.'
    },
    hub: {
      title: 'Is {{value}} een knooppunt?',
      explain:
        'Deze waarde verbindt dan geen advertenties meer; netwerken die erop rusten, vallen meteen uiteen. Ongedaan maken kan.',
      action: 'Knooppunt',
      done: 'Vastgelegd: een knooppunt. De netwerken zijn opnieuw bepaald.'
    },
    own: {
      title: 'Is {{value}} wel van één hand?',
      explain: 'Deze waarde verbindt dan alle advertenties die haar dragen. Ongedaan maken kan.',
      action: 'Wel van één hand',
      done: 'Vastgelegd: wel van één hand. De netwerken zijn opnieuw bepaald.'
    },
    undo: {
      title: 'Dit oordeel ongedaan maken?',
      explain: 'Het netwerk wordt opnieuw bepaald alsof het oordeel er niet was. Beide blijven in het logboek.',
      action: 'Ongedaan maken',
      done: 'Ongedaan gemaakt. Het netwerk is opnieuw bepaald.'
    }
  },
  template: {
    title: 'Gedeelde tekst',
    varies: 'verschilt'
  },
  judge: {
    action: 'Niet dezelfde hand',
    list: 'Oordelen van personen',
    none: 'Nog geen oordelen.',
    undo: 'Ongedaan maken',
    undoNo: 'Oordeel {{id}} ongedaan maken',
    isUndone: 'ongedaan gemaakt'
  },
  judgement: {
    different: 'Niet dezelfde hand',
    same: 'Wel dezelfde hand',
    reject: 'Kenmerk fout',
    hub: 'Knooppunt',
    own: 'Wel van één hand',
    unsure: 'Weet niet of zij van één hand zijn',
    other: '{{kind}}'
  }
}
