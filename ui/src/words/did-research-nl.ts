/** Dutch sentences for acts of research on phenomena. The English table has the same keys. */

export const didResearchNl = {
  'research-wording': 'heeft gelezen welke bewoording nieuw is',
  'research-count': 'heeft de weken voor onderzoek geteld'
}
