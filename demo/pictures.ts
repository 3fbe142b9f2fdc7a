/** Pictures of the practice web: painted landscapes and number plates, never persons; re-encoded per variant. */
import type { PictureRef, SiteId } from './advert.ts'
import { hash32, makeRandom } from './random.ts'

const width = 240
const height = 180

/** Name of a picture on a site: opaque, differs per site and variant, so that names never tie adverts together. */
export function pictureName(seed: number, site: SiteId, picture: PictureRef): string {
  const key = `${seed}/${site}/${picture.scene}/${picture.variant}/${picture.number ?? ''}`
  return `${hash32(key).toString(36)}${hash32(`name ${key}`).toString(36)}`
}

/** JPEG bytes of a picture; variants differ in size, quality or brightness. Same input, same bytes (for one build of sharp). */
export async function paintPicture(seed: number, picture: PictureRef): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const pixels = picture.number === undefined ? landscape(seed, picture.scene) : numberPlate(picture.number)
  const image = sharp(pixels, { raw: { width, height, channels: 3 } })
  switch (picture.variant % 4) {
    case 1:
      return image.jpeg({ quality: 55 }).toBuffer()
    case 2:
      return image.resize(192, 144).jpeg({ quality: 78 }).toBuffer()
    case 3:
      return image.modulate({ brightness: 1.06 }).jpeg({ quality: 88 }).toBuffer()
    default:
      return image.jpeg({ quality: 82 }).toBuffer()
  }
}

/** The grey `no picture` of a site: flat, so that its perceptual hash means nothing. */
export async function paintPlaceholder(): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  return sharp({ create: { width: 120, height: 90, channels: 3, background: '#c8c8c8' } })
    .png()
    .toBuffer()
}

/** Sky, sun, three ridges and a few trees, all drawn from the scene's number. */
function landscape(seed: number, scene: number): Buffer {
  const random = makeRandom(`${seed}/scene/${scene}`)
  const pixels = Buffer.alloc(width * height * 3)
  const colour = (): readonly number[] => [random.int(20, 235), random.int(20, 235), random.int(20, 235)]
  const sky = [colour(), colour()]
  const sun = { x: random.int(20, width - 20), y: random.int(10, 90), radius: random.int(8, 34), colour: colour() }
  const ridges = Array.from({ length: 3 }, (_, nth) => ({
    base: 60 + nth * 35 + random.int(-14, 14),
    colour: colour(),
    waves: Array.from({ length: 4 }, () => ({
      size: random.int(3, 22),
      length: random.int(14, 160),
      shift: random.next() * 7
    }))
  }))
  const trees = Array.from({ length: random.int(2, 9) }, () => ({
    x: random.int(0, width),
    top: random.int(60, 130),
    half: random.int(4, 16),
    colour: colour()
  }))
  const edges = ridges.map((ridge) =>
    Array.from(
      { length: width },
      (_, x) =>
        ridge.base + ridge.waves.reduce((sum, wave) => sum + wave.size * Math.sin(x / wave.length + wave.shift), 0)
    )
  )
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let paint: readonly number[] = [0, 1, 2].map(
        (channel) => ((sky[0]?.[channel] ?? 0) * (height - y) + (sky[1]?.[channel] ?? 0) * y) / height
      )
      if ((x - sun.x) ** 2 + (y - sun.y) ** 2 < sun.radius ** 2) paint = sun.colour
      for (let nth = 0; nth < 3; nth++) if (y > (edges[nth]?.[x] ?? 0)) paint = ridges[nth]?.colour ?? paint
      for (const tree of trees)
        if (y > tree.top && Math.abs(x - tree.x) < ((y - tree.top) / (height - tree.top)) * tree.half)
          paint = tree.colour
      const at = (y * width + x) * 3
      for (let channel = 0; channel < 3; channel++) pixels[at + channel] = paint[channel] ?? 0
    }
  }
  return pixels
}

/** Rows of five dots per digit, top to bottom. */
const digitDots: readonly string[] = [
  '01110100011000110001100011000101110',
  '00100011000010000100001000010001110',
  '01110100010000100010001000100011111',
  '11110000010000101110000010000111110',
  '00010001100101010010111110001000010',
  '11111100001111000001000011000101110',
  '01110100001000011110100011000101110',
  '11111000010001000100010000100001000',
  '01110100011000101110100011000101110',
  '01110100011000101111000010000101110'
]

/** A pale board with the national digits painted on it. */
function numberPlate(e164: string): Buffer {
  const digits = e164.startsWith('+31') ? `0${e164.slice(3)}` : e164.slice(1)
  const pixels = Buffer.alloc(width * height * 3, 232)
  const dot = 3
  let left = Math.floor((width - digits.length * 6 * dot) / 2)
  for (const digit of digits) {
    const dots = digitDots[Number(digit)] ?? ''
    for (let at = 0; at < dots.length; at++) {
      if (dots[at] !== '1') continue
      for (let offset = 0; offset < dot * dot; offset++) {
        const x = left + (at % 5) * dot + (offset % dot)
        const y = 78 + Math.floor(at / 5) * dot + Math.floor(offset / dot)
        pixels.fill(40, (y * width + x) * 3, (y * width + x) * 3 + 3)
      }
    }
    left += 6 * dot
  }
  return pixels
}
