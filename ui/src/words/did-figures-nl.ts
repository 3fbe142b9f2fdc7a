/** Dutch sentences for acts on figures in the ledger. The English table has the same keys. */

export const didFiguresNl = {
  'chain-figures-read': 'heeft de cijfers van de keten bekeken',
  'category-figures-read': 'heeft de cijfers in categorieën bekeken',
  'category-figures-export': 'heeft de cijfers in categorieën meegenomen',
  'figures-list': 'heeft de cijfers bekeken',
  'figures-read': 'heeft {{what}} van de cijfers bekeken',
  'figures-export': 'heeft {{what}} van de cijfers meegenomen',
  'figures-note': 'heeft een aantekening geschreven bij een waarde van {{what}}',
  'figures-report': 'heeft het verslag over {{what}} gemaakt',
  'figures-import': 'heeft cijfers ingelezen',
  'figure-tables-list': 'heeft de tabellen van cijfers bekeken',
  'figure-table-read': 'heeft {{what}} bekeken',
  'figure-table-export': 'heeft {{what}} meegenomen',
  'figure-table-import': 'heeft een tabel van cijfers ingelezen'
}
