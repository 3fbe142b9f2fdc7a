/** Every word of the interface in Dutch, by screen. The English table has the same keys. */

import { accountNl } from './account-nl.ts'
import { fieldNl } from './field-nl.ts'
import { breakGlassNl } from './break-glass-nl.ts'
import { homeNl } from './home-nl.ts'
import { namesNl } from './names-nl.ts'
import { networkNl } from './network-nl.ts'
import { roomsNl } from './rooms-nl.ts'
import { workNl } from './work-nl.ts'

export const nl = {
  ...accountNl,
  ...fieldNl,
  ...breakGlassNl,
  ...homeNl,
  ...namesNl,
  ...networkNl,
  ...roomsNl,
  ...workNl,
  nav: {
    label: 'Hoofdnavigatie',
    menu: 'Menu',
    home: 'Vandaag',
    signs: 'Signalen herkennen',
    reports: 'Meldingen',
    'report-status': 'Stand van een melding',
    alerts: '{{count, number}} × direct gevaar',
    reportsWait_one: 'ongelezen melding',
    reportsWait_other: 'ongelezen meldingen',
    queue: 'Werkvoorraad',
    search: 'Zoeken',
    requests: 'Verzoeken',
    proposals: 'Voorstellen',
    cases: 'Zaken',
    minors: 'Minderjarigen',
    partners: 'Partners',
    minorsLate: '{{count, number}} × veilig?',
    sources: 'Bronnen',
    ledger: 'Verantwoording',
    admin: 'Beheer',
    audit: 'Toezicht',
    figures: 'Cijfers',
    exercises: 'Oefeningen',
    settings: 'Instellingen',
    advert: 'Advertentie',
    duel: 'Zelfde of niet?',
    network: 'Netwerk',
    unknown: 'Pagina niet gevonden',
    fact: 'Kenmerk',
    mine_one: 'door mij genomen signaal',
    mine_other: 'door mij genomen signalen',
    links: 'Verbanden',
    requestsWait_one: 'verzoek wacht op een tweede persoon',
    requestsWait_other: 'verzoeken wachten op een tweede persoon'
  },
  frame: {
    skip: 'Naar de inhoud',
    language: 'EN: Switch to English',
    theme: 'Kleurstelling: {{now}}. Wissel naar {{next}}',
    user: 'Aangemeld als {{name}}, {{role}}',
    menu: 'Mijn account',
    signOut: 'Afmelden'
  },
  theme: { system: 'zoals dit apparaat', light: 'licht', dark: 'donker' },
  role: {
    analyst: 'analist',
    detective: 'rechercheur',
    coordinator: 'coördinator',
    prosecutor: 'officier van justitie',
    expert: 'lid van de expertgroep',
    officer: 'eerstelijnsfunctionaris',
    partner: 'ketenpartner',
    auditor: 'auditor',
    operator: 'beheerder van bronnen',
    administrator: 'functioneel beheerder'
  },
  day: { clear: '{{label}} leegmaken', choose: 'Kies een dag' },
  notice: {
    loading: '{{what}} laden…',
    close: 'Sluiten',
    cancel: 'Annuleren',
    retry: 'Opnieuw proberen',
    more: 'Meer tonen',
    back: 'Terug',
    print: 'Afdrukken',
    home: 'Naar het begin',
    copy: 'Kopiëren',
    copied: 'Gekopieerd.',
    copyFailed: 'Kopiëren mag niet in deze browser. Selecteer de tekst en kopieer die zelf.',
    unknownPage: 'Hier staat niets. Het adres klopt niet of is verouderd.',
    serverHint: 'Draait Baken nog? Start het opnieuw en probeer het nog eens.'
  },
  signIn: {
    about: 'Signalen van mensenhandel in openbare bronnen, verzegeld tot er reden is.',
    user: 'Gebruiker',
    password: 'Wachtwoord',
    userMissing: 'Vul uw gebruikersnaam in.',
    passwordMissing: 'Vul uw wachtwoord in.',
    action: 'Aanmelden',
    ended: 'Uw sessie is afgelopen. Meld u opnieuw aan; wat u aan het schrijven was, is bewaard.',
    logged: 'Alles wat u hier leest en doet, komt in het logboek.',
    practice: 'Oefenomgeving',
    practiceHint: 'Kies een oefengebruiker; naam en wachtwoord worden ingevuld.'
  },
  password: {
    title: 'Wachtwoord wijzigen',
    old: 'Huidig wachtwoord',
    next: 'Nieuw wachtwoord',
    hint: 'Minstens 12 tekens: een paar woorden die niet bij elkaar horen.',
    again: 'Nieuw wachtwoord, nog een keer',
    differ: 'De twee nieuwe wachtwoorden zijn niet gelijk.',
    action: 'Wachtwoord wijzigen',
    changed: 'Uw wachtwoord is gewijzigd. Overal elders bent u afgemeld.'
  },
  mandate: {
    notNeeded: 'niet nodig voor uw rol',
    title: 'Op welke grondslag werkt u?',
    why: '{{name}}, kies eerst de grondslag en het doel. Zonder doel geen gegevens.',
    choose: 'Grondslag',
    reason: 'Waarom nu?',
    reasonHint: 'Bijvoorbeeld: dagelijkse beoordeling van de werkvoorraad. Komt in het logboek.',
    action: 'Werken onder deze grondslag',
    inForce: 'Grondslag',
    none: 'geen',
    until: 'tot en met {{day}}',
    untilMoment: 'tot {{moment}}',
    renews: 'Vervolg op {{id}}',
    ended: 'Uw grondslag is afgelopen of ingetrokken: de inhoud is van het scherm, en wat u schreef is bewaard.',
    change: 'Grondslag wisselen',
    changed: 'U werkt nu onder een andere grondslag.',
    keepSealed: 'Verzegeld; wat na {{days}} dagen geen reden gaf, wordt gewist',
    keepOpen: 'Open zolang de grondslag geldt',
    noneGiven: 'U bent aan geen geldige grondslag toegewezen.',
    noneGivenNext: 'Vraag de verlener van de grondslag om u toe te voegen en meld u dan opnieuw aan.'
  },
  progress: {
    label: 'Voortgang van het verzamelen',
    running: '{{pages}} pagina’s gelezen, {{due}} te gaan',
    idle: '{{pages}} pagina’s gelezen',
    share: 'Deel dat gelezen is',
    offline: 'Geen verbinding; wat u schrijft blijft bewaard'
  },
  keys: {
    panel: 'naar paneel 1 tot 5',
    neighbour: 'naar een buur in het netwerkbeeld',
    pickThing: 'kiezen, hoogstens twee',
    fold: 'vouwen of openen',
    pin: 'advertentie vastzetten',
    why: 'waarom samen',
    cut: 'verband knippen',
    stepBack: 'een stap terug, hoogstens tien',
    title: 'Sneltoetsen',
    everywhere: 'Overal',
    help: 'dit overzicht',
    search: 'naar het zoekveld',
    close: 'venster sluiten',
    next: 'volgend signaal',
    previous: 'vorig signaal',
    open: 'signaal openen',
    take: 'nemen',
    release: 'teruggeven',
    dismiss: 'afwijzen met reden',
    propose: 'opschaling voorstellen',
    confirm: 'opschaling bevestigen',
    reject: 'voorstel verwerpen',
    pick: 'signaal kiezen, om er meer samen te doen',
    pickOn: 'kiezen en verder',
    assign: 'toewijzen',
    raise: 'naar voren halen, of terugleggen',
    merge: 'gekozen signalen samenvoegen',
    news: 'nieuws in de rij lezen',
    reopen: 'heropenen',
    ready: 'reden kiezen; Enter bevestigt',
    undo: 'laatste handeling ongedaan maken',
    nextReason: 'volgende reden',
    previousReason: 'vorige reden',
    advert: 'advertentie van de reden openen',
    preview: 'voorbeeld tonen of sluiten',
    switch: 'Sneltoetsen van één teken gebruiken',
    typing: 'Terwijl u typt, doen deze toetsen niets.'
  },
  reason: {
    label: 'Reden',
    hint: 'Enter bevestigt, Shift+Enter begint een nieuwe regel. De reden komt in het logboek.',
    missing: 'Schrijf eerst een reden: die hoort bij de beslissing.',
    suggestions: 'Veelvoorkomende redenen',
    own: 'Of in eigen woorden'
  },
  state: {
    open: 'Openstaand',
    new: 'Nieuw',
    taken: 'Genomen',
    proposed: 'Voorgesteld',
    escalated: 'Opgeschaald',
    dismissed: 'Afgewezen',
    ended: 'Beëindigd',
    all: 'Alle'
  },
  classOf: { title: 'Soort:', noGround: 'geen grond voor een blik: Baken opent niets van dit netwerk' },
  reasons: {
    title: 'Waarom dit een blik verdient',
    for: 'Voor',
    against: 'Tegen',
    context: 'Ter informatie (telt niet mee)',
    'none-for': 'Geen redenen voor.',
    'none-against': 'Geen redenen tegen gevonden. Dat is geen bewijs: zoek er zelf naar.',
    weight: 'Gewicht',
    noWeight: 'telt niet mee',
    seenIn_one: '{{count, number}} getoond',
    seenIn_other: '{{count, number}} getoond',
    sum: 'Samen',
    unequal: 'Gewogen met een andere versie: de som wijkt af.',
    evidence: 'Onderbouwing',
    caution: 'Let op',
    confirmed: 'Bij andere',
    'confirmed-of':
      '{{confirmed, number}} van {{decided, number}} beoordeelde signalen opgeschaald; aandeel vermoedelijk {{from}} tot {{to}}',
    'confirmed-few':
      '{{confirmed, number}} van {{decided, number}} beoordeelde signalen opgeschaald: te weinig voor een aandeel',
    source: 'Herkomst',
    past: 'Hoe het eerder gewogen was',
    lead: 'Een aanwijzing, geen oordeel. Gewogen met versie {{version}}; u beslist.'
  },
  evidence: {
    validated: 'gevalideerd in onderzoek',
    supported: 'ondersteund door onderzoek',
    practice: 'uit de praktijk, niet gevalideerd',
    weak: 'zwak onderbouwd',
    contested: 'omstreden: bronnen spreken elkaar tegen',
    refuted: 'weerlegd: telt niet mee',
    unvalidated: 'niet gevalideerd',
    duty: 'wettelijke plicht',
    other: '{{level}}'
  },
  evidencePane: {
    title: 'Waar dit op rust',
    place: '{{at}} van {{of}}',
    previous: 'Vorige advertentie',
    next: 'Volgende advertentie',
    none: 'Geen geopende advertentie bij deze reden.'
  },
  members: {
    title: 'Advertenties',
    more_one: '{{shown}} van {{count, number}} advertentie getoond.',
    more_other: '{{shown}} van {{count, number}} advertenties getoond.',
    all: 'Alle in het netwerk',
    tick: 'Kiezen',
    tickOne: 'Kies advertentie {{id}}',
    site: 'Site',
    place: 'Plaats',
    posted: 'Geplaatst',
    seenAt: 'gezien {{at}}',
    showMore: 'Meer tonen ({{shown}} van {{count, number}})'
  },
  kind: {
    phone: 'telefoon',
    email: 'e-mail',
    handle: 'account',
    url: 'adres',
    account: 'siteaccount',
    price: 'prijs',
    age: 'leeftijd',
    place: 'plaats',
    name: 'naam',
    date: 'datum',
    language: 'taal',
    service: 'dienst',
    condition: 'voorwaarde',
    availability: 'beschikbaarheid',
    voice: 'vertelvorm',
    masked: 'afgeschermd',
    text: 'gedeelde tekst',
    picture: 'zelfde foto',
    'text+picture': 'tekst en foto',
    judgement: 'oordeel van een persoon',
    other: '{{kind}}'
  },
  masked: {
    chip: 'afgeschermd',
    show: 'Afgeschermd woord. Toon het',
    hide: '{{text}}. Scherm het weer af'
  },
  list: {
    title: 'Een lijst nakijken',
    explain:
      'Plak tot 10.000 nummers, e-mailadressen of accounts, een per regel, of kies een bestand. Elke opzoeking staat in het logboek.',
    lines: 'Nummers, adressen en accounts',
    file: 'Bestand met een per regel',
    chooseFile: 'Kies een bestand',
    chooseFiles: 'Kies bestanden',
    noFile: 'Geen bestand gekozen',
    reason: 'Reden',
    start: 'Nakijken',
    count_one: '{{count, number}} regel',
    count_other: '{{count, number}} regels',
    tooMany: 'Hoogstens 10.000 regels; dit zijn er {{count, number}}.',
    progress: '{{done}} van {{total}} nagekeken',
    tab: {
      known: 'Bekend ({{count, number}})',
      unknown: 'Onbekend ({{count, number}})',
      unreadable: 'Geen kenmerk ({{count, number}})'
    },
    line: 'Regel',
    understood: 'Begrepen als',
    adverts: 'Advertenties',
    answer: '{{open}} open, {{sealed}} verzegeld',
    csv: 'CSV van dit tabblad',
    another: 'Een andere lijst',
    none: 'Niets in dit tabblad.'
  },
  saved: {
    title: 'Bewaard',
    save: 'Bewaar deze vraag',
    keep: 'Bewaren',
    done: 'De vraag is bewaard.',
    name: 'Naam',
    share: 'Deel met wie onder deze grondslag werkt',
    follow: 'Volg tot en met (hoogstens een jaar)',
    followNote:
      'Wie een vraag volgt, ziet op Vandaag hoeveel er nieuw of veranderd is: één regel, hoeveel het ook zijn.',
    noFollow: 'Een vraag naar een soort netwerk kan niet gevolgd worden: die is pas na het wegen bekend.',
    shared: 'gedeeld',
    of: 'van {{by}}',
    followed: 'gevolgd tot {{until}}',
    notFollowed: 'niet gevolgd',
    news_one: '{{count, number}} nieuw',
    news_other: '{{count, number}} nieuw',
    cameIn: 'Wat er binnenkwam',
    fresh: 'nieuw',
    changed: 'veranderd',
    allSealed: 'Wat binnenkwam is verzegeld: alleen het aantal is bekend.',
    moreCame: 'Alleen de nieuwste staan hier.',
    actOn: '{{act}}: {{name}}',
    act: {
      share: 'Delen',
      unshare: 'Niet meer delen',
      watch: 'Volgen',
      stop: 'Niet meer volgen',
      seen: 'Gezien',
      remove: 'Weg'
    }
  },
  search: {
    quick: 'Zoek op woorden, nummer, e-mail of account',
    placeholder: 'Zoeken',
    form: 'Zoeken in advertenties',
    words: 'Woorden',
    fact: 'Nummer, e-mail of account',
    state: 'Toestand',
    anyState: 'Open en verzegeld',
    from: 'Vanaf',
    to: 'Tot en met',
    action: 'Zoeken',
    idle: 'Zoek op woorden of op een kenmerk.',
    idleNext: 'Een nummer mag in elke schrijfwijze: spaties, streepjes en uitgeschreven cijfers worden begrepen.',
    none: 'Niets gevonden.',
    noneNext:
      'Probeer minder woorden, een ander nummer of een ruimere periode. Gewiste vastleggingen worden niet meer gevonden.',
    count_one: '{{shown}} advertentie',
    count_other: '{{shown}} advertenties',
    countAtLeast_one: 'ten minste {{shown}} advertentie',
    countAtLeast_other: 'ten minste {{shown}} advertenties',
    took: 'in {{ms}} ms',
    openAndSealed: '{{open}} open, {{sealed}} verzegeld',
    ranked: 'de nieuwste {{count, number}} zijn op woorden geordend',
    sort: 'Volgorde',
    sorts: { newest: 'Nieuwste', posted: 'Plaatsingsdatum', relevance: 'Meeste treffers', shared: 'Grootste netwerk' },
    path: 'Uw zoekpad',
    narrow: 'Verfijnen',
    results: 'Resultaten',
    preview: 'Voorbeeld',
    previewOf: 'Voorbeeld van advertentie {{id}}',
    weeks: 'Open advertenties per week van plaatsing',
    undated_one: 'Van {{count, number}} open advertentie zegt de site niet wanneer zij geplaatst is.',
    undated_other: 'Van {{count, number}} open advertenties zegt de site niet wanneer zij geplaatst zijn.',
    posted: 'Geplaatst: {{period}}',
    takeOff: '{{what}}. Haal dit weg',
    facet: { site: 'Site', place: 'Plaats', language: 'Taal', kind: 'Noemt', class: 'Soort', source: 'Bron' },
    map: 'Kaart van de resultaten',
    mapNote: 'Geteld over open advertenties. Kies een plaats of gemeente om de lijst te beperken.',
    offMap_one: '{{count, number}} plaats staat niet op de kaart.',
    offMap_other: '{{count, number}} plaatsen staan niet op de kaart.',
    facetsNote: 'Geteld over open advertenties. Van verzegelde is alleen de site bekend.',
    fewer: 'Minder bij {{facet}}',
    moreValues: 'Nog {{count, number}} bij {{facet}}',
    others: 'en {{count, number}} die minder voorkomen',
    sealedLines: 'Verzegelde advertenties per site',
    sealedOn_one: '{{shown}} verzegelde advertentie op {{site}}',
    sealedOn_other: '{{shown}} verzegelde advertenties op {{site}}',
    sealedMore_one: '{{shown}} verzegelde advertentie op {{sites}} andere sites',
    sealedMore_other: '{{shown}} verzegelde advertenties op {{sites}} andere sites',
    showSealed: 'Toon ze om opening te vragen',
    export: 'Uitvoer {{shown}} als {{as}}',
    exportTitle_one: '{{shown}} advertentie uitvoeren',
    exportTitle_other: '{{shown}} advertenties uitvoeren',
    exportExplain:
      'Het bestand bevat precies wat geteld is: {{open}} open met tekst, {{sealed}} verzegeld zonder tekst en kenmerken. De reden komt in het logboek.',
    exportAct: 'Uitvoeren',
    exported_one: '{{shown}} advertentie uitgevoerd',
    exported_other: '{{shown}} advertenties uitgevoerd',
    exportedOther_one:
      'In het bestand staat {{shown}} advertentie; het scherm telde er {{counted}}. Intussen is er gewist of veranderd.',
    exportedOther_other:
      'In het bestand staan {{shown}} advertenties; het scherm telde er {{counted}}. Intussen is er gewist of veranderd.',
    understood: 'Begrepen als:',
    note: {
      'nothing-to-search': 'In deze vraag staat geen woord, nummer of plaatje om naar te zoeken.',
      'only-excluded': 'Geef ook op wat er wel moet staan: alleen weglaten kan niet.',
      'short-prefix': 'Een begin met * of een woord met ~ heeft drie letters nodig; het is als woord gezocht.',
      'wildcard-inside': 'De tekens * en ~ tellen alleen aan het eind van één woord; ze zijn weggelaten.',
      brackets: 'Haakjes groeperen niet; ze zijn weggelaten.',
      'too-many-words': 'Alleen naar de eerste 32 woorden is gezocht.',
      'open-quote': 'Een aanhalingsteken is niet gesloten: de woorden tot het eind zijn als woordgroep gezocht.'
    },
    pageOf: '{{value}}: naar de pagina',
    sealed_one: 'Verzegeld, {{shown}} treffer',
    sealed_other: 'Verzegeld, {{shown}} treffers',
    matches_one: '{{shown}} treffer',
    matches_other: '{{shown}} treffers',
    custody: 'Bewaargegevens',
    toNetwork: 'Naar het netwerk'
  },
  request: {
    elsewhere: 'Gevraagd of een nummer ook bij anderen bekend is?',
    grave: 'Losse ernstige advertenties',
    ask: 'Vraag opening',
    askFor: 'Vraag opening van advertentie {{id}}',
    title: 'Opening van advertentie {{id}} vragen',
    explain: 'Waarom moet deze tekst gelezen worden? Een tweede persoon beslist.',
    action: 'Verzoek indienen',
    done: 'Het verzoek is ingediend. Een tweede persoon beslist.',
    about: 'Een verzegelde advertentie gaat pas open als een tweede persoon het verzoek toestaat.',
    waiting_one: '{{count, number}} verzoek wacht',
    waiting_other: '{{count, number}} verzoeken wachten',
    noneWaiting: 'Geen verzoeken wachten op een beslissing.',
    decided: 'Beslist',
    own: 'Uw eigen verzoek: een tweede persoon beslist.',
    byAt: 'gevraagd door {{by}}, {{at}}',
    decidedBy: 'beslist door {{by}}, {{at}}',
    grant: 'Toestaan',
    grantNo: 'Toestaan: {{advert}}',
    grantTitle: 'Openen: {{advert}}',
    grantExplain: 'De tekst wordt leesbaar voor ieder die onder deze grondslag werkt. Waarom is dat nodig?',
    grantDone: 'Toegestaan: de advertentie is open.',
    refuse: 'Weigeren',
    refuseNo: 'Weigeren: {{advert}}',
    refuseTitle: 'Weigeren: {{advert}}',
    refuseExplain: 'Waarom niet? De aanvrager ziet uw reden.',
    refuseDone: 'Het verzoek is geweigerd.',
    'state-asked': 'gevraagd',
    'state-granted': 'toegestaan',
    'state-refused': 'geweigerd'
  },
  advert: {
    number: 'Advertentie nr. {{id}}',
    onSite: 'Advertentie op {{site}} van {{day}}',
    'state-open': 'Open',
    'state-sealed': 'Verzegeld',
    'state-erased': 'Gewist',
    'untitled-open': 'Advertentie zonder titel (nr. {{id}})',
    'untitled-sealed': 'Verzegelde advertentie (nr. {{id}})',
    'untitled-erased': 'Gewiste advertentie (nr. {{id}})',
    'closed-open':
      'De tekst van deze versie is niet te lezen. Kijk bij de bewaargegevens wat er met de vastlegging is.',
    'closed-sealed': 'Verzegeld: de tekst is pas te lezen als er een reden is of een verzoek wordt toegestaan.',
    'closed-erased': 'Gewist: de sleutel is vernietigd. Alleen de bewaargegevens bestaan nog.',
    sealedWhy: 'Deze advertentie is verzegeld. Vraag opening als u een reden hebt; een tweede persoon beslist.',
    seen: 'gezien {{at}}',
    gone: 'verdwenen van de site',
    goneAt: 'verdwenen van de site, gezien op {{at}}',
    'gone-not-found_one': 'het adres bestaat niet, 404; een tweede keer kijken volgt',
    'gone-not-found_other': 'het adres bestaat niet, 404; {{count, number}} keer gezien',
    'gone-taken-away_one': 'weggehaald, 410; een tweede keer kijken volgt',
    'gone-taken-away_other': 'weggehaald, 410; {{count, number}} keer gezien',
    'gone-says-so_one': 'de pagina zegt het; een tweede keer kijken volgt',
    'gone-says-so_other': 'de pagina zegt het; {{count, number}} keer gezien',
    'gone-redirect_one': 'het adres stuurt door',
    'gone-redirect_other': 'het adres stuurt door; {{count, number}} keer gezien',
    repost: 'opnieuw geplaatst: dezelfde tekst als advertentie nr. {{id}}, die eerder verdween',
    'elsewhere-canonical_one': 'ook op {{count, number}} ander adres, dat deze pagina als haar eigen noemt',
    'elsewhere-canonical_other': 'ook op {{count, number}} andere adressen, door de pagina zelf als één genoemd',
    'elsewhere-parameter_one': 'ook op {{count, number}} adres met een sessie',
    'elsewhere-parameter_other': 'ook op {{count, number}} adressen met een sessie',
    'elsewhere-content_one': 'ook op {{count, number}} ander adres, met dezelfde tekst en hetzelfde nummer',
    'elsewhere-content_other': 'ook op {{count, number}} andere adressen, met dezelfde tekst en hetzelfde nummer',
    imported: 'ingevoerd, niet door Baken vastgelegd',
    posted: 'geplaatst {{at}}',
    account: 'siteaccount {{account}}',
    toNetwork: 'Naar het netwerk',
    toSignal: 'Naar het signaal',
    whole: 'De hele advertentie, met versies en bewaargegevens',
    'opened-signal': 'Geopend door {{by}}, {{at}}, wegens het signaal',
    'opened-request': 'Geopend door {{by}}, {{at}}, op verzoek.',
    'opened-other': 'Geopend door {{by}}, {{at}}.',
    views: 'Onderdelen van de advertentie',
    text: 'Tekst',
    versions_one: 'Versies ({{count, number}})',
    versions_other: 'Versies ({{count, number}})',
    links_one: 'Verbanden ({{count, number}})',
    links_other: 'Verbanden ({{count, number}})',
    custody: 'Bewaargegevens',
    version: 'Versie',
    notLatest: 'U ziet versie {{version}}. De nieuwste is versie {{latest}}, gezien {{at}}.',
    versionAt: 'Versie {{version}}, {{at}}',
    noVersions: 'Van deze advertentie is nog geen versie gelezen. Kom later terug.'
  },
  facts: {
    title: 'Kenmerken',
    legend: 'Toon kenmerken van soort',
    kind: 'Soort',
    value: 'Waarde en vindplaats',
    sure: 'Zekerheid',
    adverts: 'In advertenties',
    say: 'Oordeel',
    none: 'Geen kenmerken gevonden in deze versie.',
    notCounted: 'voor deze soort wordt niet geteld',
    wrong: 'Fout',
    wrongFor: 'Fout: {{value}}',
    restore: 'Terugzetten',
    restoreFor: 'Terugzetten: {{value}}',
    rejectedBy: 'fout volgens {{name}}',
    searchFor_one: 'Zoek {{value}}: {{count, number}} advertentie',
    searchFor_other: 'Zoek {{value}}: {{count, number}} advertenties'
  },
  fact: {
    reject: {
      title: 'Is “{{value}}” fout gelezen?',
      explain: 'Het kenmerk telt niet meer mee; verbanden die erop rusten vervallen meteen. Terugzetten kan.',
      action: 'Als fout aanmerken',
      done_one: 'Als fout aangemerkt; {{count, number}} netwerk gewijzigd.',
      done_other: 'Als fout aangemerkt; {{count, number}} netwerken gewijzigd.'
    },
    restore: {
      title: '“{{value}}” terugzetten?',
      explain: 'Het kenmerk telt weer mee en de verbanden komen terug.',
      action: 'Terugzetten',
      done_one: 'Teruggezet; {{count, number}} netwerk gewijzigd.',
      done_other: 'Teruggezet; {{count, number}} netwerken gewijzigd.'
    }
  },
  compare: {
    title: 'Versies vergelijken',
    one: 'Er is één versie: er valt nog niets te vergelijken.',
    before: 'Eerder',
    after: 'Later',
    shape: 'Weergave',
    beside: 'Naast elkaar',
    inline: 'In één tekst',
    closed: 'Een van deze versies is verzegeld of gewist; daarom kan er niet vergeleken worden.',
    same: 'Geen verschil in titel of tekst.',
    added: 'erbij:',
    removed: 'weg:'
  },
  links: {
    none: 'Geen verbanden met andere advertenties.',
    why: 'Wat zij delen',
    rarity_one: 'in {{shown}} advertentie',
    rarity_other: 'in {{shown}} advertenties',
    common: 'te gewoon om alleen op te bouwen',
    sealedValue: '(verzegelde waarde)',
    noLinker:
      'De koppelaar van deze grondslag draait hier nu niet. Wat wacht en wat knooppunt is, is nu niet te zien; probeer het straks opnieuw.'
  },
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
  },
  sources: {
    now: 'Stand van nu',
    pages: 'Pagina’s gelezen',
    due: 'Te gaan',
    captures: 'Vastleggingen',
    adverts: 'Advertenties',
    networks: 'Netwerken',
    signals: 'Signalen',
    bytes: 'Bewaard',
    speed: 'Snelheid',
    perSecond: '{{pages}} per seconde',
    running: 'Er wordt nu verzameld.',
    idle: 'Er is nu niets te verzamelen.',
    none: 'Nog geen bronnen.',
    noneNext: 'Voeg er een toe met de knop hierboven: u probeert eerst een adres en ziet wat eruit komt.',
    noneOther: 'Een operator voegt bronnen toe.',
    imported: 'Ingelezen uit bestanden · grondslag {{mandate}}',
    says: '{{active}} van {{all}} bronnen actief, {{due}} adressen te gaan.',
    needsLook: 'Vraagt een blik',
    calm: 'Geen bron is stilgevallen en geen host rust.',
    rests_one: 'rust tot {{until}}; {{count, number}} adres wacht',
    rests_other: 'rust tot {{until}}; {{count, number}} adressen wachten',
    removed_one: '{{count, number}} verwijderde bron',
    removed_other: '{{count, number}} verwijderde bronnen',
    weeks: 'Per week',
    expected_one: 'Verwacht, naar {{count, number}} eerdere pagina',
    expected_other: 'Verwacht, naar {{count, number}} eerdere pagina’s',
    given_one: 'De nieuwste {{count, number}} pagina',
    given_other: 'De nieuwste {{count, number}} pagina’s',
    changed:
      'Eerst {{expected}} advertenties per 100 pagina’s (over {{pages}} pagina’s waar een advertentie te verwachten was); de nieuwste {{newest}} daarvan gaven er {{adverts}}.',
    walls_one: '{{count, number}} daarvan vroeg om aanmelden, toestemming of een captcha.',
    walls_other: '{{count, number}} daarvan vroegen om aanmelden, toestemming of een captcha.',
    emptyPages_one: '{{count, number}} had geen tekst.',
    emptyPages_other: '{{count, number}} hadden geen tekst.',
    lastAdvert: 'Laatste advertentie gezien: {{at}}.',
    passed_one: '{{count, number}} gelezen zonder advertentie',
    passed_other: '{{count, number}} gelezen zonder advertentie',
    'sheet-passed': '{{source}}: gelezen zonder advertentie, {{reason}}',
    mandate: 'grondslag: {{purpose}}',
    delay: '{{ms}} ms tussen verzoeken',
    sessions: 'sessies die uit adressen blijven: {{names}}',
    turned:
      'Van {{pages}} pagina’s die eerder een advertentie gaven, geven er {{silent}} nu geen: {{walls}} een muur, {{empty}} zonder tekst, de rest anders opgemaakt.',
    sentOnFollowed: '{{from}} stuurt zijn bezoekers naar {{host}}, een andere naam van dezelfde site; die hoort erbij.',
    sentOnElsewhere:
      '{{from}} stuurt zijn bezoekers naar {{host}}, buiten het bereik: daar wordt niets gevraagd. Hoort die site erbij, zet dan in het bronbestand:',
    progressOf: 'Voortgang van {{name}}',
    doneOf: '{{done}} van {{known}} bekende adressen gelezen, {{due}} te gaan',
    last: 'laatst {{at}}',
    yield: 'Opbrengst',
    per100: '{{share}} per 100',
    refused_one: '{{count, number}} geweigerd door onze regels',
    refused_other: '{{count, number}} geweigerd door onze regels',
    failed_one: '{{count, number}} mislukt',
    failed_other: '{{count, number}} mislukt',
    showAddresses_one: 'toon het adres',
    showAddresses_other: 'toon de adressen',
    addresses: 'Adressen',
    noAddresses: 'Geen adressen meer met deze reden.',
    'sheet-refused': '{{source}}: geweigerd wegens {{reason}}',
    'sheet-failed': '{{source}}: mislukt wegens {{reason}}'
  },
  sourceState: {
    active: 'Actief',
    draining: 'Loopt af',
    paused: 'Gepauzeerd',
    removed: 'Verwijderd',
    other: '{{state}}'
  },
  robots: {
    obey: 'houdt zich aan robots.txt',
    ignore: 'robots.txt genegeerd op last',
    other: 'robots.txt: {{robots}}'
  },
  alarm: {
    'layout-changed':
      'Stilgevallen: de pagina’s hebben tekst, maar geen herkende advertenties meer. De opmaak is veranderd.',
    wall: 'Stilgevallen: de site laat ons een muur zien in plaats van pagina’s.',
    empty: 'Stilgevallen: de pagina’s komen zonder tekst.',
    'not-rendered': 'Pagina’s worden gelezen zonder hun scripts.',
    other: '{{alarm}}'
  },
  because: {
    'private-address': 'niet-openbaar adres',
    scheme: 'ander protocol',
    'ambiguous-url': 'dubbelzinnig adres',
    'out-of-scope': 'buiten bereik',
    parameter: 'wacht: misschien een sessie in het adres',
    session: 'dezelfde pagina met een sessie in het adres',
    robots: 'robots.txt',
    'robots-unavailable': 'robots.txt niet te lezen',
    trap: 'eindeloze lus van adressen',
    depth: 'te diep',
    'page-limit': 'paginagrens bereikt',
    port: 'ongewone poort',
    wall: 'aanmelding vereist',
    dns: 'naam onbekend',
    connect: 'geen verbinding',
    tls: 'versleuteling ongeldig',
    timeout: 'duurde te lang',
    reset: 'verbinding verbroken',
    'bad-http': 'ongeldig antwoord',
    'redirect-loop': 'doorverwijzing in een kring',
    status: 'foutstatus',
    decode: 'niet te ontcijferen',
    'too-large': 'te groot',
    other: '{{reason}}'
  },
  ledger: {
    aboutOwn: 'Uw eigen handelingen, de laatste eerst. Niemand kan ze ongemerkt wijzigen.',
    aboutAll: 'Alle handelingen, ook lezen, de laatste eerst. Niemand kan ze ongemerkt wijzigen.',
    form: 'Zoeken in het logboek',
    mine: 'Alleen van mij',
    at: 'Tijd',
    actor: 'Wie',
    act: 'Handeling',
    detail: 'Bijzonderheden',
    hash: 'Digest',
    none: 'Geen handelingen gevonden met deze filters.',
    intact: 'De keten klopt.',
    intactMeans: 'De getoonde regels zijn nagerekend.',
    broken: 'De keten is verbroken.',
    brokenMeans:
      'Een regel is gewijzigd of verwijderd. Meld dit meteen aan de privacyfunctionaris; baken verify zegt waar.'
  },
  problem: {
    'informant-report': {
      what: 'Wat een informant vertelde hoort niet in een melding (Wpg, artikel 12).',
      next: 'Breng het bij het team dat met informanten werkt (TCI). Er is niets opgeslagen; uw tekst staat nog op dit toestel.'
    },
    'file-name': {
      what: 'Zo kan een bestand niet heten.',
      next: 'Geef het een gewone naam en kies het opnieuw.'
    },
    'file-too-large': {
      what: 'Dit bestand is groter dan 20 MB.',
      next: 'Kies een kleiner bestand, of zeg in woorden wat erop staat.'
    },
    'too-many-files': {
      what: 'Bij een melding passen tien bestanden.',
      next: 'Laat er een weg.'
    },
    'file-forbidden': {
      what: 'Dit bestand mag niemand bewaren. Het is niet opgeslagen.',
      next: 'Stuur het niet door en laat het niemand zien. Vraag de coördinator wat u moet doen.'
    },
    'empty-report': {
      what: 'Er staat nog niets in deze melding.',
      next: 'Eén signaal of een plaats is genoeg.'
    },
    'no-ground': {
      what: 'U hebt nu geen grondslag, dus hier kan niets gemeld worden.',
      next: 'Vraag een beheerder; bij gevaar belt u 112.'
    },
    'unknown-question': {
      what: 'Het formulier is veranderd sinds u begon.',
      next: 'Open de melding en kijk de andere vragen na; uw tekst is bewaard.'
    },
    'unknown-sign': {
      what: 'Een aangekruist signaal staat in geen lijst meer.',
      next: 'Laad de lijsten opnieuw en kruis het opnieuw aan; uw tekst is bewaard.'
    },
    'nothing-to-link': {
      what: 'Dit signaal of netwerk is hier niet.',
      next: 'Geef het nummer van een signaal of netwerk onder deze grondslag.'
    },
    'answer-names': {
      what: 'Uw antwoord noemt een persoon, nummer of zaak.',
      next: 'Laat dat weg: de melder hoort alleen wat er met de melding gebeurt.'
    },
    offline: { what: 'Geen verbinding met Baken.', next: 'Wat u schreef is bewaard. Probeer het zo opnieuw.' },
    timeout: {
      what: 'Het antwoord duurde te lang.',
      next: 'Wat u schreef is bewaard. Probeer het opnieuw of vraag minder tegelijk.'
    },
    changed: {
      what: 'Iemand anders was u voor.',
      next: 'De nieuwste stand staat op het scherm en uw tekst is bewaard. Beslis opnieuw.'
    },
    'second-person': {
      what: 'Dit moet een tweede persoon doen. Een account dat de ander onlangs maakte of opende, of dat door dezelfde persoon gemaakt is, telt niet als tweede.',
      next: 'Vraag een collega om het te beoordelen.'
    },
    'wrong-state': { what: 'Dit kan niet meer in deze toestand.', next: 'Bekijk de nieuwste stand en kies opnieuw.' },
    'no-right': {
      what: 'Uw plaats in deze zaak laat dit niet toe.',
      next: 'Vraag het aan wie leden mag toelaten.'
    },
    'case-closed': {
      what: 'Deze zaak is gesloten: een collega was u voor, of hij was het al.',
      next: 'Bekijk de zaak; heropen hem met een reden als het verder moet.'
    },
    'case-ended': {
      what: 'De laatste dag van deze zaak is voorbij.',
      next: 'Verleng de zaak eerst, met een reden. Wat u schreef staat er nog.'
    },
    'safe-first': {
      what: 'Eerst: is het kind veilig?',
      next: 'Beantwoord die vraag. Wat u schreef staat er nog.'
    },
    'contact-blocked': {
      what: 'Met dit contact neemt niemand contact op.',
      next: 'De reden staat bij het contact.'
    },
    'consent-missing': {
      what: 'Voor deze ontvanger is geen toestemming die geldt.',
      next: 'Leg toestemming vast, of laat een ander het zonder vastleggen.'
    },
    'no-pictures': {
      what: 'Hier komt geen beeld in, in geen vorm.',
      next: 'Beschrijf wat nodig is in woorden.'
    },
    'names-someone': {
      what: 'Deze woorden noemen iemand.',
      next: 'Laat naam en nummer weg.'
    },
    'outside-agreement': {
      what: 'Geen geldig besluit laat toe dit met deze partner te delen.',
      next: 'Kies een ander besluit of minder gegevens.'
    },
    'too-few': {
      what: 'Van minder dan vijf dossiers wordt niets verteld.',
      next: 'Noem een andere bron.'
    },
    'steps-open': {
      what: 'Er staan nog stappen open.',
      next: 'Rond ze af en laat ze door een ander zien.'
    },
    'no-contact': {
      what: 'Met deze persoon neemt niemand contact op: een vlag beschermt hem of haar.',
      next: 'Kies een andere aanpak, of laat eerst met een reden de vlag weghalen.'
    },
    'subject-missing': {
      what: 'Er staat niemand in deze zaak met dat nummer.',
      next: 'Kies wie het betreft, of leg die persoon eerst vast.'
    },
    'flag-stays': {
      what: 'Niet straffen blijft staan tot een officier van justitie erover beslist.',
      next: 'Draag de zaak over aan de officier, of laat de vlag staan.'
    },
    'not-a-member': {
      what: 'Alleen leden van de zaak hebben er taken in.',
      next: 'Laat deze persoon eerst toe, of kies een lid.'
    },
    'order-missing': {
      what: 'Hiervoor is een bevel van de officier nodig, en dat is er niet.',
      next: 'Leg het bevel eerst vast. Wat u schreef staat er nog.'
    },
    'order-ended': {
      what: 'Het bevel hiervoor is voorbij, of nog niet begonnen.',
      next: 'Leg een nieuw of verlengd bevel vast. Wat u schreef staat er nog.'
    },
    'order-scope': {
      what: 'Het bevel hiervoor noemt andere mensen.',
      next: 'Leg een bevel vast dat deze persoon noemt. Wat u schreef staat er nog.'
    },
    'order-too-long': {
      what: 'Een bevel tot observatie of het inwinnen van informatie geldt hooguit drie maanden.',
      next: 'Geef een eerdere laatste dag; verlengen is een nieuw bevel.'
    },
    'unknown-ground': { what: 'Een sepot heeft een grond uit de lijst.', next: 'Kies de grond.' },
    'bad-ecli': {
      what: 'Dit is geen ECLI van een Nederlandse uitspraak.',
      next: 'Schrijf bijvoorbeeld ECLI:NL:RBDHA:2026:1234.'
    },
    'case-full': {
      what: 'Hiervan houdt een zaak er niet meer.',
      next: 'Voeg toe aan wat er staat, of open een volgende zaak.'
    },
    'opened-before': { what: 'Uit dit voorstel kwam al een zaak waar u in zit.', next: 'Open die zaak.' },
    'not-certified': {
      what: 'Wie een zaak leidt heeft een geldig certificaat nodig.',
      next: 'Kies iemand anders, of leg eerst het certificaat vast.'
    },
    'lead-stays': {
      what: 'Wie een zaak leidt wordt door twee personen vervangen.',
      next: 'Vraag een andere leiding aan; een ander lid bevestigt dat.'
    },
    'outside-mandate': {
      what: 'Iets in deze zaak komt van een bron buiten het mandaat, dus gaat er niets naar buiten.',
      next: 'Het voorbeeld noemt de advertenties.'
    },
    'rules-unfit': { what: 'Deze gewichten vallen buiten de grenzen, of er verandert niets.', next: 'Pas ze aan.' },
    'template-refused': {
      what: 'Dit sjabloon is zo niet te gebruiken: {{fault}}',
      next: 'Herstel wat er staat en geef het opnieuw.'
    },
    'pinned-before': { what: 'Dit zit al in de zaak, precies zoals het nu is.', next: 'Er hoeft niets.' },
    'asked-too-often': { what: 'U vroeg vandaag al vijftig keer om toegang.', next: 'Ga morgen verder.' },
    'day-wrong': { what: 'Die dag ontbreekt of is al voorbij.', next: 'Kies een dag die nog komt.' },
    'not-a-colleague': {
      what: 'Niemand met die naam mag hier een signaal nemen.',
      next: 'Kies iemand uit de lijst van collega’s.'
    },
    'reason-missing': { what: 'Er ontbreekt een reden.', next: 'Schrijf een reden en probeer het opnieuw.' },
    'not-found': { what: 'Niet gevonden, of niet voor u.', next: 'Controleer het adres of uw grondslag.' },
    'bad-cursor': { what: 'De lijst is intussen veranderd.', next: 'Laad de lijst opnieuw.' },
    'source-refused': { what: 'Dit kan zo geen bron zijn: {{says}}', next: 'Pas het aan en probeer opnieuw.' },
    'crawl-unavailable': {
      what: 'Hier wordt niet verzameld.',
      next: 'Start Baken met de rol crawl, of probeer het op die machine.'
    },
    'too-expensive': {
      what: 'Deze zoekvraag kost te veel.',
      next: 'Zoek op meer of zeldzamere woorden, of in een kortere periode.'
    },
    'asked-before': { what: 'Hier loopt al een verzoek over.', next: 'Kijk bij Verzoeken naar de stand.' },
    contradicts: {
      what: 'Dit spreekt eerdere oordelen tegen.',
      next: 'Neem die eerst terug, of laat het hierbij.'
    },
    'open-already': { what: 'Deze advertentie is al open.', next: 'Laad de pagina opnieuw.' },
    sealed: { what: 'Dit is verzegeld.', next: 'Vraag opening met een reden.' },
    erased: { what: 'Dit is gewist.', next: 'De sleutel is vernietigd; alleen de bewaargegevens bestaan nog.' },
    damaged: { what: 'Het bewijs op schijf is niet wat is vastgelegd.', next: 'Meld het de beheerder.' },
    'no-content-role': {
      what: 'Uw rol heeft hier geen toegang.',
      next: 'Vraag een collega met een rol die dit wel mag.'
    },
    'no-mandate': { what: 'Er is geen grondslag gekozen.', next: 'Kies een grondslag om verder te gaan.' },
    'mandate-ended': {
      what: 'Uw grondslag is afgelopen.',
      next: 'Wat u schreef is bewaard. Wissel van grondslag om verder te gaan.'
    },
    'ledger-unavailable': {
      what: 'Het logboek is niet bereikbaar.',
      next: 'Zonder logboek wordt niets getoond of gedaan. Probeer het zo opnieuw; meld het als het aanhoudt.'
    },
    'does-not-open': {
      what: 'Wat hier is bewaard gaat niet open: het is veranderd, of er ontbreekt een sleutel.',
      next: 'Er is niets getoond. Meld het de beheerder: "baken verify" noemt wat het is.'
    },
    'wrong-sign-in': {
      what: 'Gebruiker of wachtwoord klopt niet.',
      next: 'Controleer beide en probeer het opnieuw.'
    },
    'factor-due': { what: 'Uw tweede factor is nog niet getoond.', next: 'Geef de code van uw app.' },
    'enrolment-due': { what: 'Uw rol vraagt een tweede factor.', next: 'Stel die eerst in.' },
    'not-by-proxy': {
      what: 'Baken is alleen via zijn tussenstation te bereiken.',
      next: 'Gebruik het adres dat u van de beheerder kreeg.'
    },
    'plain-http': { what: 'Deze verbinding is niet versleuteld.', next: 'Gebruik het adres dat met https begint.' },
    'wrong-passkey': {
      what: 'Deze toegangssleutel is hier niet bekend.',
      next: 'Meld u aan met uw wachtwoord en voeg hem toe bij Instellingen.'
    },
    'identity-taken': {
      what: 'Een ander account is al met deze identiteit gekoppeld.',
      next: 'Kijk welk account dat is.'
    },
    'wrong-code': {
      what: 'Deze code klopt niet of is al gebruikt.',
      next: 'Wacht op de volgende code, en kijk of de klok van uw telefoon goed staat.'
    },
    'factor-required': {
      what: 'Uw rol vraagt een tweede factor.',
      next: 'Een beheerder kan hem verwijderen als u de telefoon kwijt bent.'
    },
    'password-due': { what: 'U gebruikt een eenmalig wachtwoord.', next: 'Kies eerst een eigen wachtwoord.' },
    'bad-account-id': {
      what: 'Dit is geen accountnaam.',
      next: 'Gebruik 1 tot 64 tekens: a-z, 0-9, “-” en “.”, beginnend en eindigend met een letter of cijfer.'
    },
    'bad-account-name': { what: 'Er staat geen naam.', next: 'Vul de naam in die collega’s kennen.' },
    'bad-role': { what: 'Deze rol bestaat niet.', next: 'Kies een rol uit de lijst.' },
    'unknown-mandate': { what: 'Deze grondslag bestaat niet.', next: 'Laad de pagina opnieuw en kies uit de lijst.' },
    'account-exists': { what: 'Deze accountnaam is bezet.', next: 'Kies een andere.' },
    'own-account': { what: 'Niemand wijzigt het eigen account.', next: 'Vraag een andere beheerder.' },
    'bad-mandate': {
      what: 'Dit is geen volledige of geldige grondslag.',
      next: 'Verbeter het veld dat genoemd wordt.'
    },
    'not-administrator': { what: 'Alleen een beheerder doet dit.', next: 'Meld u opnieuw aan of vraag een beheerder.' },
    'last-administrator': { what: 'Dit is de laatste beheerder.', next: 'Maak eerst een andere beheerder.' },
    'demo-account': { what: 'Oefenaccounts blijven zoals ze zijn.', next: 'Maak een eigen account.' },
    'weak-password': {
      what: 'Dit wachtwoord is te kort, te lang of te makkelijk te raden.',
      next: 'Gebruik minstens 12 tekens: een paar woorden die niet bij elkaar horen, niet uw eigen naam.'
    },
    'wrong-password': { what: 'Uw huidige wachtwoord klopt niet.', next: 'Controleer het en probeer het opnieuw.' },
    'no-users': {
      what: 'Er zijn nog geen gebruikers.',
      next: 'Wie deze machine beheert voegt de eerste toe: baken user add.'
    },
    'wrong-method': { what: 'De server kent dit verzoek niet.', next: 'Laad de pagina opnieuw.' },
    'no-identifiers': {
      what: 'In wat de zaak bewaart staat geen nummer, adres of account.',
      next: 'Zet eerst vast waar er een in staat.'
    },
    'nothing-known': { what: 'Het is nu nergens anders bekend.', next: 'Antwoord dat er niets te delen is.' },
    'asked-enough': { what: 'U vroeg dit vandaag al twintig keer.', next: 'Overleg met een coördinator.' },
    'too-many-requests': {
      what: 'Te veel verzoeken tegelijk.',
      next: 'Wacht {{seconds}} seconden en probeer het dan opnieuw.'
    },
    'too-many-screens': {
      what: 'U hebt te veel schermen open.',
      next: 'Sluit er een paar en laad deze pagina dan opnieuw.'
    },
    throttled: {
      what: 'Te veel mislukte pogingen.',
      next: 'Wacht {{seconds}} seconden en probeer het dan opnieuw.'
    },
    'signed-out': { what: 'U bent niet aangemeld.', next: 'Meld u aan; wat u schreef is bewaard.' },
    'bad-request': { what: 'De invoer is niet geldig.', next: 'Controleer wat u invulde en probeer het opnieuw.' },
    'cross-site': {
      what: 'Dit verzoek kwam niet van deze pagina.',
      next: 'Open Baken rechtstreeks op zijn eigen adres en probeer het opnieuw.'
    },
    'wrong-host': {
      what: 'Onder deze naam antwoordt Baken niet.',
      next: 'Gebruik het adres dat Baken bij het starten noemt, of laat de beheerder deze naam toevoegen.'
    },
    'too-large': { what: 'Dit is te groot om te versturen.', next: 'Maak de tekst korter.' },
    'not-json': { what: 'De server begreep het verzoek niet.', next: 'Laad de pagina opnieuw.' },
    fault: {
      what: 'Er ging bij Baken iets mis.',
      next: 'Het is genoteerd. Probeer het opnieuw; meld het als het blijft.'
    },
    'store-unavailable': {
      what: 'De database antwoordt niet.',
      next: 'Wat u schreef is bewaard. Probeer het zo opnieuw.'
    },
    busy: { what: 'Er wordt te veel tegelijk gevraagd.', next: 'Wat u schreef is bewaard. Probeer het zo opnieuw.' },
    'linker-unavailable': {
      what: 'Het deel dat verbanden legt draait niet.',
      next: 'Wat u schreef is bewaard. Probeer het later opnieuw, of vraag de beheerder het te starten.'
    },
    'interface-fault': {
      what: 'Er ging iets mis in het scherm zelf.',
      next: 'Laad de pagina opnieuw. Blijft het, meld het de beheerder.'
    },
    other: {
      what: 'Dat lukte niet.',
      next: 'Probeer het opnieuw. Blijft het, meld het de beheerder (status {{status}}).'
    }
  }
}

/** The shape of a table of words: equal keys, any text. */
export type Words = typeof nl
