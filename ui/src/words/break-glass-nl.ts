/** Dutch words of break-glass. The English table has the same keys. */

export const breakGlassNl = {
  emergency: {
    title: 'Noodtoegang',
    about:
      'Lezen onder een grondslag van een ander, voor een paar uur en met het woord van een tweede persoon. Alles wat zo gelezen wordt staat in het logboek.',
    none: 'Er is geen noodtoegang gevraagd.',
    ask: 'Noodtoegang vragen',
    askTitle: 'Noodtoegang vragen',
    askExplain:
      'Een coördinator of beheerder moet het goedkeuren. U leest dan onder deze grondslagen tot de uren om zijn; elke keer komt in het logboek en de auditor ziet het.',
    mandates: 'Grondslagen',
    mandatesHint: 'De namen, met een komma ertussen.',
    hours: 'Uren (1 tot 24)',
    asked: 'Gevraagd. Een coördinator of beheerder beslist binnen een dag.',
    approve: 'Goedkeuren',
    refuse: 'Weigeren',
    end: 'Beëindigen',
    approveTitle: 'Noodtoegang van {{who}} goedkeuren',
    refuseTitle: 'Noodtoegang van {{who}} weigeren',
    endTitle: 'Noodtoegang van {{who}} beëindigen',
    approveExplain: '{{who}} leest daarna {{hours}} uur onder {{mandates}}.',
    refuseExplain: 'Er wordt niets geopend.',
    endExplain: 'Meteen leest niemand er nog onder.',
    done: 'Gedaan.',
    inForce: 'Noodtoegang: {{who}} leest onder {{mandates}} tot {{until}}.',
    inForceWhy: 'Reden: “{{reason}}”. Goedgekeurd door {{by}}.',
    'state-asked': 'wacht op een tweede persoon',
    'state-lapsed': 'verlopen zonder besluit',
    'state-refused': 'geweigerd',
    'state-approved': 'geldt tot {{until}}',
    'state-over': 'afgelopen op {{until}}',
    'state-ended': 'beëindigd op {{until}}',
    'state-closed': 'geëindigd: het account is gesloten',
    by: '{{who}} vroeg dit op {{at}}',
    decided: '{{who}} besliste op {{at}}: {{why}}',
    acts: '{{acts}} handelingen, waarvan {{exports}} uitvoer',
    see: 'Wat er gelezen is'
  }
}
