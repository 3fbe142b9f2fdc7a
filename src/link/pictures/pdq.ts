/** PDQ, the perceptual hash of ThreatExchange: 256 bits of the low frequencies of a picture, and how much structure it has. */

export interface PdqHash {
  /** 64 hex digits, highest bit first, as the reference prints it. */
  readonly hash: string
  /** 0 to 100; under 50 the picture is too flat to be compared. */
  readonly quality: number
}

/** The eight turned and mirrored forms, in the order of the reference. */
export type Dihedral =
  | 'original'
  | 'rotate90'
  | 'rotate180'
  | 'rotate270'
  | 'flipX'
  | 'flipY'
  | 'flipPlus1'
  | 'flipMinus1'

/**
 * Hash of a grey picture: `luma` holds width x height values from 0 to 255, row by row. Port of the C++ reference
 * (facebook/ThreatExchange, pdq; Davis and Rosen, 2019): two passes of a box filter, 64 x 64 samples, 16 x 16 cosine
 * coefficients, each above or below their median. Throws when the sizes do not fit.
 */
export function pdqHash(luma: Float32Array | Uint8Array, width: number, height: number): PdqHash {
  const { block, quality } = coefficients(luma, width, height)
  return { hash: hashOfBlock(block), quality }
}

/** All eight forms at the price of one: turning and mirroring a picture changes only order and signs of its coefficients. */
export function pdqDihedralHashes(
  luma: Float32Array | Uint8Array,
  width: number,
  height: number
): { hashes: Record<Dihedral, string>; quality: number } {
  const { block, quality } = coefficients(luma, width, height)
  const form = (turned: boolean, negative: (i: number, j: number) => boolean): string => {
    const out = new Float32Array(blockSide * blockSide)
    for (let i = 0; i < blockSide; i++) {
      for (let j = 0; j < blockSide; j++) {
        const value = turned ? block[j * blockSide + i]! : block[i * blockSide + j]!
        out[i * blockSide + j] = negative(i, j) ? -value : value
      }
    }
    return hashOfBlock(out)
  }
  // Row i and column j of the block are frequencies i + 1 and j + 1: the odd ones change sign when their axis is mirrored.
  return {
    hashes: {
      original: hashOfBlock(block),
      rotate90: form(true, (i) => even(i)),
      rotate180: form(false, (i, j) => even(i + j + 1)),
      rotate270: form(true, (_, j) => even(j)),
      flipX: form(false, (i) => even(i)),
      flipY: form(false, (_, j) => even(j)),
      flipPlus1: form(true, () => false),
      flipMinus1: form(true, (i, j) => even(i + j + 1))
    },
    quality
  }
}

const samples = 64
const blockSide = 16

/** Row k of the cosine matrix: frequency k + 1 over 64 samples. */
const cosines = Float32Array.from({ length: blockSide * samples }, (_, at) => {
  const frequency = Math.floor(at / samples) + 1
  const sample = at % samples
  return Math.sqrt(2 / samples) * Math.cos((Math.PI / (2 * samples)) * frequency * (2 * sample + 1))
})

function coefficients(
  luma: Float32Array | Uint8Array,
  width: number,
  height: number
): { block: Float32Array; quality: number } {
  if (width < 1 || height < 1 || luma.length !== width * height)
    throw new Error(`luma has ${luma.length} values, not ${width} x ${height}`)
  const smooth = jarosz(Float32Array.from(luma), width, height)
  const small = decimate(smooth, width, height)
  return { block: transform(small), quality: qualityOf(small) }
}

/** Two passes of a box filter along rows and columns: a tent filter whose width follows the size of the picture. */
function jarosz(pixels: Float32Array, width: number, height: number): Float32Array {
  const alongRows = Math.floor((width + 2 * samples - 1) / (2 * samples))
  const alongColumns = Math.floor((height + 2 * samples - 1) / (2 * samples))
  const other = new Float32Array(pixels.length)
  for (let pass = 0; pass < 2; pass++) {
    for (let row = 0; row < height; row++) box(pixels, other, row * width, width, 1, alongRows)
    for (let column = 0; column < width; column++) box(other, pixels, column, height, width, alongColumns)
  }
  return pixels
}

/** Box filter of one line of `length` values that lie `stride` apart; at the ends the window is cut. */
function box(from: Float32Array, to: Float32Array, start: number, length: number, stride: number, full: number): void {
  const half = Math.floor((full + 2) / 2)
  const lead = Math.min(half - 1, length)
  let sum = 0
  let inside = 0
  let right = start
  let left = start
  let out = start
  for (let k = 0; k < lead; k++, right += stride) {
    sum += from[right]!
    inside++
  }
  const growing = Math.min(full - half + 1, length - lead)
  for (let k = 0; k < growing; k++, right += stride, out += stride) {
    sum += from[right]!
    inside++
    to[out] = sum / inside
  }
  const end = start + length * stride
  for (; right < end; right += stride, left += stride, out += stride) {
    sum += from[right]! - from[left]!
    to[out] = sum / inside
  }
  for (; out < end; out += stride, left += stride) {
    sum -= from[left]!
    inside--
    to[out] = sum / inside
  }
}

function decimate(pixels: Float32Array, width: number, height: number): Float32Array {
  const small = new Float32Array(samples * samples)
  for (let i = 0; i < samples; i++) {
    const row = Math.floor(((i + 0.5) * height) / samples)
    for (let j = 0; j < samples; j++) {
      small[i * samples + j] = pixels[row * width + Math.floor(((j + 0.5) * width) / samples)]!
    }
  }
  return small
}

/** D A D^T for the 16 lowest frequencies but the constant one. */
function transform(small: Float32Array): Float32Array {
  const half = new Float32Array(blockSide * samples)
  for (let i = 0; i < blockSide; i++) {
    for (let j = 0; j < samples; j++) {
      let sum = 0
      for (let k = 0; k < samples; k++) sum += cosines[i * samples + k]! * small[k * samples + j]!
      half[i * samples + j] = sum
    }
  }
  const block = new Float32Array(blockSide * blockSide)
  for (let i = 0; i < blockSide; i++) {
    for (let j = 0; j < blockSide; j++) {
      let sum = 0
      for (let k = 0; k < samples; k++) sum += half[i * samples + k]! * cosines[j * samples + k]!
      block[i * blockSide + j] = sum
    }
  }
  return block
}

/** Sum of steps between neighbours of the 64 x 64 picture, scaled so that ordinary photographs reach 100. */
function qualityOf(small: Float32Array): number {
  let sum = 0
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) {
      const here = small[i * samples + j]!
      if (i + 1 < samples) sum += step(here, small[(i + 1) * samples + j]!)
      if (j + 1 < samples) sum += step(here, small[i * samples + j + 1]!)
    }
  }
  return Math.min(100, Math.trunc(sum / 90))
}

function even(index: number): boolean {
  return (index & 1) === 0
}

function step(a: number, b: number): number {
  return Math.abs(Math.trunc(((a - b) * 100) / 255))
}

function hashOfBlock(block: Float32Array): string {
  const count = blockSide * blockSide
  // The reference takes the lower of the two middle values.
  const median = Float32Array.from(block).toSorted()[count / 2 - 1]!
  let hash = ''
  for (let nibble = count / 4 - 1; nibble >= 0; nibble--) {
    let digit = 0
    for (let bit = 3; bit >= 0; bit--) digit = digit * 2 + (block[nibble * 4 + bit]! > median ? 1 : 0)
    hash += digit.toString(16)
  }
  return hash
}
