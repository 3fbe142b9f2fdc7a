/** PDQ against the reference's own pictures, and what it holds against (FAULTS B13, B6). */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { pdqDihedralHashes, pdqHash, type Dihedral } from '../../src/link/pictures/pdq.ts'
import { decodeLuma, hashPicture } from '../../src/link/pictures/picture.ts'
import { mirroredHash, pictureDistance } from '../../src/link/pictures/picture-index.ts'

const folder = fileURLToPath(new URL('../../../shared/data/pdq/', import.meta.url))
const vectors = existsSync(`${folder}vectors.jsonl`)
  ? readFileSync(`${folder}vectors.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; pdq_reference: string; quality: number })
  : []

test(
  'PDQ equals the C++ reference within 4 bits on its own pictures',
  { skip: vectors.length === 0 && 'pictures of the reference are not here' },
  async () => {
    const far: string[] = []
    for (const { file, pdq_reference, quality } of vectors) {
      const outcome = await hashPicture(readFileSync(`${folder}${file}`))
      assert.equal(outcome.kind, 'hash', file)
      if (outcome.kind !== 'hash') continue
      const bits = pictureDistance(outcome.pdq, pdq_reference)
      if (bits > 4 || Math.abs(outcome.quality - quality) > 2)
        far.push(`${file}: ${bits} bits, quality ${outcome.quality} against ${quality}`)
    }
    assert.deepEqual(far, [])
  }
)

/** A picture with structure at all scales: grey boxes over one another, the same for the same seed. */
function scene(width: number, height: number, seed: number): Float32Array {
  const luma = new Float32Array(width * height).fill(120)
  let state = seed
  const draw = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0
    return ((state ^ (state >>> 12)) >>> 0) / 4_294_967_296
  }
  for (let k = 0; k < 160; k++) {
    const w = Math.ceil((width * (0.5 * draw() + 0.03)) / (1 + k / 30))
    const h = Math.ceil((height * (0.5 * draw() + 0.03)) / (1 + k / 30))
    const left = Math.floor(draw() * (width - w))
    const top = Math.floor(draw() * (height - h))
    const grey = Math.floor(draw() * 256)
    for (let y = top; y < top + h; y++) luma.fill(grey, y * width + left, y * width + left + w)
  }
  return luma
}

test('the eight forms are the hashes of the turned and mirrored pictures', () => {
  const side = 200
  const luma = scene(side, side, 4)
  const turned = (map: (x: number, y: number) => [number, number]): Float32Array => {
    const out = new Float32Array(side * side)
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const [fromX, fromY] = map(x, y)
        out[y * side + x] = luma[fromY * side + fromX] as number
      }
    }
    return out
  }
  const last = side - 1
  const { hashes } = pdqDihedralHashes(luma, side, side)
  const wanted = {
    original: turned((x, y) => [x, y]),
    rotate90: turned((x, y) => [last - y, x]),
    rotate180: turned((x, y) => [last - x, last - y]),
    rotate270: turned((x, y) => [y, last - x]),
    flipX: turned((x, y) => [x, last - y]),
    flipY: turned((x, y) => [last - x, y]),
    flipPlus1: turned((x, y) => [y, x]),
    flipMinus1: turned((x, y) => [last - y, last - x])
  }
  for (const [form, picture] of Object.entries(wanted) as [Dihedral, Float32Array][]) {
    const bits = pictureDistance(hashes[form], pdqHash(picture, side, side).hash)
    assert.ok(bits <= 31, `${form}: ${bits} bits`)
  }
  assert.ok(
    pictureDistance(mirroredHash(hashes.original) ?? '', hashes.flipY) <= 20,
    'the mirror hash made from the hash alone'
  )
})

async function encode(luma: Float32Array, width: number, height: number): Promise<Buffer> {
  return sharp(Uint8Array.from(luma), { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
}

test('B13 a re-encoded, shrunk or brightened photo keeps its hash, a mirrored one is found, cropped and watermarked ones are stated not to', async () => {
  const base = await encode(scene(640, 480, 9), 640, 480)
  const hashOf = async (bytes: Buffer): Promise<string> => {
    const outcome = await hashPicture(bytes)
    assert.equal(outcome.kind, 'hash')
    return outcome.kind === 'hash' ? outcome.pdq : ''
  }
  const original = await hashOf(base)
  const same = {
    jpeg: await sharp(base).jpeg({ quality: 40 }).toBuffer(),
    small: await sharp(base).resize(200).png().toBuffer(),
    bright: await sharp(base).linear(1.05, 8).png().toBuffer()
  }
  for (const [name, bytes] of Object.entries(same))
    assert.ok(pictureDistance(await hashOf(bytes), original) <= 31, name)
  const mirrored = await hashOf(await sharp(base).flop().png().toBuffer())
  assert.ok(pictureDistance(mirroredHash(mirrored) ?? '', original) <= 31)
  const cropped = await hashOf(
    await sharp(base).extract({ left: 96, top: 72, width: 480, height: 360 }).png().toBuffer()
  )
  assert.ok(pictureDistance(cropped, original) > 31, 'a crop of three quarters is beyond PDQ: a known limit')
  const mark = Buffer.from(
    '<svg width="640" height="480"><rect x="0" y="180" width="640" height="120" fill="white"/></svg>'
  )
  const marked = await hashOf(
    await sharp(base)
      .composite([{ input: mark }])
      .png()
      .toBuffer()
  )
  assert.ok(pictureDistance(marked, original) > 31, 'a broad watermark is beyond PDQ: a known limit')
})

test('B6 image bombs, vector pictures and damage are refused as outcomes', async () => {
  const bomb = pngHeader(50_000, 50_000)
  const reasonOf = async (bytes: Uint8Array): Promise<string> => {
    const outcome = await decodeLuma(bytes)
    return outcome.kind === 'refused' ? outcome.reason : 'decoded'
  }
  assert.equal(await reasonOf(bomb), 'pixels')
  assert.equal(
    await reasonOf(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>')
    ),
    'format'
  )
  assert.equal(await reasonOf(Buffer.from('no picture at all')), 'damaged')
  assert.equal(await reasonOf(new Uint8Array(21_000_000)), 'size')
  const good = await encode(scene(64, 64, 1), 64, 64)
  assert.equal(await reasonOf(good), 'decoded')
  assert.notEqual(await reasonOf(good.subarray(0, good.length / 2)), 'decoded')
})

/** A PNG that states a size and holds next to nothing. */
function pngHeader(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const data = chunk('IDAT', deflateSync(Buffer.alloc(1000)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    data,
    chunk('IEND', Buffer.alloc(0))
  ])
}
