/** Whether a page says nothing by itself: it brings scripts, and hardly a word outside its menus. */
import { Parser } from 'htmlparser2'

/** Characters of words: a cookie notice and a line that asks for scripts have fewer, a page that says something has more. */
const fewChars = 600
/** What is no word of the page, or stands on all pages of a site alike. */
const passedOver: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'title',
  'nav',
  'header',
  'footer',
  'select',
  'textarea'
])

export function leavesToScripts(html: string): boolean {
  let chars = 0
  let scripts = 0
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'script' && !/json/i.test(attributes['type'] ?? '')) scripts++
        if (passedOver.has(name)) depth++
      },
      ontext(text) {
        if (depth === 0) chars += text.replace(/\s+/g, '').length
      },
      onclosetag(name) {
        if (passedOver.has(name)) depth--
      }
    },
    { decodeEntities: false }
  )
  parser.write(html)
  parser.end()
  return scripts > 0 && chars < fewChars
}
