/** Every word of the interface in Dutch, by screen. The English table has the same keys. */

import { accountNl } from './account-nl.ts'
import { fieldNl } from './field-nl.ts'
import { breakGlassNl } from './break-glass-nl.ts'
import { homeNl } from './home-nl.ts'
import { namesNl } from './names-nl.ts'

export const nl = {
  ...accountNl,
  ...fieldNl,
  ...breakGlassNl,
  ...homeNl,
  ...namesNl,
  search: {
    quick: 'Zoek op woorden, nummer, e-mail of account',
    placeholder: 'Zoeken'
  },
  request: {
    'state-asked': 'gevraagd',
    'state-granted': 'toegestaan',
    'state-refused': 'geweigerd'
  },
  advert: {
    onSite: 'Advertentie op {{site}} van {{day}}'
  },
  list: {
    chooseFile: 'Kies een bestand',
    chooseFiles: 'Kies bestanden',
    noFile: 'Geen bestand gekozen'
  },
  duel: {
    title: 'Zelfde of niet?',
    yes: 'Dezelfde hand',
    hold: 'Weet niet',
    no: 'Niet dezelfde'
  },
  weeks: {
    spark: 'Advertenties per week: {{counts}}'
  },
  queue: {
    fresh_one: '{{count, number}} nieuw',
    fresh_other: '{{count, number}} nieuw'
  },
  actor: { pipeline: 'Baken zelf', console: 'de beheerder op de machine', visitor: 'een bezoeker' },
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
    research: 'Onderzoek',
    phenomena: 'Fenomenen',
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
  alarm: {
    'layout-changed':
      'Stilgevallen: de pagina’s hebben tekst, maar geen herkende advertenties meer. De opmaak is veranderd.',
    wall: 'Stilgevallen: de site laat ons een muur zien in plaats van pagina’s.',
    empty: 'Stilgevallen: de pagina’s komen zonder tekst.',
    'not-rendered': 'Pagina’s worden gelezen zonder hun scripts.',
    other: '{{alarm}}'
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
    'handling-code': {
      what: 'De behandelcode houdt dit binnen.',
      next: 'Wie eraan werkt kan de code wijzigen, met een reden.'
    },
    'outside-agreement': {
      what: 'Geen geldig besluit laat toe dit met deze partner te delen.',
      next: 'Kies een ander besluit of minder gegevens.'
    },
    'all-hidden': {
      what: 'Alles in deze tabel is verborgen.',
      next: 'Kies meer weken of een grovere indeling.'
    },
    'noise-spent': {
      what: 'Van deze weken zijn er zoveel synthetische tabellen gepubliceerd als mag.',
      next: 'Kies andere weken.'
    },
    'too-few': {
      what: 'Van minder dan vijf dossiers wordt niets verteld.',
      next: 'Noem een andere bron.'
    },
    'steps-open': {
      what: 'Er staan nog stappen open.',
      next: 'Rond ze af en laat ze door een ander zien.'
    },
    'contact-words': {
      what: 'Deze woorden zeggen contact te zoeken, en gaan over iemand die beschermd wordt.',
      next: 'Is het contact met iemand anders? Vink dat aan. Anders: verander het plan.'
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
    'source-changed': {
      what: 'Een nummer erin staat niet meer in de tekst waaruit het gelezen is.',
      next: 'Het logboek noemt het.'
    },
    'package-too-large': {
      what: 'Dit past niet in één pakket (65.535 bestanden of 4 GB).',
      next: 'Laat weg wat niet bevestigd is, of verdeel de zaak.'
    },
    'template-refused': {
      what: 'Dit sjabloon is zo niet te gebruiken: {{fault}}',
      next: 'Herstel wat er staat en geef het opnieuw.'
    },
    'pinned-before': { what: 'Dit zit al in de zaak, precies zoals het nu is.', next: 'Er hoeft niets.' },
    'asked-too-often': { what: 'U vroeg vandaag al vijftig keer om toegang.', next: 'Ga morgen verder.' },
    'birth-day-wrong': { what: 'Dat is geen geboortedag.', next: 'Schrijf hem als 1990-05-31, of laat hem leeg.' },
    'counted-before': { what: 'Deze persoon staat al bij deze melding.', next: 'Er is niets toegevoegd.' },
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
