/** Headings of sections that are not advert text, in nine languages: related adverts, comments, advice, legal text. */
import { region } from './document.ts'

const related =
  /^(?:(?:(?:voir aussi|zie ook|see also|siehe auch|ver también|vezi și|виж също|zobacz też|lásd még|ook (?:vandaag|interessant|te zien|in )|meer (?:in|van|uit)|more (?:in|from|like)|mehr (?:in|von)|plus d)(?![\p{L}]).{0,60})|(?:bekijk |see |zie |meer |more |andere? |other |weitere |autres? |otros |otras |alte |други |inne |egyéb |további )+(?:ook |also )?.{0,30}(?:advertenties?|ads?|adverts?|advertisements|listings?|anzeigen|annonces|anuncios|anunțuri|anunturi|обяви|ogłoszenia|hirdetések?|aanbod|profielen|profiles|berichten|posts|jobs|vacatures|kamers|results)\b.{0,40}|(?:ook interessant|vergelijkbare?|gerelateerde?|soortgelijke?|similar|related|you may also|you might also|recommended|ähnliche|das könnte|annonces similaires|vous aimerez|similares|también te|similare|подобни|podobne|hasonló|recent bekeken|recently viewed|laatste advertenties|nieuwste advertenties|latest (?:ads|posts|listings)|populaire?|popular).{0,50})$/iu

const comments =
  /^(?:\d{1,5}\s+)?(?:reacties?|comments?|replies|reviews?|beoordelingen|ervaringen|kommentare?|bewertungen|commentaires?|avis|comentarios?|comentarii|recenzii|коментари|отзиви|komentarze|opinie|hozzászólások|vélemények|antworten|réponses|respuestas|gastenboek)(?:\s*\(?\d{0,5}\)?)?(?:\s.{0,40})?$/iu

const advice =
  /^(?:(?:tips? (?:voor|for|om)|veilig(?:heid)?|safety|stay safe|let op|waarschuwing|sicherheit|sicher handeln|conseils? de sécurité|consejos de seguridad|zasady bezpieczeństwa|algemene voorwaarden|terms|disclaimer|privacy|cookies?|over deze \w{0,20}site|(?:algemene|gebruiks|leverings)?voorwaarden|gebruiksregels|spelregels|huisregels|about this \w{0,20}|terms of use|nutzungsbedingungen|conditions d.utilisation|condiciones de uso|about (?:us|this site)|over ons|impressum|datenschutz|mentions légales|aviso legal|inloggen|login|log in|sign in|nieuwsbrief|newsletter|categorieën|categorieen|categories|rubrieken|kategorien|catégories|tags|zoeken|search|delen|share|volg ons|follow us)\b.{0,50})$/iu

/** Region bits that a section heading gives to its section; 0 when the heading says nothing. */
export function sectionOfHeading(heading: string): number {
  const text = heading.trim()
  if (related.test(text)) return region.related
  if (comments.test(text)) return region.comments
  return advice.test(text) ? region.legal : 0
}
