/** The process in which a picture of a report is decoded: bytes on stdin; on stdout a line of JSON, then the copies that it tells the sizes of. */
import sharp from 'sharp'
import { hashPicture, pictureLimits } from '../../../link/pictures/picture.ts'

const longestSide = 1_600
const blurredSide = 24

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const bytes = Buffer.concat(chunks)

const hash = await hashPicture(bytes)
if (hash.kind === 'refused') process.stdout.write(`${JSON.stringify({ kind: 'refused' })}\n`)
else {
  const options = { limitInputPixels: pictureLimits.pixels, sequentialRead: true, pages: 1 } as const
  // Turned as its metadata says, and then written without any.
  const upright = await sharp(bytes, options)
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer()
  const small = await sharp(upright)
    .greyscale()
    .resize({ width: blurredSide, height: blurredSide, fit: 'inside' })
    .png()
    .toBuffer()
  const blurred = await sharp(small).resize({ width: 320, kernel: 'cubic' }).blur(6).jpeg({ quality: 60 }).toBuffer()
  const hashes = Object.values(hash.hashes)
  process.stdout.write(
    `${JSON.stringify({ kind: 'copies', shown: upright.length, blurred: blurred.length, hashes })}\n`
  )
  process.stdout.write(Buffer.concat([upright, blurred]))
}
