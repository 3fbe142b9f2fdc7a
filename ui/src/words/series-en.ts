/** Names of the series of figures in English, for sentences of the ledger. Their titles stand in data/figure-series.tsv. */
import type { seriesNl } from './series-nl.ts'

export const seriesEn: typeof seriesNl = {
  victims_reported: 'reported possible victims',
  victims_reported_rev: 'reported possible victims, later revised',
  victims_total: 'reported victims over several years',
  victims_minor: 'minors among reported victims',
  victims_form: 'form of exploitation',
  estimate: 'estimated number of victims',
  reports_by_reporter: 'who reports',
  police_suspects: 'suspects known to police',
  police_reports: 'criminal complaints',
  complex_cases: 'complex investigations',
  om_inflow: 'suspects delivered to the prosecution service',
  dismissals: 'dismissals',
  court_cases: 'cases before the court',
  other: 'another series'
}
