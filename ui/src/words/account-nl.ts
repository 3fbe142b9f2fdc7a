/** Dutch words of a person's own account: the second factor, sessions, and a password that is due. The English table has the same keys. */

export const accountNl = {
  factor: {
    title: 'Tweede factor',
    none: 'U meldt zich aan met alleen een wachtwoord. Met een tweede factor heeft wie uw wachtwoord kent nog niets.',
    since: 'Bij het aanmelden wordt een code van uw app gevraagd, sinds {{at}}.',
    codesLeft_one: 'Nog {{count, number}} herstelcode.',
    codesLeft_other: 'Nog {{count, number}} herstelcodes.',
    required: 'Uw rol vraagt een tweede factor.',
    enrol: 'Tweede factor instellen',
    enrolExplain: 'Uw wachtwoord eerst: zo stelt niemand anders dit in op een scherm dat open bleef staan.',
    next: 'Verder',
    scan: 'Open de app die codes maakt en scan dit vierkant. Typ daarna de zes cijfers die de app laat zien.',
    qr: 'QR-code voor uw app; de tekst eronder zegt hetzelfde',
    orType: 'Of typ dit in de app:',
    code: 'Code van de app',
    codeHint: 'Zes cijfers, of een van uw herstelcodes als uw telefoon weg is.',
    confirm: 'Bevestigen',
    show: 'Verder',
    codesOnce:
      'Uw herstelcodes, elk voor één keer. Ze staan hier één keer: bewaar ze op papier, niet op de telefoon met de app.',
    kept: 'Ik heb ze bewaard',
    renew: 'Nieuwe herstelcodes',
    renewExplain: 'De oude herstelcodes gelden dan niet meer.',
    remove: 'Tweede factor verwijderen',
    removeExplain: 'Daarna is uw wachtwoord weer genoeg. Overal elders wordt u afgemeld.',
    removed: 'De tweede factor is verwijderd.',
    noApp: 'U meldt zich aan met een toegangssleutel. Een app die codes maakt is er een reserve naast.',
    passkeys: 'Toegangssleutels',
    passkeyAbout:
      'Een toegangssleutel zit in uw telefoon of computer en werkt met uw vinger, gezicht of pincode van dat apparaat. U typt niets, dus er is niets af te kijken of weg te geven.',
    passkeyUse: 'Aanmelden met een toegangssleutel',
    passkeyAdd: 'Toegangssleutel toevoegen',
    passkeyName: 'Naam van dit apparaat',
    passkeyDevice: 'dit apparaat',
    passkeyExplain:
      'Uw wachtwoord eerst. Daarna vraagt uw apparaat om vinger, gezicht of pincode. Overal elders wordt u afgemeld.',
    passkeyMade: 'gemaakt op {{at}}, nog niet gebruikt',
    passkeyUsed: 'laatst gebruikt op {{at}}',
    passkeyForget: 'Vergeet',
    passkeyForgetExplain: 'Met deze sleutel meldt niemand zich nog aan. Overal elders wordt u afgemeld.',
    passkeyNot: 'Toegangssleutels werken als Baken een naam als adres heeft, niet op een adres van cijfers.',
    passkeyStopped: 'Er is geen toegangssleutel gebruikt: afgebroken, of dit apparaat heeft er geen voor Baken.',
    provider: 'Aanmelden met {{name}}',
    'provider-silent': 'De aanmelddienst antwoordt niet. Probeer het later, of meld u aan met wachtwoord.',
    'identity-late': 'Het aanmelden duurde te lang of begon in een ander venster. Begin opnieuw.',
    'identity-refused': 'De aanmelddienst heeft niet bevestigd wie u bent. Begin opnieuw.',
    'identity-unknown': 'Bij deze identiteit hoort hier geen account. Geef uw beheerder dit kenmerk: {{subject}}',
    password: 'Uw wachtwoord'
  },
  sessions: {
    title: 'Waar u bent aangemeld',
    about:
      'Elke browser waarin u nu bent aangemeld. Kent u er een niet, beëindig die dan en kies een ander wachtwoord.',
    here: 'deze browser',
    unknown: 'een andere browser, adres onbekend',
    onMachine: 'een andere browser, op de computer waar Baken draait',
    from: 'een andere browser, vanaf netwerkadres {{client}}',
    times: 'sinds {{started}}, laatst gebruikt {{seen}}',
    end: 'Afmelden',
    endOf: 'Afmelden: de sessie sinds {{at}}',
    endOthers: 'Overal elders afmelden',
    ended: 'Afgemeld.'
  },
  due: {
    factorTitle: 'Uw tweede factor',
    factorWhy: 'Uw wachtwoord klopt. Geef nu de code die uw app laat zien.',
    enrolmentTitle: 'Stel een tweede factor in',
    enrolmentWhy: 'Uw rol vraagt meer dan een wachtwoord. U heeft een app op uw telefoon nodig die codes maakt.',
    passwordTitle: 'Kies een eigen wachtwoord',
    passwordWhy:
      'U meldde zich aan met een eenmalig wachtwoord. Voordat u verder gaat kiest u er zelf een, dat alleen u kent.'
  }
}
