/** What somebody does to the files of evidence, each act with what a check must name. */
import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { editRecords, forgeDrop, rebuildAround, rechain, removeAnchors, type TamperWorld } from './tamper.ts'

export interface TamperAct {
  readonly title: string
  readonly act: (world: TamperWorld) => void | Promise<unknown>
  /** Each must be in the item and cause of one finding; A, B, C stand for the three segments. */
  readonly named: readonly RegExp[]
  /** False: evidence alone cannot show it, and the database does. */
  readonly alone?: boolean
  /** True: start and every run notice it too. */
  readonly atStart?: boolean
}

const [at, swap] = [
  (records: Buffer[], n: number): Buffer => records[n - 1] ?? Buffer.alloc(0),
  (one: string, two: string): void => {
    const kept = readFileSync(one)
    copyFileSync(two, one)
    writeFileSync(two, kept)
  }
]
const without =
  (n: number) =>
  (records: Buffer[]): Buffer[] =>
    records.filter((_, index) => index !== n - 1)
export const head = (file: string): string => file.replace('.warc', '.head.json')

export const ofRecords: readonly TamperAct[] = [
  {
    title: 'a record is taken out',
    act: (w) => editRecords(w.file(w.segments[0]), without(5)),
    named: [/A.*record 5 is missing/]
  },
  {
    title: 'the description is taken out',
    act: (w) => editRecords(w.file(w.segments[0]), without(1)),
    named: [/A.*record 1 is missing/]
  },
  {
    title: 'the last record is taken out',
    act: (w) => editRecords(w.file(w.segments[0]), without(7)),
    named: [/A.*record 7 is missing at the end/],
    atStart: true
  },
  {
    title: 'a record is doubled',
    act: (w) => editRecords(w.file(w.segments[0]), (all) => all.toSpliced(5, 0, at(all, 5))),
    named: [/A.*record 5.*repeated or moved/]
  },
  {
    title: 'two records change places',
    act: (w) => editRecords(w.file(w.segments[0]), (all) => all.with(4, at(all, 6)).with(5, at(all, 5))),
    named: [/A.*record [56]/]
  },
  {
    title: 'C2 a record is replaced by a whole one of the same number',
    act: (w) => {
      let other = Buffer.alloc(0)
      editRecords(w.file(w.segments[1]), (all) => ((other = Buffer.from(at(all, 4))), all))
      editRecords(w.file(w.segments[0]), (all) => all.with(3, other))
    },
    named: [/A.*record 4.*replaced/]
  },
  {
    title: 'C5 a record is replaced and chain, head, index and anchors are rebuilt around it',
    act: (w) => {
      let other = Buffer.alloc(0)
      editRecords(w.file(w.segments[1]), (all) => ((other = Buffer.from(at(all, 4))), all))
      editRecords(w.file(w.segments[0]), (all) => rechain(all.with(3, other)))
      rebuildAround(w)
    },
    named: [/A.*record 4.*replaced|A.*record 4.*no row in the table capture/],
    alone: false
  },
  {
    title: 'C5 a record is taken out and everything is rebuilt around it',
    act: (w) => {
      editRecords(w.file(w.segments[0]), (all) => rechain(without(4)(all)))
      rebuildAround(w)
    },
    named: [/A.*capture .*the table capture lists it/, /A.*ledger/],
    alone: false,
    atStart: true
  },
  {
    title: 'C5 the tail of an open segment is cut and everything is rebuilt around it',
    act: (w) => {
      editRecords(w.file(w.segments[2]), (all) => all.slice(0, 4))
      rebuildAround(w)
    },
    named: [/C.*records? .*|C.*table capture lists it/],
    alone: false,
    atStart: true
  },
  {
    title: 'C3 a byte is cut off',
    act: (w) => editRecords(w.file(w.segments[0]), (all) => all.with(6, at(all, 7).subarray(0, -1))),
    named: [/A.*ends within this record/]
  },
  {
    title: 'a byte is added',
    act: (w) => writeFileSync(w.file(w.segments[0]), 'x', { flag: 'a' }),
    named: [/A.*added after/]
  },
  {
    title: 'a byte is put in front',
    act: (w) => editRecords(w.file(w.segments[0]), (all) => [Buffer.from('x'), ...all]),
    named: [/A.*no record starts here/]
  },
  {
    title: 'bytes are put between records',
    act: (w) => editRecords(w.file(w.segments[0]), (all) => all.toSpliced(4, 0, Buffer.from('junk'))),
    named: [/A.*no record starts here/]
  },
  {
    title: 'a segment is emptied',
    act: (w) => writeFileSync(w.file(w.segments[0]), ''),
    named: [/A.*missing at the end/]
  }
]

export const ofFiles: readonly TamperAct[] = [
  {
    title: 'two segments change places',
    act: (w) => swap(w.file(w.segments[0]), w.file(w.segments[1])),
    named: [/A.*describes B/, /B.*describes A/]
  },
  {
    title: 'two segments change places with their heads',
    act: (w) => {
      swap(w.file(w.segments[0]), w.file(w.segments[1]))
      swap(head(w.file(w.segments[0])), head(w.file(w.segments[1])))
    },
    named: [/A.*describes B/, /B.*describes A/]
  },
  {
    title: 'C2 a segment is removed',
    act: (w) => unlinkSync(w.file(w.segments[0])),
    named: [/A\.warc the file is missing/],
    atStart: true
  },
  {
    title: 'C2 a head is removed',
    act: (w) => unlinkSync(head(w.file(w.segments[0]))),
    named: [/A\.head\.json.*missing/]
  },
  {
    title: 'C2 the newest segment is removed with its head and its index entries',
    act: (w) => removeNewest(w),
    named: [/C\.warc.*gone/, /index\/00000005\.json.*gone/],
    atStart: true
  },
  {
    title: 'C2 the newest segment is removed with its head and its index entries, and the anchors are cut to fit',
    act: (w) => {
      removeNewest(w)
      cutAnchors(w, 4)
    },
    named: [/C\.warc.*gone/, /index\/00000005\.json.*ledger entry/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 all files of index and segments are removed',
    act: (w) => {
      for (const folder of ['index', 'segments'])
        for (const name of readdirSync(path.join(w.evidence, folder))) unlinkSync(path.join(w.evidence, folder, name))
    },
    named: [/A\.warc.*gone/, /B\.warc.*gone/, /C\.warc.*gone/, /index\/00000001\.json/],
    atStart: true
  },
  {
    title: 'C2 everything in the evidence folder is removed',
    act: (w) => {
      for (const name of readdirSync(w.evidence)) rmSync(path.join(w.evidence, name), { recursive: true })
    },
    named: [/A\.warc.*gone/, /B\.warc.*gone/, /C\.warc.*gone/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 the evidence folder is removed',
    act: (w) => rmSync(w.evidence, { recursive: true }),
    named: [/A\.warc.*gone/, /C\.warc.*gone/],
    alone: false,
    atStart: true
  },
  ...[1, 2, 3, 4, 5].map((n): TamperAct => ({
    title: `C2 index entry ${n} is removed`,
    act: (w) => unlinkSync(w.index(n)),
    named: [new RegExp(`index/0000000${n}\\.json`)],
    atStart: true
  })),
  {
    title: 'the whole index is removed',
    act: (w) => rmSync(path.join(w.evidence, 'index'), { recursive: true }),
    named: [/index\/00000001\.json/, /A\.warc/],
    atStart: true
  },
  {
    title: 'two index entries change places',
    act: (w) => swap(w.index(1), w.index(2)),
    named: [/index\/00000001\.json/, /index\/00000002\.json/],
    atStart: true
  },
  {
    title: 'C2 the anchors are removed',
    act: (w) => removeAnchors(w),
    named: [/anchors\.jsonl.*missing/],
    atStart: true
  },
  ...([null, 'start'] as const).map((why) => ({
    title: `C2 the anchors are removed, and noted anew ${why === null ? 'while Baken runs' : 'by a start'}`,
    act: (w: TamperWorld) => removeAnchors(w, why),
    named: [/anchors\.jsonl/],
    atStart: true
  })),
  {
    title: 'C2 the head of the anchors is removed',
    act: (w) => unlinkSync(path.join(w.evidence, 'anchors.head.json')),
    named: [/anchors\.head\.json.*missing/],
    atStart: true
  },
  {
    title: 'C2 the lines of the anchors are removed',
    act: (w) => unlinkSync(path.join(w.evidence, 'anchors.jsonl')),
    named: [/anchors\.jsonl.*missing/],
    atStart: true
  },
  ...[1, 3].map((n): TamperAct => ({
    title: `C2 line ${n} of the anchors is removed`,
    act: (w) => cutLine(w, n),
    named: [/anchors\.jsonl/],
    atStart: true
  })),
  {
    title: 'C2 the last line of the anchors is removed',
    act: (w) => cutLine(w, 0),
    named: [/anchors\.jsonl.*missing at the end/],
    atStart: true
  },
  {
    title: 'T2 a segment is removed with an entry of the index that says it was erased, and no ledger entry',
    act: (w) => {
      forgeDrop(w)
      rmSync(w.file(w.segments[1]))
    },
    named: [/B\.warc.*no ledger entry/],
    alone: false,
    atStart: true
  }
]

export function removeNewest(w: TamperWorld): void {
  const file = w.file(w.segments[2])
  for (const one of [file, head(file), w.index(5)]) unlinkSync(one)
}

/** Takes line `n` out of the anchors; 0: the last one. */
function cutLine(w: TamperWorld, n: number): void {
  const file = path.join(w.evidence, 'anchors.jsonl')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  writeFileSync(
    file,
    lines
      .filter((_, at) => at !== (n === 0 ? lines.length : n) - 1)
      .map((line) => `${line}\n`)
      .join('')
  )
}

/** Sets the anchors back to the first `lines` lines, head included. */
function cutAnchors(w: TamperWorld, lines: number): void {
  const file = path.join(w.evidence, 'anchors.jsonl')
  const kept = readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, lines)
  writeFileSync(file, kept.map((line) => `${line}\n`).join(''))
  const { ledger, hash, index, entry, digest, at } = JSON.parse(kept.at(-1) ?? '{}') as Record<string, unknown>
  const bytes = readFileSync(file).length
  const text = JSON.stringify({
    format: 'baken-anchor-head/1',
    lines,
    last: digest,
    bytes,
    at,
    ledger,
    hash,
    index,
    entry
  })
  const own = `sha256:${createHash('sha256').update(text).digest('hex')}`
  writeFileSync(path.join(w.evidence, 'anchors.head.json'), `${text.slice(0, -1)},"digest":"${own}"}\n`)
}
