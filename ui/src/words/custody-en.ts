/** English words of how an advert was kept, sent when an advert is first opened. */
import type { custodyNl } from './custody-nl.ts'

export const custodyEn: typeof custodyNl = {
  custody: {
    title: 'Custody of the capture',
    intact: 'Intact.',
    'intact-means': 'The bytes on disk were just checked and are exactly what was captured.',
    damaged: 'Damaged.',
    'damaged-means':
      'The bytes on disk differ from what was captured. Do not use this capture as evidence, and tell the administrator.',
    missing: 'Missing.',
    'missing-means': 'The capture was not found on disk. Tell the administrator.',
    'seen-crawl': 'Captured at',
    'seen-import': 'Seen, by the imported file, at',
    origin: 'Origin',
    'origin-crawl': 'Captured by Baken itself.',
    'origin-import':
      'Imported: others captured this. Baken keeps what the file said and cannot tell whether the site showed that.',
    note: {
      'payload-digest-differs': 'The content does not match the digest that the archive itself states.',
      'missing-bytes': 'There are fewer bytes than the answer announced.',
      'chunks-broken': 'The chunks of the answer break off.',
      'stored-without-chunks': 'The answer says it is chunked and was stored without chunks.',
      'status-assumed': 'The archive states no status; 200 is assumed.',
      'header-slip': 'The header lines had a slip; they were read as a browser reads them.',
      'header-left-out': 'A header line without a colon was left out.',
      'image-left-out': 'An unreadable picture in the line was left out.',
      'not-utf8': 'The line is not valid UTF-8; unreadable bytes were replaced for reading.',
      'revisit-resolved': 'For its content the archive refers to an earlier capture with the same digest.',
      'time-from-posting': 'The file does not say when this was seen; the stated moment of placing stands for that.',
      'time-from-file': 'The file does not say exactly when this was seen; the time of the file stands for that.',
      'named-by-content': 'The line has neither an id nor an address.',
      'said-twice': 'The line or record stands more than once in what was imported.',
      'header-contradicts': 'The header of the record, or of the answer in it, says a thing twice and differently.',
      'header-repeated': 'The header of the record says a thing twice, without contradiction.',
      'record-id-twice': 'Another record in what was imported has the same id (WARC-Record-ID).',
      'segments-joined': 'The archive keeps this record in pieces; they were joined.',
      'segments-incomplete':
        'The archive keeps this record in pieces, and not all of them are there or right; this is not the whole.',
      'method-assumed':
        'The archive has a request for this address that is no GET and does not say to which answer it belongs; GET is assumed.',
      'date-with-offset': 'The archive states the time not in UTC; it was converted.',
      'date-without-zone': 'The archive states no time zone; UTC is assumed.',
      'date-imprecise':
        'The archive states no more than a year, month, day or minute; its first moment stands for that.',
      'cut-off': 'The archive says that it cut the content off (WARC-Truncated).',
      'zone-assumed': 'The line states no time zone; that of the source is assumed.',
      'time-ahead':
        'The file states a time that was still to come when it was imported; the time of the file stands for that.',
      'time-before-web': 'The file states a time before the first web page; the time of the file stands for that.',
      'interim-answer': 'An interim answer stood before the answer; the answer itself was taken.',
      'coding-broken': 'The body does not unpack as its header says.',
      'stored-without-coding': 'The header names a coding that the body does not have; the body is kept as it is.',
      'partial-content': 'The answer is a part of the page, by its status (206) or its Content-Range, not the whole.',
      'encoding-assumed': 'The character set is assumed: not every letter is certain.',
      'digest-unknown': 'The archive states a digest of a kind that is not known; it was not compared.',
      'field-missing': 'The header of the record misses a field that every record should have.',
      'member-without-digest': 'The package states no digest of this file.',
      'member-left-out': 'The package holds another archive, which was not read.',
      'key-twice': 'The line says a field twice; the last one counts.',
      'address-left-out': 'The address in the line cannot be kept; the advert is named by its id.',
      'history-left-out': 'The line says something of other times (gone, first seen); that was not taken.',
      'bytes-after': 'Bytes stand after the end that the answer or the file states.',
      'request-differs': 'The archive joins to this answer a request for another address; that was left out.',
      'key-spelled': 'The line spells names of its fields otherwise; they were taken as they are meant.',
      'id-odd':
        'The id in the line is a fraction, a negative number or one in another notation; its letters were taken.',
      other: 'Oddity: {{kind}}'
    },
    url: 'Address',
    answer: 'Answer',
    answerIs: 'HTTP {{status}}, {{size}}',
    truncated: 'cut off: {{why}}',
    digest: 'Digest (SHA-256)',
    capture: 'Capture',
    where: 'Kept in',
    mandate: 'Mandate',
    ledger: 'Ledger',
    ledgerNo: 'entry {{no}}',
    noLedger: 'not in the ledger yet',
    state: 'State',
    eraseAt: 'will be erased on {{day}}',
    download: 'Download as WARC',
    downloadHint: 'Standard .warc.gz; the download is written to the ledger.'
  }
}
