/** Words that tell what the digits beside them are: a phone number, a registration number, a measure. */
import { fold } from '../text/fold.ts'
import { plusWords } from './number-words.ts'
import { perWord } from './vocabulary.ts'

export const cueWord = 1
export const vetoWord = 2
export const unitWord = 4
export const linkWord = 8
export const fillerWord = 16
export const moneyWord = 32
export const backwardWord = 64
export const fileWord = 128

const lists: readonly (readonly [bit: number, words: string])[] = [
  [
    cueWord,
    `tel telf telnr telno telefoon telefoonnummer telefoonnr telefon telefonul telefonnummer telefono telefonos telephone telefonie telefonszam telefonszamom teleph phone phonenumber fone fon
    mobiel mobiele mobil mobilnummer mobile mobilnummer mobilszam movil portable gsm number handy handynummer rufnummer nummer belnummer gsmnummer cell cellphone cel celular komorka komorke kom mob
    bel bellen belt gebeld opbellen bereikbaar bereiken app apps appen appje appt whatsapp whatsap whatsappen watsapp wapp whats wsp wasap wa sms smsen smsje stuur text texten txt message msg bericht berichtje
    call calls calling ring dial reach contact contacteer contactez contacto contactati kontakt kontaktuj kontaktujcie kapcsolat kontaktiere kontaktieren
    ruf rufe anrufen anruf anrufe erreichbar erreichen schreib schreibe melde appelle appelez appeler appel appels joindre joignable ecris ecrivez llama llamame llamar llamadas llamada encuentras escribe escribeme escribir marca
    numero numeros nummero suna sunati sunama sunatima apel apeleaza apelati scrie scriemi numar numarul gasiti gasesti тел телефон телефона телефони тел обади обадете обаждай звънни звънете звъни пиши пишете мобилен вайбър номерът номера намерите намериш намерете свържи свържете
    termine terminvereinbarung rdv programari idopont номер
    zadzwon dzwon dzwoncie dzwonic zadzwoncie napisz pisz numer numerem telefonu nr tel hivj hivjon hivas hivjatok hivhato telefonalj irj szam szamom szamon szamomon telefonon elerheto elerhetsz viber signal telegram imo wechat facetime kik`
  ],
  [
    vetoWord,
    `kvk kvknr kvknummer handelsregister handelsregisternummer btw btwnr vat vatnr ust ustid ustidnr idnr mwst tva iva nif cif nip regon krs pesel cui cif cnp eik еик булстат егн ддс adoszam adoszama cegjegyzekszam
    iban bic rekening rekeningnummer bankrekening bankrekeningnummer rek konto kontonummer kontonr bankkonto compte cuenta cont bankszamla szamlaszam сметка rachunek rachunku account
    versie version wersja versiune versiunea версия verzio klienta clientului nhs utr bsn burgerservicenummer sofinummer rijksregisternummer rrn insz nss dni nie ssn passport paspoort paspoortnummer ondernemingsnummer kbo bce onderneming entreprise
    order orderid ordernr ordernummer orders bestelling bestelnr bestelnummer bestellnummer bestellnr bestellung commande pedido comanda comenzii поръчка поръчката zamowienie zamowienia rendeles rendelesszam rendelesi
    advertentie advertentienr advertentienummer advertentieid adid adnr adnummer advertid anzeige anzeigennummer anzeigennr anzeigenid annonce anuncio anunt anunturi anuntului обява обявата ogloszenie ogloszenia ogloszeniu hirdetes hirdetesszam hirdeteskod listing
    ref refnr referentie referentienummer reference referenz referenznummer referencia referinta референция kenmerk artikel artikelnr artikelnummer article articulo articol артикул art artnr sku ean isbn barcode
    klant klantnr klantnummer customer kundennummer factuur factuurnr factuurnummer invoice rechnung rechnungsnummer facture factura faktura fv фактура szamla dossier dossiernr dossiernummer zaaknummer
    latitude longitude gps coordinaten coordinates coordonnees coordenadas coordonate координати wspolrzedne koordinatak breedtegraad lengtegraad serienummer seriennummer serial imei licentie vergunning vergunningsnummer vergunningnummer licence license lizenz lizenznummer
    ticket ticketnr tracking trackingnummer track pakket zending siret siren naf steuernummer steuernr hrb polis polisnummer kenteken chassis typenummer code pincode postcode plz cp id userid productnr productnummer product item lidnummer membernr
    номер-на-поръчка oem pakketnummer registratie registratienummer registrationnumber inschrijving inschrijfnummer nrb hash bestelcode token transactie transactienummer transaction betalingskenmerk`
  ],
  [
    unitWord,
    `cm mm km m m2 kg kilo gr gram g jaar jaren jr yo yr yrs year years jahre jahr j ans an anos ani години годишна годишен г lat lata letnia letni eves ev min mins minuut minuten minutes minute minuto minutos minuti minuta minut perc мин минути минута
    uur uren u h hr hrs hour hours std stunde stunden heure heures hora horas ora ore час часа godz godzina godziny ora oras dag dagen days tage jours dias zile дни dni nap nights nacht nachten week weken weeks months maanden maand procent percent pct pk uhr cup maat mb gb kwh liter ltr cc v w volt watt eurocent ct personen pers people kamers`
  ],
  [
    moneyWord,
    `eur euro euros euroos eu lei ron zl pln zloty zlotych лв лева bgn ft huf forint usd dollar dollars gbp pound pounds pond chf`
  ],
  [
    linkWord,
    `nr no num nummer number numero numar numarul номер numer numero szam szama is id van the der de du del al met mit with avec n code kod cod codigo код my mijn`
  ],
  [
    fillerWord,
    `dan daarna vervolgens tenslotte en and und et y si и i es then next finally dann danach anschliessend schliesslich puis apres ensuite enfin luego despues finalmente apoi dupa после накрая potem nastepnie aztan majd utana vegul plus komma comma streep streepje dash hyphen minus strich bindestrich tiret guion liniuta тире kreska myslnik kotojel
    punt dot point punkt punto punct точка kropka pont spatie space leerzeichen espace espacio spatiu интервал spacja szokoz slash ster star sternchen haakje haakjes x xx xxx`
  ],
  [fileWord, `png jpg jpeg gif webp heic avif bmp pdf mov avi htm html php asp aspx`],
  [
    backwardWord,
    `achterstevoren achterwaarts andersom omgekeerd omgedraaid backwards backward reverse reversed ruckwarts ruckwaerts umgekehrt envers inverse reves inverso inversa invers inversat обратно наобратно отзад wspak odwrotnie visszafele forditva`
  ]
]

/** Joining wording of two words, of which one alone may mean anything. */
const fillerPhrases: ReadonlySet<string> = new Set(
  fold(
    'tot slot,en dan,en daarna,en tot slot,followed by,and finally,and last,zum schluss,und zum schluss,am ende,a la fin,et enfin,por ultimo,y por ultimo,al final,dupa aceea,la final,in final,след това,и след това,накрая,na koniec,a na koniec,po czym,vegul pedig'
  ).text.split(',')
)

const words = new Map<string, number>()
for (const [bit, list] of lists)
  for (const word of fold(list).text.split(/\s+/)) if (word !== '') words.set(word, (words.get(word) ?? 0) | bit)

/** Compounds such as "ledennummer": what ends in -nummer is no phone unless it is said to be one. */
const numberEnding = /(?:nummern?|number|numero|numarul|szam|szama|nr)$/
const phoneStem = /^(?:tel|mob|gsm|handy|whats|wapp|bel(?!eg)|ruf|app|sms|cell|phone|festnetz|kontakt|contact)/
/** Stems that all nine languages share for references and identifiers, with whatever ending ("referencyjny"). */
const vetoStem = /^(?:referen[ctz]|референ[цт]|identif|identyf|azonosit|идентиф|licen[cstz]|лиценз|engedely)/

/** Whether the words between two groups of digits only join them ("followed by", "и след това"). */
export function isFillerPhrase(words: readonly string[]): boolean {
  return words.length > 1 && fillerPhrases.has(words.join(' '))
}

/** Whether text ends in a word for the plus sign. */
export function endsInPlusWord(before: string): boolean {
  // All of them end in one of these letters; this is asked for every group of digits.
  if (!'szс'.includes(before.charAt(before.length - 1))) return false
  return plusWords.has(before.slice(before.search(/\p{L}*$/u)))
}

/** The bits of a token's word, remembered per word. */
export const contextBits: (token: { readonly id: number; readonly text: string }) => number = perWord(contextOf)

/** Bits of what a folded word says about digits beside it; 0 for most words. */
export function contextOf(word: string): number {
  const known = words.get(word)
  if (known !== undefined) return known
  if (word.length < 5 || word.length > 40) return 0
  if (numberEnding.test(word)) return phoneStem.test(word) ? cueWord : vetoWord
  if (word.length > 5 && vetoStem.test(word)) return vetoWord
  return 0
}
