/** Ways of introducing oneself in nine languages, common first names, and words that follow "I am" without being names (folded). */

export interface Introduction {
  readonly words: readonly string[]
  /** A name must follow ("my name is"), and not anything ("I am"). */
  readonly strong: boolean
}

const strong =
  'mijn naam is|ik heet|ik noem mezelf|haar naam is|ze heet|zij heet|noem me|noem mij|vraag naar|my name is|my name s|her name is|call me|ask for|name|naam|mein name ist|ich heisse|ihr name ist|sie heisst|frag nach|je m appelle|mon nom est|mon prenom est|elle s appelle|me llamo|mi nombre es|se llama|ma numesc|ma cheama|numele meu este|se numeste|казвам се|името ми е|казва се|mam na imie|nazywam sie|moje imie|ma na imie|a nevem|nevem'
const weak =
  'ik ben|dit is|i am|i m|this is|ich bin|hier ist|je suis|c est|soy|yo soy|sunt|eu sunt|аз съм|jestem|tu|meet|ontmoet|maak kennis met'

/** Introductions by their first word. */
export const introductions: ReadonlyMap<string, readonly Introduction[]> = buildIntroductions()

export const firstNames: ReadonlySet<string> = new Set(
  `anna anne anouk anita amber amy angel angela angelina alice alicia alina aleksandra alexandra alexa alex alessia amanda amelia amira ana andreea andrea anastasia antonia ania agnieszka adriana bella bianca brenda bo britt
  carla carmen carolina caroline cassandra catalina catherine celine chantal charlotte chloe christina cindy claire claudia cristina crina daisy dana daniela daphne daria debbie demi denisa denise desi desislava diana dominique donna dorina dora
  ela elena eleonora elisa elise eliza elizabeth ella elly elke els emilia emily emma emese erika esmee esther eszter eva evelien evelyn ewa fatima felicia femke fleur florina floor gabi gabriela gabriella gemma georgia gerda gina gloria grace greta
  hanna hannah heidi helen helena ilona ina ingrid irene irina iris isa isabel isabella isabelle ivana ivanka iza jade jana jane janine jasmijn jasmin jasmine jennifer jenny jessica jessie jolanda joanna johanna judith judit julia julie juliana justyna
  karin karina karla karolina kasia kate katja katarina katharina kathy katrin katya kelly kim kimberly kinga klara kitty krisztina kristina kristina lara larisa laura lea leah lena lenka leonie lia lidia lieke lilla lilly lily linda lina lisa lise lizzy loes lola lora lotte louise lucia lucie lucy luna lydia
  magda magdalena maja malgorzata manon mara margo maria marie marijke marina marisa mariska marlies marta martina mary maya meike melanie melinda melissa mia michelle mila milena miranda mirela mirjam moniek monica monika monique nadia nadine naomi natalia natalie natasa natasha nathalie nela nicole nicoleta nikki nikol nina noemi noor nora
  ola zsofi reka emese tanja chloe ines nika maud fleur lieve bo roxy lexi candy tiffany daniella beata dorota iwona ewelina oksana yulia julka oana mihaela gabi simina boglarka dora petya ralitsa tsvetelina olga olivia paula patricia patrycja petra pleun polina ramona raluca rebecca regina renata rita roberta romy rosa rosanna rosalie roos roxana roxanne roza ruby sabina sabine sabrina samantha sandra sandy sanne sara sarah saskia selena selma serena sharon sheila shirley silke silvia simona simone sofia sofie sonia sonja sophia sophie stacey stefania stefanie stella susan susanne suzan suzanne svetlana sylvia sylvie
  tamara tania tanja tatiana tess tessa tina teodora thea timea valentina valeria valerie vanessa vera verena veronica veronika vicky victoria viktoria violeta viola virginia vivian vivien wanda wendy wilma wiktoria xenia yara yasmin yasmina yolanda yvette yvonne zara zoe zita zofia zsuzsa zsofia
  мария елена ивана гергана десислава виктория анна ана диана даниела силвия сисито стефани моника габриела ева нина ралица симона теодора кристина иоана петя мира
  jan piet kees mark peter tom tim alex daniel david thomas kevin michael robert john paul martin marco mario marius mihai andrei ivan georgi nikolai pawel piotr tomasz marek adam adrian gabor laszlo istvan pedro juan jose carlos miguel luis`.split(
    /\s+/
  )
)

/** Words that close a message; a name may follow. */
export const closings: ReadonlySet<string> = new Set(
  `groetjes groet groeten liefs kus kusje kusjes xx xxx xxxx zoen knuffel kisses kiss hugs love regards cheers yours grusse gruss kusse kusschen lg vg bisous bises cordialement besos beso saludos abrazos
  pup pupici salutari buziaki caluski pozdrawiam pozdrowienia puszi puszillak udv udvozlettel целувки поздрави`.split(
    /\s+/
  )
)

/** Ordinary words that stand where a name would. */
export const noNames: ReadonlySet<string> = new Set(
  `een de het niet nu op in te uit van voor met zonder jouw je u jij hier daar nieuw nieuwe lief lieve leuk leuke mooi mooie sexy jong jonge rijp rijpe slank slanke blond blonde bruin zelfstandig student vrouw man dame meisje meid masseuse escort beschikbaar bereikbaar alleen altijd ook echt erg heel zeer al pas net klaar open vrij discreet professioneel ervaren gediplomeerd op zoek blij thuis vandaag morgen weer terug
  a an the not now on at from for with without your you here there new nice lovely sweet beautiful pretty young mature slim blonde brunette independent student woman man lady girl available only always also real really very just back ready open free discreet professional experienced looking happy home today tomorrow so such
  ein eine einer der die das nicht jetzt aus mit ohne fur dein hier da neu lieb nett schon jung reif schlank blond selbstandig studentin frau mann verfugbar erreichbar nur immer auch echt sehr gerade bereit offen frei diskret professionell erfahren
  un une le la les pas maintenant a de avec sans pour ton ici la nouvelle nouveau douce belle jolie jeune mature mince blonde independante etudiante femme homme disponible seulement toujours aussi vraiment tres prete ouverte libre discrete
  una el los no ahora de con sin para tu aqui alli nueva nuevo dulce bella guapa joven madura delgada rubia independiente mujer hombre disponible solo siempre tambien muy lista abierta libre discreta
  o nu acum din cu fara pentru aici noua nou dulce frumoasa tanara matura slaba blonda independenta femeie barbat disponibila doar mereu si foarte
  nie teraz z bez dla tutaj nowa mila ladna mloda dojrzala szczupla blondynka kobieta dostepna tylko zawsze tez bardzo
  egy nem most itt uj kedves szep fiatal erett karcsu szoke no ferfi elerheto csak mindig is nagyon
  нова млада мила красива жена мъж свободна само винаги много и в на от
  mam am ik i je j ich tengo jestem sunt на аз vagyok
  when then what who where how if do call text ask details more info me us them him her details every each any all
  lft leeftijd age alter edad varsta wiek eletkor
  tel telefoon whatsapp telegram mail email adres prijs info contact foto mij me my meine mon prive massage www http https is are am my mijn
  uit vanuit en and und et of voor naar bij tot snel moeder vader mama eerlijk independiente discreto
  nederlands nederlandse duits duitse frans franse engels belgisch belgische pools poolse roemeens roemeense bulgaars hongaars spaans spaanse italiaans italiaanse russisch dutch german french english belgian polish romanian bulgarian hungarian spanish italian russian latina asian european brazilian colombian thai chinese portuguese`.split(
    /\s+/
  )
)

function buildIntroductions(): Map<string, Introduction[]> {
  const table = new Map<string, Introduction[]>()
  for (const [list, isStrong] of [
    [strong, true],
    [weak, false]
  ] as const) {
    for (const text of list.split('|')) {
      const words = text.split(' ')
      const first = words[0] ?? ''
      // One-word labels ("naam: X") are as sure as sentences, since a colon or a space and a capital follow.
      table.set(first, [...(table.get(first) ?? []), { words, strong: isStrong }])
    }
  }
  for (const entries of table.values()) entries.sort((a, b) => b.words.length - a.words.length)
  return table
}
