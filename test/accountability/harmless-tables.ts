/** Which tables of the schema are bound by nothing, for the test that looks at each table. */

/** Tables whose change misleads nobody, and why. A new table is bound, or stands here with its reason. */
export const harmless: Readonly<Record<string, string>> = {
  address: 'what is fetched next: a capture binds the address that it was fetched from, sealed in the evidence itself',
  advert_address: 'which other addresses lead to an advert from now on; which captures showed it is bound',
  advert_change: 'which adverts a searching server reads again; what it reads is bound',
  case_draft: 'what somebody types and has not written yet: sealed, for its writer alone',
  case_watch_hit: 'how many adverts came in for the identifiers of a case, which finds them whatever stands here',
  case_watch_seen: 'up to where a member looked at them',
  evidence_object:
    'which segments a store has: one that is left out is found there and read back, and the ledger says the same; locks are held against the clocks of captures',
  evidence_turn: 'when the store of evidence is worked on next; what it has stands in the ledger',
  host: 'when a host is asked again; nothing that was seen',
  job: 'work that is waiting or under way; what it makes is bound (dossier)',
  known_browser: 'whether a sign-in is told as one from a new browser',
  link_event: 'sealed, and does not open when changed; the links, stays and networks that follow from it are bound',
  link_snapshot: 'as link_event: where a restart goes on',
  link_state: 'which key opens the log of links: another number opens nothing, and the run ends with that',
  migration: 'which schema files ran; a start refuses what does not fit',
  outside_turn:
    'when a witness or an authority is asked again; what they gave lies beside the log and stands in the ledger',
  retired_key:
    'names of keys that go at the next run: one in use stays, one that was left out is retired again, one of another kind or mandate is named and stays',
  rewriting: 'when tables are written anew',
  sign_in_challenge: 'a sign-in of some minutes',
  sign_in_count: 'how often a sign-in failed in some minutes',
  tally: 'counts of a crawl on the screen of sources; captures are counted by themselves',
  watch_hit: 'how many adverts came in for a followed search, which finds them whatever stands here',
  watch_seen: 'up to where somebody looked at them'
}
