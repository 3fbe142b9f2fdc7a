/** The commonest small words of the languages that adverts are written in: what language.ts counts. */

/** ISO 639-1 to words; a word in several rows counts for each, weighted by in how few it stands. */
export const functionWords: Readonly<Record<string, string>> = {
  nl: 'de het een en van ik je niet dat die in is op te zijn met voor ook aan er maar om bij als dan nog naar kan wat jij mijn ben hebt heb uur geen wel alleen zonder kom bel mij voor lekker heerlijk bent jou wil uit over tot deze zoek ervaring werk vanaf elke dag tussen graag goed gratis welkom',
  en: 'the and you to of a is in for with i me my your on are be can have this that or at all will am not we us our from call only no new by but as more just available please do if it so any text here who looking good free now very',
  de: 'der die das und ich du nicht ein eine ist mit für auf von zu im den dem sie wir es bin dich mich mein meine sich bei auch nur oder an werden hast habe bist zum zur aus wie noch ohne kein keine uhr gerne jetzt suche arbeit neu ruf komm',
  fr: 'le la les et de des un une je tu vous pas est pour avec dans sur mon ma mes en du au aux ce qui que suis nous votre vos plus ou ne par sans chez bien très tous tout heures appelez moi disponible',
  es: 'el la los las y de que en un una yo tu no es para con por mi mis soy te me se lo su estoy muy más pero como todo todos sin hola llama cuando hasta desde también horas nuevo disponible busco',
  ro: 'și si de la cu un o în in nu este pe pentru sunt eu tu te mai care din să sa sau am ai are fără fara bună buna sunati doar foarte ore sună suna caut loc munca mea meu ale cel dar prin poate',
  bg: 'и на да се в от за с не съм по ще до си са ми ти е като при много само без час нова работа търся обади или аз мен тел това има',
  pl: 'i w na z do nie się jest to że o jak dla ja ty po od za czy ale mam masz tylko lub bez co moje mnie ci zapraszam dzwoń godziny praca szukam oraz przez także już mi jestem',
  hu: 'a az és hogy nem is van egy én te de ha csak vagy meg el már még mint ez azt nincs vagyok hívj kérem minden nélkül szeretnék várok munka keresek óra új jó nagyon neked velem',
  it: 'il la le lo gli e di che un una non per con sono in mi ti si da del della nel ma come più anche solo tutti chiama senza ciao molto io tuo mia ore',
  pt: 'o a os as e de que um uma não para com por em do da no na eu você me se sou meu minha mais muito só sem todos também estou ligue horas disponível',
  ru: 'и в не на я что с по для это как от у но мы вы все меня мне только без до или если есть очень работа звоните час новая ты тебя',
  uk: 'і в не на я що з по для це як від у але ми ви все мене мені тільки без до або якщо є дуже робота дзвоніть',
  tr: 've bir bu için ile ben sen de da ne çok var yok ama gibi daha en mi kadar olarak saat beni seni sadece',
  cs: 'a v na se je že to s z do i o k ne jsem jsi pro ale jako po jen nebo bez mi mě hodin práce hledám',
  da: 'og i at det er en til på som med for af den jeg du ikke har et kan der om fra mig dig',
  sv: 'och i att det är en till på som med för av den jag du inte har ett kan om från mig dig'
}

/** Letters that few languages use, with their weight. */
export const tellingLetters: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[őű]/g, ['hu']],
  [/[łżśęąćńź]/g, ['pl']],
  [/[șțăşţ]/g, ['ro']],
  [/[ß]/g, ['de']],
  [/[ñ¿¡]/g, ['es']],
  [/[ãõ]/g, ['pt']],
  [/[ğı]/g, ['tr']],
  [/[řěů]/g, ['cs']],
  [/[ыэё]/g, ['ru']],
  [/[іїєґ]/g, ['uk']],
  [/[щъ]/g, ['bg']],
  [/[œ]/g, ['fr']]
]
