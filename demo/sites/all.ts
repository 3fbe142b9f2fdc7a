/** The table of sites. */
import type { SiteId } from '../advert.ts'
import type { SiteMake } from '../site.ts'
import { avenue } from './avenue.ts'
import { dagprikker } from './dagprikker.ts'
import { grensland } from './grensland.ts'
import { kompas } from './kompas.ts'
import { lantern } from './lantern.ts'
import { marktplein } from './marktplein.ts'
import { prikbord } from './prikbord.ts'
import { werkhal } from './werkhal.ts'

export const sites: Readonly<Record<SiteId, SiteMake>> = {
  kompas,
  lantern,
  prikbord,
  marktplein,
  avenue,
  grensland,
  dagprikker,
  werkhal
}
