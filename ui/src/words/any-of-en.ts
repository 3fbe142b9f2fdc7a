/** English words for what an act is done to where none is named: "heeft een advertentie gelezen". The Dutch table has the same keys. */

import type { anyOfNl } from './any-of-nl.ts'

export const anyOfEn: typeof anyOfNl = {
  minor: 'a file of a minor',
  partner: 'a partner',
  peer: 'another Baken',
  advert: 'an advert',
  network: 'a network',
  signal: 'a signal',
  user: 'a user',
  mandate: 'a mandate',
  fact: 'an identifier',
  search: 'words or an identifier',
  source: 'a source',
  report: 'a report',
  proposal: 'a proposal',
  question: 'a question about other mandates',
  case: 'a case',
  capture: 'a capture',
  research: 'a research question',
  sheet: 'a month sheet',
  series: 'a series',
  year: 'a year',
  table: 'a table',
  phenomenon: 'a table of phenomena',
  exercise: 'an exercise',
  right: 'a request about data',
  team: 'a team',
  role: 'a role',
  list: 'a list',
  overview: 'an overview'
}
