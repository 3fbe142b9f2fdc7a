/** What a stranger does to an evidence folder, file by file, by a seed. Shares no code with what writes or checks it. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ofBytes, type Dice } from './bytes.ts'

/** Changes the folder in place; `older` holds the same folder at an earlier time. False: it cannot be done here. */
export type FolderChange = (files: readonly string[], dice: Dice, older: string, folder: string) => boolean

const one = (files: readonly string[], dice: Dice): string => files[dice(files.length)] ?? ''

const bytesWise = Object.entries(ofBytes).map(([name, change]): [string, FolderChange] => [
  name,
  (files, dice) => {
    const file = one(files, dice)
    const before = readFileSync(file)
    if (before.length < 9) return false
    writeFileSync(file, change(before, dice, before))
    return true
  }
])

export const ofFolder: Readonly<Record<string, FolderChange>> = {
  ...Object.fromEntries(bytesWise),
  'remove a file': (files, dice) => {
    rmSync(one(files, dice))
    return true
  },
  'rename a file': (files, dice) => {
    const file = one(files, dice)
    renameSync(file, path.join(path.dirname(file), `a${path.basename(file)}`))
    return true
  },
  'copy a file': (files, dice) => {
    const file = one(files, dice)
    copyFileSync(file, path.join(path.dirname(file), `0${path.basename(file).slice(1)}x`))
    return true
  },
  'swap two files': (files, dice) => {
    const [a, b] = [one(files, dice), one(files, dice)]
    const kept = readFileSync(a)
    writeFileSync(a, readFileSync(b))
    writeFileSync(b, kept)
    return true
  },
  'put an older file in its place': (files, dice, older, folder) => {
    const file = one(files, dice)
    const before = path.join(older, path.relative(folder, file))
    if (!existsSync(before)) return false
    copyFileSync(before, file)
    return true
  },
  'cut a segment between two records': (files, dice) => {
    const file = one(
      files.filter((name) => name.endsWith('.warc')),
      dice
    )
    const bytes = readFileSync(file)
    const starts = placesOf(bytes)
    if (starts.length < 2) return false
    writeFileSync(file, bytes.subarray(0, starts[1 + dice(starts.length - 1)]))
    return true
  },
  'take a record out of a segment': (files, dice) => {
    const file = one(
      files.filter((name) => name.endsWith('.warc')),
      dice
    )
    const bytes = readFileSync(file)
    const starts = [...placesOf(bytes), bytes.length]
    const n = dice(starts.length - 1)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, starts[n]), bytes.subarray(starts[n + 1])]))
    return true
  },
  'double a record of a segment': (files, dice) => {
    const file = one(
      files.filter((name) => name.endsWith('.warc')),
      dice
    )
    const bytes = readFileSync(file)
    const starts = [...placesOf(bytes), bytes.length]
    const n = dice(starts.length - 1)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, starts[n + 1]), bytes.subarray(starts[n])]))
    return true
  },
  'change a small file and its digest': (files, dice) => {
    const file = one(
      files.filter((name) => name.endsWith('.json')),
      dice
    )
    const text = readFileSync(file, 'utf8')
    const { digest: _digest, ...fields } = JSON.parse(text) as Record<string, unknown>
    const numbers = Object.keys(fields).filter((name) => typeof fields[name] === 'number')
    const name = numbers[dice(numbers.length)] ?? 'number'
    const changed = JSON.stringify({ ...fields, [name]: Number(fields[name] ?? 0) + 1 })
    const digest = `sha256:${createHash('sha256').update(changed).digest('hex')}`
    writeFileSync(file, `${changed.slice(0, -1)},"digest":"${digest}"}\n`)
    return true
  },
  'drop a line of the anchors': (files, dice) => {
    const file = files.find((name) => name.endsWith('anchors.jsonl')) ?? ''
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    writeFileSync(file, `${lines.toSpliced(dice(lines.length), 1).join('\n')}\n`)
    return true
  },
  'sign another root with a key of its own': (files, dice) => {
    const file = files.find((name) => name.endsWith('log/checkpoint')) ?? ''
    const [origin = '', size = ''] = readFileSync(file, 'utf8').split('\n')
    const root = createHash('sha256')
      .update(String(dice(1e6)))
      .digest('base64')
    const tree = `${origin}\n${size}\n${root}\n`
    const { privateKey } = generateKeyPairSync('ed25519')
    const signature = Buffer.concat([Buffer.alloc(4, dice(256)), sign(null, Buffer.from(tree), privateKey)])
    writeFileSync(file, `${tree}\n— ${origin} ${signature.toString('base64')}\n`)
    return true
  },
  'hide a segment with all that names it': (files, dice) => {
    const file = one(
      files.filter((name) => name.endsWith('.warc')),
      dice
    )
    const id = path.basename(file, '.warc')
    for (const name of files)
      if (name.includes(id) || (name.includes('/index/') && readFileSync(name, 'utf8').includes(id))) rmSync(name)
    return true
  },
  'put a folder in the place of a file': (files, dice) => {
    const file = one(files, dice)
    rmSync(file)
    mkdirSync(file)
    return true
  }
}

/** Where records begin. */
function placesOf(bytes: Buffer): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf('WARC/1.1\r\n'); at >= 0; at = bytes.indexOf('WARC/1.1\r\n', at + 1)) found.push(at)
  return found
}
