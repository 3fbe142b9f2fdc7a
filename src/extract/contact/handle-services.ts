/** The messengers and social sites whose names Baken reads: their hosts, and the words by which adverts call them. */
import { wordMap } from '../../text/word-lists.ts'

export const handleHosts: ReadonlyMap<string, string> = new Map([
  ['t.me', 'telegram'],
  ['telegram.me', 'telegram'],
  ['telegram.dog', 'telegram'],
  ['instagram.com', 'instagram'],
  ['instagr.am', 'instagram'],
  ['onlyfans.com', 'onlyfans'],
  ['fansly.com', 'fansly'],
  ['snapchat.com', 'snapchat'],
  ['tiktok.com', 'tiktok'],
  ['x.com', 'x'],
  ['twitter.com', 'x'],
  ['facebook.com', 'facebook'],
  ['fb.com', 'facebook'],
  ['fb.me', 'facebook'],
  ['m.me', 'facebook'],
  ['kik.me', 'kik'],
  ['vk.com', 'vk'],
  ['line.me', 'line'],
  ['threads.net', 'threads'],
  ['chat.whatsapp.com', 'whatsapp-group'],
  ['discord.gg', 'discord'],
  ['reddit.com', 'reddit'],
  ['viber.me', 'viber']
])

/** Folded words and abbreviations; only with a name after them. Short ones are ordinary words too, so a mark is asked then. */
export const handleWords: ReadonlyMap<string, string> = wordMap('handle-services', (service) => service)

/** First path parts that are pages of the site itself, not people. */
export const reservedPaths: ReadonlySet<string> = new Set(
  'join joinchat share add addstickers explore reel reels stories story watch profile groups pages intent home search hashtag login signup about privacy terms help settings messages events marketplace status send message download video videos photo photos channel sharer sharer.php profile.php'.split(
    ' '
  )
)
