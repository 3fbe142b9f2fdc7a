/** Dutch words of the work list: its rows, acts, dialogs and reports. The English table has the same keys. */

export const workNl = {
  queue: {
    list: 'Signalen, sterkste soort kenmerk eerst',
    signal: 'Signaal',
    signals_one: '{{count, number}} signaal',
    signals_other: '{{count, number}} signalen',
    toNetwork: 'Netwerk',
    toFact: 'Kenmerk',
    toCase: 'Zet vast in een zaak',
    since: 'sinds {{day}}',
    unseen: 'nieuw',
    you: 'u',
    raised: 'Naar voren gehaald',
    looks: '{{name}} kijkt hier nu ook',
    lookToo_one: '{{names}} heeft dit signaal nu ook op het scherm. Wat de een beslist, ziet de ander.',
    lookToo_other: '{{names}} hebben dit signaal nu ook op het scherm. Wat de een beslist, ziet de ander.',
    filters: 'Filters',
    clearFilters: 'Wis filters',
    days_one: 'laatste dag',
    days_other: 'laatste {{count, number}} dagen',
    priority: 'Prioriteit',
    count_one: '{{shown}} signaal',
    count_other: '{{shown}} signalen',
    countAtLeast_one: 'ten minste {{shown}} signaal',
    countAtLeast_other: 'ten minste {{shown}} signalen',
    advertsShort_one: '{{count, number}} adv.',
    advertsShort_other: '{{count, number}} adv.',
    adverts_one: '{{count, number}} advertentie',
    adverts_other: '{{count, number}} advertenties',
    sites_one: '{{count, number}} site',
    sites_other: '{{count, number}} sites',
    mergedCount: '{{count, number}} samen',
    filterState: 'Welke signalen',
    news: 'Er is nieuws in de werkvoorraad',
    empty: 'Geen openstaande signalen.',
    emptyState: 'Geen signalen bij deze keuze.',
    emptyNext: 'Nieuwe signalen verschijnen hier vanzelf. Bekijk intussen de bronnen, of kies andere filters.',
    noneChosen: 'Kies links een signaal.',
    acts: 'Wat u met dit signaal kunt doen',
    actMany: '{{act}} ({{count, number}})',
    allDone_one: '{{act}}: {{count, number}} signaal.',
    allDone_other: '{{act}}: {{count, number}} signalen.',
    partlyDone_one: '{{act}}: {{count, number}} wel, {{failed}} niet.',
    partlyDone_other: '{{act}}: {{count, number}} wel, {{failed}} niet.',
    mergedDone_one: '{{count, number}} signaal is samengevoegd tot {{name}}.',
    mergedDone_other: '{{count, number}} signalen zijn samengevoegd tot {{name}}.',
    assigned: 'bij {{name}}',
    proposedBy: 'voorgesteld door {{name}}',
    history: 'Wegingen',
    changed:
      'Dit signaal is intussen gewijzigd door {{by}} en is nu: {{state}}. Uw tekst is bewaard. Kijk of uw beslissing nog klopt.'
  },
  view: {
    open: 'Open',
    mine: 'Van mij',
    toConfirm: 'Voorgesteld',
    escalated: 'Opgeschaald',
    dismissed: 'Afgewezen'
  },
  filter: {
    kind: 'Wat',
    signals: 'Signalen',
    form: 'Vorm',
    class: 'Klasse',
    region: 'Plaats',
    site: 'Site',
    age: 'Gezien',
    any: 'Alles'
  },
  formShort: {
    sexual: 'Seksueel',
    labour: 'Arbeid',
    criminal: 'Crimineel',
    minors: 'Minderjarigen',
    unknown: 'Vorm onbekend'
  },
  group: {
    raised: 'Naar voren gehaald',
    3: 'Getoetst kenmerk',
    2: 'Ondersteund door onderzoek',
    1: 'Uit de praktijk',
    0: 'Zonder kenmerk'
  },
  picked: {
    acts: 'Wat u met de gekozen signalen kunt doen',
    count_one: '{{count, number}} gekozen',
    count_other: '{{count, number}} gekozen',
    all_one: 'Alle {{count, number}}',
    all_other: 'Alle {{count, number}}',
    clear: 'Niets kiezen'
  },
  report: {
    title: 'Wat niet gedaan is',
    pick_one: 'Kies deze {{count, number}} opnieuw',
    pick_other: 'Kies deze {{count, number}} opnieuw'
  },
  assign: {
    colleagues: 'Collega’s onder deze grondslag',
    me: 'Mij ({{name}})',
    look: 'Zoek een naam',
    nobody: 'Niemand met die naam werkt onder deze grondslag.',
    missing: 'Kies eerst iemand: 1 tot en met 9, of typ een naam.'
  },
  merging: {
    into: 'Zij worden één signaal, onder de naam van',
    becomes: 'Het wordt: {{name}}.',
    holds: '{{adverts}}, {{sites}}, {{places}}.',
    keeps: 'Elk houdt zijn eigen staat, redenen en geschiedenis; losmaken zet alles terug.',
    parts_one: 'Hierin samengevoegd: {{count, number}} signaal',
    parts_other: 'Hierin samengevoegd: {{count, number}} signalen',
    together: 'Samen met dit signaal:',
    apart: 'Losgemaakt: elk signaal is weer wat het was.'
  },
  escalated: {
    title: 'Waar dit signaal is',
    proposed: 'Voorgesteld door {{name}}',
    confirmed: 'Bevestigd door {{name}}, de tweede persoon',
    next: 'Volgende stap: het expertisecentrum pakt het op',
    propose: 'Maak er een voorstel voor een zaak van',
    nextSays:
      'Bundel het met wat erbij hoort in een voorstel voor een zaak, en bied dat aan: de coördinator weegt het.',
    kept: 'Alles waarop het rust blijft bewaard, ook als de termijn van de advertenties verloopt.',
    all: 'Alle opgeschaalde signalen'
  },
  act: {
    read: { past: 'Gelezen' },
    assign: {
      name: 'Toewijzen',
      past: 'Toegewezen',
      done: '{{name}} is toegewezen.',
      title: '{{name}} toewijzen',
      explain: 'Aan wie? Die persoon heeft het signaal dan in handen en ziet het bij “Van mij”.'
    },
    merge: {
      name: 'Samenvoegen',
      past: 'Samengevoegd',
      done: '{{name}} is samengevoegd.',
      title_one: '{{count, number}} signaal samenvoegen',
      title_other: '{{count, number}} signalen samenvoegen',
      explain: 'Alles of niets: is er een intussen veranderd, dan gebeurt er niets.'
    },
    unmerge: {
      name: 'Losmaken',
      past: 'Losgemaakt',
      done: '{{name}} staat weer op zichzelf.',
      title: 'Weer losmaken',
      explain: 'Waarom horen zij niet bij elkaar? Elk wordt weer wat het was.'
    },
    take: { name: 'Nemen', past: 'Genomen', done: '{{name}} is bij u.' },
    release: { name: 'Teruggeven', past: 'Teruggegeven', done: '{{name}} is terug in de werkvoorraad.' },
    raise: {
      name: 'Naar voren',
      past: 'Naar voren gehaald',
      done: '{{name}} staat vooraan.',
      title: '{{name}} naar voren halen',
      explain: 'Waarom gaat dit voor? Het staat vooraan tot iemand het teruglegt.'
    },
    lower: {
      name: 'Niet meer vooraan',
      past: 'Teruggelegd in de rij',
      done: '{{name}} staat weer op zijn gewone plaats.',
      title: '{{name}} terugleggen in de rij',
      explain: 'Waarom hoeft dit niet meer voor te gaan?'
    },
    dismiss: {
      name: 'Afwijzen',
      past: 'Afgewezen',
      done: '{{name}} is afgewezen.',
      title: '{{name}} afwijzen',
      explain: 'Waarom geeft dit geen aanleiding? De reden blijft bij het signaal; heropenen kan altijd.'
    },
    propose: {
      name: 'Opschalen',
      past: 'Opschaling voorgesteld',
      done: 'Opschaling van {{name}} is voorgesteld. Een tweede persoon beslist.',
      title: 'Opschaling van {{name}} voorstellen',
      explain: 'Waarom verdient dit onderzoek? Een tweede persoon leest uw reden en beslist.'
    },
    confirm: {
      name: 'Bevestigen',
      past: 'Opschaling bevestigd',
      done: '{{name}} is opgeschaald.',
      title: 'Opschaling van {{name}} bevestigen',
      explain: 'U bevestigt als tweede persoon. Waarom bent u het eens?'
    },
    reject: {
      name: 'Verwerpen',
      past: 'Voorstel verworpen',
      done: 'Het voorstel bij {{name}} is verworpen.',
      title: 'Voorstel bij {{name}} verwerpen',
      explain: 'Waarom niet? Het signaal gaat terug naar wie het had.'
    },
    reopen: {
      name: 'Heropenen',
      past: 'Heropend',
      done: '{{name}} is heropend.',
      title: '{{name}} heropenen',
      explain: 'Wat is er veranderd?'
    }
  },
  'because-of': {
    dismiss: {
      independent: 'Wijst op iemand die zelfstandig werkt',
      licensed: 'Vergund bedrijf',
      spam: 'Spam of oplichting',
      thin: 'Te weinig om op te handelen'
    },
    propose: {
      strong: 'Meer sterke kenmerken samen',
      moving: 'Verplaatst zich nu: wachten schaadt',
      several: 'Waarschijnlijk meer personen betrokken',
      known: 'Sluit aan op wat al bekend is'
    },
    confirm: { agree: 'Eens met het voorstel', urgent: 'Eens, en met spoed' },
    reject: {
      thin: 'Te weinig voor onderzoek',
      look: 'Eerst verder kijken',
      else: 'Beter met een ander middel aan te pakken'
    },
    raise: {
      moving: 'Verplaatst zich nu',
      asked: 'Een collega of partner vraagt erom',
      vanishing: 'De advertenties verdwijnen',
      strong: 'Meer sterke kenmerken samen'
    },
    lower: { calm: 'Er is rust gekomen', waits: 'Wacht op een ander', mistake: 'Het was een vergissing' },
    merge: {
      hand: 'Dezelfde hand: nummer, tekst of foto gedeeld',
      story: 'Dezelfde plaatsen en dagen',
      double: 'Twee keer hetzelfde'
    },
    reopen: { news: 'Er kwamen nieuwe advertenties bij', mistake: 'Het was een vergissing' }
  },
  undo: {
    name: 'Ongedaan maken',
    none: 'Er is niets om ongedaan te maken.',
    reason: 'Ongedaan gemaakt: het was een vergissing',
    done: '{{name}}: ongedaan gemaakt.',
    partly_one: '{{name}}: ongedaan gemaakt, op {{count, number}} na dat intussen veranderde.',
    partly_other: '{{name}}: ongedaan gemaakt, op {{count, number}} na die intussen veranderden.'
  },
  offer: {
    'not-now': '{{act}} kan niet: het signaal is {{state}}.',
    'second-person': 'U stelde dit zelf voor. Een tweede persoon moet het bevestigen.',
    'one-at-a-time': '{{act}} gaat per signaal: kies er een.',
    'pick-more': 'Kies eerst twee of meer signalen met x of Shift+j.'
  }
}
