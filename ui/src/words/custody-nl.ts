/** Dutch words of how an advert was kept, sent when an advert is first opened. The English table has the same keys. */

export const custodyNl = {
  custody: {
    title: 'Bewaargegevens van de vastlegging',
    intact: 'Ongeschonden.',
    'intact-means': 'De bytes op schijf zijn zojuist nagerekend en zijn precies wat er is vastgelegd.',
    damaged: 'Beschadigd.',
    'damaged-means':
      'De bytes op schijf wijken af van wat is vastgelegd. Gebruik deze vastlegging niet als bewijs en meld het de beheerder.',
    missing: 'Ontbreekt.',
    'missing-means': 'De vastlegging is niet op schijf gevonden. Meld het de beheerder.',
    away: 'Niet gecontroleerd.',
    'away-means': 'De vastlegging ligt in de bewijsopslag, die nu niet antwoordt. Kijk later opnieuw.',
    'seen-crawl': 'Vastgelegd op',
    'seen-import': 'Volgens het ingevoerde bestand gezien op',
    origin: 'Herkomst',
    'origin-crawl': 'Door Baken zelf vastgelegd.',
    'origin-import':
      'Ingevoerd: anderen hebben dit vastgelegd. Baken bewaart wat het bestand zei en kan niet nagaan of dat zo op de site stond.',
    note: {
      'payload-digest-differs': 'De inhoud klopt niet met de digest die het archief zelf noemt.',
      'missing-bytes': 'Er zijn minder bytes dan het antwoord aankondigde.',
      'chunks-broken': 'De delen van het antwoord breken af.',
      'stored-without-chunks': 'Het antwoord noemt delen en is zonder delen bewaard.',
      'status-assumed': 'Het archief noemt geen status; 200 is aangenomen.',
      'not-rendered': 'De pagina is gelezen zonder zijn scripts: die konden niet worden uitgevoerd.',
      'header-slip': 'De kopregels bevatten een slordigheid; ze zijn gelezen zoals een browser dat doet.',
      'header-left-out': 'Een kopregel zonder dubbele punt is weggelaten.',
      'image-left-out': 'Een onleesbare afbeelding in de regel is weggelaten.',
      'not-utf8': 'De regel is geen geldig UTF-8; onleesbare bytes zijn vervangen bij het lezen.',
      'revisit-resolved': 'Het archief verwijst voor de inhoud naar een eerdere vastlegging met dezelfde digest.',
      'time-from-posting':
        'Het bestand zegt niet wanneer dit gezien is; het genoemde moment van plaatsen staat ervoor.',
      'time-from-file': 'Het bestand zegt niet precies wanneer dit gezien is; de tijd van het bestand staat ervoor.',
      'named-by-content': 'De regel heeft geen nummer en geen adres.',
      'said-twice': 'De regel of het record staat meer dan eens in wat is ingevoerd.',
      'header-contradicts': 'De kop van het record, of van het antwoord daarin, zegt iets twee keer en verschillend.',
      'header-repeated': 'De kop van het record zegt iets twee keer; dat spreekt elkaar niet tegen.',
      'record-id-twice': 'Een ander record in wat is ingevoerd heeft hetzelfde nummer (WARC-Record-ID).',
      'segments-joined': 'Het archief bewaart dit record in stukken; die zijn samengevoegd.',
      'segments-incomplete':
        'Het archief bewaart dit record in stukken, en niet alle stukken zijn er of kloppen; dit is niet het geheel.',
      'method-assumed':
        'Het archief heeft voor dit adres een verzoek dat geen GET is en zegt niet bij welk antwoord het hoort; GET is aangenomen.',
      'date-with-offset': 'Het archief noemt de tijd niet in UTC; die is omgerekend.',
      'date-without-zone': 'Het archief noemt geen tijdzone; UTC is aangenomen.',
      'date-imprecise':
        'Het archief noemt niet meer dan een jaar, maand, dag of minuut; het eerste moment daarvan staat ervoor.',
      'date-rounded':
        'Het bestand noemt het tijdstip fijner dan het bewaard wordt, of een schrikkelseconde; het naaste moment staat ervoor.',
      'revisit-profile': 'Het archief zegt niet op een bekende manier hoe dit gelijk is aan een eerdere opname.',
      'packing-mixed': 'Een deel van het archief is ingepakt en een ander deel niet; beide zijn gelezen.',
      'lines-marked': 'De regels van het bestand zijn op een ongewone manier gescheiden.',
      'cut-off': 'Het archief zegt dat het de inhoud heeft afgekapt (WARC-Truncated).',
      'zone-assumed': 'De regel noemt geen tijdzone; die van de bron is aangenomen.',
      'time-ahead':
        'Het bestand noemt een tijd die bij het invoeren nog moest komen; de tijd van het bestand staat ervoor.',
      'time-before-web':
        'Het bestand noemt een tijd van voor de eerste webpagina; de tijd van het bestand staat ervoor.',
      'interim-answer': 'Voor het antwoord stond een tussenantwoord; het antwoord zelf is genomen.',
      'coding-broken': 'De inhoud laat zich niet uitpakken zoals de kop zegt.',
      'stored-without-coding':
        'De kop noemt een inpakking die de inhoud niet heeft; de inhoud is gehouden zoals die is.',
      'partial-content': 'Het antwoord is een deel van de pagina, naar zijn status (206) of Content-Range, geen hele.',
      'encoding-assumed': 'De tekenset is aangenomen: niet alle letters zijn zeker.',
      'digest-unknown': 'Het archief noemt een controlegetal van een soort die niet bekend is; het is niet vergeleken.',
      'field-missing': 'De kop van het record mist een veld dat elk record hoort te hebben.',
      'member-without-digest': 'Het pakket noemt geen controlegetal van dit bestand.',
      'member-left-out': 'Het pakket bevat nog een archief, dat niet is gelezen.',
      'key-twice': 'De regel zegt een veld twee keer; het laatste telt.',
      'address-left-out': 'Het adres in de regel kan niet worden gehouden; de advertentie heet naar haar nummer.',
      'history-left-out': 'De regel zegt iets over andere tijden (verdwenen, eerst gezien); dat is niet overgenomen.',
      'bytes-after': 'Er staan bytes na het einde dat het antwoord of het bestand noemt.',
      'request-differs':
        'Het archief voegt bij dit antwoord een verzoek om een ander adres; dat verzoek is weggelaten.',
      'key-spelled': 'De regel schrijft namen van velden anders; ze zijn genomen zoals ze bedoeld zijn.',
      'id-odd': 'Het nummer in de regel is een breuk, negatief of anders genoteerd; de tekens zelf zijn genomen.',
      other: 'Bijzonderheid: {{kind}}'
    },
    story: 'Wat er is gedaan, regel voor regel',
    seenBefore: 'Voor het eerst gezien op {{at}}. Van een tekst die gelijk bleef staat hier de nieuwste vastlegging.',
    olderLeftOut: 'Oudere regels dan de nieuwste 500 uit het logboek zijn weggelaten.',
    itself: 'Baken zelf',
    console: 'De beheerder op de console',
    under: 'onder de grondslag voor',
    notInLog: 'nog niet in het ondertekende log',
    unchanged:
      'De site antwoordde byte voor byte hetzelfde als bij de vastlegging van {{at}}: ongewijzigd teruggezien, en die inhoud is één keer bewaard.',
    clocks: 'Klokken naast elkaar',
    clock: {
      own: 'eigen klok, bij het begin van het verzoek',
      server: 'klok van de site (Date)',
      ledger: 'klok van de database, bij het opschrijven',
      stamp: 'tijdstempel op het log'
    },
    noClock: {
      own: 'niet bekend',
      server: 'niet genoemd, of van voor dit werd bijgehouden',
      ledger: 'nog niet in het logboek',
      stamp: 'nog geen'
    },
    clockOff: {
      'server-ahead': 'De klok van de site liep {{seconds}} seconden voor op die van deze machine.',
      'server-behind': 'De klok van de site liep {{seconds}} seconden achter op die van deze machine.',
      'ledger-ahead':
        'De klok van de database stond bij het opschrijven {{seconds}} seconden later dan die van deze machine bij het verzoek.',
      'ledger-behind':
        'De klok van de database stond bij het opschrijven {{seconds}} seconden vroeger dan die van deze machine bij het verzoek.',
      'stamp-ahead':
        'De klok van de tijdstempeldienst liep bij het stempelen {{seconds}} seconden voor op die van deze machine.',
      'stamp-behind':
        'De klok van de tijdstempeldienst liep bij het stempelen {{seconds}} seconden achter op die van deze machine.'
    },
    digests_one: '{{count}} digest',
    digests_other: '{{count}} digests',
    digestOf: {
      record: 'verzegeld record op schijf',
      body: 'wat de site antwoordde',
      segment: 'gesloten bestand met het record',
      last: 'laatste record van dat bestand',
      entry: 'regel in het logboek'
    },
    'intact-now': 'De bytes op schijf zijn, zojuist nagerekend, precies die.',
    'damaged-now': 'De bytes op schijf zijn niet meer die: gebruik dit niet als bewijs.',
    'missing-now': 'Het is niet op schijf gevonden.',
    'away-now': 'Het ligt in de bewijsopslag, die nu niet antwoordt.',
    because: 'Reden: “{{why}}”',
    restsOn: 'Dit rust op {{what}}.',
    rests: {
      signal: 'signaal {{no}}',
      request: 'verzoek {{no}}',
      watch: 'volglijst {{no}}',
      advert: 'advertentie {{no}}, die open was'
    },
    did: {
      'capture-store-crawl':
        '{{who}} legde versie {{version}} vast van de site (HTTP {{status}}, {{size}}), verzegelde die en schreef het op.',
      'capture-store-import':
        '{{who}} nam versie {{version}} over uit een archief van anderen (HTTP {{status}}, {{size}}), verzegelde die en schreef het op.',
      'segment-close':
        '{{who}} sloot het bestand waarin het record ligt, met {{count, number}} records; er komt niets meer bij.',
      'segment-recover': '{{who}} sloot het bestand waarin het record ligt, na een storing.',
      'segment-drop': '{{who}} verwijderde het bestand waarin het record lag, nadat alles erin was gewist.',
      'advert-open': '{{who}} opende de advertentie.',
      'capture-keep': '{{who}} opende een nieuwere vastlegging van de advertentie, die al open was.',
      'request-ask': '{{who}} vroeg de advertentie te openen.',
      'request-grant': '{{who}} stond dat toe, als tweede persoon.',
      'request-refuse': '{{who}} weigerde dat, als tweede persoon.',
      'fact-reject': '{{who}} verwierp een kenmerk van versie {{version}} als verkeerd gelezen.',
      'fact-restore': '{{who}} herstelde een kenmerk van versie {{version}}.',
      'judgement-different': '{{who}} oordeelde dat deze advertentie en een andere niet van dezelfde hand zijn.',
      'judgement-same': '{{who}} oordeelde dat deze advertentie en een andere van dezelfde hand zijn.',
      'judgement-unsure': '{{who}} kon niet zeggen of deze advertentie en een andere van dezelfde hand zijn.',
      'grave-set-aside': '{{who}} legde de advertentie weg: ze blijft verzegeld en wordt op tijd gewist.',
      'retention-erase': '{{who}} wiste de advertentie op tijd, door haar sleutels te vernietigen.',
      other: '{{who}}: {{act}}.'
    },
    looks_zero: 'Niemand heeft ernaar gekeken.',
    looks_one: 'Er is één keer naar gekeken.',
    looks_other: 'Er is {{count, number}} keer naar gekeken, {{by}}. Een auditor kan zien door wie.',
    looksBy_one: 'door één mens',
    looksBy_other: 'door {{count, number}} mensen',
    looksWhen: 'Eerst {{first}}, laatst {{last}}.',
    log: 'Het ondertekende log is {{origin}}, van {{size}} regels.',
    noLog: 'Er is nog geen ondertekend log.',
    proofOf: 'Bewijs van regel {{no}}',
    check: {
      checking: 'Wordt nagerekend.',
      proven:
        'Deze browser heeft het nagerekend: de regel hieronder leidt naar de wortel van het log van {{size}} regels. Of de juiste sleutel die heeft ondertekend, controleert wie de sleutel elders heeft genoteerd.',
      wrong: 'Wat hier staat hoort niet bij elkaar. Gebruik het niet en meld het de beheerder.',
      hash: 'De regel heeft zijn hash; het ondertekende log bevat hem nog niet.',
      cannot:
        'Zonder beveiligde verbinding rekent deze browser niets na; het bewijs hieronder kan elders worden gecontroleerd.'
    },
    entryAsHashed: 'De regel zoals hij is gehasht:',
    before: 'Hash van de regel ervoor:',
    proofText: 'Bewijs van opname met het ondertekende ijkpunt (C2SP tlog-proof):',
    logKey: 'Sleutel van het log:',
    url: 'Adres',
    answer: 'Antwoord',
    answerIs: 'HTTP {{status}}, {{size}}',
    truncated: 'afgekapt: {{why}}',
    digest: 'Digest (SHA-256)',
    capture: 'Vastlegging',
    where: 'Bewaard in',
    mandate: 'Grondslag',
    ledger: 'Logboek',
    ledgerNo: 'regel {{no}}',
    noLedger: 'nog niet in het logboek',
    state: 'Toestand',
    eraseAt: 'wordt gewist op {{day}}',
    download: 'Download als WARC',
    downloadHint:
      'Standaard .warc.gz; de download komt in het logboek. Een pagina met ook gesloten advertenties wordt niet gegeven.'
  }
}
