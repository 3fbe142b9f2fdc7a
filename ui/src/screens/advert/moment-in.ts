/** When a version was seen, to the second where another of the same advert was seen within that minute. Pure. */
import type { Format } from '../../frame/format.ts'

export function momentIn(
  format: Pick<Format, 'moment' | 'exact'>,
  versions: readonly { readonly seenAt: string }[],
  at: string | null
): string {
  const said = format.moment(at)
  return versions.filter((one) => format.moment(one.seenAt) === said).length > 1 ? format.exact(at) : said
}
