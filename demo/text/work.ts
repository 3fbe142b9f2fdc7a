/** Phrases for job adverts: ordinary employers, bundled offers from one hand, and quick-money recruiting. */
import type { Pools } from '../grammar.ts'

export interface WorkPhrases {
  readonly titles: readonly string[]
  readonly lines: readonly string[]
  readonly contact: readonly string[]
}

/** An employer who says what a job seeker must know: contract, pay, deductions, transport. */
export const employer: WorkPhrases = {
  titles: [
    '<job> gezocht in [town]',
    '[company] zoekt <job>',
    'Vacature: <job> ({m/v|fulltime|parttime|32 uur})',
    '<job> in [town], {vast contract|direct beginnen|leerplek mogelijk}',
    'Wij zoeken een <job>'
  ],
  lines: [
    '[company] is {een familiebedrijf|een bedrijf met <staff> collega’s|een vaste naam} in [town].',
    'Je werkt {in wisselende diensten|overdag|vier dagen van acht uur|in dagdienst}.',
    'Salaris volgens cao, [wage] {bruto per uur|euro bruto per maand, schaal 4}.',
    'Inhoudingen {staan op je loonstrook|leggen we vooraf uit}: {zorgverzekering|pensioen} {als je dat wilt|volgens cao}.',
    'Reiskosten vergoed, {bus 12 stopt voor de deur|fietsplan mogelijk|vanaf 10 km}.',
    'Je krijgt een contract {voor een jaar|met kans op vast} {en 25 vakantiedagen|}.',
    'Wij leren je {het vak|<task>} {in twee weken|zelf}.',
    'Jouw taken: <task> en <task>.',
    'Ervaring met <task> is {fijn maar niet nodig|een pluspunt}.',
    'Je collega’s {eten samen|helpen elkaar|zijn er soms al twintig jaar}.',
    'Solliciteren kan tot [date] bij {mevrouw|meneer} [surname].',
    'Vragen over <task>? {Loop binnen|Bel overdag}.',
    '{Geen uitzendbureaus|Acquisitie stellen we niet op prijs}.',
    'Werkweek van {24|32|36|38|40} uur, {weekend vrij|om en om zaterdag}.'
  ],
  contact: [
    'Bel {mevrouw|de heer} [surname], [phone].',
    'Solliciteer: [email] of [phone].',
    'Telefoon {kantoor|personeelszaken}: [phone]',
    'Stuur je cv naar [email].'
  ]
}

/** Work, room and transport from one hand, little said about pay and employer. */
export const bundled: WorkPhrases = {
  titles: [
    '{Job|Work} in {Holland|Netherlands}, start {now|Monday}',
    'Praca w Holandii od zaraz',
    'Werk + kamer + vervoer',
    'Locuri de muncă în Olanda',
    '{Production|Warehouse|Greenhouse} work, room included',
    'Работа в Холандия',
    'Munka Hollandiában azonnal'
  ],
  lines: [
    'Work {in greenhouse|in warehouse|in production|with flowers}, no experience{ and no language|} needed.',
    'Accommodation {provided|arranged by us}, {shared room|close to work}.',
    'Transport {every day |}by our {bus|van}.',
    '{Good|High} earnings, {paid weekly|cash possible}, up to [wage] per week.',
    'Long hours possible, {6|7} days{ a week|}.',
    'We {arrange everything|take care of papers}: ticket, room, bus.',
    'Praca {przy kwiatach|w magazynie|na produkcji}, mieszkanie zapewnione.',
    'Dojazd do pracy {busem|zapewniony}.',
    'Cazare și transport {asigurate|incluse}.',
    'Плащане всяка седмица, осигурена квартира.',
    'Szállás és utazás {biztosított|megoldva}.',
    'Werk, kamer en busje {via ons|geregeld}, {direct beginnen|maandag beginnen}.',
    'Costs of {travel|the room} are {settled later|taken from first pay}.',
    'Couples {and friends |}welcome.'
  ],
  contact: [
    'Only WhatsApp: [phone].',
    'WhatsApp/Viber [phone]',
    'Tylko WhatsApp [phone]',
    'Alleen appen [phone]',
    'Call {Marek|Tomek|Adi|the boss} [phone]'
  ]
}

/** Quick money, nothing said about the work. */
export const recruiting: WorkPhrases = {
  titles: [
    '{Snel|Makkelijk} geld verdienen',
    '{Dames|Hostesses|Modellen} gezocht, {hoge|top} verdiensten',
    '{Quick|Easy} money, {no experience|start today}',
    'Verdien {tot |}[wage] per {week|dag}',
    'Hostess wanted, high income',
    'Bijverdienen naast je studie?'
  ],
  lines: [
    '{Topverdiensten|Hoge verdiensten}, geen ervaring nodig.',
    'Je bepaalt zelf {je uren|wanneer}.',
    'Wij zoeken {spontane |}dames voor {gezelschapswerk|een club|hostesswerk} in {Nederland|België|Duitsland|het buitenland}.',
    'Wij regelen {een kamer|huisvesting|vervoer|je reis}{ en een telefoon|}.',
    '{Direct|Elke dag} uitbetaald{, contant|}.',
    'Earn up to [wage] {a week|a day}{, cash|}.',
    '{Girls|Ladies} wanted for {a club|company work|hostess work}{ abroad|}.',
    'We {pay your ticket|arrange the room and the driver}.',
    'No {experience|questions|language} needed.',
    'Je hebt alleen een {bankrekening|telefoon} nodig.',
    '{Eén avond|Een weekend} werk, {meteen geld|snel geld}.',
    'Discreet{, niemand hoeft het te weten|}.'
  ],
  contact: [
    '{App|Telegram}: [phone]',
    'Stuur een foto en je leeftijd (21+) naar [phone].',
    'DM of [phone]',
    'Info: [phone]',
    'Alleen telegram [handle]'
  ]
}

export const workPools: Pools = {
  job: [
    'magazijnmedewerker',
    'chauffeur',
    'schilder',
    'kapper',
    'bakker',
    'kok',
    'afwasser',
    'schoonmaker',
    'hovenier',
    'lasser',
    'monteur',
    'verpleegkundige',
    'caissière',
    'receptionist',
    'timmerman',
    'stukadoor',
    'fietsenmaker',
    'bloemist',
    'oogstmedewerker',
    'administratief medewerker',
    'verkoper',
    'slager',
    'loodgieter',
    'heftruckchauffeur',
    'kraamhulp',
    'conciërge'
  ],
  task: [
    'klanten helpen',
    'bestellingen klaarzetten',
    'het onderhoud van machines',
    'voorraad tellen',
    'deeg maken',
    'planten verzorgen',
    'rekeningen nakijken',
    'kamers schoonmaken',
    'leidingen leggen',
    'wanden stuken',
    'fietsen herstellen',
    'routes plannen',
    'het kassawerk',
    'boeketten binden',
    'gasten ontvangen',
    'dozen stapelen'
  ],
  staff: ['8', '12', '15', '23', '30', '45', '60', '110']
}

/** A single job advert that states what official lists name: a passport that is kept, a room tied to the work, a wage far below the minimum. */
export const graveOffer = {
  title: 'Inpakker gezocht, kamer erbij',
  lines: [
    'Wij zoeken een volwassen medewerker voor het inpakken van snijbloemen.',
    'Loon 4 euro per uur, contant aan het einde van de week.',
    'Een kamer krijg je zolang je werkt, de huur gaat van het loon af.',
    'Paspoort inleveren op de eerste dag, het ligt veilig op kantoor.',
    'Vervoer naar de loods gaat met ons busje.'
  ]
}
