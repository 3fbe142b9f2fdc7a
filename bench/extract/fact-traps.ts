/** Sentences that lead a reader of facts astray and state none: prose with "at" and "punt", sizes, hours, names of services. */
import type { By } from './fact-words.ts'

export const traps: By<readonly string[]> = {
  nl: [
    'Ik ben best wel rustig en lees graag.',
    'Wij zijn 24 uur per dag bereikbaar.',
    'Maat 38, lengte 168, nooit gedragen.',
    'Telegram is prima, bellen liever niet.',
    'Volg ons op Instagram voor nieuws.',
    'Dat is het punt. De rest volgt later.',
    'Ervaring: 12 jaar in dit vak.',
    'Alleen mannen boven de 30 jaar.',
    'Snap je het niet? Vraag gerust.',
    'Haren van de kat zitten er niet op.',
    'Sinds 2019 op deze plek.',
    'Kast van 180 bij 90, 40 diep.',
    'Fiets van 12 jaar oud.',
    'Kom langs.Nu ook in het weekend.',
    'Bus 150 stopt voor de deur.',
    'Ik ben Nieuw hier en spreek Engels.'
  ],
  en: [
    'Find us at home . Come and relax.',
    'Come at 8 . me and my brother will help.',
    'Look at us. It is lovely here.',
    'Open 24 hours, every day of the week.',
    'Size 36, worn twice.',
    'Signal is fine too, telegram as well.',
    'Nice bath and good reading light.',
    'Snap up this bargain now.',
    "I'm Available when you are.",
    'Over 20 years of experience.',
    'Call me When ready to collect.',
    'The house is 90 years old.',
    'We are in line with all rules.',
    'Meet at the gate . it is green.',
    'This is the turning point in many ways.',
    'Ask for details, bring 2 bags.'
  ],
  de: [
    'Das Essen war gut und die Halle groß.',
    'Täglich 24 Stunden erreichbar.',
    'Größe 36, kaum getragen.',
    'Telegram oder WhatsApp, wie du magst.',
    'Seit 10 Jahren im Dienst.',
    'Ich bin Handwerker und suche Arbeit.',
    'Das ist der Punkt. Der Rest folgt.',
    'Sofa in Grau.Am Wochenende abholen.'
  ],
  fr: [
    "Je suis Plombier, 15 ans d'expérience.",
    'Ouvert 24 heures sur 24.',
    'Taille 38, jamais portée.',
    'Telegram uniquement, pas de SMS.',
    'Un point important : soyez gentil.',
    'De retour en ville.Me contacter.'
  ],
  es: [
    'Abierto 24 horas al día.',
    'Talla 38, sin usar.',
    'Escríbeme por Telegram o WhatsApp.',
    'Tengo 10 años de experiencia.',
    'En este punto no hay duda.',
    'Es un sitio tranquilo.No llames tarde.'
  ],
  ro: [
    'Deschis 24 de ore din 24.',
    'Mărimea 38, purtată o dată.',
    'Sunt pe telegram si whatsapp.',
    'Am 10 ani de experiență.',
    'Apartament cu 2 camere și balcon.'
  ],
  bg: ['Отворено 24 часа.', 'Размер 38, нови.', 'Пиши във вайбър или телеграм.', '10 години опит.'],
  pl: [
    'Czynne 24 godziny na dobę.',
    'Rozmiar 38, nowe.',
    'Piszcie na telegram lub whatsapp.',
    'Mam 10 lat doświadczenia.',
    'Jestem w domu.Pl i en mile widziane.'
  ],
  hu: ['Nyitva 24 órában.', '38-as méret, új.', 'Telegramon vagy WhatsAppon írj.', '10 év tapasztalat.']
}
