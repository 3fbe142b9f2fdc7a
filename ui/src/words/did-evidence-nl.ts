/** Dutch words for what was done with the evidence as a whole: its log, its keys, its store. */
export const didEvidenceNl = {
  'evidence-store': 'heeft een gesloten segment van het bewijs in de opslag gezet',
  'evidence-lock': 'heeft het slot van een segment in de bewijsopslag gewijzigd',
  'evidence-fetch': 'heeft een segment van het bewijs uit de opslag teruggehaald',
  'evidence-look': 'heeft gezien hoe het met de bewijsopslag staat',
  'evidence-unstore': 'heeft een gewist segment uit de bewijsopslag verwijderd',
  'log-begin': 'is begonnen met de Merkle-log waaraan anderen het logboek kunnen toetsen',
  'keys-rewrap': 'heeft de sleutels opnieuw laten inpakken',
  'advert-package-failed': 'kon een pakket niet schrijven dat volgens het logboek wegging: niemand heeft het',
  'log-copy': 'heeft een checkpoint van de Merkle-log aan anderen gegeven',
  'log-stamp': 'heeft de Merkle-log door een tijdstempeldienst laten stempelen',
  'log-read': 'heeft gezien wie de Merkle-log bewaart en stempelt',
  'evidence-alarm': 'heeft gemeld dat er iets met het bewijs is'
}
