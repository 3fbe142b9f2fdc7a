/** German, French and Spanish phrases for adverts about company and massage; fewer than Dutch and English. */
import type { Phrasebook } from './phrasebook.ts'

export const german: Phrasebook = {
  language: 'de',
  titles: [
    '[name] aus [town]',
    '[name], [age], in [town]',
    'Nette Begleitung in [town]',
    'Zeit zu zweit mit [name]',
    'Entspannung in [town]',
    '{Liebe|Ruhige|Fröhliche} [name]'
  ],
  greeting: [
    '{Hallo|Guten Tag|Hi}, ich bin [name]{ und [age] Jahre alt|}.',
    'Schön, dass du {da bist|meine Anzeige liest}.',
    'Mein Name ist [name], ich {wohne|lebe} in [town].',
    'Lust auf {Gesellschaft|Ruhe|eine Pause}?'
  ],
  self: [
    'Ich bin {eine |}<adj>, <adj> Frau.',
    'Man sagt, ich sei <adj> und <adj>.',
    'Ich {mag|liebe} {gute Gespräche|ruhige Abende} und <hobby>.',
    'Ich spreche {Deutsch und Englisch|Deutsch|Deutsch und Niederländisch}.',
    'Ich {nehme mir Zeit|mag keine Eile}.'
  ],
  offer: [
    'Wir verbringen {gemütlich |in Ruhe |}Zeit zusammen.',
    'Eine entspannende Massage {ist möglich|gehört dazu}.',
    'Ich begleite dich {zum Essen|ins Theater|auf Reisen|ins Hotel}.',
    'Wir beginnen mit {Kaffee|einem Getränk|einem Gespräch}.',
    'Haus- und Hotelbesuche {möglich|nach Absprache}.'
  ],
  detail: [
    'Am Wochenende bin ich {oft |}<spot>.',
    'Mein Lieblingsessen ist <food>.',
    'Ich habe {einen Hund|eine Katze} namens {Balu|Mimi|Flocke|Bruno}.',
    'Ich lese gern über {das Meer|Sterne|Kräuter|alte Städte}.',
    '{Seit kurzem|Dieses Jahr} mache ich <hobby>.',
    'Ich spare für eine Reise nach {Portugal|Island|Kreta|Schottland}.',
    '<Wann> habe ich <tat> mit <wem>{, <urteil>|}.',
    '<Tun> und <tun>: {<urteil>|so geht mein Sonntag|mehr brauche ich nicht}.',
    'Mein Balkon ist voller {Lavendel|Tomaten|Kakteen}.'
  ],
  place: [
    'Ich empfange {privat |}in [town].',
    'Die Wohnung ist {sauber|ruhig} und {gut erreichbar|mit Parkplatz}.',
    'Adresse nach {Terminvereinbarung|Anruf}.',
    'Raum [town]{ und Umgebung|}.'
  ],
  hours: [
    'Ich bin da: [days], [hours].',
    '[days] {von|zwischen} [hours].',
    'Bitte {einen Tag|zwei Stunden} vorher {anrufen|Termin machen}.'
  ],
  price: [
    '{Eine Stunde|60 Min} [price] Euro{, halbe Stunde [half]|}.',
    '[half] für 30 Minuten, [price] für eine Stunde.',
    'Ab [half] Euro.'
  ],
  contact: [
    '{Ruf|Schreib} mir: [phone].',
    'Tel: [phone]',
    'Termine unter [phone]',
    'WhatsApp [phone]{, keine unterdrückten Nummern|}.',
    'Du erreichst mich unter [phone].'
  ],
  form: ['Schreib mir über {diese Seite|das Formular}.', 'Nummer nach der ersten Nachricht.'],
  closing: ['{Liebe Grüße|Gruß|Bis bald}{, [name]|}', 'Ich freue mich auf dich!'],
  third: [
    '[name] ist eine {nette|liebe|fröhliche} Frau von [age].',
    'Sie ist <adj> und <adj>.',
    'Bei ihr {kommst du zur Ruhe|fühlst du dich wohl}.',
    'Sie {empfängt|arbeitet} in [town].',
    'Mach jetzt einen Termin mit [name].'
  ],
  plural: [
    'Wir sind {ein kleines Haus|eine Agentur|ein Team} in [town].',
    'Unsere Damen sind <adj> und <adj>.',
    '[count] Damen heute: [names].',
    'Unsere Zimmer sind {sauber|gemütlich}.',
    'Wir arbeiten {seit Jahren|mit Genehmigung}.'
  ],
  massage: [
    '{Entspannende|Klassische} Massage mit {warmem Öl|Lavendel}.',
    'Gut für {Nacken und Schultern|Stress}.',
    '60 Minuten für [price] Euro.',
    'Eigene Praxis in [town].'
  ],
  traits: {
    assurance: ['{100%|Ganz} echt{, kein Fake|}.', 'Bilder sind {echt|wirklich von mir}.'],
    youth: ['Studentin{, noch neu hier|}.', 'Neu dabei{, etwas schüchtern|}.'],
    arrival: ['Neu in [town].', 'Nur diese Woche in [town].', 'Nur bis {Freitag|Sonntag}.'],
    rules: ['Nur {nette|gepflegte|höfliche} Herren.', 'Immer {sicher|mit Respekt}.'],
    anything: ['Alles {möglich|nach Absprache}.'],
    incall: ['Nur Empfang, keine Hausbesuche.'],
    always: ['{24/7|Tag und Nacht} {da|erreichbar}.'],
    driver: ['Unser Fahrer bringt sie zu dir.'],
    rotation: ['Jede Woche neue Damen.'],
    deposit: ['Anzahlung von [deposit] Euro vorab.'],
    own: ['Ich arbeite selbständig, meine eigenen Regeln.'],
    lowprice: ['Aktion: [low] Euro.'],
    choice: ['[count] Damen zur Auswahl.']
  },
  pools: {
    Wann: [
      'Gestern',
      'Letzten Sommer',
      'Mit zwanzig',
      'Im Urlaub',
      'Heute früh',
      'An Ostern',
      'Vor einem Jahr',
      'Nach dem Umzug'
    ],
    tat: [
      'ein Boot gestrichen',
      'Brot gebacken',
      'die halbe Nacht gelesen',
      'einen Zaun gebaut',
      'Walzer gelernt',
      'Pilze gesammelt',
      'ein Zelt verloren',
      'Postkarten geschrieben'
    ],
    wem: ['meiner Schwester', 'dem Nachbarn', 'einer alten Freundin', 'meinem Opa', 'zwei Fremden', 'dem Chor'],
    urteil: ['herrlich', 'das vergisst man nicht', 'gut für die Seele', 'anfangs komisch', 'kaum zu glauben'],
    Tun: ['Lange frühstücken', 'Im Regen laufen', 'Laut singen', 'Spät aufstehen', 'Schach spielen'],
    tun: ['alte Platten hören', 'nichts müssen', 'Tee kochen', 'Briefe schreiben', 'aufs Wasser schauen'],
    adj: [
      'nett',
      'ruhig',
      'fröhlich',
      'warmherzig',
      'geduldig',
      'ehrlich',
      'offen',
      'elegant',
      'lustig',
      'gepflegt',
      'verträumt',
      'direkt'
    ],
    hobby: [
      'Wandern',
      'Tanzen',
      'Malen',
      'Radfahren',
      'Schwimmen',
      'Kochen',
      'Yoga',
      'alte Filme',
      'Töpfern',
      'Gartenarbeit',
      'Fotografie'
    ],
    spot: ['auf dem Markt', 'am Fluss', 'in der Sauna', 'im Wald', 'im Kino', 'auf dem Flohmarkt'],
    food: ['Sauerbraten', 'Apfelkuchen', 'Sushi', 'Pasta', 'Käsespätzle', 'Fisch']
  }
}

export const french: Phrasebook = {
  language: 'fr',
  titles: [
    '[name] à [town]',
    '[name], [age] ans, [town]',
    'Moment de détente avec [name]',
    'Agréable compagnie à [town]',
    '{Douce|Calme|Élégante} [name]',
    'Dîner à deux à [town] ?'
  ],
  greeting: [
    '{Bonjour|Bonsoir|Salut}, {je suis|moi c’est} [name]{, [age] ans|}.',
    'Bienvenue {sur mon annonce|chez moi}.',
    'Je m’appelle [name] et j’habite {à |près de }[town].',
    'Envie {de calme|de compagnie|d’une pause} ?'
  ],
  self: [
    'Je suis une femme <adj> et <adj>.',
    'On me dit <adj> et <adj>.',
    'J’aime {les bonnes conversations|les soirées calmes} et <hobby>.',
    'Je parle {français|français et anglais|français et un peu néerlandais}.',
    'Je {prends mon temps|n’aime pas la hâte}.'
  ],
  offer: [
    'Nous passons du temps ensemble{, sans hâte|}.',
    'Un massage relaxant {est possible|aussi}.',
    'Je t’accompagne {au restaurant|au théâtre|en voyage|à l’hôtel}.',
    'On commence par {un café|un verre|une conversation}.',
    'Déplacement {possible|à convenir}.'
  ],
  detail: [
    'Le week-end je suis {souvent |}<spot>.',
    'Mon plat préféré : <food>.',
    'J’ai {un chien|un chat} qui s’appelle {Filou|Caramel|Minette|Oscar}.',
    'Je lis beaucoup sur {la mer|les étoiles|les plantes|les vieilles villes}.',
    '{Depuis peu|Cette année} je fais {de la poterie|du yoga|du vélo|de la danse}.',
    'Je rêve d’un voyage {au Portugal|en Islande|en Crète}.',
    '<Quand>, j’ai <fait> avec <qui>{ : <avis>|}.',
    '<Geste> et <geste> : {<avis>|voilà mon dimanche|il ne m’en faut pas plus}.',
    'Mon balcon est plein de {lavande|tomates|cactus}.'
  ],
  place: [
    'Je reçois {en privé |}à [town].',
    'Appartement {propre|calme} et {facile à trouver|avec parking}.',
    'Adresse après {rendez-vous|appel}.',
    'Région de [town].'
  ],
  hours: ['Disponible : [days], [hours].', '[days] de [hours].', 'Rendez-vous {la veille|deux heures avant}.'],
  price: [
    '{Une heure|60 min} [price] euros{, demi-heure [half]|}.',
    '[half] pour 30 minutes, [price] pour une heure.',
    'À partir de [half] euros.'
  ],
  contact: [
    '{Appelle|Écris}-moi : [phone].',
    'Tél : [phone]',
    'Rendez-vous au [phone]',
    'WhatsApp [phone]{, pas de numéro masqué|}.',
    'On me joint au [phone].'
  ],
  form: ['Écris-moi par {le site|le formulaire}.', 'Numéro après un premier message.'],
  closing: ['{Bisous|À bientôt|Bien à toi}{, [name]|}', 'Au plaisir !'],
  third: [
    '[name] est une {douce|jolie|charmante} dame de [age] ans.',
    'Elle est <adj> et <adj>.',
    'Avec elle {tu te détends|tu oublies ta journée}.',
    'Elle {reçoit|travaille} à [town].',
    'Réserve maintenant avec [name].'
  ],
  plural: [
    'Nous sommes {une petite maison|une agence|une équipe} à [town].',
    'Nos dames sont <adj> et <adj>.',
    '[count] dames aujourd’hui : [names].',
    'Nos chambres sont {propres|confortables}.',
    'Nous travaillons {depuis des années|avec autorisation}.'
  ],
  massage: [
    'Massage {relaxant|classique} à {l’huile chaude|la lavande}.',
    'Bon pour {la nuque et les épaules|le stress}.',
    '60 minutes pour [price] euros.',
    'Cabinet à [town].'
  ],
  traits: {
    assurance: ['{100%|Vraiment} {réelle|sérieux}.', 'Photos {réelles|vraiment de moi}.'],
    youth: ['Étudiante{, nouvelle ici|}.', 'Je débute{, un peu timide|}.'],
    arrival: ['Nouvelle à [town].', 'Seulement cette semaine à [town].', 'Jusqu’à {vendredi|dimanche}.'],
    rules: ['Messieurs {polis|soignés} uniquement.', 'Toujours {protégé|avec respect}.'],
    anything: ['Tout {est possible|se discute}.'],
    incall: ['Je reçois seulement, pas de déplacement.'],
    always: ['{24/7|Jour et nuit} disponible.'],
    driver: ['Notre chauffeur l’amène chez vous.'],
    rotation: ['Nouvelles dames chaque semaine.'],
    deposit: ['Acompte de [deposit] euros d’abord.'],
    own: ['Je suis indépendante, mes propres règles.'],
    lowprice: ['Offre : [low] euros.'],
    choice: ['[count] dames au choix.']
  },
  pools: {
    Quand: ['Hier', 'L’été dernier', 'À vingt ans', 'En vacances', 'Ce matin', 'À Pâques', 'Il y a un an'],
    fait: [
      'repeint un bateau',
      'fait du pain',
      'lu toute la nuit',
      'appris la valse',
      'cueilli des mûres',
      'perdu une tente',
      'écrit des cartes'
    ],
    qui: ['ma sœur', 'le voisin', 'une vieille amie', 'mon grand-père', 'deux inconnus', 'la chorale'],
    avis: ['un bonheur', 'on n’oublie pas', 'bon pour l’âme', 'étrange au début', 'à peine croyable'],
    Geste: ['Marcher sous la pluie', 'Chanter fort', 'Se lever tard', 'Jouer aux échecs'],
    geste: ['écouter de vieux disques', 'ne rien devoir', 'faire du thé', 'regarder l’eau'],
    adj: [
      'douce',
      'calme',
      'gaie',
      'chaleureuse',
      'patiente',
      'honnête',
      'ouverte',
      'élégante',
      'drôle',
      'soignée',
      'rêveuse',
      'directe'
    ],
    hobby: [
      'la marche',
      'la danse',
      'la peinture',
      'le vélo',
      'la natation',
      'la cuisine',
      'le yoga',
      'les vieux films',
      'le jardinage',
      'la photo'
    ],
    spot: ['au marché', 'au bord de la rivière', 'au cinéma', 'en forêt', 'à la brocante'],
    food: ['les moules', 'la tarte aux pommes', 'les sushis', 'la blanquette', 'les crêpes', 'le couscous']
  }
}

export const spanish: Phrasebook = {
  language: 'es',
  titles: [
    '[name] en [town]',
    '[name], [age] años, [town]',
    'Compañía agradable en [town]',
    'Un rato tranquilo con [name]',
    '{Alegre|Tranquila|Simpática} [name]'
  ],
  greeting: [
    '{Hola|Buenas}, soy [name]{, [age] años|}.',
    'Bienvenido{ a mi anuncio|}.',
    'Me llamo [name] y {vivo|estoy} en [town].'
  ],
  self: [
    'Soy una mujer <adj> y <adj>.',
    'Dicen que soy <adj> y <adj>.',
    'Me gusta {una buena charla|la calma} y <hobby>.',
    'Hablo {español|español y un poco de inglés}.'
  ],
  offer: [
    'Pasamos un rato {juntos |}{sin prisa|tranquilo}.',
    'Masaje relajante {posible|también}.',
    'Te acompaño {a cenar|al teatro|al hotel}.',
    'Empezamos con {un café|una copa}.'
  ],
  detail: [
    'Los domingos estoy <spot>.',
    'Mi plato favorito es {la paella|el pescado|la tortilla|el gazpacho}.',
    'Tengo {un perro|un gato} que se llama {Luna|Coco|Nube}.',
    'Este año empecé con <hobby>.',
    '<Cuando> <hice> con <quien>{, <opinion>|}.',
    'Sueño con un viaje a {Islandia|Grecia|Chile}.'
  ],
  place: [
    'Recibo en [town]{, en privado|}.',
    'Piso {limpio|tranquilo} y {fácil de encontrar|con ducha}.',
    'Zona [town].'
  ],
  hours: ['Disponible: [days], [hours].', '[days] de [hours].'],
  price: ['{Una hora|60 min} [price] euros{, media hora [half]|}.', '[half] por 30 minutos, [price] por una hora.'],
  contact: ['{Llámame|Escríbeme}: [phone].', 'Tel: [phone]', 'WhatsApp [phone]', 'Citas en el [phone]'],
  form: ['Escríbeme por {la página|el formulario}.'],
  closing: ['{Besos|Saludos|Hasta pronto}{, [name]|}', '¡Te espero!'],
  third: [
    '[name] es una {dulce|simpática|alegre} mujer de [age] años.',
    'Ella es <adj> y <adj>.',
    'Con ella {te relajas|olvidas el día}.',
    'Reserva ahora con [name].'
  ],
  plural: [
    'Somos {una casa pequeña|una agencia} en [town].',
    'Nuestras chicas son <adj>s y <adj>s.',
    '[count] señoritas hoy: [names].'
  ],
  massage: ['Masaje {relajante|clásico} con {aceite caliente|lavanda}.', '60 minutos por [price] euros.'],
  traits: {
    assurance: ['100% real.', 'Fotos reales.'],
    youth: ['Estudiante{, nueva aquí|}.'],
    arrival: ['Recién llegada a [town].', 'Solo esta semana.'],
    rules: ['Solo caballeros {educados|limpios}.'],
    anything: ['Todo se puede hablar.'],
    incall: ['Solo recibo, no salgo.'],
    always: ['{24/7|Día y noche}.'],
    driver: ['Nuestro chófer la lleva.'],
    rotation: ['Chicas nuevas cada semana.'],
    deposit: ['Primero un depósito de [deposit] euros.'],
    own: ['Independiente, mis propias reglas.'],
    lowprice: ['Oferta: [low] euros.'],
    choice: ['[count] chicas para elegir.']
  },
  pools: {
    Cuando: ['Ayer', 'El verano pasado', 'A los veinte', 'Esta mañana', 'Hace un año', 'En Navidad'],
    hice: [
      'pinté una barca',
      'hice pan',
      'leí toda la noche',
      'aprendí el vals',
      'perdí una tienda',
      'escribí postales',
      'planté tomates'
    ],
    quien: ['mi hermana', 'el vecino', 'una vieja amiga', 'mi abuelo', 'dos desconocidos', 'el coro'],
    opinion: ['una maravilla', 'no se olvida', 'raro al principio', 'increíble'],
    adj: ['alegre', 'amable', 'dulce', 'paciente', 'elegante', 'sociable', 'agradable', 'sonriente'],
    hobby: ['bailar', 'cocinar', 'pintar', 'nadar', 'el yoga', 'las películas antiguas', 'la fotografía'],
    spot: ['en el mercado', 'en la playa', 'en el cine', 'en el parque']
  }
}
