/** As many invented groups of one hand as a test wants, each with words that no other has, so that nothing joins two of them. */
import type { Group } from './room-adverts.ts'

const towns = ['Utrecht', 'Amersfoort', 'Arnhem', 'Zwolle', 'Tilburg', 'Breda', 'Leiden', 'Delft', 'Assen', 'Emmen']
const names = ['Marco', 'Tom', 'Sam', 'Ana', 'Stefan', 'Luca']
/** What the groups offer, in turn; the words by which extraction knows the form. */
const offers = [
  { title: 'Hulp gezocht', says: 'huisvesting geregeld' },
  { title: 'Rust en ontspanning', says: 'massage' },
  { title: 'Bezorgers', says: 'ook zonder ervaring' },
  { title: 'Avondwerk', says: 'personeel gezocht' }
]

/** `count` groups of six adverts; their numbers are 06 10 20 00 00 and on. */
export function manyGroups(count: number): Group[] {
  return Array.from({ length: count }, (_, nr) => {
    const offer = offers[nr % offers.length] ?? { title: '', says: '' }
    const digits = String(nr).padStart(4, '0')
    const words = ownWords(nr)
    return {
      number: `06 10 20 ${digits.slice(0, 2)} ${digits.slice(2)}`,
      handle: null,
      title: `${offer.title} ${words.slice(0, 2).join(' ')}`,
      text: `${words.slice(2, 12).join(' ')}, ${offer.says}. ${words.slice(12, 24).join(' ')} in PLAATS voor EURO euro. ${words.slice(24).join(' ')}. Ik heet NAAM, bel NUMMER.`,
      names,
      places: [0, 3, 6].map((step) => towns[(nr + step) % towns.length] ?? ''),
      adverts: 6,
      paceDays: 5
    }
  })
}

const heads = ['ba', 'do', 'fi', 'gu', 'ke', 'lo', 'mi', 'nu', 'pe', 'ra', 'so', 'ti', 'vu', 'wo', 'ze']
const tails = ['ldar', 'mpel', 'nsor', 'rkim', 'stun', 'vlop', 'zgat', 'brin', 'kwes', 'droes']

/** Words that nobody uses and no other group has. */
function ownWords(nr: number): string[] {
  return Array.from({ length: 36 }, (_, at) => {
    const seed = nr * 36 + at
    const head = heads[seed % heads.length] ?? ''
    const tail = tails[Math.floor(seed / heads.length) % tails.length] ?? ''
    const more = heads[Math.floor(seed / (heads.length * tails.length)) % heads.length] ?? ''
    return `${more}${head}${tail}`
  })
}
