/** Turns several structured items of one page into adverts, each with what the page shows beside it. */
import type { AdvertReading } from '../../../model/page.ts'
import { assembleAdvert } from '../assemble.ts'
import { digest64 } from '../../hash.ts'
import type { PageContext } from '../../page/page-context.ts'
import type { StructuredAdvert } from './structured.ts'

/** One reading per item; keys are the items' own ids, else a digest. */
export function structuredReading(page: PageContext, items: readonly StructuredAdvert[]): AdvertReading[] {
  const keys = new Set<string>()
  return items.map((item) => {
    const own = item.id.replace(/^.*#/, '').slice(0, 100)
    let key = own !== '' && own !== 'page' ? own : digest64(`${item.title}\n${item.body}`)
    for (let n = 2; keys.has(key); n++) key = `${key}-${n}`
    keys.add(key)
    return assembleAdvert(page, {
      key,
      title: item.title,
      body: item.body,
      contact: [item.phone, item.email].filter((part) => part !== '').join('\n'),
      fields: { found: [], blocks: new Set() },
      from: 0,
      to: 0,
      method: item.method,
      structured: item
    })
  })
}
