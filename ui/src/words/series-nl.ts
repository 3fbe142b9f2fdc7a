/** Names of the series of figures in Dutch, for sentences of the ledger; the English table has the same keys. Their titles stand in data/figure-series.tsv. */

export const seriesNl = {
  victims_reported: 'gemelde mogelijke slachtoffers',
  victims_reported_rev: 'gemelde mogelijke slachtoffers, later herzien',
  victims_total: 'gemelde slachtoffers over meer jaren',
  victims_minor: 'minderjarigen onder de gemelde slachtoffers',
  victims_form: 'vorm van uitbuiting',
  estimate: 'geschat aantal slachtoffers',
  reports_by_reporter: 'wie meldt',
  police_suspects: 'verdachten bij de politie',
  police_reports: 'aangiften',
  complex_cases: 'complexe onderzoeken',
  om_inflow: 'verdachten aangeleverd bij het OM',
  dismissals: 'sepots',
  court_cases: 'zaken bij de rechter',
  other: 'een andere reeks'
}
