/** What a stranger does to archives: every kind of change, by a seed. Shares no code with what writes or checks them. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { ofBytes, type Change, type Dice } from './bytes.ts'
import { membersOf, packedAnew, recordsOf, zipOf, type Members } from './zip-parts.ts'

const at = <T>(list: readonly T[], dice: Dice): T => {
  const one = list[dice(list.length)]
  if (one === undefined) throw new Error('nothing to choose from')
  return one
}
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const lines: Readonly<Record<string, (list: string[], dice: Dice) => string[]>> = {
  'drop a line': (list, dice) => list.toSpliced(dice(list.length), 1),
  'double a line': (list, dice) => {
    const n = dice(list.length)
    return list.toSpliced(n, 0, list[n] ?? '')
  },
  'swap two lines': (list, dice) => {
    const [a, b] = [dice(list.length), dice(list.length)]
    const other = [...list]
    ;[other[a], other[b]] = [list[b] ?? '', list[a] ?? '']
    return other
  },
  'change a digit': (list, dice) => {
    const n = dice(list.length)
    return list.with(
      n,
      (list[n] ?? '').replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
    )
  }
}

/** Changes of the members of a zip file, each packed well again. */
const ofMembers: Readonly<Record<string, (members: Members, dice: Dice, older: Members) => Members>> = {
  'drop a member': (members, dice) => members.toSpliced(dice(members.length), 1),
  'double a member': (members, dice) => [...members, at(members, dice)],
  'double a member with another content': (members, dice) => {
    const [name, content] = at(members, dice)
    return [...members, [name, Buffer.concat([content, Buffer.from('\n')])]]
  },
  'rename a member': (members, dice) => {
    const n = dice(members.length)
    return members.map((one, place) => (place === n ? [`${one[0]}x`, one[1]] : one))
  },
  'rename by case': (members, dice) => {
    const n = dice(members.length)
    return members.map((one, place) => (place === n ? [one[0].toUpperCase(), one[1]] : one))
  },
  'swap the content of two members': (members, dice) => {
    const [a, b] = [dice(members.length), dice(members.length)]
    return members.map(([name, content], n) => [
      name,
      n === a ? (members[b]?.[1] ?? content) : n === b ? (members[a]?.[1] ?? content) : content
    ])
  },
  'put an older member in its place': (members, dice, older) => {
    const [name, content] = at(older, dice)
    return members.map((one) => (one[0] === name ? [name, content] : one))
  },
  'add a member': (members, dice) => [...members, [`extra/${dice(9)}.txt`, Buffer.from('added')]],
  'change a member': (members, dice) => {
    const n = dice(members.length)
    const change = at(Object.values(ofBytes), dice)
    return members.map((one, place) =>
      place === n && one[1].length > 8 ? [one[0], change(one[1], dice, one[1])] : one
    )
  }
}

/** Changes of the records of the WARC in it, and of its lists. */
const ofRecords: Readonly<Record<string, (records: Buffer[], dice: Dice) => Buffer[]>> = {
  'drop a record': (records, dice) => records.toSpliced(dice(records.length), 1),
  'double a record': (records, dice) => [...records, at(records, dice)],
  'swap two records': (records, dice) => {
    const [a, b] = [dice(records.length), dice(records.length)]
    return records.map((one, n) => (n === a ? (records[b] ?? one) : n === b ? (records[a] ?? one) : one))
  },
  'pack a record anew': (records, dice) => {
    const n = dice(records.length)
    return records.map((one, place) => (place === n ? packedAnew(one, 1 + dice(8)) : one))
  },
  'change the words of a record': (records, dice) => {
    const n = dice(records.length)
    return records.map((one, place) =>
      place === n ? gzipSync(at(Object.values(ofBytes), dice)(gunzipSync(one), dice, one)) : one
    )
  },
  'move the date of a record': (records, dice) => {
    const n = dice(records.length)
    const moved = (one: Buffer): Buffer =>
      gzipSync(
        Buffer.from(
          gunzipSync(one)
            .toString('latin1')
            .replace(/WARC-Date: \d{4}/, 'WARC-Date: 2019'),
          'latin1'
        )
      )
    return records.map((one, place) => (place === n ? moved(one) : one))
  }
}

function withMember(members: Members, name: string, change: (content: Buffer) => Buffer): Members {
  return members.map((one) => (one[0] === name ? [name, change(one[1])] : one))
}

/** Changes within a WACZ, digests and lists as they were. */
function inWacz(members: Members, dice: Dice, older: Members): Members {
  const kinds = [
    () => at(Object.values(ofMembers), dice)(members, dice, older),
    () =>
      withMember(members, 'archive/data.warc.gz', (warc) =>
        Buffer.concat(at(Object.values(ofRecords), dice)(recordsOf(warc), dice))
      ),
    () => {
      const name = at(['indexes/index.cdx', 'pages/pages.jsonl', 'datapackage.json', 'datapackage-digest.json'], dice)
      return withMember(members, name, (text) =>
        Buffer.from(at(Object.values(lines), dice)(text.toString('utf8').split('\n'), dice).join('\n'))
      )
    }
  ]
  return at(kinds, dice)()
}

/** A WACZ whose digests follow from its members again. */
function digestsAnew(members: Members): Members {
  const list = JSON.parse(members.find(([name]) => name === 'datapackage.json')?.[1].toString('utf8') ?? '{}') as {
    resources: { path: string; hash: string; bytes: number }[]
  }
  list.resources = list.resources.flatMap((one) => {
    const content = members.find(([name]) => name === one.path)?.[1]
    return content === undefined ? [] : [{ ...one, hash: `sha256:${sha(content)}`, bytes: content.length }]
  })
  const text = Buffer.from(`${JSON.stringify(list, null, 1)}\n`)
  const rest = withMember(members, 'datapackage.json', () => text)
  return withMember(rest, 'datapackage-digest.json', (digest) => {
    const one = JSON.parse(digest.toString('utf8')) as Record<string, unknown>
    return Buffer.from(JSON.stringify({ ...one, hash: `sha256:${sha(text)}` }))
  })
}

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const signer = generateKeyPairSync('ed25519')

/** Signed by a key of the stranger's own, or by nobody. */
function signedAnew(members: Members, unsigned: boolean): Members {
  return withMember(digestsAnew(members), 'datapackage-digest.json', (digest) => {
    const { signedData, ...one } = JSON.parse(digest.toString('utf8')) as Record<string, unknown>
    if (unsigned) return Buffer.from(JSON.stringify(one))
    const hash = String(one['hash'])
    const signature = sign('sha256', Buffer.from(hash), { key: stranger.privateKey, dsaEncoding: 'ieee-p1363' })
    const known = stranger.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    return Buffer.from(
      JSON.stringify({
        ...one,
        signedData: { ...(signedData as object), hash, signature: signature.toString('base64'), publicKey: known }
      })
    )
  })
}

/** What the first change left no list to follow from is only changed. */
function signedOr(zip: Buffer, dice: Dice, older: Buffer, sign: (members: Members) => Members): Buffer {
  const changed = inWacz(membersOf(zip), dice, membersOf(older))
  try {
    return zipOf(sign(changed))
  } catch {
    return zipOf(changed)
  }
}

/** Inside of a WACZ by digests that hold, with the old signature, another one, or none. */
const ofWacz: Readonly<Record<string, Change>> = {
  ...ofZip((members, dice, older) => inWacz(members, dice, older)),
  'change it and its digests': (zip, dice, older) => signedOr(zip, dice, older, digestsAnew),
  'change it and sign it anew': (zip, dice, older) => signedOr(zip, dice, older, (one) => signedAnew(one, false)),
  'change it and take the signature out': (zip, dice, older) =>
    signedOr(zip, dice, older, (one) => signedAnew(one, true))
}

function ofZip(within: (members: Members, dice: Dice, older: Members) => Members): Record<string, Change> {
  const parts = Object.entries(ofMembers).map(([name, change]): [string, Change] => [
    name,
    (zip, dice, older) => zipOf(change(membersOf(zip), dice, membersOf(older)))
  ])
  return {
    ...ofBytes,
    ...Object.fromEntries(parts),
    'change what is in it': (zip, dice, older) => zipOf(within(membersOf(zip), dice, membersOf(older))),
    'put members in another order': (zip, dice) => {
      const members = membersOf(zip)
      const n = 1 + dice(members.length - 1)
      return zipOf([...members.slice(n), ...members.slice(0, n)])
    },
    'add a comment': (zip) => zipOf(membersOf(zip), 'ok'),
    'put an older one in its place': (_zip, _dice, older) => older
  }
}

/** A package with proofs: its list follows from its files again, by the old signature or another key. */
const ofPackage: Readonly<Record<string, Change>> = {
  ...ofZip((members, dice, older) => {
    const file = at(
      members.filter(([name]) => /^proof|VERIFY|csv|json/.test(name)),
      dice
    )[0]
    const from = older.find(([name]) => name === file)?.[1]
    const kinds = [
      (content: Buffer) =>
        at(Object.values(ofBytes), dice)(
          content.length < 9 ? Buffer.concat([content, Buffer.alloc(9)]) : content,
          dice,
          content
        ),
      (content: Buffer) =>
        Buffer.from(at(Object.values(lines), dice)(content.toString('latin1').split('\n'), dice).join('\n'), 'latin1'),
      (content: Buffer) => from ?? content
    ]
    return withMember(members, file, at(kinds, dice))
  }),
  'change it and its list': (zip, dice, older) =>
    zipOf(listAnew(at(Object.values(ofMembers), dice)(membersOf(zip), dice, membersOf(older)), null)),
  'change it and sign it anew': (zip, dice, older) =>
    zipOf(listAnew(at(Object.values(ofMembers), dice)(membersOf(zip), dice, membersOf(older)), signer))
}

function listAnew(
  members: Members,
  keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | null
): Members {
  const pem = keys === null ? null : Buffer.from(keys.publicKey.export({ format: 'pem', type: 'spki' }))
  const others = withMember(members, 'proof/key.pem', (content) => pem ?? content)
  const sums = Buffer.from(
    others
      .flatMap(([name, content]) => (/SHA256SUMS(\.sig)?$/.test(name) ? [] : [`${sha(content)}  ${name}\n`]))
      .join('')
  )
  return withMember(
    withMember(others, 'SHA256SUMS', () => sums),
    'proof/SHA256SUMS.sig',
    (old) => (keys === null ? old : sign(null, sums, keys.privateKey))
  )
}

/** A plain WARC. */
const ofWarc: Readonly<Record<string, Change>> = {
  ...ofBytes,
  ...Object.fromEntries(
    Object.entries(ofRecords).map(([name, change]): [string, Change] => [
      name,
      (warc, dice) => Buffer.concat(change(recordsOf(warc), dice))
    ])
  )
}

export const changes = { wacz: ofWacz, package: ofPackage, warc: ofWarc } as const
