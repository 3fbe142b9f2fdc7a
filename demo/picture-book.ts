/** Pictures by address: painted at the first request, then kept within a limit. */
import type { PictureRef, SiteId, World } from './advert.ts'
import { paintPicture, paintPlaceholder, pictureName } from './pictures.ts'
import type { Rendered } from './renderer.ts'

const keptPictures = 2000

export interface PictureBook {
  /** The picture at `/foto/NAME.jpg` or `/geenfoto.png`, or null when the site has none there. */
  readonly picture: (site: SiteId, path: string) => Promise<Rendered | null>
}

/** Names every picture of the world once; paints on demand. */
export function makePictureBook(world: World): PictureBook {
  const known = new Map<string, PictureRef>()
  for (const advert of world.adverts) {
    for (const picture of advert.pictures)
      known.set(`${advert.site}/foto/${pictureName(world.seed, advert.site, picture)}.jpg`, picture)
  }
  const painted = new Map<string, Promise<Rendered>>()
  return {
    picture: async (site, path) => {
      const key = path === '/geenfoto.png' ? path : site + path
      const ref = known.get(key)
      if (!ref && key !== '/geenfoto.png') return null
      const ready =
        painted.get(key) ??
        (ref
          ? paintPicture(world.seed, ref).then((body) => pictureAnswer(body, 'image/jpeg', key))
          : paintPlaceholder().then((body) => pictureAnswer(body, 'image/png', key)))
      if (painted.size < keptPictures) painted.set(key, ready)
      return ready
    }
  }
}

function pictureAnswer(body: Buffer, type: string, key: string): Rendered {
  const etag = `"${Buffer.from(key).toString('base64url').slice(-24)}"`
  const lastModified = 'Thu, 01 Jan 2026 06:00:00 GMT'
  return {
    status: 200,
    headers: ['Content-Type', type, 'Content-Length', String(body.length), 'ETag', etag, 'Last-Modified', lastModified],
    body,
    etag,
    lastModified,
    delayMs: 0
  }
}
