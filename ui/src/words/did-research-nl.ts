/** Dutch sentences for acts of research on phenomena. The English table has the same keys. */

export const didResearchNl = {
  'research-wording': 'heeft gelezen welke bewoording nieuw is',
  'research-count': 'heeft de weken voor onderzoek geteld',
  'research-flows': 'heeft verplaatsingen van netwerken gelezen',
  'research-list': 'heeft de onderzoeksvragen bekeken',
  'research-read': 'heeft {{what}} gelezen',
  'research-ask': 'heeft {{what}} gesteld',
  'research-conclude': 'heeft een conclusie vastgelegd bij {{what}}',
  'research-review': 'heeft een tweede blik op {{what}} gegeven',
  'research-rerun': 'heeft {{what}} opnieuw geteld'
}
