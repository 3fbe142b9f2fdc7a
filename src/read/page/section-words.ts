/** Headings of sections that are not advert text, in nine languages: related adverts, comments, advice, legal text. */
import { perText } from '../../text/vocabulary.ts'
import { anyPattern } from '../../text/word-lists.ts'
import type { Block } from '../html/document.ts'
import { region } from '../html/document.ts'

const seeAlso = `(?:${anyPattern('section-headings', 'see-also')})(?![\\p{L}]).{0,60}`
const moreAdverts =
  `(?:(?:${anyPattern('section-headings', 'more')}) )+(?:ook |also )?` +
  `.{0,30}(?:${anyPattern('section-headings', 'adverts')})(?!\\p{L}).{0,40}`
const related = new RegExp(
  `^(?:(?:${seeAlso})|${moreAdverts}|(?:${anyPattern('section-headings', 'related')}).{0,50})$`,
  'iu'
)

const comments = new RegExp(
  `^(?:\\d{1,5}\\s+)?(?:${anyPattern('section-headings', 'comments')})(?:\\s*\\(?\\d{0,5}\\)?)?(?:\\s.{0,40})?$`,
  'iu'
)

const advice = new RegExp(`^(?:(?:${anyPattern('section-headings', 'advice')})(?!\\p{L}).{0,50})$`, 'iu')

const descriptionHeading = new RegExp(`^(?:${anyPattern('description-headings')})\\s*:?$`, 'iu')

/** Region bits that a section heading gives to its section; 0 when the heading says nothing. */
export const sectionOfHeading = perText((heading): number => {
  const text = heading.trim()
  if (descriptionHeading.test(text)) return 0
  if (related.test(text)) return region.related
  if (comments.test(text)) return region.comments
  return advice.test(text) ? region.legal : 0
})

/** True for a heading, or a line in bold, that says that the description follows. */
export function isDescriptionHeading(block: Block): boolean {
  const isHead = block.heading > 0 || (block.text.length > 0 && block.strongPrefix >= block.text.length)
  return isHead && block.text.length <= 60 && descriptionHeading.test(block.text.trim())
}
