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
    away: 'Not checked.',
    'away-means': 'The capture lies in the store of evidence, which does not answer now. Look again later.',
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
      'not-rendered': 'The page was read without its scripts: it could not be rendered.',
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
      'date-rounded':
        'The file states the time more finely than it is kept, or names a leap second; the nearest moment stands for it.',
      'revisit-profile': 'The archive does not say in a known way how this is the same as an earlier capture.',
      'packing-mixed': 'One part of the archive is packed and another is not; both were read.',
      'lines-marked': 'The lines of the file are told apart in an unusual way.',
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
    story: 'What was done, line by line',
    seenBefore: 'First seen at {{at}}. Of a text that stayed the same, the newest capture stands here.',
    olderLeftOut: 'Older lines than the newest 500 entries are left out.',
    itself: 'Baken by itself',
    console: 'The operator at the console',
    under: 'under the mandate for',
    notInLog: 'not in the signed log yet',
    unchanged:
      'The site answered byte for byte what it answered for the capture of {{at}}: seen again unchanged, and that content is stored once.',
    clocks: 'Clocks side by side',
    clock: {
      own: 'own clock, when the request began',
      server: 'clock of the site (Date)',
      ledger: 'clock of the database, when it was taken down',
      stamp: 'time stamp on the log'
    },
    noClock: {
      own: 'not known',
      server: 'not stated, or of before this was noted',
      ledger: 'not in the ledger yet',
      stamp: 'none yet'
    },
    clockOff: {
      'server-ahead': 'The clock of the site was {{seconds}} seconds ahead of that of this machine.',
      'server-behind': 'The clock of the site was {{seconds}} seconds behind that of this machine.',
      'ledger-ahead':
        'The clock of the database said, when it was taken down, {{seconds}} seconds later than that of this machine at the request.',
      'ledger-behind':
        'The clock of the database said, when it was taken down, {{seconds}} seconds earlier than that of this machine at the request.',
      'stamp-ahead':
        'The clock of the time-stamping authority was {{seconds}} seconds ahead of that of this machine when it stamped.',
      'stamp-behind':
        'The clock of the time-stamping authority was {{seconds}} seconds behind that of this machine when it stamped.'
    },
    digests_one: '{{count}} digest',
    digests_other: '{{count}} digests',
    digestOf: {
      record: 'sealed record on disk',
      body: 'what the site answered',
      segment: 'closed file with the record',
      last: 'last record of that file',
      entry: 'entry of the ledger'
    },
    'intact-now': 'The bytes on disk are, checked now, exactly those.',
    'damaged-now': 'The bytes on disk are no longer those: do not use it as evidence.',
    'missing-now': 'It was not found on disk.',
    'away-now': 'It lies in the store of evidence, which does not answer now.',
    because: 'Reason: “{{why}}”',
    restsOn: 'This rests on {{what}}.',
    rests: {
      signal: 'signal {{no}}',
      request: 'request {{no}}',
      watch: 'watch list {{no}}',
      advert: 'advert {{no}}, which was open'
    },
    did: {
      'capture-store-crawl':
        '{{who}} captured version {{version}} from the site (HTTP {{status}}, {{size}}), sealed it and wrote it down.',
      'capture-store-import':
        '{{who}} took version {{version}} over from an archive of others (HTTP {{status}}, {{size}}), sealed it and wrote it down.',
      'segment-close':
        '{{who}} closed the file in which the record lies, with {{count, number}} records; nothing is added to it any more.',
      'segment-recover': '{{who}} closed the file in which the record lies, after a crash.',
      'segment-drop': '{{who}} removed the file in which the record lay, after all in it was erased.',
      'advert-open': '{{who}} opened the advert.',
      'capture-keep': '{{who}} opened a newer capture of the advert, which is open already.',
      'request-ask': '{{who}} asked to open the advert.',
      'request-grant': '{{who}} granted that, as a second person.',
      'request-refuse': '{{who}} refused that, as a second person.',
      'fact-reject': '{{who}} rejected a fact of version {{version}} as read wrongly.',
      'fact-restore': '{{who}} restored a fact of version {{version}}.',
      'judgement-different': '{{who}} judged that this advert and another are not of the same hand.',
      'judgement-same': '{{who}} judged that this advert and another are of the same hand.',
      'judgement-unsure': '{{who}} could not say whether this advert and another are of the same hand.',
      'grave-set-aside': '{{who}} set the advert aside: it stays sealed and is erased on time.',
      'retention-erase': '{{who}} erased the advert on time, by destroying its keys.',
      other: '{{who}}: {{act}}.'
    },
    looks_zero: 'Nobody looked at it.',
    looks_one: 'It was looked at once.',
    looks_other: 'It was looked at {{count, number}} times, {{by}}. An auditor can see who.',
    looksBy_one: 'by one person',
    looksBy_other: 'by {{count, number}} people',
    looksWhen: 'First {{first}}, last {{last}}.',
    log: 'The signed log is {{origin}}, of {{size}} entries.',
    noLog: 'There is no signed log yet.',
    proofOf: 'Proof of entry {{no}}',
    check: {
      checking: 'Being computed.',
      proven:
        'This browser computed it: the entry below leads to the root of the log of {{size}} entries. Whether the right key signed that root, whoever noted the key elsewhere can check.',
      wrong: 'What is shown here does not belong together. Do not use it, and tell the administrator.',
      hash: 'The entry has its hash; the signed log does not hold it yet.',
      cannot: 'This browser computes nothing without a secure connection; the proof below can be checked elsewhere.'
    },
    entryAsHashed: 'The entry as it was hashed:',
    before: 'Hash of the entry before:',
    proofText: 'Inclusion proof with the signed checkpoint (C2SP tlog-proof):',
    logKey: 'Key of the log:',
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
    downloadHint:
      'Standard .warc.gz; the download is written to the ledger. A page that also shows closed adverts is not given.'
  }
}
