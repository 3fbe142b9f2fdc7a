/** English sentences for acts on figures in the ledger. The Dutch table has the same keys. */
import type { didFiguresNl } from './did-figures-nl.ts'

export const didFiguresEn: typeof didFiguresNl = {
  'chain-figures-read': 'looked at the figures of the chain',
  'category-figures-read': 'looked at the figures in categories',
  'category-figures-export': 'took the figures in categories along',
  'figures-list': 'looked at the figures',
  'figures-read': 'looked at {{what}} of the figures',
  'figures-export': 'took {{what}} of the figures along',
  'figures-note': 'wrote a note beside a value of {{what}}',
  'figures-report': 'made the report of {{what}}',
  'figures-import': 'took in figures',
  'figure-tables-list': 'looked at the tables of figures',
  'figure-table-read': 'looked at {{what}}',
  'figure-table-export': 'took {{what}} along',
  'figure-table-import': 'took in a table of figures'
}
