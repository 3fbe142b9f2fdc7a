/** Phrases for the ordinary background: goods, services, rooms; also junk adverts and advance-payment scams. */
import type { Pools } from '../grammar.ts'

export interface TradePhrases {
  readonly category: 'goods' | 'services' | 'rooms'
  readonly titles: readonly string[]
  readonly lines: readonly string[]
}

export const trades: readonly TradePhrases[] = [
  {
    category: 'goods',
    titles: [
      'Te koop: <thing>',
      '<thing>, {zo goed als nieuw|gebruikt|met kleine kras}',
      'Mooie <thing> weg te doen',
      '<thing> ophalen in [town]'
    ],
    lines: [
      '{Wegens verhuizing|Door ruimtegebrek|Na erfenis} {te koop|aangeboden}: <thing>.',
      'Staat in [town], ophalen {in overleg|na zes uur|op zaterdag}.',
      'Vraagprijs [price] euro, {bieden mag|vaste prijs}.',
      'Maten: <size>.',
      'Bestelnummer [order].',
      '{Rookvrij huis|Komt uit een huis zonder huisdieren}.',
      'Gekocht in {2015|2017|2019|2021|2023}, {bon aanwezig|geen bon}.',
      '{Werkt goed|Werkt, maar maakt wat geluid|Alleen een krasje opzij}.',
      'Ruilen tegen <thing> {kan|mag ook}.',
      'Gewicht ongeveer {4|12|25|40} kilo, {neem iemand mee|past in een gewone auto}.'
    ]
  },
  {
    category: 'services',
    titles: [
      '<service> in [town]',
      '{Ervaren|Handige|Betaalbare} <service>',
      '<service>, {ook in het weekend|snel en netjes}'
    ],
    lines: [
      'Ik doe <service> {in [town] en omgeving|voor particulieren}.',
      '{Uurprijs|Tarief} [price] euro{ incl. btw|}.',
      'KvK [kvk].',
      '{Referenties op aanvraag|Al <years> in het vak}.',
      'Eigen {gereedschap|materiaal|bus}.',
      'Offerte {gratis|binnen twee dagen}.',
      'Ook {kleine klussen|spoed}.',
      'Rekening met btw {mogelijk|op verzoek}.',
      'Wij komen {op tijd|als het afgesproken is}.'
    ]
  },
  {
    category: 'rooms',
    titles: [
      'Kamer te huur in [town]',
      '{Gemeubileerde|Lichte|Rustige} kamer, [town]',
      'Studio [town], {per maand|per direct}'
    ],
    lines: [
      'Kamer van {9|12|14|16|18|20} m2 {met wastafel|op het zuiden|op zolder}.',
      'Huur [price] euro per maand {inclusief|exclusief}.',
      'Keuken en badkamer {delen met twee anderen|op de gang}.',
      '{Huisdieren niet toegestaan|Niet roken}.',
      'Beschikbaar vanaf [date].',
      'Postcode [postcode].',
      'Borg {een maand|twee maanden}.',
      'Bezichtigen {op zaterdag|na een berichtje}.',
      'Inschrijven {kan|is mogelijk}.'
    ]
  }
]

export const tradePools: Pools = {
  thing: [
    'massagestoel',
    'eettafel',
    'racefiets',
    'wasmachine',
    'boekenkast',
    'piano',
    'kinderwagen',
    'aquarium',
    'bankstel',
    'tuinset',
    'naaimachine',
    'spiegel',
    'vouwwagen',
    'koelkast',
    'hometrainer',
    'kledingkast',
    'bakfiets',
    'schilderij',
    'tapijt',
    'gitaar',
    'massagetafel',
    'dressoir',
    'grasmaaier',
    'verzameling platen',
    'lamp',
    'fietskar'
  ],
  size: ['80 x 200 cm', '120x60x75', '180 bij 90', 'hoog 2,10 m', '40 x 40 cm', 'maat 54', 'doorsnede 1 meter'],
  service: [
    'schoonmaakwerk',
    'tuinonderhoud',
    'schilderwerk',
    'bijles wiskunde',
    'stoelmassage op kantoor',
    'verhuizingen',
    'pianoles',
    'computerhulp',
    'hondenuitlaat',
    'klussen',
    'sportmassage',
    'strijkservice',
    'autopoetsen',
    'belastingaangifte',
    'fotografie',
    'nagelstyling',
    'kapper aan huis'
  ],
  years: ['vijf jaar', 'tien jaar', 'twintig jaar', 'sinds 2012']
}

/** Junk that is posted by machine. */
export const junk = {
  titles: [
    'BEST OFFER [order]',
    'Win nu een prijs',
    'Goedkope leningen zonder toetsing',
    'Meet people in [town] now',
    'Casino bonus [order]',
    'Lose weight fast',
    'Replica watches -70%'
  ],
  lines: [
    'Click {here|the link} {now|today}: [link]',
    '{Limited|Special} offer {only today|while stocks last}!',
    'Geen {toetsing|gedoe}, {binnen een dag|vandaag} geregeld.',
    'Thousands of {members|winners} {in [town]|near you}.',
    'Code [order] geeft {10|20|50}% korting.',
    'Join {free|now} and {win|save}.',
    '{Certified|Official} partner since {2009|2014}.',
    'Bel voor meer: [phone]'
  ],
  pools: {} as Pools
}
