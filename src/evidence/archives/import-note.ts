/** What was odd about an archive, a record or a line: named, so that it can be told, counted and kept with the capture. */

/** Each kind of oddity, and whether it makes the import a failed one (exit code 1). */
export const noteKinds = {
  'payload-digest-differs': 'bad',
  'member-digest-differs': 'bad',
  'missing-bytes': 'bad',
  'not-utf8': 'bad',
  'revisit-without-original': 'bad',
  'date-unreadable': 'bad',
  'chunks-broken': 'bad',
  'header-contradicts': 'bad',
  'record-id-twice': 'bad',
  'segments-incomplete': 'bad',
  'coding-broken': 'bad',
  'partial-content': 'bad',
  'field-missing': 'bad',
  'key-twice': 'bad',
  'bytes-after': 'bad',
  'request-differs': 'bad',
  'stored-without-chunks': 'odd',
  'status-assumed': 'odd',
  'header-left-out': 'odd',
  'header-slip': 'odd',
  'image-left-out': 'odd',
  'other-method': 'odd',
  'revisit-resolved': 'odd',
  'time-from-posting': 'odd',
  'time-from-file': 'odd',
  'named-by-content': 'odd',
  'said-twice': 'odd',
  'header-repeated': 'odd',
  'segments-joined': 'odd',
  'method-assumed': 'odd',
  'date-with-offset': 'odd',
  'date-without-zone': 'odd',
  'date-imprecise': 'odd',
  'date-rounded': 'odd',
  'revisit-profile': 'odd',
  'packing-mixed': 'odd',
  'lines-marked': 'odd',
  'cut-off': 'odd',
  'address-of-no-page': 'odd',
  'answer-unreadable': 'odd',
  'conversion-left-out': 'odd',
  'request-alone': 'odd',
  'zone-assumed': 'odd',
  'time-ahead': 'odd',
  'time-before-web': 'odd',
  'interim-answer': 'odd',
  'stored-without-coding': 'odd',
  'encoding-assumed': 'odd',
  'digest-unknown': 'odd',
  'member-without-digest': 'odd',
  'member-left-out': 'odd',
  'address-left-out': 'odd',
  'history-left-out': 'odd',
  'key-spelled': 'odd',
  'id-odd': 'odd'
} as const

export type NoteKind = keyof typeof noteKinds

export interface ImportNote {
  readonly kind: NoteKind
  /** In words, without the place. */
  readonly words: string
}

/** True when a note means that something is lost or contradicts itself. */
export function isBad(kind: NoteKind): boolean {
  return noteKinds[kind] === 'bad'
}
