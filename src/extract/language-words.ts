/** Function words of twelve languages, names of languages, and words for speaking one (all folded). */

const functionLists: Readonly<Record<string, string>> = {
  nl: 'de het een en van ik je is niet op te voor met ben mij me bij om ook naar uit of maar zijn wij jij jou mijn wil kan heb geen alleen graag nu heel wat dat die dit deze tot aan als er nog ons onze kom bel vanaf uur jaar lekker gezellig',
  en: 'the and a of to in is i you for with me my on are your at it am be we or not can only have will from by all this that our no very just please call hour years available',
  de: 'der die das und ich ist nicht ein eine mit fur auf von zu dich mich mir dir bin sich im auch bei wir ihr nur mein dein oder aber aus nach uber wie sehr gerne komm ruf stunde jahre',
  fr: 'le la les et je suis un une des pour avec de du est vous moi pas sur dans que qui mon ma mes votre vos ne ou nous au aux tres en ans heure appelez bonjour chez seulement',
  es: 'el la los las y soy un una de en con para por no que tu te mi me es estoy muy del al o su lo como mas anos hora llamame hola solo',
  ro: 'si sunt o un de la in cu pe pentru nu din ma mea mei care te va imi este sau ani ora doar foarte ta tau suna pot fi caut buna',
  bg: 'и на в за се да съм не от с по ми ме аз те ще или само със години час много мен твоя обади здравей',
  pl: 'i w na z jestem nie do sie jest ze dla moje mnie po od za o tylko lub oraz lat godzina bardzo twoj ci jak co zadzwon zapraszam czesc moja',
  hu: 'a az es vagyok egy nem is hogy de csak meg van ha vagy nagyon ev ora varlak hivj szia nalam velem engem te ki mar minden',
  it: 'il lo la i gli le e sono un una di con per non che mi ti tuo mia sei molto del della nel anni ora chiamami ciao solo',
  pt: 'o a os as e sou um uma de em com para nao que meu minha voce muito do da no na anos hora ligue ola so',
  cs: 'a je v na se jsem ne s pro do z si me jen nebo velmi let hodina zavolej muj ma tvuj'
}

/** Languages by function word. */
export const functionWords: ReadonlyMap<string, readonly string[]> = Object.entries(functionLists).reduce(
  (table, [language, list]) => {
    for (const word of list.split(' ')) table.set(word, [...(table.get(word) ?? []), language])
    return table
  },
  new Map<string, string[]>()
)

/** ISO 639-1 by name of the language in the languages read here. */
export const languageNames: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'nl',
        'nederlands dutch hollands niederlandisch hollandisch neerlandais neerlandes holandes olandeza холандски нидерландски niderlandzki niderlandzku holland hollandul vlaams'
      ],
      ['en', 'engels english englisch anglais ingles engleza английски angielski angielsku angol angolul'],
      ['de', 'duits german deutsch allemand aleman germana немски niemiecki niemiecku nemet nemetul'],
      ['fr', 'frans french franzosisch francais frances franceza френски francuski francusku francia franciaul'],
      [
        'es',
        'spaans spanish spanisch espagnol espanol castellano spaniola испански hiszpanski hiszpansku spanyol spanyolul'
      ],
      ['ro', 'roemeens romanian rumanisch roumain rumano romana румънски rumunski rumunsku roman romanul'],
      ['bg', 'bulgaars bulgarian bulgarisch bulgare bulgaro bulgara български bulgarski bulgarsku bolgar bolgarul'],
      ['pl', 'pools polish polnisch polonais polaco poloneza полски polski polsku lengyel lengyelul'],
      ['hu', 'hongaars hungarian ungarisch hongrois hungaro maghiara унгарски wegierski wegiersku magyar magyarul'],
      ['it', 'italiaans italian italienisch italien italiano italiana италиански wloski wlosku olasz olaszul'],
      [
        'pt',
        'portugees portuguese portugiesisch portugais portugues portugheza португалски portugalski portugalsku portugal portugalul'
      ],
      ['ru', 'russisch russian russe ruso rusa руски rosyjski rosyjsku orosz oroszul'],
      ['tr', 'turks turkish turkisch turc turco turca турски turecki turecku torok torokul'],
      ['ar', 'arabisch arabic arabe araba арабски arabski arabsku arab arabul'],
      [
        'uk',
        'oekraiens ukrainian ukrainisch ukrainien ucraniano ucraineana украински ukrainski ukrainsku ukran ukranul'
      ],
      [
        'zh',
        'chinees chinese chinesisch chinois chino chineza китайски chinski chinsku kinai kinaiul mandarijn mandarin'
      ],
      ['th', 'thais thai thailandisch thailandais tailandes тайландски tajski'],
      ['cs', 'tsjechisch czech tschechisch tcheque checo ceha чешки czeski czesku cseh csehul']
    ] as const
  ).flatMap(([language, names]) => names.split(' ').map((name) => [name, language] as const))
)

export const speakWords: ReadonlySet<string> = new Set(
  'spreek spreekt spreken gesproken talen taal voertaal speak speaks speaking spoken languages language spreche spricht sprachen parle parlons langues hablo habla hablamos idiomas vorbesc vorbeste limbi говоря говори езици mowie mowi jezyki jezyk beszelek beszel nyelvek nyelv parlo parla lingue falo fala'.split(
    ' '
  )
)
