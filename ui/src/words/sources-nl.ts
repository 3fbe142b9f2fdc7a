/** Dutch words for what operators do with sources: trying, adding, pausing, removing. The English table has the same keys. */

export const sourcesNl = {
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
  sourceScripts: {
    missed:
      'Van de nieuwste {{pages}} pagina’s zijn er {{missed}} gelezen zonder hun scripts: de browser die ze uitvoert ontbreekt, of een pagina liet hem vastlopen. Wie de machine beheert, ziet met “baken doctor” wat ontbreekt; bij elke vastlegging staat de reden.'
  },
  sourceAct: {
    pause: {
      name: 'Pauzeren',
      title: '{{name}} pauzeren',
      explain: 'Er wordt niets meer opgevraagd tot u hervat. Wat al opgehaald is, wordt nog gelezen. Waarom?',
      done: '{{name}} is gepauzeerd.'
    },
    drain: {
      name: 'Laten aflopen',
      title: '{{name}} laten aflopen',
      explain: 'Wat al in behandeling is, wordt afgemaakt; er komt niets bij, en daarna is de bron gepauzeerd. Waarom?',
      done: '{{name}} loopt af en wordt dan gepauzeerd.'
    },
    resume: {
      name: 'Hervatten',
      title: '{{name}} hervatten',
      explain: 'Baken gaat binnen enkele seconden verder waar het was. Waarom?',
      done: '{{name}} gaat verder.'
    },
    remove: {
      name: 'Verwijderen',
      title: '{{name}} verwijderen',
      explain:
        'Er wordt niets meer opgevraagd. Wat er van deze site is vastgelegd blijft wat het is: verzegeld wordt het op zijn dag gewist, geopend blijft het voor zijn signaal bewaard. Terughalen kan. Waarom?',
      done: '{{name}} is verwijderd; wat vastgelegd is volgt zijn eigen termijn.'
    },
    'look-again': {
      name: 'Opnieuw bekijken',
      title: '{{name}} opnieuw bekijken',
      explain:
        'Alle pagina’s die al gelezen zijn ({{count, number}}) worden nu opnieuw opgevraagd, in het tempo van deze bron. Waarom?',
      done: '{{name}}: {{count, number}} pagina’s worden opnieuw bekeken.'
    }
  },
  sourceRest: {
    hours: 'Buiten de uren ({{limit}}): rust tot {{until}}. Wat aan de beurt is wacht.',
    'day-budget': 'Het budget van vandaag is op ({{limit}}): rust tot {{until}}. Wat aan de beurt is wacht.',
    'run-budget': 'Het budget van deze ronde is op ({{limit}}). Wat aan de beurt is wacht.',
    ofMandate: 'Zo staat het in de grondslag, voor alle bronnen samen.',
    today: 'Vandaag gevraagd: {{pages}} pagina’s, {{size}}, {{minutes}} min.'
  },
  sourceSum: {
    several: 'Een netwerk of signaal kan in meer bronnen liggen: die van de bronnen tellen dan op tot meer dan er zijn.'
  },
  pageKind: {
    advert: 'advertentie',
    list: 'lijst',
    other: 'andere pagina',
    wall: 'muur: aanmelden, toestemming of captcha',
    empty: 'pagina zonder tekst',
    gone: 'verdwenen',
    error: 'fout op de site',
    sitemap: 'sitemap',
    redirect: 'doorverwijzing',
    'not-html': 'geen webpagina'
  },
  addSource: {
    nothingRead: 'Geen enkele pagina kon worden gelezen; dit kan zo geen bron worden.',
    other: 'Het adres is veranderd: probeer eerst dit adres.',
    open: 'Bron toevoegen',
    title: 'Bron toevoegen',
    note: 'eerst proberen, dan bevestigen',
    url: 'Adres van de site, of van een lijst met advertenties',
    reason: 'Waarom deze bron? (komt in het logboek)',
    try: 'Proberen',
    again: 'Opnieuw proberen',
    trying: 'De site wordt nu gevraagd, niet sneller dan een keer per seconde. Dat duurt even.',
    missing: 'Geef een adres en een reden.',
    found: 'Wat gevonden is',
    onPages_one: '{{count, number}} pagina',
    onPages_other: '{{count, number}} pagina’s',
    says_one: '{{count, number}} advertentie herkend op {{pages}}.',
    says_other: '{{count, number}} advertenties herkend op {{pages}}.',
    pages: 'Bekeken pagina’s',
    links_one: '{{count, number}} verwijzing binnen bereik',
    links_other: '{{count, number}} verwijzingen binnen bereik',
    which: 'Advertentie',
    noAdvert: 'Op deze pagina is geen advertentie herkend.',
    point: 'Velden zelf aanwijzen',
    pointSays:
      'Vindt Baken een veld niet, of het verkeerde, geef dan een CSS-selector en probeer opnieuw. Leeg laten mag.',
    name: 'Naam, zoals de schermen de site noemen',
    id: 'Kenmerk (kleine letters, cijfers, streepjes)',
    delay: 'Seconden tussen twee verzoeken',
    sure: 'Ik heb de velden naast de tekst bekeken en zij kloppen',
    sureFirst: 'Bekijk eerst de velden en zeg dat zij kloppen.',
    fieldsFirst: 'Geef een naam, een kenmerk van kleine letters, cijfers en streepjes, en 1 tot 3600 seconden.',
    add: 'Toevoegen en beginnen',
    done: '{{name}} is toegevoegd; Baken begint er binnen enkele seconden mee.'
  },
  evidenceStore: {
    title: 'Opslag van het bewijs',
    foot: 'Zoals de nieuwste ronde het achterliet. "baken evidence state" vraagt de opslag zelf, "baken evidence push" maakt meteen een ronde.',
    'state-none':
      'Er is geen opslag genoemd: het bewijs staat alleen op deze machine. Een beheerder noemt er een in evidence.yaml in de datamap.',
    'state-new': 'Er is nog geen ronde gemaakt.',
    'state-well': 'De nieuwste ronde is goed afgelopen, op {{at}}.',
    'state-fails': 'Zij weigert sinds {{at}}. Tot zij antwoordt blijft het bewijs hier.',
    'state-refused': 'evidence.yaml is niet te lezen: er gaat niets naar een opslag.',
    next: 'wordt weer gevraagd op {{at}}',
    locks: 'Zij zet objecten zelf op slot.',
    locksNot: 'Zij zet zelf niets op slot.',
    has: 'Heeft',
    held: 'Vastgehouden',
    waits: 'Wacht',
    here: 'Op deze machine',
    room: 'Ruimte hier',
    segments_one: '{{count, number}} segment, {{size}}',
    segments_other: '{{count, number}} segmenten, {{size}}',
    roomOf: '{{free}} van {{all}}',
    unread: 'De map met segmenten is niet te lezen.',
    limit: 'Van segmenten die de opslag heeft, blijft hier ten hoogste {{size}}.',
    other_one: 'heeft nog {{count, number}} segment ({{size}}), en niemand kijkt ernaar om.',
    other_other: 'heeft nog {{count, number}} segmenten ({{size}}), en niemand kijkt ernaar om.'
  },
  robotsSaid: {
    rules: 'robots.txt is gelezen en wordt gevolgd.',
    'allow-all': 'robots.txt staat alles toe.',
    'disallow-all': 'robots.txt staat niets toe: {{because}}',
    other: 'robots.txt: {{because}}'
  },
  tried: {
    advert: 'Advertentie',
    title: 'Titel',
    body: 'Tekst',
    price: 'Prijs',
    place: 'Plaats',
    posted: 'Geplaatst',
    account: 'Account',
    contact: 'Contact',
    facts: 'Kenmerken',
    notFound: 'niet gevonden',
    untitled: 'zonder titel',
    text: 'De tekst die bewaard zou worden'
  }
}
