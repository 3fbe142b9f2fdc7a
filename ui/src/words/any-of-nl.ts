/** Dutch words for what an act is done to where none is named: "heeft een advertentie gelezen". The English table has the same keys. */

export const anyOfNl = {
  minor: 'een dossier van een minderjarige',
  partner: 'een partner',
  advert: 'een advertentie',
  network: 'een netwerk',
  signal: 'een signaal',
  user: 'een gebruiker',
  mandate: 'een grondslag',
  fact: 'een kenmerk',
  search: 'woorden of een kenmerk',
  source: 'een bron',
  report: 'een melding',
  proposal: 'een voorstel',
  question: 'een vraag over andere grondslagen',
  case: 'een zaak',
  capture: 'een vastlegging',
  sheet: 'een maandblad',
  series: 'een reeks',
  year: 'een jaar',
  table: 'een tabel',
  exercise: 'een oefening',
  right: 'een verzoek over gegevens',
  team: 'een team',
  role: 'een rol',
  list: 'een lijst',
  overview: 'een overzicht'
}
