/** Dutch phrases for adverts about company and massage; neutral in tone. */
import type { Phrasebook } from './phrasebook.ts'

export const dutch: Phrasebook = {
  language: 'nl',
  titles: [
    '[name] uit [town]', '[name], [age] jaar, [town]', 'Gezellig tijd doorbrengen met [name]', '{Spontane|Lieve|Vrolijke|Rustige} [name] in [town]',
    'Ontspanning bij [name]', 'Afspraak maken met [name]?', '{Even|Lekker} {ontspannen|bijkomen|tot rust komen} in [town]', '[name] {ontvangt in|komt naar} [town]',
    'Gezelschapsdame [name] - [town]', 'Escort [name], [town] en omgeving', '[town]: [name] heeft tijd voor je', 'Dinerdate met [name]?',
    '{Charmante|Verzorgde|Warme|Nuchtere} dame ([age]) zoekt {gezelschap|leuke contacten}', '<adj> en <adj>: [name]', 'Gezelschap gezocht in [town]? [name]',
    'Particulier ontvangst [town]', 'Vanmiddag vrij in [town]', '[name] maakt graag tijd'
  ],
  greeting: [
    '{Hoi|Hallo|Hey|Dag|Goedendag}{,| daar,| allemaal,| heren,} ik ben [name]{.| uit [town].}', 'Mijn naam is [name]{ en ik ben [age] jaar|}.',
    'Welkom {op mijn pagina|bij mijn advertentie|, fijn dat je even leest}.', '{Leuk|Fijn|Goed} dat je {kijkt|mijn advertentie leest|hier bent}!',
    '{Ben je|Ook} toe aan {wat|een beetje} {ontspanning|rust|gezelligheid|aandacht}?', 'Even voorstellen: [name], [age], {woon in|uit} [town].',
    'Ik ben [name], [age] jaar {jong|}{ en woon in [town]|}.', 'Hier [name] weer{, terug van <away>|}.', 'Na {een drukke week|het werk|lang twijfelen} {plaats|zet} ik toch {maar |}een advertentie.'
  ],
  self: [
    'Ik ben {een |}<adj>, <adj> {vrouw|dame|type}{ met een <adj> karakter|}.', 'Mensen {noemen|vinden} mij {vaak |meestal |}<adj> en <adj>.', 'Ik hou van {een goed gesprek|lachen|rust|aandacht} en {van |}<hobby>.',
    'Ik ben {slank|stevig|gemiddeld} gebouwd, {1.62|1.65|1.68|1.70|1.72|1.74|1.78} {lang|m} met <hair> haar.', 'Overdag {werk ik <work>|ben ik bezig met <hobby>}, {’s avonds|daarna} heb ik tijd voor {jou|gezelschap}.',
    'Ik spreek {Nederlands en Engels|Nederlands, Duits en een beetje Frans|goed Engels en een beetje Nederlands|Nederlands}.', 'Ik {neem de tijd|hou niet van haast|kijk niet op de klok}, {dat merk je snel|en dat waarderen mijn gasten|dus rustig aan}.',
    'Verwacht geen {poespas|haast|massawerk}, wel {aandacht|warmte|een goed humeur}.', '{Gescheiden|Alleenstaand|Zelfstandig} en {toe aan iets nieuws|met beide benen op de grond|baas over mijn eigen agenda}.',
    'Ik doe dit {al <years>|sinds kort|naast mijn baan|parttime} en {met plezier|op mijn eigen manier|alleen als ik zin heb}.'
  ],
  offer: [
    'Samen {gezellig|rustig|ongedwongen} tijd doorbrengen{, dat is wat ik zoek|}.', 'Een {ontspannende|rustgevende|warme} massage {hoort erbij|kan ook|met warme olie}.', 'Je kunt {bij mij |}terecht voor {gezelschap|een ontspannend uur|een dinerdate|een massage}.',
    'Ik ga {ook |graag |}mee {uit eten|naar het theater|naar een feest|op zakenreis|naar een hotel}.', 'We beginnen {altijd |meestal |}met {een kop koffie|iets te drinken|een praatje|thee}.', 'Escort {service |}is mogelijk{ in [town] en omgeving| in overleg|, reiskosten in overleg}.',
    '{Zoek je|Verlang je naar} {gezelschap|een luisterend oor|warmte}? {Dan ben je hier goed|Laat het me weten|Ik heb tijd}.', 'Een uurtje {weg van alles|helemaal voor jezelf|in alle rust}{, zonder gedoe|}.',
    'Ook {voor stellen|voor wat ouderen|voor een eerste keer} {ben je welkom|neem ik de tijd}.', '{Alles|Veel} in overleg, {vraag gerust|ik denk graag mee|we bespreken het vooraf}.'
  ],
  detail: [
    'In het weekend {sta ik vaak op <spot>|vind je mij bij <spot>|ga ik naar <spot>}.', 'Ik {draai graag|luister naar|word blij van} <music>{ op de achtergrond|}.', 'Mijn {lievelingseten|zwakke plek} is <food>{, dus neem me mee uit eten|}.',
    'Ik heb een {hond|kat|oude kater|konijn} die {<pet> heet|in de andere kamer blijft|niemand kwaad doet}.', 'Als je <hobby> ook leuk vindt hebben we {genoeg te bepraten|meteen een onderwerp}.', '{Vorige maand|Dit voorjaar|Laatst} ben ik {begonnen met|weer gaan doen aan} <hobby>.',
    'Ik drink liever <drink> dan {wijn|bier|koffie}.', 'Mijn {balkon|huiskamer|tuin} {staat vol <plants>|ruikt naar <plants>}.', 'Ik lees {op dit moment |nu |}{een boek over <subject>|alles over <subject>}.', 'Op {maandag|dinsdag|woensdag|donderdag} {heb ik <hobby>|zit ik bij <spot>}, dan ben ik er niet.',
    'Vraag me {eens |gerust |}naar <subject>, dan {stop ik niet meer|praat ik honderduit}.', 'Ik kom {oorspronkelijk |}uit een dorp {bij de zee|in de polder|aan de rivier|op de hei} en {mis dat soms|ga er nog vaak heen}.', 'Mijn {vriendinnen|buren|zussen} zeggen dat ik {te veel praat|goed kan koken|altijd te laat kom|nooit chagrijnig ben}.',
    'Volgens mijn horoscoop ben ik {een ram|een stier|een kreeft|een leeuw|een weegschaal|een vis}{ en dat klopt|}.', 'Ik spaar voor {een reis naar <away>|een piano|een camper|een opleiding <subject>}.', 'Regen of zon, ik {fiets|loop} elke dag {naar <spot>|een uur}.'
  ],
  place: [
    'Ik ontvang {privé |discreet |}in [town] {<part>|in een {schoon|net|rustig} appartement}.', 'Mijn {huis|appartement|studio} is {netjes|schoon|sfeervol} en {makkelijk te vinden|goed bereikbaar|er is een douche}.', 'Parkeren {kan voor de deur|is gratis|kan om de hoek}.',
    '{Ontvangst in|Je vindt me in} [town], <part>.', 'Ik kom {ook |alleen |}{naar hotels|bij je thuis}{ in en rond [town]|}.', 'Adres krijg je {na het maken van een afspraak|per app|als je onderweg bent}.', 'Regio [town]{, tot 30 km| en directe omgeving|}.'
  ],
  hours: [
    'Ik werk {van|op} [days].', '{Beschikbaar|Bereikbaar|Aanwezig}: [days], [hours].', 'Ik ben er [days] {van|tussen} [hours].', 'Alleen {overdag|’s avonds|in het weekend}{, [hours]|}.', 'Afspraak {graag |liefst |}{een dag van tevoren|minstens twee uur vooraf|op tijd maken}.',
    'Dagen: [days]. Tijden: [hours].', '{Morgen|Deze week|Vandaag} nog {plek|een gaatje} vrij.'
  ],
  price: [
    '{Een uur|1 uur|60 min} [price] euro{, half uur [half]|}.', 'Tarief: [price] per uur{, [half] per half uur|}.', 'Voor [price] euro ben ik er een {vol |heel |}uur{ voor jou|}.', '[half] voor {30 minuten|een half uur}, [price] voor {60|een uur}.',
    'Prijzen {v.a.|vanaf} € [half],-', 'Kosten: € [price] {per uur|het uur}{ incl. douche|}.', '30 min [half] / 60 min [price] / 2 uur [double]', 'Over {de vergoeding|het tarief} {hebben we het aan de telefoon|doe ik niet moeilijk}.'
  ],
  contact: [
    '{Bel|App|Bel of app|Sms} {me |mij |}{op |: |}[phone].', 'Interesse? [phone]', 'Je kunt me {bereiken|bellen} op [phone]{ (geen anoniem)|}.', 'Mijn nummer {is|:} [phone]', 'Afspraak {maken|}: [phone]', 'Tel. [phone]', '{Alleen bellen|Alleen whatsapp|Liefst appen}: [phone]', 'Stuur {een berichtje|een app} naar [phone]{ en ik reageer snel|}.'
  ],
  form: ['Reageer via {de site|het formulier|deze advertentie}.', 'Stuur {me |}een bericht via {de knop|deze site}{, dan bel ik terug|}.', 'Nummer geef ik {pas na een berichtje|na kennismaking via de site}.'],
  closing: [
    '{Groetjes|Liefs|Kus|Groeten}{, [name]| van [name]|}', 'Tot {snel|gauw|ziens}{!|, [name]|}', '{Ik hoop je snel te zien|Misschien tot snel}!', '{Wie weet|Ik ben benieuwd}{...|!|, tot horens}', 'Fijne dag {nog|verder}!'
  ],
  third: [
    '[name] is een {lieve|vrolijke|spontane|verzorgde} {dame|meid} van [age].', 'Zij is {<adj> en <adj>|altijd in voor gezelligheid|een echte schat}.', 'Bij haar {voel je je meteen thuis|kom je helemaal tot rust}.', 'Haar {massage|gezelschap} is {bijzonder ontspannend|een aanrader}.',
    '{Maak nu een afspraak|Reserveer} met [name], zij {wacht op je|is vandaag aanwezig}.', 'Ze {ontvangt|werkt} in [town] {<part>|}.', 'Laat je verwennen door {haar aandacht|deze {charmante|bijzondere} dame}.', '[name] {houdt van|is dol op} <hobby> en spreekt {Engels|Engels en Spaans|een beetje Nederlands}.',
    '{Overdag|In haar vrije tijd} is zij te vinden {bij <spot>|met een boek over <subject>}.', '{Met|Bij} een glas <drink> vertelt zij graag over <subject>.', 'Haar {zachte|rustige|vrolijke} {stem|lach|manier van doen} {blijft je bij|maakt alles goed}.', 'Wie haar {één keer|eenmaal} ontmoet {komt terug|vergeet haar niet}{, zeggen onze gasten|}.', '{Vandaag|Deze week} {ontvangt [name]|is zij er} {tot laat|vanaf het middaguur|alleen op afspraak}.', 'Zij draait <music> en {steekt kaarsen aan|zet <drink> klaar}.', 'Met haar <hair> haar en {lange jurk|warme blik|open lach} {valt zij op|is zij niet te missen}.', 'Neem <food> voor haar mee en {zij is verkocht|je hebt een vriendin}.', 'Heb je {een drukke week|veel aan je hoofd}? [name] {neemt de tijd|luistert}.', '{Onze|Deze} [name] is {klein|lang|tenger|stevig} van postuur en <adj> van aard.', '{Boven alles|Kortom}: een dame {met stijl|die <adj> is|om mee te praten}.'
  ],
  plural: [
    'Wij zijn {een klein privéhuis|een team|een besloten club|een bureau} in [town].', 'Onze dames {zijn <adj> en <adj>|staan voor je klaar|kiezen zelf hun tijden}.', 'Bij ons {ben je|is iedereen} {welkom zonder afspraak|verzekerd van discretie}.', 'Wij {werken|bemiddelen} {al <years>|met vergunning van de gemeente|in heel de regio}.',
    '[count] dames aanwezig: [names].', 'Onze {kamers|suites} zijn {schoon|luxe|van alle gemakken voorzien}.', 'Kijk op onze site voor {het rooster|de tarieven|meer informatie}.', 'Ons team komt {ook |}{bij je thuis of in een hotel|naar bedrijfsfeesten}.',
    'Er is {altijd |}{koffie en <drink>|een bar met <drink>|muziek: <music>}.', 'De {ingang|bel} is {aan de achterkant|naast de <shop>|op de eerste verdieping}.', '{Gasten|Klanten} {prijzen|roemen} {de sfeer|het onthaal|de rust}{, en terecht|}.', 'Sinds {1998|2004|2009|2013|2018} een {begrip|vast adres} {in de streek|aan de haven|voor fijnproevers}.', '{Op maandag|Tijdens feestdagen|In augustus} zijn wij {gesloten|open tot vier uur|alleen op afspraak open}.', 'Wij {betalen belasting|volgen de regels|worden gecontroleerd} en {dat merk je|daar zijn wij trots op}.', 'Dames die {zelfstandig|met plezier} willen werken {kunnen bellen|zijn welkom voor een gesprek}.', '{Pinnen|Betalen met kaart} {kan|gaat discreet}.'
  ],
  massage: [
    '{Ontspannende|Klassieke|Stevige|Zachte} {massage|rugmassage|voetmassage} met {warme olie|hot stones|lavendel}.', 'Gediplomeerd {masseuse|sportmasseur}{, <years> ervaring|}.', 'Goed voor {nek en schouders|stijve spieren|stress}.', '{60|90} minuten voor [price] euro{, stempelkaart mogelijk|}.', 'Eigen praktijk {<part>|aan huis} in [town].', 'Massagesalon {met drie kamers|in het centrum}, {ook ’s avonds|zonder afspraak}.'
  ],
  traits: {
    assurance: ['{100%|Honderd procent} {echt|betrouwbaar}{, geen nep|}.', 'Foto’s zijn {echt|van mijzelf|100% echt}.', 'Geen {nep|spelletjes|oplichting}{, echt waar|}.'],
    youth: ['{Studente|Student}, nog {volop bezig met mijn opleiding|maar kort op kamers}.', 'Net begonnen{, nog een beetje verlegen|}.', 'Jong en {nieuwsgierig|vrolijk}.'],
    arrival: ['{Nieuw|Net aangekomen} in [town]{, maar kort|}.', 'Alleen deze week in [town].', 'Ik ben {er|hier} maar tot {vrijdag|zondag|dinsdag}.', 'Op tour: {deze week|nu} [town].'],
    rules: ['Alleen {nette|verzorgde|beleefde} heren.', 'Altijd {veilig|met respect}{, daar praat ik niet over|}.', 'Geen {anonieme|afgeschermde} nummers{ en geen sms|}.', 'Hygiëne {staat voorop|is belangrijk voor mij}.', 'Wie {te laat komt|niet beleefd is} {hoeft niet meer te bellen|krijgt geen tweede kans}.'],
    anything: ['Alles {bespreekbaar|mogelijk}.', 'Vraag maar, {bijna |}alles kan.'],
    incall: ['Alleen {ontvangst|privé ontvangst}, geen escort.', 'Ik kom niet {aan huis|naar je toe}.'],
    always: ['{24/7|Dag en nacht|24 uur per dag} {bereikbaar|beschikbaar}.', 'Bel {wanneer je wilt|dag en nacht}.'],
    driver: ['Onze chauffeur brengt {haar|[name]} naar je toe.', 'Vraag naar de {manager|gastvrouw}.', 'Het bureau {regelt alles|neemt de telefoon op}.'],
    rotation: ['Elke week nieuwe {dames|meiden}.', 'Nieuwe dames {aangekomen|deze week}!'],
    deposit: ['Eerst een {kleine aanbetaling|aanbetaling van [deposit] euro}.', 'Aanbetaling via {cadeaukaart|tikkie|crypto}{, rest contant|}.'],
    own: ['Mijn eigen {regels en voorkeuren|agenda} {bepaal ik|gaan voor}.', 'Volg me ook op {mijn eigen site|mijn blog}{, al jaren dezelfde naam|}.', 'Ik werk {zelfstandig|voor mezelf}{, ingeschreven bij de KvK|} en kies zelf {wie ik zie|mijn tijden}.'],
    lowprice: ['{Actie|Aanbieding}: [low] euro {per half uur|voor 30 min}.', 'Nu {maar |slechts }[low] euro.'],
    choice: ['Keuze uit [count] dames.', '[names] zijn {vandaag |er |}aanwezig.']
  },
  pools: {
    adj: ['spontaan', 'vrolijk', 'rustig', 'nuchter', 'hartelijk', 'attent', 'verzorgd', 'zorgzaam', 'eigenwijs', 'geduldig', 'open', 'nieuwsgierig', 'warm', 'eerlijk', 'stijlvol', 'speels', 'gezellig', 'zacht', 'zelfverzekerd', 'dromerig', 'direct', 'grappig'],
    When: ['Gisteren', 'Vorige week', 'Afgelopen zomer', 'Toen ik twintig was', 'In de kerstvakantie', 'Vanochtend', 'Zondag', 'Een jaar geleden', 'In maart', 'Op mijn verjaardag', 'Na de verhuizing', 'Tijdens de storm'],
    when2: ['vandaag', 'morgen', 'straks', 'volgende week', 'daarna', 'in de herfst', 'zaterdag'],
    doing: ['aan het snoeien', 'verdwaald', 'aan het dansen', 'in gesprek', 'een stoel aan het schuren', 'brood aan het bakken', 'aan het roeien', 'onderweg', 'in slaap gevallen', 'soep aan het maken', 'aan het zingen', 'bramen aan het plukken', 'een trui aan het breien', 'foto’s aan het plakken'],
    done: ['de zolder opgeruimd', 'een fiets gekocht', 'leren autorijden', 'naar zee gereden', 'een kast geverfd', 'de hele nacht gelezen', 'oma bezocht', 'een marathon gekeken', 'de tuin omgespit', 'mijn haar afgeknipt', 'kaarten gestuurd', 'appelmoes gekookt', 'een tent opgezet'],
    company: ['mijn zus', 'een oude vriend', 'de buurvrouw', 'mijn neef', 'twee collega’s', 'de hond', 'mijn vader', 'een wildvreemde', 'het koor', 'mijn oma'],
    company2: ['zus', 'buurman', 'oma', 'broer', 'kapper', 'beste vriendin', 'bakker', 'tante', 'huisarts'],
    spotin: ['het bos', 'een bibliotheek', 'Zeeland', 'de trein', 'een kerk', 'de sneeuw', 'de keuken', 'een museum', 'Antwerpen', 'het donker', 'een kano'],
    feeling: ['heerlijk', 'even wennen', 'het mooiste wat er is', 'best spannend', 'ouderwets gezellig', 'goed voor een mens', 'niet te geloven', 'om nooit te vergeten', 'genoeg voor een jaar'],
    because: ['het hart wil ook wat', 'thuis stil was', 'ik van doorzetten hou', 'de bus niet reed', 'iemand het moet doen', 'het leven kort is', 'ik nieuwsgierig bleef', 'de zon scheen'],
    forgot: ['de tijd', 'mijn sleutels', 'te eten', 'de was', 'waar ik was', 'het werk', 'de wekker'],
    claim: ['te hard lach', 'een winkel moet beginnen', 'alles onthoud', 'nooit stilzit', 'de beste soep maak', 'moet gaan schrijven', 'een open boek ben', 'goed kan luisteren', 'met planten praat'],
    nice: ['kaarslicht', 'een lang bad', 'verse koffie', 'een goed glas', 'stilte', 'een deken', 'slechte grappen', 'een open raam', 'regen op het dak', 'een oude plaat', 'warme broodjes'],
    nice2: ['Wandelen zonder doel', 'Een avond zonder telefoon', 'Samen koken', 'Laat opblijven', 'Iemand die terugpraat', 'Slapen tot tien uur', 'Een goed verhaal', 'Vuur in de haard', 'Kijken naar boten'],
    shop: ['bakker', 'fietsenmaker', 'kapper', 'slijter', 'bioscoop', 'garage', 'notaris'],
    hair: ['blond', 'bruin', 'donker', 'rood', 'lang', 'kort', 'halflang', 'krullend', 'grijs'],
    work: ['in een winkel', 'in de zorg', 'op kantoor', 'in een bloemenzaak', 'als kapster', 'in de horeca', 'thuis', 'bij een garage', 'in een bakkerij', 'als tekenares'],
    hobby: ['tuinieren', 'salsa', 'schilderen', 'fietsen', 'wandelen op het strand', 'zwemmen', 'oude films', 'bordspellen', 'paardrijden', 'breien', 'koken', 'bakken', 'yoga', 'tangoles', 'zeilen', 'schaatsen', 'vogels kijken', 'puzzelen', 'fotografie', 'pottenbakken', 'zingen in een koor', 'gitaar spelen', 'kamperen', 'sterrenkijken', 'hardlopen', 'klussen', 'naaien', 'postzegels'],
    spot: ['de markt', 'de rommelmarkt', 'het strand', 'de sauna', 'de bibliotheek', 'het zwembad', 'de volkstuin', 'het buurthuis', 'de manege', 'de kringloop', 'het filmhuis', 'de kaasboer', 'het bos', 'de dierentuin'],
    music: ['oude soul', 'fado', 'jazz', 'Nederlandse liedjes', 'klassieke piano', 'bossa nova', 'reggae', 'filmmuziek', 'blues', 'disco', 'country'],
    food: ['stamppot', 'pasta met truffel', 'sushi', 'appeltaart', 'kibbeling', 'rendang', 'pannenkoeken', 'mosselen', 'tapas', 'zuurkool', 'tiramisu', 'couscous'],
    drink: ['muntthee', 'warme chocolademelk', 'gemberthee', 'karnemelk', 'spa rood', 'tonic', 'rooibos', 'vlierbloesem'],
    plants: ['lavendel', 'tomaten', 'geraniums', 'rozemarijn', 'cactussen', 'orchideeën', 'munt', 'hortensia’s', 'zonnebloemen'],
    subject: ['de zee', 'sterren', 'kruiden', 'Italië', 'trams', 'middeleeuwse steden', 'honden', 'wijn', 'keramiek', 'vulkanen', 'geschiedenis', 'mode', 'psychologie', 'oude huizen'],
    pet: ['Saar', 'Boef', 'Pluis', 'Mop', 'Snoes', 'Kees', 'Dropje', 'Vlek', 'Tijger'],
    away: ['vakantie', 'Portugal', 'Lissabon', 'Schotland', 'Kreta', 'Ameland', 'de bergen', 'Sicilië', 'Terschelling', 'IJsland'],
    years: ['twee jaar', 'drie jaar', 'vijf jaar', 'jaren', 'ruim zes jaar', 'tien jaar'],
    part: ['centrum', 'Noord', 'Zuid', 'vlak bij het station', 'aan de rand van de stad', 'bij het park', 'in een rustige straat', 'bij de haven', 'dicht bij de snelweg']
  }
}
