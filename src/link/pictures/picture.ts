/** Decodes a picture's bytes to grey values within limits; the one impure file of linking, to be run in a process of its own. */
import sharp from 'sharp'
import { pdqDihedralHashes, type Dihedral } from './pdq.ts'

export interface PictureLimits {
  readonly sizeBytes: number
  /** Width times height as the header states it: more is refused before decoding. */
  readonly pixels: number
  /** Decoding is given up after this many seconds. */
  readonly seconds: number
}

export const pictureLimits: PictureLimits = { sizeBytes: 20_000_000, pixels: 50_000_000, seconds: 10 }

export type LumaOutcome =
  | { readonly kind: 'luma'; readonly luma: Float32Array; readonly width: number; readonly height: number }
  | { readonly kind: 'refused'; readonly reason: 'size' | 'pixels' | 'format' | 'damaged'; readonly detail: string }

/** Raster formats that are decoded. Vector formats and documents are programs to their decoder and are refused. */
const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff'])
/** Larger pictures are shrunk first. At 1024 all pictures of the reference stay within 4 bits of it, at 512 they differ by up to 8. */
const largestSide = 1024

/**
 * Grey values (0.299 R + 0.587 G + 0.114 B, as the reference) of the first frame. Transparent parts become white. Never throws
 * on bad bytes: damage, bombs and other formats are outcomes.
 */
export async function decodeLuma(bytes: Uint8Array, limits: PictureLimits = pictureLimits): Promise<LumaOutcome> {
  if (bytes.length > limits.sizeBytes) return refused('size', `${bytes.length} bytes, limit ${limits.sizeBytes}`)
  const options = { limitInputPixels: false, sequentialRead: true, failOn: 'error', pages: 1 } as const
  try {
    const { format, width, height } = await sharp(bytes, options).metadata()
    if (!formats.has(format)) return refused('format', format)
    if (width * height > limits.pixels) return refused('pixels', `${width} x ${height}, limit ${limits.pixels}`)
    const { data, info } = await sharp(bytes, { ...options, limitInputPixels: limits.pixels })
      .timeout({ seconds: limits.seconds })
      .resize({ width: largestSide, height: largestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { kind: 'luma', luma: lumaOf(data, info.channels), width: info.width, height: info.height }
  } catch (error) {
    return refused('damaged', error instanceof Error ? error.message.slice(0, 200) : 'unknown')
  }
}

export type PictureHashOutcome =
  | {
      readonly kind: 'hash'
      readonly pdq: string
      readonly quality: number
      readonly hashes: Readonly<Record<Dihedral, string>>
    }
  | Extract<LumaOutcome, { kind: 'refused' }>

/** PDQ of a picture's bytes, with its turned and mirrored forms. */
export async function hashPicture(
  bytes: Uint8Array,
  limits: PictureLimits = pictureLimits
): Promise<PictureHashOutcome> {
  const outcome = await decodeLuma(bytes, limits)
  if (outcome.kind === 'refused') return outcome
  const { hashes, quality } = pdqDihedralHashes(outcome.luma, outcome.width, outcome.height)
  return { kind: 'hash', pdq: hashes.original, quality, hashes }
}

function lumaOf(data: Uint8Array, channels: number): Float32Array {
  const luma = new Float32Array(data.length / channels)
  if (channels < 3) {
    for (let i = 0; i < luma.length; i++) luma[i] = data[i * channels]!
    return luma
  }
  for (let i = 0; i < luma.length; i++) {
    const at = i * channels
    luma[i] = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
  }
  return luma
}

function refused(reason: 'size' | 'pixels' | 'format' | 'damaged', detail: string): LumaOutcome & { kind: 'refused' } {
  return { kind: 'refused', reason, detail }
}
