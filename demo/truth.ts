/** The truth about the practice web, for bench and tests only: the product never reads it. */
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { networkKinds, siteIds, type HandKind, type SiteId, type World } from './advert.ts'
import { makeView } from './site.ts'
import { sites } from './sites/all.ts'

export interface TruthRow {
  /** Address of the advert as its list links to it; one-page adverts as `page#anchor`, the anchor being the id of their block. */
  readonly url: string
  readonly site: SiteId
  readonly hand: string
  readonly kind: HandKind
  /** Text lineage: adverts with the same one were copied from one text. */
  readonly template: string
  /** E.164 numbers that the page states in title, text or contact field, disguised or not. */
  readonly phones: readonly string[]
  /** True numbers that stand only in a picture. */
  readonly hidden: readonly string[]
  /** One hand behind many persons or jobs. */
  readonly network: boolean
  /** No longer on the site on this day. */
  readonly gone: boolean
}

/** Every advert posted up to `day`, as it stands on that day; a vanished one as it last stood. */
export function truthRows(world: World, origins: Readonly<Record<SiteId, string>>, day = 0): TruthRow[] {
  const rows: TruthRow[] = []
  for (const site of siteIds) {
    const view = makeView(world, site, origins[site], day, false, 0)
    for (const advert of world.adverts) {
      if (advert.site !== site || advert.postedDay > day) continue
      const standing = view.byId.get(advert.id)
      const version = standing?.version ?? advert.versions.findLast((one) => one.day <= day)
      rows.push({
        url: `${origins[site]}${sites[site].advertPath(view, advert)}`,
        site,
        hand: advert.hand,
        kind: advert.kind,
        template: advert.template,
        phones: version?.phones ?? [],
        hidden: advert.hiddenPhones,
        network: networkKinds.includes(advert.kind),
        gone: standing === undefined
      })
    }
  }
  return rows
}

/** Writes the truth as JSONL, one advert a line. */
export async function writeTruth(
  world: World,
  file: string,
  origins: Readonly<Record<SiteId, string>>,
  day = 0
): Promise<void> {
  const lines = truthRows(world, origins, day).map((row) => JSON.stringify(row))
  await writeFile(file, `${lines.join('\n')}\n`)
}

/** Reads what `writeTruth` wrote. */
export async function readTruth(file: string): Promise<TruthRow[]> {
  const rows: TruthRow[] = []
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') rows.push(JSON.parse(line) as TruthRow)
  }
  return rows
}
