/** English words for what was done with the evidence as a whole: its log, its keys, its store. */
export const didEvidenceEn = {
  'evidence-store': 'put a closed segment of the evidence into its store',
  'evidence-lock': 'changed the lock of a segment in the store of evidence',
  'evidence-fetch': 'brought a segment of the evidence back from its store',
  'evidence-look': 'saw how the store of evidence is',
  'evidence-unstore': 'deleted an erased segment from the store of evidence',
  'log-begin': 'began the log that others can hold the ledger against',
  'keys-rewrap': 'had the keys wrapped anew',
  'advert-package-failed': 'could not write a package that the ledger says left: nobody has it',
  'log-copy': 'gave a checkpoint of the log to others',
  'log-stamp': 'had the log stamped by an authority',
  'log-read': 'saw who keeps and stamps the log',
  'evidence-alarm': 'reported that something is wrong with the evidence'
}
