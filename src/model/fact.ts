/** A fact: one value that a text states, with the exact characters that state it, how it was found and how sure that is. */

export type FactKind =
  | 'phone'
  | 'email'
  | 'handle'
  | 'url'
  | 'price'
  | 'age'
  | 'place'
  | 'name'
  | 'date'
  | 'language'
  | 'service'
  | 'condition'
  | 'availability'
  | 'voice'
  | 'masked'

/** UTF-16 offsets into the text as given; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Fact extends Span {
  readonly kind: FactKind
  /**
   * The normal form: phone E.164; e-mail lower case; handle `service:name` lower case (`telegram:name`); url canonical;
   * price `AMOUNT CURRENCY/UNIT` (`100 EUR/60min`, `800 EUR/night`); age in years; place as it is called where it lies, one value
   * for all its names (`Den Haag`, `Köln`); language ISO 639-1; date ISO 8601, as precise as known: `2026-06-03`, ranges with a slash,
   * and where no capture gives the missing part `--06-03`, `P0DT14:05` (today, five past two), `-PT3H` (three hours ago).
   */
  readonly value: string
  /** The characters text.slice(start, end), unchanged. */
  readonly raw: string
  /** All parts when the fact is stated in more than one place (number split over title and body); the first is start..end. */
  readonly spans?: readonly Span[]
  /** Which rule found it, for example `words-nl`, `tel-link`, `digits`. */
  readonly method: string
  readonly version: number
  /** 0 to 1; only facts of 0.8 and more may join adverts on their own. */
  readonly confidence: number
  /** What a kind needs beside its value (price: amount, currency, minutes; place: lat, lon, id; phone: region, type). */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

/** What an extractor may know beside the text. All of it is optional in meaning: absent is never an error. */
export interface ExtractContext {
  /** ISO 3166 country of the site, for numbers without a country code; NL when unknown. */
  readonly region: string
  /** What the site's own field for a telephone number holds, as it stands in the text too. */
  readonly phoneField?: string
  /** ISO 639-1 of the site when known. */
  readonly language?: string
  /** ISO 8601 time of the capture: what "vandaag" refers to. */
  readonly seenAt?: string
}
