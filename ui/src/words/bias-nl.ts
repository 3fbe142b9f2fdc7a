/** Dutch words of the page on bias. The English table has the same keys. */

export const biasNl = {
  bias: {
    by: 'Tel per',
    'by-indicator': 'aanwijzing',
    'by-source': 'bron',
    'by-language': 'taal',
    'by-place': 'plaats',
    which: 'Welke aanwijzing',
    allIndicators: 'alle samen',
    note: '{{signals}}: {{agreed}} opgeschaald, {{dismissed}} afgewezen',
    signalCount_one: '{{count, number}} signaal',
    signalCount_other: '{{count, number}} signalen',
    grounded:
      '{{share}} van de geopende advertenties had een grond: {{grounded}} van {{opened}}. De andere zijn op verzoek of door een volglijst geopend.',
    signals: 'Afgegaan',
    agreed: 'Opgeschaald',
    dismissed: 'Afgewezen',
    vetoed: 'Teruggedraaid',
    opened: 'Geopend',
    withGround: 'Met grond',
    share: 'Deel afgewezen',
    here: '{{share}} van {{count, number}}',
    elsewhere: 'elders {{share}} van {{count, number}}',
    undecided: 'nog niets beslist',
    'verdict-more': 'vaker afgewezen',
    'verdict-less': 'minder vaak afgewezen',
    'verdict-alike': 'geen duidelijk verschil',
    'verdict-too-few': 'te weinig om iets te zeggen',
    against: 'telt tegen',
    silent_one: 'In lijn {{list}} is nog geen signaal.',
    silent_other: 'In de lijnen {{list}} is nog geen signaal.',
    none: 'Er is hier nog niets te tellen.',
    noneNext: 'Groepen met minder dan {{least}} signalen staan er niet.',
    hidden_one: '{{count, number}} groep is te klein om te tonen.',
    hidden_other: '{{count, number}} groepen zijn te klein om te tonen.',
    table: 'Vertekening van lijn {{id}}',
    unknownLanguage: 'taal niet herkend',
    imported: 'ingelezen',
    rule: 'Signalen die zijn samengevoegd tellen hier elk; in de werkvoorraad zijn zij er één. Opgeschaald: twee mensen waren het eens. Afgewezen: een mens vond niets om op te handelen. Teruggedraaid: een mens nam een fout gelezen kenmerk of een band tussen advertenties terug. Een verschil heet pas een verschil bij ten minste tien beslissingen aan beide kanten en als toeval het minder dan eens in de honderd keer geeft.',
    small:
      'Groepen met minder dan {{least}} signalen staan er niet, en ook niet wat er een zou verraden: zulke getallen kunnen naar een mens wijzen.',
    language:
      'De taal van een advertentie zegt hier alleen hoe goed Baken haar leest: gaat een aanwijzing in een taal zelden af, dan kan dat aan onze woordenlijsten liggen. Over wie iemand is zegt zij niets; op afkomst, nationaliteit, geloof en gezondheid wordt niet geteld.',
    place:
      'Een netwerk telt in elke plaats die zijn advertenties noemen. Een plaats zegt waar gewerkt wordt, niet waar iemand vandaan komt.',
    source:
      'Een netwerk telt in elke bron waarop het adverteert. Een bron die veel afgewezen signalen geeft wordt misschien slecht gelezen, of hoort er niet bij.'
  }
}
