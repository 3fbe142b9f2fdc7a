/** English sentences for acts of phenomena in figures. The Dutch table has the same keys. */
export const didPhenomenaEn = {
  'phenomenon-read': 'looked at counts of phenomena',
  'phenomenon-synthetic': 'looked at a synthetic table',
  'phenomenon-export': 'took counts of phenomena along',
  'phenomenon-list': 'looked at the publications on phenomena',
  'phenomenon-look': 'looked at {{what}}',
  'phenomenon-take': 'took {{what}} along',
  'phenomenon-offer': 'offered {{what}} for publication',
  'phenomenon-publish': 'published {{what}}',
  'phenomenon-refuse': 'did not publish {{what}}'
}
