/** Dutch words of what is read: adverts, networks, signals, searching. They come with the first screen that shows any of these. The English table has the same keys. */

import { searchingNl } from './searching-nl.ts'
import { linksNl } from './links-nl.ts'
import { networkNl } from './network-nl.ts'
import { roomsNl } from './rooms-nl.ts'
import { workNl } from './work-nl.ts'

export const contentNl = {
  ...searchingNl,
  ...linksNl,
  ...networkNl,
  ...roomsNl,
  ...workNl,
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
  masked: {
    chip: 'afgeschermd',
    show: 'Afgeschermd woord. Toon het',
    hide: '{{text}}. Scherm het weer af'
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
    refuseDone: 'Het verzoek is geweigerd.'
  },
  advert: {
    number: 'Advertentie nr. {{id}}',
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
  }
}

/** The shape of these words: equal keys, any text. */
export type ContentWords = typeof contentNl
