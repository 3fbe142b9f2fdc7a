/** English sentences for acts of research on phenomena. The Dutch table has the same keys. */

export const didResearchEn = {
  'research-wording': 'read which wording is new',
  'research-count': 'counted the weeks for research',
  'research-flows': 'read how networks moved',
  'research-list': 'looked at the research questions',
  'research-read': 'read {{what}}',
  'research-ask': 'asked {{what}}',
  'research-conclude': 'recorded a conclusion of {{what}}',
  'research-review': 'looked a second time at {{what}}',
  'research-rerun': 'counted {{what}} again'
}
