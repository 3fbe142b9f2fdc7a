/** What stands in the clear of the kind of content that a server named: a type that everybody uses, and a character set; never words of its own. */
import { headerOf } from '../../evidence/archives/http/message.ts'
import type { Exchange } from '../../model/exchange.ts'

const known: Readonly<Record<string, string>> = {
  text: 'html plain xml css csv javascript markdown calendar vtt',
  application:
    'xhtml+xml xml json ld+json manifest+json pdf rss+xml atom+xml javascript octet-stream zip gzip x-www-form-urlencoded warc vnd.baken.advert+json',
  image: 'png jpeg gif webp avif svg+xml x-icon vnd.microsoft.icon bmp tiff',
  audio: 'mpeg ogg wav mp4 webm',
  video: 'mp4 webm ogg mpeg',
  font: 'woff woff2 ttf otf',
  multipart: 'form-data mixed byteranges'
}

/** Of the header lines of an answer: the type, its second half as `*` where it is none of those, and the character set where there is one of that name. Null: no type. */
export function plainMediaType(headers: Exchange['responseHeaders']): string | null {
  const header = headerOf(headers, 'content-type') ?? ''
  const [, first = '', second = ''] = /^\s*([a-z]+)\/([^\s;,]+)/i.exec(header) ?? []
  const seconds = known[first.toLowerCase()]
  if (seconds === undefined) return null
  const type = `${first}/${second}`.toLowerCase()
  const shown = seconds.split(' ').includes(second.toLowerCase()) ? type : `${first.toLowerCase()}/*`
  const [, set = ''] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})"?/i.exec(header) ?? []
  return isCharset(set) ? `${shown}; charset=${set.toLowerCase()}` : shown
}

function isCharset(name: string): boolean {
  try {
    return name !== '' && new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}
