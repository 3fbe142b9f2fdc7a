/** What pages say that stand in place of the page asked for: captcha, cookie, age or login wall, block, parked domain, gone. */
import { perText } from '../../text/vocabulary.ts'
import { anyPattern } from '../../text/word-lists.ts'

export interface WallRule {
  readonly name: string
  /** Tried on the page's own title and first heading, then on its text when that is short. */
  readonly pattern: RegExp
}

/** In this order: a page that fits two is called by the first. Phrases, not words: an advert may speak of a captcha or a login. */
export const wallRules: readonly WallRule[] = [
  'captcha',
  'cookie wall',
  'age check',
  'login wall',
  'geo block',
  'blocked',
  'account suspended',
  'parked domain',
  'maintenance'
].map((name) => rule(name))

/** Phrases of a page that says that what it showed is gone, with status 200. */
export const goneRule: WallRule = rule('gone')

const siteTitle = new RegExp(`^(?:\\d+\\.?\\s*)?(?:${anyPattern('site-pages')})$`, 'iu')

/** True for the title of a page about the site itself: never an advert. */
export const isSiteMatter = perText((title) => siteTitle.test(title))

/** Titles of lists: "Advertenties in Utrecht", "3 results". */
export const listTitle = new RegExp(
  `^(?:(?:${anyPattern('list-titles', 'all')})\\s+)?(?:\\d+\\s+)?(?:${anyPattern('list-titles', 'adverts')})` +
    `(?:\\s+(?:${anyPattern('list-titles', 'in')})\\s.{1,60}|\\s*[-–:(].{0,60}|\\s+\\S{1,30})?$`,
  'iu'
)

const replyWords = new RegExp(`(?:${anyPattern('reply-controls')})`, 'iu')

/** True for a control that only an advert has: reply, apply, show number. */
export const isReplyControl = perText((text) => replyWords.test(text))

/** Links from a teaser to the whole advert. */
export const moreLink = new RegExp(`^(?:(?:${anyPattern('more-links')})(?![\\p{L}]).{0,30}|[»›→>]+|\\.{3}|…)$`, 'iu')

/** Next page, in words. */
export const pagingLink = new RegExp(`^(?:${anyPattern('paging-links')}|[»›→]|>>?|\\d{1,4})$`, 'iu')

function rule(name: string): WallRule {
  return { name, pattern: new RegExp(`(?:${anyPattern('walls', name)})`, 'iu') }
}
