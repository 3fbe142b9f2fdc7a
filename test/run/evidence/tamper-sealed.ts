/** What somebody does to the keys of captures and to what tables keep sealed, each act with what a check must name. */
import assert from 'node:assert/strict'
import { readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { wrapDataKey } from '../../../src/evidence/keys.ts'
import { newDataKey } from '../../../src/evidence/seal.ts'
import type { CaptureId } from '../../../src/model/ids.ts'
import { sealUrl } from '../../../src/store/sealed/sealed-address.ts'
import type { TamperAct } from './tamper-evidence.ts'
import type { TamperWorld } from './tamper.ts'

/** Of the second capture of the first segment. */
const one = (w: TamperWorld): string =>
  `(select id from capture where segment = '${w.segments[0]}' order by seg_offset offset 1 limit 1)`
const other = (w: TamperWorld): string =>
  `(select id from capture where segment = '${w.segments[1]}' order by seg_offset offset 1 limit 1)`
/** The file of the key under which all captures are wrapped. */
const keyOfDay = (w: TamperWorld, end: string): string => {
  const folder = path.join(w.data, 'keys')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return path.join(folder, names.find((name) => /^(?:epoch|kept).*\.key$/.test(name))?.replace('.key', end) ?? '')
}

export const ofSealed: readonly TamperAct[] = [
  {
    title: 'the time of a capture is changed in the table capture',
    act: (w) => w.sql(`update capture set seen_at = seen_at + interval '1 millisecond' where id = ${one(w)}`),
    named: [/A\.warc: record 3, capture .*its record was seen at .*, and the table capture says/],
    alone: false
  },
  {
    title: 'the time of a capture is set to no time in the table capture',
    act: (w) => w.sql(`update capture set seen_at = '-infinity' where id = ${one(w)}`),
    named: [/A\.warc: record 3, capture .*the table capture says -Infinity/],
    alone: false
  },
  {
    title: 'the sealed address of a capture is changed',
    act: (w) =>
      w.sql(
        `update capture set url_sealed = set_byte(url_sealed, 50, get_byte(url_sealed, 50) # 1) where id = ${one(w)}`
      ),
    named: [/A\.warc: capture .*sealed address does not open/],
    alone: false
  },
  {
    title: 'the sealed address and the keyed hash of another capture stand in place of its own',
    act: (w) =>
      w.sql(
        `update capture set (url_sealed, url_mac) = (select url_sealed, url_mac from capture where id = ${other(w)}) where id = ${one(w)}`
      ),
    named: [/A\.warc: capture .*sealed address does not open/],
    alone: false
  },
  {
    title: 'the keyed hash of an address is that of another address',
    act: (w) =>
      w.sql(`update capture set url_mac = (select url_mac from capture where id = ${other(w)}) where id = ${one(w)}`),
    named: [/A\.warc: capture .*keyed hash of its address is not that of its sealed address/],
    alone: false
  },
  {
    title: 'the sealed address of a capture is removed',
    act: (w) => w.sql(`update capture set url_sealed = null where id = ${one(w)}`),
    named: [/A\.warc: capture .*sealed address is gone/],
    alone: false
  },
  {
    title: 'the key of one capture is removed',
    act: (w) => w.sql(`delete from capture_key where capture_id = ${one(w)}`),
    named: [/A\.warc: capture .*its key is gone from the table capture_key/],
    alone: false,
    atStart: true
  },
  {
    title: 'the key of one capture is changed',
    act: (w) =>
      w.sql(
        `update capture_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) where capture_id = ${one(w)}`
      ),
    named: [/A\.warc: capture .*wrapped key does not open under/],
    alone: false
  },
  {
    title: 'a capture has another whole key and an address that is sealed with it',
    act: (w) => replaceKey(w),
    named: [/A\.warc: capture .*not the one that its record was sealed with/],
    alone: false
  },
  {
    title: 'one capture is called erased, with its key and address still there',
    act: (w) => w.sql(`update capture set state = 'erased' where id = ${one(w)}`),
    named: [
      /A\.warc: capture .*erased by its state, and its key is still there/,
      /capture .*no act of the ledger erased/
    ],
    alone: false,
    atStart: true
  },
  {
    title: 'one capture is erased without an act',
    act: async (w) => {
      await w.sql(`update capture set state = 'erased', url_mac = null, url_sealed = null where id = ${one(w)}`)
      await w.sql(`delete from capture_key where capture_id = ${one(w)}`)
    },
    named: [/^capture .*no act of the ledger erased/, /1 captures are erased, and the ledger erased 0/],
    alone: false,
    atStart: true
  },
  {
    title: 'the key of a day is removed',
    act: (w) => unlinkSync(keyOfDay(w, '.key')),
    named: [/A\.warc: capture .*is lost: the file is missing/, /C\.warc: capture .*is lost/],
    alone: false,
    atStart: true
  },
  {
    title: 'the key of a day is destroyed while captures are under it',
    act: (w) => {
      const gone = keyOfDay(w, '.gone')
      unlinkSync(keyOfDay(w, '.key'))
      writeFileSync(gone, '')
    },
    named: [/A\.warc: capture .*is destroyed/],
    alone: false,
    atStart: true
  },
  {
    title: 'the key of the keyed hashes is removed',
    act: (w) => unlinkSync(path.join(w.data, 'keys', `blind/${w.mandate.id}.key`)),
    named: [/A\.warc: capture .*keyed hash cannot be compared, since key blind\/.* is lost/],
    alone: false
  },
  {
    title: 'all keys are out of reach',
    act: (w) => rmSync(path.join(w.data, 'keys'), { recursive: true }),
    named: [/keys there are no keys here: whether keys and addresses of captures are right was not checked/],
    alone: false
  }
]

/** A data key that the keys folder wraps, which is not the one of the record. */
async function replaceKey(w: TamperWorld): Promise<void> {
  const { rows } = await w.store.root.query<{ id: CaptureId; kek: string }>(
    `select id, kek from baken.capture join baken.capture_key on capture_id = id where segment = $1 order by seg_offset offset 1 limit 1`,
    [w.segments[0]]
  )
  const [row] = rows
  const under = w.app.keyring.byName(row?.kek ?? '')
  assert.ok(row !== undefined && under.kind === 'key')
  const dataKey = newDataKey()
  const hexOf = (bytes: Uint8Array): string => `'\\x${Buffer.from(bytes).toString('hex')}'`
  await w.sql(
    `update capture_key set wrapped = ${hexOf(wrapDataKey(dataKey, under.key, row.id))} where capture_id = '${row.id}'`
  )
  await w.sql(
    `update capture set url_sealed = ${hexOf(sealUrl(dataKey, row.id, 'http://shop.example/0/1'))} where id = '${row.id}'`
  )
}
