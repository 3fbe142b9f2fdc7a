/** English sentences for acts of research on phenomena. The Dutch table has the same keys. */

export const didResearchEn = {
  'research-wording': 'read which wording is new',
  'research-count': 'counted the weeks for research'
}
