/** What pages say that stand in place of the page asked for: captcha, cookie, age or login wall, block, parked domain, gone. */

export interface WallRule {
  readonly name: string
  /** Tried on the page's own title and first heading, then on its text when that is short. */
  readonly pattern: RegExp
}

const rule = (name: string, phrases: string): WallRule => ({ name, pattern: new RegExp(`(?:${phrases})`, 'iu') })

/** One name, phrases in nine languages and English. Phrases, not words: an advert may speak of a captcha or a login. */
export const wallRules: readonly WallRule[] = [
  rule(
    'captcha',
    "just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|i'?m not a robot|prove you are (?:not a robot|human)|complete the (?:captcha|security check)|security check|unusual traffic|bot (?:check|verification)|human verification|enable javascript and cookies to continue|ddos protection by|access to this page has been denied|pardon our interruption|" +
      'ben je (?:een )?(?:mens|robot)|bent u (?:een )?(?:mens|robot)|ik ben geen robot|bevestig dat (?:je|u) (?:een mens|geen robot)|controleren of (?:je|u) een mens|vul de captcha in|los de captcha op|' +
      'bist du ein (?:mensch|roboter)|sind sie ein (?:mensch|roboter)|ich bin kein roboter|bestätigen sie,? dass sie ein mensch|sicherheitsüberprüfung|' +
      'je ne suis pas un robot|êtes-vous un (?:humain|robot)|vérifi(?:ez|er|cation) que vous êtes (?:un )?humain|vérification de sécurité|no soy un robot|verifi(?:que|ca) que (?:eres|es) humano|nu sunt robot|не съм робот|nie jestem robotem|nem vagyok robot'
  ),
  rule(
    'cookie wall',
    'before you continue to|we (?:value|respect|care about) your privacy|accept (?:all )?cookies to (?:continue|proceed|view)|cookies? (?:are )?(?:required|needed) to|you must accept (?:our )?cookies|' +
      '(?:accepteer|aanvaard)(?: alle| onze)? cookies om|cookies? accepteren om|(?:wij|we) (?:gebruiken|vragen|plaatsen) .{0,60}cookies|toestemming voor (?:het gebruik van )?cookies|uw privacy is belangrijk|voordat (?:je|u) verder ?gaat|' +
      'wir verwenden .{0,40}cookies|bevor sie fortfahren|wir (?:schätzen|respektieren) ihre privatsphäre|cookies? akzeptieren,? um|nous utilisons .{0,40}cookies|avant de continuer|accepter les cookies pour|respectons votre vie privée|' +
      'usamos cookies|utilizamos cookies|antes de continuar|folosim cookie|înainte de a continua|използваме бисквитки|używamy plików cookie|zanim przejdziesz dalej|sütiket használ'
  ),
  rule(
    'age check',
    '(?:are|confirm(?: that)?) you(?: are)? (?:at least |over )?(?:18|21)|you must be (?:at least |over )?(?:18|21)|age verification|adults only.{0,40}enter|' +
      '(?:ben je|bent u) (?:18|21)|(?:ouder dan|minimaal|minstens) (?:18|21) jaar.{0,80}(?:betreed|verder|enter|ga door)|leeftijds(?:controle|verificatie|check)|bevestig (?:je|uw) leeftijd|' +
      '(?:bist du|sind sie) (?:über |mindestens )?18|altersprüfung|altersverifikation|avez-vous (?:plus de )?18|vérification de l.âge|(?:eres|es usted) mayor de (?:18|edad)|verificación de edad|ai peste 18|verificarea vârstei|имате ли 18|навършил[аи]? 18|masz ukończone 18|elmúltál 18'
  ),
  rule(
    'login wall',
    '(?:please |you (?:must|need to|have to) (?:be )?)(?:log(?:ged)? ?in|sign(?:ed)? ?in|register) (?:to|first|before|in order)|log ?in (?:to (?:continue|view|see|access|read)|required)|sign in to (?:continue|view|see|access)|members[- ]only|(?:only|alleen) (?:visible|zichtbaar) (?:to|voor) (?:members|leden)|create an account to|' +
      '(?:log|meld)(?: je| u)? (?:eerst )?(?:in|aan) om|(?:je|u) (?:moet|dient) (?:eerst )?(?:ingelogd|aangemeld|in te loggen|inloggen)|inloggen (?:vereist|om)|alleen voor (?:leden|geregistreerde)|' +
      '(?:bitte )?(?:melden sie sich|loggen sie sich|anmelden|einloggen).{0,20}(?:an,? um|ein,? um|um )|nur für mitglieder|connectez-vous pour|vous devez (?:être connecté|vous connecter)|réservé aux membres|inicia sesión para|debes iniciar sesión|solo para miembros|autentifică-te pentru|trebuie să (?:fii|te) autentific|влезте(?: в профила си)?,? за да|трябва да влезете|zaloguj się,? aby|musisz się zalogować|jelentkezz(?:en)? be a|bejelentkezés szükséges'
  ),
  rule(
    'geo block',
    '(?:not|no longer|un)\\s?available in your (?:country|region|location|area)|your (?:country|region|location) (?:is|has been) (?:blocked|not)|blocked in your|due to (?:legal|regional) restrictions|451 unavailable|' +
      'niet beschikbaar in (?:jouw|uw) (?:land|regio)|in (?:ihrem|deinem) land nicht verfügbar|pas disponible dans votre (?:pays|région)|no (?:está )?disponible en (?:tu|su) (?:país|región)|nu este disponibil în țara|не е достъпн[оаи] във вашата (?:държава|страна)|niedostępn[aey] w twoim kraju|nem (?:érhető el|elérhető) az ön országában'
  ),
  rule(
    'blocked',
    'access denied|you (?:have been|are) blocked|your ip (?:address )?(?:has been|is) (?:blocked|banned)|request blocked|too many requests|rate limit(?:ed)?|temporarily blocked|forbidden|' +
      'toegang geweigerd|(?:je|u) bent geblokkeerd|(?:je|uw) ip(?:-adres)? is geblokkeerd|te veel (?:verzoeken|aanvragen)|zugriff verweigert|sie wurden (?:gesperrt|blockiert)|zu viele anfragen|accès (?:refusé|interdit)|vous avez été bloqué|acceso denegado|ha sido bloqueado|acces interzis|достъпът е отказан|odmowa dostępu|hozzáférés megtagadva'
  ),
  rule(
    'account suspended',
    '(?:this )?(?:account|website|site|webpage|hosting) (?:has been |is |was )?(?:temporarily |currently )?(?:suspended|disabled|deactivated|terminated)|bandwidth limit exceeded|' +
      '(?:deze|dit|het|uw) (?:account|website|site|hostingpakket|profiel)(?: is)? (?:tijdelijk )?(?:opgeschort|geblokkeerd|uitgeschakeld|afgesloten|gesuspendeerd)|(?:konto|webseite|website|account) (?:wurde |ist )?(?:vorübergehend )?(?:gesperrt|deaktiviert)|compte (?:a été )?(?:suspendu|désactivé)|cuenta (?:ha sido )?(?:suspendida|desactivada)|cont(?:ul)? (?:a fost )?suspendat|акаунтът е спрян|konto (?:zostało )?zawieszone|a fiókot felfüggesztettük'
  ),
  rule(
    'parked domain',
    '(?:this )?domain(?: name)? (?:is|may be|might be) for sale|buy this domain|domain (?:is )?parked|parked (?:free|domain)|this domain (?:has expired|is registered)|welcome to nginx|apache2? .{0,20}default page|it works!|future home of|website (?:is )?coming soon|under construction|default web ?(?:site )?page|' +
      'd(?:it|eze) domein(?:naam)? (?:is|staat) (?:te koop|geregistreerd|gereserveerd|geparkeerd)|domein (?:te koop|geparkeerd)|deze website is in (?:aanbouw|onderhoud)|diese domain (?:steht|ist) (?:zum verkauf|zu verkaufen|geparkt)|domain kaufen|ce (?:nom de )?domaine est (?:à vendre|parqué)|este dominio está (?:en venta|aparcado)|domeniul .{0,30}este de vânzare|домейнът се продава|domena .{0,30}(?:na sprzedaż|zaparkowana)|ez a domain eladó'
  ),
  rule(
    'maintenance',
    '(?:site|website|we are|we.re|down for|under) .{0,20}maintenance|service unavailable|temporarily unavailable|(?:in|wegens) onderhoud|tijdelijk niet beschikbaar|wartungsarbeiten|maintenance en cours|en mantenimiento|în mentenanță|в профилактика|przerwa techniczna|karbantartás'
  )
]

/** Phrases of a page that says that what it showed is gone, with status 200. */
export const goneRule: WallRule = rule(
  'gone',
  '(?:ad|advert|advertisement|listing|post|posting|page|profile|job|vacancy|offer|item)(?: you.{0,40})? (?:is |was |has been |has |could |can )?(?:already )?(?:no longer (?:available|active|online|exists?)|not (?:be )?found|expired|been (?:removed|deleted|filled|taken down)|removed|deleted|does ?n.t exist|does not exist)|(?:page|listing) not found|404 not found|error 404|this (?:ad|posting) has been (?:flagged|deleted|removed)|' +
    '(?:advertentie|vacature|profiel|pagina|bericht|aanbieding|kamer)(?: die .{0,40})? (?:is |bestaat |werd |kon |kan )?(?:helaas |inmiddels |al )?(?:niet (?:meer )?(?:beschikbaar|actief|online|gevonden|worden gevonden)|niet meer|verwijderd|verlopen|gesloten|vervuld|ingetrokken|offline)|pagina niet gevonden|niet gevonden|' +
    '(?:anzeige|inserat|stelle|seite|profil) (?:ist |wurde |existiert |konnte )?(?:leider )?(?:nicht (?:mehr )?(?:verfügbar|aktiv|online|gefunden|vorhanden)|nicht mehr|gelöscht|abgelaufen|entfernt|deaktiviert)|seite nicht gefunden|' +
    '(?:annonce|offre|page|profil) (?:est |a été |n.est |n.existe )?(?:plus |pas )?(?:disponible|supprimée?|expirée?|introuvable|retirée?|en ligne)|n.est plus (?:disponible|en ligne)|page (?:non trouvée|introuvable)|' +
    '(?:anuncio|oferta|página|perfil) (?:ya )?(?:no (?:está|existe|se encuentra)|ha sido (?:eliminado|borrado|retirado)|ha (?:caducado|expirado)|eliminado|caducado)|página no encontrada|' +
    'anunț(?:ul)? (?:nu mai (?:este|e)|a (?:fost (?:șters|dezactivat|eliminat)|expirat))|pagina nu (?:a fost găsită|există)|обявата (?:е (?:изтрита|изтекла|премахната|неактивна)|вече не|не е)|страницата не е намерена|' +
    'ogłoszenie (?:jest (?:już )?(?:nieaktualne|nieaktywne)|zostało (?:usunięte|zakończone)|wygasło|nie istnieje|nieaktualne)|strona nie (?:została znaleziona|istnieje)|(?:a )?hirdetés (?:már nem|lejárt|törölve|törölték|nem (?:található|elérhető))|az oldal nem található'
)

/** Titles of pages about the site itself: never an advert. */
export const siteMatter =
  /^(?:\d+\.?\s*)?(?:over (?:ons|mij|deze (?:web)?site)|wie (?:zijn wij|we zijn)|about(?: us)?|contact(?: (?:us|opnemen|form(?:ulier)?|gegevens))?|neem contact op|faq|veelgestelde vragen|frequently asked questions|help(?: ?(?:center|centrum|desk))?|klantenservice|customer service|support|privacy.{0,40}|cookie.{0,30}|(?:algemene |gebruiks)?voorwaarden.{0,30}|terms.{0,40}|disclaimer|huisregels|spelregels|(?:forum ?)?(?:regels|rules)|legal.{0,20}|imprint|impressum|datenschutz.{0,30}|agb|nutzungsbedingungen|über uns|kontakt|hilfe|mentions légales|conditions.{0,40}|politique.{0,40}|qui sommes[- ]nous|à propos.{0,20}|aide|nous contacter|aviso legal|política.{0,40}|condiciones.{0,40}|sobre nosotros|contacto|ayuda|quiénes somos|termeni.{0,40}|politica.{0,40}|despre noi|ajutor|условия.{0,40}|за нас|контакти|помощ|политика.{0,40}|regulamin.{0,30}|o nas|polityka.{0,40}|pomoc|rólunk|kapcsolat|súgó|adatvédel.{0,30}|felhasználási.{0,40}|inloggen|log ?in|sign ?(?:in|up)|registreren|register|aanmelden|registrieren|anmelden|inscription|connexion|registro|înregistrare|rejestracja|regisztráció|wachtwoord vergeten|forgot password|nieuwsbrief|newsletter|sitemap|veilig (?:handelen|daten|contact).{0,40}|safety tips.{0,30}|tips (?:voor|om).{0,60}|advertentie plaatsen|plaats (?:een )?(?:gratis )?advertentie|post (?:an? )?(?:free )?ad|adverteren|tarieven voor adverteerders|blog|nieuws|news|zoeken|search(?: results)?|zoekresultaten|categorieën|categories|home(?:page)?|welkom(?: bij.{0,60})?|welcome(?: to.{0,60})?)$/iu

/** Titles of lists: "Advertenties in Utrecht", "3 results". */
export const listTitle =
  /^(?:(?:alle|nieuwste|laatste|all|latest|new|neue|alle|toutes les|todos los|toate|всички|wszystkie|összes)\s+)?(?:\d+\s+)?(?:advertenties|ads|adverts|classifieds|listings?|vacatures|jobs|vacancies|aanbod|resultaten|results|overzicht|kamers|rooms|profielen|profiles|anzeigen|inserate|stellenangebote|ergebnisse|annonces|offres|résultats|anuncios|ofertas|resultados|anunțuri|rezultate|обяви|резултати|ogłoszenia|oferty|wyniki|hirdetések|állások|találatok)(?:\s+(?:in|op|voor|te|near|for|at|from|uit|bij|à|en|de|din|w|в)\s.{1,60}|\s*[-–:(].{0,60}|\s+\S{1,30})?$/iu

/** Controls that only an advert has: reply, apply, show number. */
export const replyControl =
  /(?:stuur (?:een )?bericht|bericht sturen|reageer(?: op)?|toon (?:telefoon)?nummer|bekijk nummer|bel (?:nu|direct)|neem contact op met|solliciteer|contact (?:the )?(?:seller|advertiser|poster)|send (?:a )?message|reply to (?:this )?(?:ad|post)|show (?:phone )?number|call now|apply (?:now|for)|make (?:an )?offer|nachricht (?:senden|schreiben)|jetzt bewerben|nummer anzeigen|envoyer un message|voir le numéro|postuler|contacter l.annonceur|enviar mensaje|ver teléfono|contactar|trimite mesaj|arată numărul|изпрати съобщение|покажи телефона|wyślij wiadomość|pokaż numer|aplikuj|üzenet küldése|telefonszám mutatása|jelentkezés)/iu

/** Links from a teaser to the whole advert. */
export const moreLink =
  /^(?:(?:lees|bekijk|toon|meer|verder|naar|open|details?|view|see|read|show|more|continue|full|weiter|mehr|zur|ansehen|anzeigen|lire|voir|en savoir|la suite|ver|leer|más|vezi|citește|detalii|виж|още|прочети|zobacz|czytaj|więcej|szczegóły|részletek|tovább|bővebben)(?![\p{L}]).{0,30}|[»›→>]+|\.{3}|…)$/iu

/** Next page, in words. */
export const pagingLink =
  /^(?:volgende(?: pagina)?|next(?: page)?|vorige|previous|nächste(?: seite)?|weiter|suivante?|siguiente|următoarea|pagina următoare|следваща|następna|következő|older|newer|ouder|[»›→]|>>?|\d{1,4})$/iu
