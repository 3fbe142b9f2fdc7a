/** Words that ask for a place, and names of places that are also ordinary words or first names (all folded). */

export const placePrepositions: ReadonlySet<string> = new Set(
  `in te vlakbij dichtbij omgeving regio nabij bij rondom buurt centrum vanuit uit naar plaats stad woonplaats locatie near around at from region area downtown city location based visiting to
  aus bei nahe umgebung raum nach stadt ort a au en pres environs ville depuis vers cerca zona de ciudad desde hacia zona langa in din la oras orasul judet в във до краи град около от раион
  w we kolo okolice okolica okolicach z ze miasto do varos kornyeke kornyeken mellett`.split(/\s+/)
)

export const ambiguousNames: ReadonlySet<string> = new Set(
  `haar haven de haven hof de hoek de wijk het veld buren bos dam weg laan straat plein park
  best made heel leek goor haren putten rust een weert ham mol boom halle essen lint as mons huy spa nice tours nancy lens bath reading sale bury deal sandy rugby derby cork paris florence sofia victoria vienna valencia
  lourdes chelsea sydney brooklyn milan adelaide madison charlotte olivia carolina alexandria santiago roma verona singen hagen baden horn hamm hof kehl lage wedel werl peine bergen bunde damme leer moers olpe plau
  rees selm unna varel wesel zeist beek berg bree diest eke geel gent gits hove jette kain lier mere olen peer puurs ranst rum temse wemmel zele zemst ans ath leuze liege limburg luxemburg luxembourg
  wit zwart dorp ede epe elst oss ees eext echt ell erp est goes gouda grave grouw haps hees hem heer hoorn horst huizen hulst joure kampen kerk laren leende lent lisse lith loon losser maar made meer merk middel
  mill mook moordrecht nes ooij oost oud oude paal put raalte reek rijen rijs rips roden ruinen sas schaijk sint sleen soest son stad stein stiens sluis steen tiel tijn toorn tull uden ulft vaals valk veen veld velp
  vries waal wal weer wehl wel well west wijk winkel wolf zand zeeland zuid noord zetten zwaag molen brug hel holland nederland america amerika rome lima cali linda elena helena diana maria monica mercedes dolores
  guadalupe esperanza soledad rosario concepcion trinidad san jose angeles lisa anna laura sara rita eva alma dallas austin houston jackson jacob phoenix savannah virginia georgia aurora paloma
  independence liberty hope orange mobile police normal split bar bra brest buk most pula rab most lot male bali bari pisa lodi como gela nola pau brive niort troyes sete die gap dole vitre dreux laon foix sens auch
  albi agen royan auray redon vire caen rouen lodz nysa zory ruda rumia leba zabki hel piaski pila sopot turek konin police plock elk mielec ciechanow radom ruse varna drama buzau deva arad dej
  angers bray dover deal epsom hull leek luton march poole rye stone street wells wick ware yate worth nelson crewe battle barking beer eye hay holt hythe diss ash barrow wells hayes ford norman brandon melton stanley
  metz blois digne dax ambert maine mans rives vence menton anita valeria natalia san antonio salvador cordoba leon merida vera lara romero granada toledo palma gijon ibiza irun elda motril lugo baza reus salt sama
  angel grace faith joy ruby pearl dawn amber heide linden haus neu neuss furth alt weiden ulm trier speyer norden leben borken brake bad au kleve ahaus aken haan marl lohr aalen calw essen`.split(
    /\s+/
  )
)

/** What follows a name that is meant as a place: its centre, its surroundings, its country. */
export const placeAfter =
  /^\s?(?:[,(|/-]\s?)?(?:centrum|center|centre|city|stad|zentrum|innenstadt|mitte|nahe|near|nabij|omgeving|en omgeving|e\.?o\.?(?!\p{L})|station|cs(?!\p{L})|hbf|hauptbahnhof|bahnhof|airport|centro|ville|gare|environs|nederland|netherlands|holland|belgie|belgium|belgique|belgien|duitsland|germany|deutschland|allemagne|frankrijk|france|frankreich|engeland|england|uk(?!\p{L})|united kingdom|spanje|spain|espana|italie|italy|italia|bulgaria|bulgarije|българия|romania|roemenie|poland|polen|polska|hungary|hongarije|magyarorszag|luxemburg|luxembourg)(?!\p{L})/u
