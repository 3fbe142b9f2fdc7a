/** Labels that sites put before a value ("Prijs:", "Ort:", "Teléfono:"), in nine languages, and the field each names. */

export type FieldName =
  | 'price'
  | 'city'
  | 'phone'
  | 'posted'
  | 'seller'
  | 'account'
  | 'category'
  | 'title'
  | 'body'
  | 'other'

const rows: readonly (readonly [FieldName, string])[] = [
  [
    'price',
    'prijs|price|vraagprijs|tarief|tarieven|preis|prix|tarif|precio|tarifa|preț|pret|tarif|цена|cena|ár|prezzo|rate|rates|cost|costs|kosten|huur|huurprijs|rent|salaris|salary|loon|uurloon|gehalt|lohn|salaire|salario|salariu|заплата|wynagrodzenie|bér|fizetés|verdienste|verdiensten|vergoeding|pay|wage|budget|donatie'
  ],
  [
    'city',
    'plaats|woonplaats|stad|locatie|regio|city|town|location|place|area|region|where|waar|ort|stadt|standort|ville|lieu|localisation|ciudad|localidad|ubicación|oraș|oras|localitate|locație|zonă|град|място|местоположение|miasto|lokalizacja|miejscowość|város|helyszín|hely|città|werkplek|standplaats|based in|gemeente|provincie|omgeving'
  ],
  [
    'phone',
    'telefoon|telefoonnummer|tel|tel.|mobiel|gsm|bel|phone|phone number|telephone|mobile|cell|call|contact number|telefon|telefonnummer|handy|mobil|rufnummer|téléphone|portable|teléfono|móvil|celular|telefon mobil|телефон|тел|numer telefonu|komórka|telefonszám|whatsapp|whatsapp nummer|app|nummer'
  ],
  [
    'posted',
    'geplaatst|geplaatst op|datum|plaatsingsdatum|online sinds|sinds|laatst bijgewerkt|bijgewerkt|posted|posted on|date posted|date|published|listed|added|last updated|updated|eingestellt|eingestellt am|datum der anzeige|veröffentlicht|online seit|publié|publiée|publié le|date de publication|mis en ligne|publicado|fecha|publicat|data|data publicării|adăugat|публикувано|дата|dodano|data dodania|opublikowano|feladva|dátum|feltöltve|ad date|advertentiedatum'
  ],
  [
    'seller',
    'naam|name|adverteerder|verkoper|aanbieder|contactpersoon|seller|advertiser|posted by|contact person|contact name|owner|anbieter|verkäufer|inserent|nom|annonceur|vendeur|nombre|anunciante|vendedor|nume|vânzător|име|продавач|обявител|imię|sprzedawca|ogłoszeniodawca|név|eladó|hirdető|geplaatst door|door|by|werkgever|employer|arbeitgeber|company|bedrijf|bedrijfsnaam|bureau|club'
  ],
  [
    'account',
    'gebruiker|gebruikersnaam|account|lid|profiel|user|username|user name|member|member id|profile|nickname|nick|benutzer|benutzername|mitglied|utilisateur|pseudo|membre|usuario|utilizator|потребител|użytkownik|felhasználó|auteur|author|poster|handle'
  ],
  [
    'category',
    'categorie|rubriek|soort|category|section|type|kategorie|rubrik|catégorie|rubrique|categoría|categoria|категория|kategoria|kategória'
  ],
  ['title', 'titel|onderwerp|title|subject|betreff|titre|objet|título|asunto|titlu|заглавие|tytuł|cím|kop'],
  [
    'body',
    'tekst|text|texte|omschrijving|beschrijving|advertentietekst|description|details|bericht|message|beschreibung|descriptif|texto|descripción|mensaje|descriere|mesaj|описание|текст|opis|treść|leírás|szöveg|hirdetés szövege'
  ],
  [
    'other',
    'leeftijd|age|alter|âge|edad|vârstă|varsta|възраст|wiek|kor|életkor|lengte|height|gewicht|weight|taal|talen|language|languages|sprachen|langues|idiomas|limbi|езици|języki|nyelvek|beschikbaar|beschikbaarheid|available|availability|verfügbar|werktijden|openingstijden|tijden|hours|uren|dagen|days|nationaliteit|nationality|afkomst|haar|haarkleur|hair|ogen|oogkleur|eyes|maat|advertentienummer|advertentie id|advertentie nr|ad id|ad no|ad number|listing id|id|nr|ref|referentie|reference|anzeigennummer|bekeken|weergaven|views|visits|hits|ontvangst|bezoek|incall|outcall|diensten|services|betaling|betaalwijze|payment|e-mail|email|mail|website|site|telegram|signal|snapchat|instagram|skype|kik|dienstverband|contract|huisvesting|vervoer|status|conditie|staat|conditions|ervaring|experience|start|startdatum|duur|periode|geslacht|gender|sex|m2|oppervlakte|kamers|rooms|beroep|job|functie|vacature|branche'
  ]
]

/** Field by label, lower case without colon. The first row that names a label has it. */
export const fieldLabels: ReadonlyMap<string, FieldName> = table()

function table(): Map<string, FieldName> {
  const found = new Map<string, FieldName>()
  for (const [field, labels] of rows) {
    for (const label of labels.split('|')) if (!found.has(label)) found.set(label, field)
  }
  return found
}

/** "Geplaatst door Anna op 3 maart": a by-line rather than a label. The first group is the name. */
export const byline =
  /^(?:(?:geplaatst|aangeboden|geschreven)\s+door|posted\s+by|listed\s+by|written\s+by|by|door|von|eingestellt\s+von|par|publi[ée]e?\s+par|publicado\s+por|por|publicat\s+de|публикувано\s+от|dodał|dodane\s+przez|feladta)[:\s]+(\S.{0,40}?)(?:\s*(?:[|·•,(]|\s-\s|\bop\b|\bon\b|\bam\b|\ble\b|\bat\b).*)?$/iu

/** A price by its looks: a currency sign or name beside an amount, alone in a short text. */
export const priceLike =
  /(?:(?:€|£|\$|eur\b|euro\b)\s?\d{1,3}(?:[.,\s]?\d{3})*(?:[.,]\d{2}|,-)?|\d{1,3}(?:[.,\s]?\d{3})*(?:[.,]\d{2}|,-)?\s?(?:€|£|\$|euro?s?\b|eur\b|zł|pln\b|lei\b|ron\b|лв|bgn\b|ft\b|huf\b))/iu

/** A phone by its looks: eight digits or more, with the usual signs between. Bounded repetition only. */
export const phoneLike = /(?:\+|00|\(0?|0)[\d](?:[\s()./-]{0,3}\d){7,12}/

export const emailLike = /[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2,}/i

/** Names of services where one can be reached, before a handle. */
export const handleLike =
  /\b(?:telegram|whatsapp|whats ?app|snap(?:chat)?|insta(?:gram)?|kik|signal|viber|wechat|skype|discord)\b.{0,20}[\w@.+-]{3,}/i
