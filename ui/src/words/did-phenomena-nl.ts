/** Dutch sentences for acts of phenomena in figures. */
export const didPhenomenaNl = {
  'phenomenon-read': 'heeft aantallen per fenomeen bekeken',
  'phenomenon-synthetic': 'heeft een synthetische tabel bekeken',
  'phenomenon-export': 'heeft aantallen per fenomeen meegenomen',
  'phenomenon-list': 'heeft de publicaties over fenomenen bekeken',
  'phenomenon-look': 'heeft {{what}} bekeken',
  'phenomenon-take': 'heeft {{what}} meegenomen',
  'phenomenon-offer': 'heeft {{what}} voor publicatie aangeboden',
  'phenomenon-publish': 'heeft {{what}} gepubliceerd',
  'phenomenon-refuse': 'heeft {{what}} niet gepubliceerd'
}
