/** Frequent words of twelve languages, names of languages, and words for speaking one (all folded). */
import { wordMap, wordSet } from '../text/word-lists.ts'

const functionLists: Readonly<Record<string, string>> = {
  nl: 'de het een en van ik je is niet op te voor met ben mij me bij om ook naar uit of maar zijn wij jij jou mijn wil kan heb geen alleen graag nu heel wat dat die dit deze tot aan als er nog ons onze kom bel vanaf uur jaar lekker gezellig naam nieuwe nieuw goed goede samen altijd weer alles iets niets wordt worden waar hoe vandaag zonder tussen tijdens onder over daar hier veel meer jullie zij hun hem haar moet mag zou willen zoek gezocht zoekt koop huur kamer per stuk staat ophalen werk werken gratis nette net prijs binnen beschikbaar afspraak liefs groetjes zin bent hebt heeft hebben doe maak laat eigen mooie leuke jaren minuten euro mail stuur bericht telefoon dagelijks regio omgeving ontvangst ontvang klanten gebruikt kunt zeer en/of iedereen iemand dan toch wel al',
  en: 'the and a of to in is i you for with me my on are your at it am be we or not can only have will from by all this that our no very just please call hour years available an but they he she its was were has had do does did than then there here what when where who how any some more most other into over after before about new good great looking wanted sale rent room work house free price condition collection text message contact email send meet come see need want like really always never every day week daily us them his her would could should may make take give used been being out up down off if so as too also love nice lovely own much many per includes',
  de: 'der die das und ich ist nicht ein eine mit fur auf von zu dich mich mir dir bin sich im auch bei wir ihr nur mein dein oder aber aus nach uber wie sehr gerne komm ruf stunde jahre den dem des einen einem einer eines noch schon wenn dann als am zum zur vom beim bis ohne durch gegen unter zwischen kein keine alle alles etwas mehr viel neu neue neuen gut gute suche suchen sucht gesucht verkaufe zimmer wohnung arbeit preis termin bitte schreiben anrufen liebe hallo meine meinen deine seine unser unsere euch sie er es wird werden hat haben kann mochte immer wieder heute taglich ganz stuck abholung zustand frau mann monat erreichbar melde wo wer was',
  fr: 'le la les et je suis un une des pour avec de du est vous moi pas sur dans que qui mon ma mes votre vos ne ou nous au aux tres en ans heure appelez bonjour chez seulement ce cette ces cet son sa ses leur nos tes ton il elle on ils elles sommes etes sont avez avons ont ai as a ete fait faire plus moins bien bon bonne nouveau nouvelle cherche recherche vends louer chambre appartement travail prix euros contactez disponible jour jours semaine mois petite petit grand grande entre sous sans par meme toujours jamais aujourd hui ici quand comment etat reponse rendez jeune femme homme possible tout tous toute toutes peu si merci salut',
  es: 'el la los las y soy un una de en con para por no que tu te mi me es estoy muy del al o su lo como mas anos hora llamame hola solo unos unas este esta estos ese eso mis tus sus nuestro ella ellos nosotros ser estar tengo tiene tienes hay hacer menos bien bueno buena nuevo nueva busco busca vendo alquilo habitacion piso trabajo precio euros contacto disponible dia dias semana mes entre hasta desde sobre cuando donde quien todo todos toda siempre nunca aqui ahora chica mujer hombre gracias saludos pero porque si tambien puedes quiero escribeme llama estado recoger se le nos',
  ro: 'si sunt o un de la in cu pe pentru nu din ma mea mei care te va imi este sau ani ora doar foarte ta tau suna pot fi caut buna sa se ce cum cand unde cine ca mai dar daca acum aici bine bun nou noua cautam vand inchiriez camera apartament munca pret euro contact disponibil disponibila zi zile saptamana luna intre dupa fara toate tot toti mereu fata femeie barbat multumesc salut iti isi am ai are avem aveti au era fost locuiesc lucrez ofer scrie suna-ma numai al ale lui ei noi voi ele pana despre langa stare',
  bg: 'и на в за се да съм не от с по ми ме аз те ще или само със години час много мен твоя обади здравеи този тази това тези които която които къде кога как бъде беше има имам няма трябва може нов нова ново добър добра търся търсим продавам давам стая апартамент работа цена контакт свободна ден дни седмица месец между без преди след при под над вече всичко всички винаги никога тук сега жена мъж моля благодаря но ако до ли го я ги ни ви вас',
  pl: 'i w na z jestem nie do sie jest ze dla moje mnie po od za o tylko lub oraz lat godzina bardzo twoj ci jak co zadzwon zapraszam czesc moja ten ta to te tego tej tym tych byc byl byla sa ma mam masz mamy ktory ktora ktore gdzie kiedy jestesmy dobry dobra nowy nowa szukam szukamy sprzedam wynajme pokoj mieszkanie praca cena kontakt dostepny dostepna dzien dni tydzien miesiac miedzy przez przed przy bez nad pod juz tez tak wszystko zawsze nigdy tutaj teraz kobieta mezczyzna prosze dziekuje pozdrawiam moj twoja nasz a u we ale wiec dzis stan odbior pisz napisz',
  hu: 'a az es vagyok egy nem is hogy de csak meg van ha vagy nagyon ev ora varlak hivj szia nalam velem engem te ki mar minden ez azt ezt ami aki ahol amikor volt lesz lehet kell nincs vannak sem mert hanem most itt ott jo uj keresek keresunk elado kiado szoba lakas munka ar forint euro kapcsolat elerheto nap het honap kozott nelkul alatt felett utan elott mindig soha ma holnap no ferfi koszonom udv szeretnek szeretek kerlek nekem neked vele nalunk van-e egyik masik sok keves tobb kicsi nagy szep allapot atvetel irj hivjon',
  it: 'il lo la i gli le e sono un una di con per non che mi ti tuo mia sei molto del della nel anni ora chiamami ciao solo questo questa mio tua suo nostra cerco vendo affitto camera lavoro prezzo giorno settimana mese tra fra senza sempre mai qui donna uomo grazie',
  pt: 'o a os as e sou um uma de em com para nao que meu minha voce muito do da no na anos hora ligue ola so este esta isso seu sua nosso procuro vendo alugo quarto trabalho preco dia semana mes entre sem sempre nunca aqui agora mulher homem obrigado',
  cs: 'a je v na se jsem ne s pro do z si me jen nebo velmi let hodina zavolej muj ma tvuj'
}

/** Letters that one of these languages writes and the others do not (of the text as given: folding takes them away). */
export const ownLetters: readonly (readonly [language: string, letters: RegExp])[] = [
  ['pl', /[łżźśćńęą]/giu],
  ['hu', /[őű]/giu],
  ['ro', /[ășțşţ]/giu],
  ['de', /ß/giu],
  ['es', /[ñ¿¡]/giu],
  ['fr', /[çœ]|\p{L}'(?=\p{L})|[èêà]/giu],
  ['cs', /[řěů]/giu],
  ['pt', /[ãõ]/giu]
]

/** Languages by frequent word. */
export const functionWords: ReadonlyMap<string, readonly string[]> = Object.entries(functionLists).reduce(
  (table, [language, list]) => {
    for (const word of list.split(' ')) table.set(word, [...(table.get(word) ?? []), language])
    return table
  },
  new Map<string, string[]>()
)

/** ISO 639-1 by name of the language in the languages read here. */
export const languageNames: ReadonlyMap<string, string> = wordMap('language-names', (language) => language)

/** Words before the languages that a person speaks. */
export const speakWords: ReadonlySet<string> = wordSet('speaking')

/** Words that may stand between "I speak" and the name of a language. */
export const speakJoiners: ReadonlySet<string> = wordSet('speaking-joiners')
