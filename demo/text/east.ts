/** Romanian, Polish, Bulgarian and Hungarian phrases for adverts about company and massage; short tables. */
import type { Phrasebook } from './phrasebook.ts'

export const romanian: Phrasebook = {
  language: 'ro',
  titles: ['[name] în [town]', '[name], [age] ani, [town]', 'Companie plăcută în [town]', 'Timp liber cu [name]'],
  greeting: [
    '{Bună|Salut}, sunt [name]{, [age] ani|}.',
    'Bine ai venit{ pe pagina mea|}.',
    'Mă numesc [name] și {locuiesc|sunt} în [town].'
  ],
  self: [
    'Sunt o femeie <adj> și <adj>.',
    'Prietenii spun că sunt <adj>.',
    'Îmi place {să vorbesc|liniștea} și <hobby>.',
    'Vorbesc {română și engleză|română}.'
  ],
  offer: [
    'Petrecem timp {împreună |}{fără grabă|în liniște}.',
    'Masaj de relaxare {posibil|la cerere}.',
    'Te însoțesc {la cină|la hotel|la teatru}.'
  ],
  detail: [
    'Duminica sunt <spot>.',
    'Îmi plac {sarmalele|clătitele|papanașii|supele}.',
    'Am {un câine|o pisică} pe nume {Rocky|Mița|Bobiță}.',
    'Anul acesta am început <hobby>.',
    '<Cand> am <facut> cu <cine>{, <parere>|}.',
    'Visez la {o casă pe deal|un pian|o călătorie lungă|o grădină}{, <parere>|}.'
  ],
  place: ['Primesc în [town]{, discret|}.', 'Apartament {curat|liniștit}.', 'Zona [town].'],
  hours: ['Disponibilă: [days], [hours].', '[days], între [hours].'],
  price: ['O oră [price] euro{, jumătate de oră [half]|}.', '[half] pentru 30 de minute.'],
  contact: ['{Sună|Scrie}-mi: [phone].', 'Tel: [phone]', 'WhatsApp [phone]'],
  form: ['Scrie-mi prin site.'],
  closing: ['{Pupici|Pe curând|Te aștept}{, [name]|}'],
  third: ['[name] este o femeie <adj> de [age] ani.', 'Ea este <adj> și <adj>.', 'Programează-te la [name].'],
  plural: [
    'Suntem {o casă mică|o agenție} în [town].',
    '[count] doamne azi: [names].',
    'Doamnele noastre te așteaptă.'
  ],
  massage: ['Masaj de relaxare cu ulei cald.', '60 de minute [price] euro.'],
  traits: {
    assurance: ['100% reală.', 'Poze reale.'],
    arrival: ['Nouă în [town].', 'Doar săptămâna aceasta.'],
    rules: ['Doar domni politicoși.'],
    always: ['{24/7|Zi și noapte}.'],
    driver: ['Șoferul nostru o aduce.'],
    rotation: ['Fete noi în fiecare săptămână.'],
    own: ['Sunt independentă.'],
    lowprice: ['Ofertă: [low] euro.'],
    choice: ['[count] fete.']
  },
  pools: {
    Cand: ['Ieri', 'Vara trecută', 'La douăzeci de ani', 'Azi dimineață', 'Acum un an', 'De Crăciun'],
    facut: [
      'vopsit o barcă',
      'făcut pâine',
      'citit toată noaptea',
      'învățat valsul',
      'cules mure',
      'pierdut un cort',
      'plantat roșii'
    ],
    cine: ['sora mea', 'vecinul', 'o prietenă veche', 'bunicul', 'doi străini'],
    parere: ['o minune', 'nu se uită', 'ciudat la început', 'de necrezut'],
    adj: ['veselă', 'calmă', 'caldă', 'sinceră', 'elegantă', 'răbdătoare', 'drăguță'],
    hobby: ['dansul', 'gătitul', 'plimbările', 'înotul', 'cititul', 'pictura'],
    spot: ['la piață', 'în parc', 'la film', 'acasă']
  }
}

export const polish: Phrasebook = {
  language: 'pl',
  titles: ['[name], [town]', '[name], [age] lat, [town]', 'Miłe towarzystwo w [town]', 'Spokojny czas z [name]'],
  greeting: [
    '{Cześć|Witaj|Dzień dobry}, jestem [name]{, mam [age] lat|}.',
    'Miło, że {jesteś|czytasz}.',
    'Mam na imię [name], mieszkam w [town].'
  ],
  self: [
    'Jestem <adj> i <adj>.',
    'Znajomi mówią, że jestem <adj>.',
    'Lubię {rozmowy|spokój} i <hobby>.',
    'Mówię {po polsku i po angielsku|po polsku}.'
  ],
  offer: [
    'Spędzamy czas razem{, bez pośpiechu|}.',
    'Relaksujący masaż {możliwy|też}.',
    'Pójdę z tobą {na kolację|do teatru|do hotelu}.'
  ],
  detail: [
    'W niedzielę jestem <spot>.',
    'Lubię {pierogi|szarlotkę|zupy|ryby}.',
    'Mam {psa|kota} o imieniu {Burek|Mruczek|Figa}.',
    'W tym roku zaczęłam <hobby>.',
    '<Kiedy> <robilam> z <kim>{, <opinia>|}.',
    'Marzę o {domku na wzgórzu|pianinie|długiej podróży|ogrodzie}{, <opinia>|}.'
  ],
  place: ['Przyjmuję w [town]{, dyskretnie|}.', 'Mieszkanie {czyste|ciche}.', 'Okolice [town].'],
  hours: ['Dostępna: [days], [hours].', '[days], godziny [hours].'],
  price: ['Godzina [price] euro{, pół godziny [half]|}.', '[half] za 30 minut.'],
  contact: ['{Zadzwoń|Napisz}: [phone].', 'Tel: [phone]', 'WhatsApp [phone]'],
  form: ['Napisz przez stronę.'],
  closing: ['{Pozdrawiam|Do zobaczenia|Czekam}{, [name]|}'],
  third: ['[name] to <adj> kobieta, [age] lat.', 'Ona jest <adj> i <adj>.', 'Umów się z [name].'],
  plural: ['Jesteśmy {małym domem|agencją} w [town].', '[count] panie dzisiaj: [names].', 'Nasze panie czekają.'],
  massage: ['Masaż relaksacyjny ciepłym olejem.', '60 minut [price] euro.'],
  traits: {
    assurance: ['100% prawdziwa.', 'Zdjęcia prawdziwe.'],
    arrival: ['Nowa w [town].', 'Tylko w tym tygodniu.'],
    rules: ['Tylko kulturalni panowie.'],
    always: ['{24/7|Dzień i noc}.'],
    driver: ['Nasz kierowca ją przywiezie.'],
    rotation: ['Co tydzień nowe panie.'],
    own: ['Pracuję na własny rachunek.'],
    lowprice: ['Promocja: [low] euro.'],
    choice: ['[count] panie do wyboru.']
  },
  pools: {
    Kiedy: ['Wczoraj', 'Zeszłego lata', 'Kiedyś', 'Dziś rano', 'Rok temu', 'W święta'],
    robilam: [
      'malowałam łódkę',
      'piekłam chleb',
      'czytałam całą noc',
      'uczyłam się walca',
      'zbierałam jeżyny',
      'zgubiłam namiot',
      'sadziłam pomidory'
    ],
    kim: ['siostrą', 'sąsiadem', 'starą przyjaciółką', 'dziadkiem', 'dwojgiem obcych'],
    opinia: ['cudownie', 'tego się nie zapomina', 'na początku dziwnie', 'nie do wiary'],
    adj: ['wesoła', 'spokojna', 'ciepła', 'szczera', 'elegancka', 'cierpliwa', 'miła'],
    hobby: ['taniec', 'gotowanie', 'spacery', 'pływanie', 'czytanie', 'malowanie'],
    spot: ['na targu', 'w parku', 'w kinie', 'w domu']
  }
}

export const bulgarian: Phrasebook = {
  language: 'bg',
  titles: ['[name] в [town]', '[name], [age] години, [town]', 'Приятна компания в [town]'],
  greeting: ['{Здравей|Привет}, аз съм [name]{, на [age] години|}.', 'Казвам се [name] и съм в [town].'],
  self: [
    'Аз съм <adj> и <adj>.',
    'Обичам {разговорите|спокойствието} и <hobby>.',
    'Говоря {български и английски|български}.'
  ],
  offer: [
    'Прекарваме време заедно{, без бързане|}.',
    'Релаксиращ масаж.',
    'Идвам с теб {на вечеря|в хотела|на театър}.'
  ],
  detail: [
    'В неделя съм <spot>.',
    'Обичам {баница|мусака|супа|риба}.',
    'Имам {куче|котка} на име {Шаро|Маца|Рекс}.',
    '<Koga> <pravih> с <kogo>{, <mnenie>|}.',
    'Мечтая за {къща на хълма|пиано|дълъг път|градина}{, <mnenie>|}.'
  ],
  place: ['Приемам в [town].', 'Апартаментът е {чист|тих}.'],
  hours: ['На линия: [days], [hours].'],
  price: ['Един час [price] евро{, половин час [half]|}.', '[half] за 30 минути.'],
  contact: ['{Обади се|Пиши}: [phone].', 'Тел: [phone]', 'WhatsApp [phone]'],
  form: ['Пиши през сайта.'],
  closing: ['{Чакам те|До скоро|Поздрави}{, [name]|}'],
  third: ['[name] е <adj> жена на [age] години.', 'Тя е <adj> и <adj>.', 'Запази час при [name].'],
  plural: ['Ние сме {малка къща|агенция} в [town].', '[count] дами днес: [names].'],
  massage: ['Релаксиращ масаж с топло масло.', '60 минути [price] евро.'],
  traits: {
    assurance: ['100% истинска.', 'Снимките са истински.'],
    arrival: ['Нова в [town].', 'Само тази седмица.'],
    rules: ['Само възпитани господа.'],
    always: ['{24/7|Ден и нощ}.'],
    driver: ['Нашият шофьор я води.'],
    rotation: ['Нови дами всяка седмица.'],
    own: ['Работя сама за себе си.'],
    lowprice: ['Оферта: [low] евро.'],
    choice: ['[count] дами.']
  },
  pools: {
    Koga: ['Вчера', 'Миналото лято', 'Тази сутрин', 'Преди година', 'На Коледа'],
    pravih: ['боядисах лодка', 'пекох хляб', 'четох цяла нощ', 'учих валс', 'брах къпини', 'садих домати'],
    kogo: ['сестра ми', 'съседа', 'стара приятелка', 'дядо', 'двама непознати'],
    mnenie: ['чудесно', 'не се забравя', 'отначало странно', 'не е за вярване'],
    adj: ['весела', 'спокойна', 'топла', 'честна', 'елегантна', 'мила'],
    hobby: ['танците', 'готвенето', 'разходките', 'плуването', 'четенето'],
    spot: ['на пазара', 'в парка', 'на кино', 'вкъщи']
  }
}

export const hungarian: Phrasebook = {
  language: 'hu',
  titles: ['[name], [town]', '[name], [age] éves, [town]', 'Kellemes társaság: [town]'],
  greeting: ['{Szia|Üdv|Helló}, [name] vagyok{, [age] éves|}.', 'A nevem [name], [town] városában lakom.'],
  self: [
    '<adj> és <adj> nő vagyok.',
    'Szeretem {a beszélgetést|a nyugalmat} és <hobby>.',
    'Beszélek {magyarul és angolul|magyarul}.'
  ],
  offer: [
    'Időt töltünk együtt{, sietség nélkül|}.',
    'Relaxáló masszázs.',
    'Elkísérlek {vacsorázni|a szállodába|színházba}.'
  ],
  detail: [
    'Vasárnap <spot> vagyok.',
    'Szeretem {a gulyást|a palacsintát|a halat|a rétest}.',
    'Van egy {kutyám|macskám}, a neve {Bodri|Cirmos|Morzsa}.',
    '<Mikor> <tettem> <kivel>{, <velemeny>|}.',
    'Álmom {egy ház a dombon|egy zongora|egy hosszú út|egy kert}{, <velemeny>|}.'
  ],
  place: ['Fogadlak itt: [town].', 'A lakás {tiszta|csendes}.'],
  hours: ['Elérhető: [days], [hours].'],
  price: ['Egy óra [price] euró{, fél óra [half]|}.', '[half] 30 perc.'],
  contact: ['{Hívj|Írj}: [phone].', 'Tel: [phone]', 'WhatsApp [phone]'],
  form: ['Írj az oldalon keresztül.'],
  closing: ['{Várlak|Puszi|Szia}{, [name]|}'],
  third: ['[name] <adj> nő, [age] éves.', 'Ő <adj> és <adj>.', 'Foglalj időpontot nála: [name].'],
  plural: ['{Kis ház|Ügynökség} vagyunk: [town].', '[count] hölgy ma: [names].'],
  massage: ['Relaxáló masszázs meleg olajjal.', '60 perc [price] euró.'],
  traits: {
    assurance: ['100% valódi.', 'Valódi képek.'],
    arrival: ['Új itt: [town].', 'Csak ezen a héten.'],
    rules: ['Csak udvarias urak.'],
    always: ['{24/7|Éjjel-nappal}.'],
    driver: ['A sofőrünk elviszi.'],
    rotation: ['Minden héten új hölgyek.'],
    own: ['Önálló vagyok.'],
    lowprice: ['Akció: [low] euró.'],
    choice: ['[count] hölgy.']
  },
  pools: {
    Mikor: ['Tegnap', 'Tavaly nyáron', 'Ma reggel', 'Egy éve', 'Karácsonykor'],
    tettem: [
      'csónakot festettem',
      'kenyeret sütöttem',
      'egész éjjel olvastam',
      'keringőt tanultam',
      'szedret szedtem',
      'paradicsomot ültettem'
    ],
    kivel: ['a nővéremmel', 'a szomszéddal', 'egy régi barátnővel', 'nagyapával', 'két idegennel'],
    velemeny: ['csodás volt', 'nem felejtem el', 'eleinte furcsa volt', 'hihetetlen'],
    adj: ['vidám', 'nyugodt', 'kedves', 'őszinte', 'elegáns', 'türelmes'],
    hobby: ['a táncot', 'a főzést', 'a sétát', 'az úszást', 'az olvasást'],
    spot: ['a piacon', 'a parkban', 'a moziban', 'otthon']
  }
}
