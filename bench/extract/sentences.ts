/** Neutral sentences of adverts in nine languages, some with digits that are no phone number, to stand around what is tested. */
import type { Random } from './random.ts'
import type { Language } from './spoken.ts'

type Lines = Readonly<Record<Language, readonly string[]>>

export const titles: Lines = {
  nl: ['Gezellige avond', 'Ontspannende massage', 'Nieuw in de stad', 'Schoonmaak aan huis'],
  en: ['Relaxing evening', 'Quiet massage', 'New in town', 'House cleaning'],
  de: ['Schöner Abend', 'Entspannende Massage', 'Neu in der Stadt', 'Putzhilfe'],
  fr: ['Belle soirée', 'Massage relaxant', 'Nouvelle en ville', 'Ménage à domicile'],
  es: ['Tarde agradable', 'Masaje relajante', 'Nueva en la ciudad', 'Limpieza de casas'],
  ro: ['Seară plăcută', 'Masaj relaxant', 'Nouă în oraș', 'Curățenie la domiciliu'],
  bg: ['Приятна вечер', 'Релаксиращ масаж', 'Нова в града', 'Почистване на дома'],
  pl: ['Miły wieczór', 'Relaksujący masaż', 'Nowa w mieście', 'Sprzątanie domów'],
  hu: ['Kellemes este', 'Lazító masszázs', 'Új a városban', 'Takarítás']
}

export const cues: Lines = {
  nl: ['Bel', 'App me', 'Tel', 'Mijn nummer is', 'Bereikbaar op', 'WhatsApp'],
  en: ['Call', 'Text me', 'Phone', 'My number is', 'WhatsApp', 'Ring me on'],
  de: ['Ruf an', 'Tel', 'Handy', 'Meine Nummer', 'WhatsApp', 'Erreichbar unter'],
  fr: ['Appelez', 'Tél', 'Mon numéro', 'WhatsApp', 'Joignable au'],
  es: ['Llámame', 'Tel', 'Mi número', 'WhatsApp', 'Móvil'],
  ro: ['Sună-mă', 'Tel', 'Numărul meu', 'WhatsApp', 'Sunați la'],
  bg: ['Обади се', 'Тел', 'Телефон', 'Моят номер', 'Звънни на'],
  pl: ['Zadzwoń', 'Tel', 'Mój numer', 'WhatsApp', 'Dzwoń'],
  hu: ['Hívj', 'Tel', 'A számom', 'WhatsApp', 'Telefon']
}

export const fillers: Lines = {
  nl: [
    'Ik neem de tijd voor je.',
    'Welkom in een rustige kamer.',
    'Alleen op afspraak.',
    'Graag tot ziens in de stad.'
  ],
  en: ['I take my time for you.', 'Welcome to a quiet room.', 'By appointment only.', 'See you in the city.'],
  de: ['Ich nehme mir Zeit für dich.', 'Willkommen in einem ruhigen Zimmer.', 'Nur nach Vereinbarung.'],
  fr: ['Je prends le temps pour vous.', 'Bienvenue dans une chambre calme.', 'Sur rendez-vous.'],
  es: ['Me tomo mi tiempo para ti.', 'Bienvenido a una habitación tranquila.', 'Solo con cita.'],
  ro: ['Îmi iau timp pentru tine.', 'Bine ai venit într-o cameră liniștită.', 'Doar cu programare.'],
  bg: ['Отделям време за теб.', 'Добре дошъл в тиха стая.', 'Само с уговорка.'],
  pl: ['Mam dla ciebie czas.', 'Zapraszam do spokojnego pokoju.', 'Tylko po umówieniu.'],
  hu: ['Időt szánok rád.', 'Várlak egy csendes szobában.', 'Csak bejelentkezéssel.']
}

const ageLines: Readonly<Record<Language, string>> = {
  nl: 'Ik ben # jaar.',
  en: 'I am # years old.',
  de: 'Ich bin # Jahre alt.',
  fr: "J'ai # ans.",
  es: 'Tengo # años.',
  ro: 'Am # ani.',
  bg: 'На # години съм.',
  pl: 'Mam # lat.',
  hu: '# éves vagyok.'
}
const priceLines: Readonly<Record<Language, string>> = {
  nl: '# euro per uur.',
  en: '£# per hour.',
  de: '# Euro die Stunde.',
  fr: "# euros l'heure.",
  es: '# euros la hora.',
  ro: '# lei pe oră.',
  bg: '# лв на час.',
  pl: '# zł za godzinę.',
  hu: '#00 Ft óránként.'
}
const hourLines: Readonly<Record<Language, string>> = {
  nl: 'Open van 10:00 tot 22:00.',
  en: 'Open from 10:00 to 22:00.',
  de: 'Täglich 10:00 bis 22:00 Uhr.',
  fr: 'De 10h00 à 22h00.',
  es: 'De 10:00 a 22:00.',
  ro: 'Între 10:00 și 22:00.',
  bg: 'От 10:00 до 22:00.',
  pl: 'Od 10:00 do 22:00.',
  hu: '10:00 és 22:00 között.'
}

/** A sentence with an age, a price, hours, a height or a date. */
export function noise(language: Language, r: Random): string {
  const kind = r.int(0, 4)
  if (kind === 0) return ageLines[language].replace('#', String(r.int(21, 45)))
  if (kind === 1) return priceLines[language].replace('#', String(r.int(5, 30) * 10))
  if (kind === 2) return hourLines[language]
  if (kind === 3) return `${r.int(155, 185)} cm, ${r.int(48, 80)} kg.`
  return `${String(r.int(1, 28)).padStart(2, '0')}-${String(r.int(1, 12)).padStart(2, '0')}-2026.`
}
