/** What somebody does to the log beside evidence, each act with what a check must name. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { growLog } from '../../../src/evidence/log/log.ts'
import { logKeyOf } from '../../../src/evidence/log/note.ts'
import { stampedText } from '../../../src/evidence/stamped-json.ts'
import { ownLogKey } from '../../../src/run/evidence/growing-log.ts'
import type { TamperAct } from './tamper-evidence.ts'
import type { TamperWorld } from './tamper.ts'

const at = (w: TamperWorld, name: string): string => path.join(w.evidence, 'log', name)

export const ofLog: readonly TamperAct[] = [
  {
    title: 'C2 the log is removed',
    act: (w) => rmSync(at(w, ''), { recursive: true }),
    named: [/\/log the log is missing, and the ledger says that one began/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 the checkpoint of the log is removed',
    act: (w) => rmSync(at(w, 'checkpoint')),
    named: [/log\/checkpoint the file is missing/],
    atStart: true
  },
  {
    title: 'C7 the signature of the checkpoint is taken out',
    act: (w) => {
      const note = readFileSync(at(w, 'checkpoint'), 'utf8')
      writeFileSync(at(w, 'checkpoint'), note.replace(/— .*\n$/, '— nobody.example AAAAAAAA\n'))
    },
    named: [/log\/checkpoint it is unsigned/],
    atStart: true
  },
  {
    title: 'C1 a tile of the log is changed',
    act: (w) => {
      const file = tileOf(w)
      const bytes = readFileSync(file)
      bytes[40] = (bytes[40] ?? 0) ^ 1
      writeFileSync(file, bytes)
    },
    named: [/log\/checkpoint the tiles do not give its root/, /ledger entry 2 the log holds another hash/]
  },
  {
    title: 'C2 a tile of the log is removed',
    act: (w) => rmSync(tileOf(w)),
    named: [/tile\/0\/000\.p\/\w+ the file is missing/],
    atStart: true
  },
  {
    title: 'C5 the log is made anew under another key',
    act: async (w) => {
      const leaves = await w.store.root.query<{ hash: Buffer }>('select hash from baken.ledger order by no')
      rmSync(at(w, ''), { recursive: true })
      const hashes = leaves.rows.map((row) => row.hash)
      await growLog(at(w, ''), logKeyOf(Buffer.alloc(32, 9)), async (after, most) => hashes.slice(after, after + most))
    },
    named: [/log\/vkey the ledger does not say that a log with this key began/],
    alone: false,
    atStart: true
  },
  {
    title: 'C1 the checkpoint of the log states another size',
    act: (w) => {
      const note = readFileSync(at(w, 'checkpoint'), 'utf8')
      writeFileSync(at(w, 'checkpoint'), note.replace(/\n\d+\n/, '\n3\n'))
    },
    named: [/log\/checkpoint its signature does not hold/],
    atStart: true
  },
  {
    title: 'C6 the log alone is set back to its first three entries',
    act: async (w) => {
      const key = ownLogKey(w.app.keyring)
      if (typeof key === 'string') throw new Error(key)
      const leaves = await w.store.root.query<{ hash: Buffer }>('select hash from baken.ledger order by no limit 3')
      rmSync(at(w, ''), { recursive: true })
      const hashes = leaves.rows.map((row) => row.hash)
      await growLog(at(w, ''), key, async (after, most) => hashes.slice(after, after + most))
    },
    named: [
      /log\/checkpoint the log holds 3 entries, and (?:the anchors noted ledger entry \w+ and more since|\S+keys\/ledger\.json noted ledger entry \w+)/
    ],
    atStart: true
  },
  {
    title: 'C6 the anchors alone are set back to their first line',
    act: (w) => {
      const file = path.join(w.evidence, 'anchors.jsonl')
      const line = readFileSync(file, 'utf8').split('\n')[0] ?? ''
      const { at: when, ledger, hash, index, entry, digest } = JSON.parse(line) as Record<string, string>
      writeFileSync(file, `${line}\n`)
      const head = { format: 'baken-anchor-head/1', lines: 1, last: digest ?? '', bytes: line.length + 1 }
      const text = stampedText({
        ...head,
        at: when ?? '',
        ledger: ledger ?? 0,
        hash: hash ?? '',
        index: index ?? 0,
        entry: entry ?? ''
      })
      writeFileSync(path.join(w.evidence, 'anchors.head.json'), text)
    },
    named: [/anchors\.jsonl its newest line and head know \d+ index entr.*segments were opened or closed since/],
    atStart: true
  },
  {
    title: 'C5 the ledger is rebuilt from its third entry, with its chain',
    act: (w) => rechainLedger(w, 3),
    named: [/ledger entries 3 to L the log holds another hash/],
    alone: false,
    atStart: true
  }
]

/** The partial tile of the newest leaves. */
function tileOf(w: TamperWorld): string {
  const folder = at(w, 'tile/0/000.p')
  const widest = readdirSync(folder).sort((a, b) => Number(b) - Number(a))[0] ?? ''
  return path.join(folder, widest)
}

/** Changes who acted in one entry and hashes it and all after it anew, as the owner of the database can. */
async function rechainLedger(w: TamperWorld, from: number): Promise<void> {
  await w.sql(
    `update ledger set actor = 'niemand', entry = jsonb_set(entry::jsonb, '{actor}', '"niemand"')::text where no = ${from}`
  )
  await w.sql(`do $$ declare one record; before bytea := (select hash from ledger where no = ${from - 1}); begin
    for one in select no, entry from ledger where no >= ${from} order by no loop
      update ledger set prev = before, hash = sha256(before || convert_to(one.entry, 'UTF8')) where no = one.no returning hash into before;
    end loop; end $$`)
}
