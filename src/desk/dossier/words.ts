/** The words of a dossier in Dutch and English. */
import { localTime } from '../../text/calendar.ts'

/** Days of terms and deadlines begin and end in it, as `today()` in the database does. */
const zone = 'Europe/Amsterdam'

const nl = {
  title: 'Dossier',
  noConclusion: 'Dit dossier legt vast wat is gezien en gedaan. Het trekt geen conclusie over personen.',
  digest: 'Kenmerk van de inhoud (SHA-256)',
  follows: 'Volgt op het dossier met kenmerk',
  first: 'Dit is het eerste dossier van deze zaak.',
  asOf: 'Stand van',
  ground: 'Doel en grondslag',
  purpose: 'Doel van de zaak',
  basis: 'Grondslag van de zaak',
  form: 'Vorm van uitbuiting',
  mandate: 'Mandaat',
  mandateSays: (id: string, by: string, from: string, until: string) =>
    `${id}, verleend door ${by}, van ${from} tot ${until}`,
  lead: 'Leider van de zaak',
  opened: 'Geopend',
  acts: 'Handelingen en hun grond',
  actHead: ['Wanneer', 'Wie', 'Wat', 'Waarover', 'Grond'],
  confirmed: 'Bevestigde stukken',
  unconfirmed: 'Niet bevestigde stukken',
  none: 'Geen.',
  leftOut: (n: number) => `${n} niet bevestigde stukken zijn niet opgenomen.`,
  handled: (codes: string) => `Behandelcode: ${codes}`,
  behind: (n: number, code: string) => `Onder ${code} achtergebleven: ${n}.`,
  item: (no: number) => `Stuk ${no}`,
  kinds: { network: 'netwerk', advert: 'advertentie', report: 'melding', signal: 'signaal' },
  itemSays: (kind: string, ref: string, version: number, by: string, at: string) =>
    `${kind} ${ref}, versie ${version}, opgenomen door ${by} op ${at}`,
  why: 'Reden',
  sha: 'SHA-256',
  confirmedBy: (by: string, at: string) => `Bevestigd door ${by} op ${at}`,
  kept: (at: string) => `De wistermijn verliep op ${at}; de zaak hield het vast (bewaring gaat voor wissen).`,
  factHead: ['Soort', 'Waarde', 'Zoals geschreven', 'Opname', 'Tekens', 'Oordeel'],
  factStates: { proposed: 'niet beoordeeld', confirmed: 'bevestigd', rejected: 'afgewezen' },
  custody: 'Herkomst en beheer',
  custodySays:
    'Deze regels staan in het logboek; onder proof/ledger staat elke regel zoals hij is gehasht, met zijn tijd in UTC.',
  custodyHead: ['Regel', 'Wanneer', 'Wie', 'Wat', 'Waaraan', 'Hoe', 'Resultaat'],
  how: (mandate: string) => `in Baken, onder mandaat ${mandate}`,
  captures: 'Opnamen',
  captureHead: [
    'Opname',
    'Gezien, eigen klok',
    'Klok van de site',
    'Adres',
    'Staat',
    'SHA-256 van het verzegelde record'
  ],
  clockOff: (seconds: number) => `${Math.abs(seconds)} seconden ${seconds > 0 ? 'voor op' : 'achter bij'} de eigen`,
  captureStates: {
    sealed: 'verzegeld, niet geopend',
    open: 'geopend',
    beside: 'geopend; de pagina blijft achter, want er staan ook gesloten advertenties op',
    erased: 'gewist'
  },
  against: 'Wat ertegen pleit',
  againstSays:
    'Tekens die het signaal verlagen, verbanden die zijn afgewezen, gegevens die verkeerd waren gelezen, en verbanden die zwak zijn, van alle stukken.',
  againstKinds: {
    sign: 'teken tegen',
    link: 'afgewezen verband',
    extraction: 'verkeerd gelezen',
    weak: 'zwak verband'
  },
  againstHead: ['Stuk', 'Soort', 'Over', 'Wat'],
  tasks: 'Taken',
  taskHead: ['Taak', 'Wat', 'Voorrang', 'Wie', 'Uiterlijk', 'Stand', 'Uitkomst'],
  priorities: { low: 'laag', middle: 'midden', high: 'hoog' },
  taskStates: { open: 'open', done: 'gedaan', dropped: 'vervallen' },
  searched: 'Wat is gezocht',
  searchedSays:
    'Vragen van leden van de zaak, zolang zij lid waren, die iets toonden dat de zaak houdt of vroegen naar een gegeven dat erin staat, ook als er niets was. Zij komen uit het logboek; regels van lijsten staan niet onder proof/ledger, omdat die ook gegevens van andere zaken noemen.',
  searchesWithheld: (n: number) => `${n} vragen zijn niet opgenomen, omdat zij iemand noemen die bescherming heeft.`,
  searchHead: ['Regel', 'Wanneer', 'Wie', 'Gevraagd', 'Gevonden'],
  method: 'Werkwijze en grenzen',
  versions: 'Versies van de stappen',
  versionHead: ['Stap', 'Versie'],
  figures: 'Gemeten nauwkeurigheid, op verzonnen gegevens met bekende antwoorden',
  figureHead: ['Meting', 'Bestand', 'Gemeten op', 'Waarde'],
  notMeasured: 'Van deze versie zijn geen metingen aanwezig.',
  limits: 'Grenzen',
  limitList: [
    'Een verband tussen advertenties is een aanwijzing dat ze van één hand komen, geen bewijs van wie dat is.',
    'Een teken is een reden om te kijken, geen vaststelling. Mensen hebben gewogen; hun redenen staan bij de handelingen.',
    'Er is alleen gezocht in openbare bronnen die het mandaat noemt. Wat daar niet stond, staat hier niet.',
    'Tijden zijn die van de klok van de server, in Nederlandse tijd met het verschil met UTC erachter (+02:00 in de zomer, +01:00 in de winter). Dagen beginnen en eindigen in Nederlandse tijd. In de tabellen (CSV) staan tijden in UTC (Z).',
    'Advertentieteksten zijn van hun schrijvers; wat erin staat kan onwaar zijn.'
  ],
  verify: 'Controleren',
  verifySays: 'VERIFY.md zegt hoe dit pakket wordt nagerekend met sha256sum, gunzip en openssl.',
  redacted: (n: number) =>
    `${n} namen zijn vervangen door een sleutel. De lijst van sleutels is een apart stuk. Opnamen gaan niet mee: daarin staan de namen.`,
  /** How many there are follows. */
  page: (no: number) => `blz. ${no} van `,
  /** Acts in a case by their names in the ledger. */
  did: {
    open: 'zaak geopend',
    pin: 'stuk vastgezet',
    confirm: 'stuk bevestigd',
    doubt: 'bevestiging teruggenomen',
    members: 'leden gewijzigd',
    lead: 'leiding overgedragen',
    change: 'zaak gewijzigd',
    close: 'zaak gesloten',
    reopen: 'zaak heropend',
    decide: 'besluit genomen',
    order: 'bevel vastgelegd',
    'order-end': 'bevel beëindigd',
    refer: 'zaak aangeboden',
    handle: 'behandelcode gezet'
  },
  forms: {
    sexual: 'seksuele uitbuiting',
    labour: 'arbeidsuitbuiting',
    criminal: 'criminele uitbuiting',
    minors: 'uitbuiting van minderjarigen',
    begging: 'gedwongen bedelarij',
    domestic: 'huishoudelijke uitbuiting',
    organs: 'orgaanverwijdering',
    any: 'alle vormen'
  },
  facts: {
    phone: 'telefoonnummer',
    email: 'e-mailadres',
    handle: 'account',
    url: 'webadres',
    name: 'naam',
    place: 'plaats',
    price: 'prijs',
    language: 'taal'
  },
  /** With fields of the template: where a document goes on in further files. */
  part: 'Deel {part} van {parts}',
  text: 'Tekst zoals gelezen',
  characters: (from: number, to: number) => `${from}–${to}`
}

const en: typeof nl = {
  title: 'Dossier',
  noConclusion: 'This dossier records what was seen and done. It draws no conclusion about persons.',
  digest: 'Digest of the contents (SHA-256)',
  follows: 'Follows the dossier with digest',
  first: 'This is the first dossier of this case.',
  asOf: 'As of',
  ground: 'Purpose and ground',
  purpose: 'Purpose of the case',
  basis: 'Legal basis of the case',
  form: 'Form of exploitation',
  mandate: 'Mandate',
  mandateSays: (id, by, from, until) => `${id}, granted by ${by}, from ${from} to ${until}`,
  lead: 'Lead of the case',
  opened: 'Opened',
  acts: 'Acts and their ground',
  actHead: ['When', 'Who', 'What', 'About', 'Ground'],
  confirmed: 'Confirmed items',
  unconfirmed: 'Items that are not confirmed',
  none: 'None.',
  leftOut: (n) => `${n} items that are not confirmed are left out.`,
  handled: (codes) => `Handling code: ${codes}`,
  behind: (n, code) => `Left behind under ${code}: ${n}.`,
  item: (no) => `Item ${no}`,
  kinds: { network: 'network', advert: 'advert', report: 'report', signal: 'signal' },
  itemSays: (kind, ref, version, by, at) => `${kind} ${ref}, version ${version}, taken in by ${by} on ${at}`,
  why: 'Reason',
  sha: 'SHA-256',
  confirmedBy: (by, at) => `Confirmed by ${by} on ${at}`,
  kept: (at) => `Its day of erasing came on ${at}; the case kept it (a hold goes before erasing).`,
  factHead: ['Kind', 'Value', 'As written', 'Capture', 'Characters', 'Verdict'],
  factStates: { proposed: 'not judged', confirmed: 'confirmed', rejected: 'rejected' },
  custody: 'Custody',
  custodySays:
    'These entries stand in the ledger; below proof/ledger each entry stands as it was hashed, with its time in UTC.',
  custodyHead: ['Entry', 'When', 'Who', 'What', 'On what', 'How', 'Result'],
  how: (mandate) => `in Baken, under mandate ${mandate}`,
  captures: 'Captures',
  captureHead: ['Capture', 'Seen, own clock', 'Clock of the site', 'Address', 'State', 'SHA-256 of the sealed record'],
  clockOff: (seconds) => `${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} the own one`,
  captureStates: {
    sealed: 'sealed, never opened',
    open: 'opened',
    beside: 'opened; the page stays behind, as it shows closed adverts too',
    erased: 'erased'
  },
  against: 'What speaks against',
  againstSays:
    'Signs that lower the signal, links that were rejected, facts that were read wrongly, and links that are weak, of every item.',
  againstKinds: { sign: 'sign against', link: 'rejected link', extraction: 'read wrongly', weak: 'weak link' },
  againstHead: ['Item', 'Kind', 'About', 'What'],
  tasks: 'Tasks',
  taskHead: ['Task', 'What', 'Priority', 'Who', 'Due', 'State', 'Result'],
  priorities: { low: 'low', middle: 'middle', high: 'high' },
  taskStates: { open: 'open', done: 'done', dropped: 'dropped' },
  searched: 'What was searched',
  searchedSays:
    'Questions of members of the case, while they were in it, that showed something that the case holds or asked for a value that stands in it, also where nothing was found. They come from the ledger; entries of lists are not below proof/ledger, since they name values of other matters too.',
  searchesWithheld: (n) =>
    `${n} questions are left out, since they name a person who is protected or something that a handling code keeps back.`,
  searchHead: ['Entry', 'When', 'Who', 'Asked', 'Found'],
  method: 'Method and limits',
  versions: 'Versions of the steps',
  versionHead: ['Step', 'Version'],
  figures: 'Measured accuracy, on invented data with known answers',
  figureHead: ['Measure', 'File', 'Measured on', 'Value'],
  notMeasured: 'No measurements of this version are here.',
  limits: 'Limits',
  limitList: [
    'A link between adverts is a ground to think that they come from one hand; it does not prove whose hand that is.',
    'A sign is a reason to look and no finding. People weighed; their reasons stand with the acts.',
    'Only public sources that the mandate names were searched. What was not there is not here.',
    'Times are those of the clock of the server, in Dutch time with its difference from UTC (+02:00 in summer, +01:00 in winter). Days begin and end in Dutch time. The tables (CSV) have times in UTC (Z).',
    'The texts of adverts are those of their writers; what they say may be untrue.'
  ],
  verify: 'Checking',
  verifySays: 'VERIFY.md says how to check this package with sha256sum, gunzip and openssl.',
  redacted: (n) =>
    `${n} names are replaced by a key. The list of keys is a document of its own. Captures do not go along: they hold the names.`,
  page: (no) => `page ${no} of `,
  did: {
    open: 'case opened',
    pin: 'item pinned',
    confirm: 'item confirmed',
    doubt: 'confirmation taken back',
    members: 'members changed',
    lead: 'lead handed over',
    change: 'case changed',
    close: 'case closed',
    reopen: 'case reopened',
    decide: 'decision taken',
    order: 'order recorded',
    'order-end': 'order ended',
    refer: 'case offered',
    handle: 'handling code set'
  },
  forms: {
    sexual: 'sexual exploitation',
    labour: 'labour exploitation',
    criminal: 'criminal exploitation',
    minors: 'exploitation of minors',
    begging: 'forced begging',
    domestic: 'domestic exploitation',
    organs: 'removal of organs',
    any: 'all forms'
  },
  facts: {
    phone: 'telephone number',
    email: 'e-mail address',
    handle: 'account',
    url: 'web address',
    name: 'name',
    place: 'place',
    price: 'price',
    language: 'language'
  },
  part: 'Part {part} of {parts}',
  text: 'Text as read',
  characters: (from, to) => `${from}–${to}`
}

export type DossierWords = typeof nl
export const dossierWords = { nl, en }

/** The word for a name, or the name where there is none. */
export function wordFor(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name
}

/** `2026-11-27 16:43:49 +01:00` of a moment in UTC, also in the hour that comes twice; what is none stays as it is. */
export function momentOf(at: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(at)
    ? localTime(at, zone)
        .replace('T', ' ')
        .replace(/(?=[+-]\d\d:\d\d$)/, ' ')
    : at
}
