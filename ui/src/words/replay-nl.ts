/** Dutch words of captured pages that are shown again, sent when an advert is first opened. The English table has the same keys. */

export const replayNl = {
  replay: {
    tab: 'Pagina',
    title: 'De vastgelegde pagina',
    what: 'De pagina zoals die is vastgelegd, opnieuw getekend. Scripts, formulieren en koppelingen doen niets; aan de site wordt niets gevraagd. Foto’s zijn vaag en grijs, en woorden over herkomst, geloof en gezondheid zijn bedekt. Elke keer komt met uw reden in het logboek.',
    show: 'Pagina bekijken',
    showBoth: 'Beide pagina’s bekijken',
    beside: 'Ernaast',
    alone: 'Geen tweede versie',
    ask: 'Waarom bekijkt u deze pagina?',
    askPictures: 'Waarom moeten de foto’s duidelijk zijn?',
    askWords: 'Waarom moeten de bedekte woorden leesbaar zijn?',
    explain: 'Uw reden komt in het logboek, met de versie en hoe die is getoond.',
    go: 'Bekijken',
    why: {
      look: 'Zien hoe de advertentie eruitzag',
      change: 'Nagaan wat er op de pagina is veranderd',
      evidence: 'Nagaan of dit bewijs bruikbaar is'
    },
    sharp: 'Foto’s duidelijk tonen',
    blur: 'Foto’s weer vervagen',
    uncover: 'Bedekte woorden tonen ({{count}})',
    cover: 'Woorden weer bedekken',
    capture: 'Dit is een vastlegging van toen, niet de site van nu.',
    frame: 'Vastgelegde pagina, versie {{version}}',
    address: 'Adres',
    at: 'Vastgelegd',
    'clock-own': 'klok van Baken',
    'clock-import': 'volgens het ingevoerde bestand',
    'clock-site': 'De site zelf zei: {{at}}',
    'clock-none': 'De site zei zelf niet hoe laat het was.',
    digest: 'SHA-256 van het antwoord',
    record: 'SHA-256 van de verzegelde vastlegging',
    how: 'Hoe vastgelegd',
    'how-crawl': 'Door Baken zelf, zonder scripts uit te voeren; status {{status}}.',
    'how-import': 'Ingevoerd: anderen hebben dit vastgelegd; status {{status}}.',
    missing: 'Wat ontbreekt',
    'nothing-missing': 'Niets dat de pagina noemt.',
    truncated: 'De pagina zelf is afgekapt.',
    apart: 'Onderdelen zijn tot {{minutes}} minuten voor of na de pagina vastgelegd.',
    pictures: {
      missing_one: '{{count}} afbeelding is niet vastgelegd of niet leesbaar',
      missing_other: '{{count}} afbeeldingen zijn niet vastgelegd of niet leesbaar',
      sealed_one: '{{count}} afbeelding is verzegeld',
      sealed_other: '{{count}} afbeeldingen zijn verzegeld',
      withheld_one: '{{count}} afbeelding wordt aan niemand getoond',
      withheld_other: '{{count}} afbeeldingen worden aan niemand getoond',
      left_one: '{{count}} afbeelding past er niet meer bij',
      left_other: '{{count}} afbeeldingen passen er niet meer bij'
    },
    sheets: {
      missing_one: '{{count}} opmaakblad is niet vastgelegd',
      missing_other: '{{count}} opmaakbladen zijn niet vastgelegd',
      sealed_one: '{{count}} opmaakblad is verzegeld',
      sealed_other: '{{count}} opmaakbladen zijn verzegeld',
      withheld_one: '{{count}} opmaakblad wordt niet getoond',
      withheld_other: '{{count}} opmaakbladen worden niet getoond',
      left_one: '{{count}} opmaakblad past er niet meer bij',
      left_other: '{{count}} opmaakbladen passen er niet meer bij'
    },
    removed: {
      scripts_one: '{{count}} script is weggelaten',
      scripts_other: '{{count}} scripts zijn weggelaten',
      handlers_one: '{{count}} handeling van een script is weggelaten',
      handlers_other: '{{count}} handelingen van scripts zijn weggelaten',
      refreshes_one: '{{count}} doorverwijzing is weggelaten',
      refreshes_other: '{{count}} doorverwijzingen zijn weggelaten',
      frames_one: '{{count}} ingebedde pagina is weggelaten',
      frames_other: '{{count}} ingebedde pagina’s zijn weggelaten',
      forms_one: '{{count}} formulier of veld doet niets',
      forms_other: '{{count}} formulieren en velden doen niets',
      links_one: '{{count}} koppeling doet niets',
      links_other: '{{count}} koppelingen doen niets',
      media_one: '{{count}} film of geluid is weggelaten',
      media_other: '{{count}} films en geluiden zijn weggelaten',
      drawings_one: '{{count}} tekening is weggelaten',
      drawings_other: '{{count}} tekeningen zijn weggelaten',
      embedded_one: '{{count}} ingebed onderdeel is weggelaten',
      embedded_other: '{{count}} ingebedde onderdelen zijn weggelaten'
    },
    fields: {
      title: 'Wat er is veranderd',
      none: 'Tussen deze versies is geen kenmerk veranderd.',
      field: 'Kenmerk',
      before: 'Was',
      after: 'Is',
      heading: 'Titel',
      account: 'Account',
      postedAt: 'Geplaatst',
      language: 'Taal'
    }
  },
  problem: {
    'sealed-beside': {
      what: 'Op deze pagina staan ook verzegelde advertenties.',
      next: 'De pagina wordt daarom niet getoond. Lees de tekst, of vraag om ook die te openen.'
    },
    'no-page': {
      what: 'Wat is vastgelegd is geen pagina die getoond kan worden.',
      next: 'De tekst en de bewaargegevens staan op de andere tabbladen.'
    },
    'replay-off': {
      what: 'Pagina’s worden hier niet getoond: er is geen tweede adres voor.',
      next: 'De beheerder kan dat instellen (--replay-name of --replay-port).'
    }
  }
}
