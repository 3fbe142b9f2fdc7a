/** The signature of a WACZ: others check it with what a browser has, and a change of anything it covers is named. */
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign, webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { openZip } from '../../src/evidence/archives/zip-guard.ts'
import { waczSignerOf } from '../../src/evidence/packages/wacz-signature.ts'
import { waczCapture, waczOf } from '../../src/evidence/packages/write-wacz.ts'
import { verifyPath } from '../../src/verify/verify.ts'
import { zipFile } from './archive-files.ts'
import { collect, openedCaptures, temporaryFolder } from './sample.ts'

type Signed = Record<'hash' | 'created' | 'software' | 'version' | 'signature' | 'publicKey', string>

const folder = temporaryFolder()
test.after(() => folder.remove())
const opened = await openedCaptures(folder.path, 2)
const id = '00000000-0000-7000-8000-000000000001'
const made = (secret: string): Buffer =>
  waczOf(
    opened.map(waczCapture),
    { title: 'Proef', at: '2026-03-02T10:00:00Z', software: 'baken', id },
    waczSignerOf(Buffer.from(secret))
  )

async function partsOf(whole: Buffer): Promise<Map<string, Buffer>> {
  const zip = await openZip(whole)
  assert.ok(zip.kind !== 'refused')
  const parts = new Map<string, Buffer>()
  for (const name of zip.names) parts.set(name, Buffer.concat(await collect(await zip.open(name))))
  return parts
}

const parts = await partsOf(made('one'))
const list = parts.get('datapackage.json') ?? Buffer.alloc(0)
const signedData = (JSON.parse((parts.get('datapackage-digest.json') ?? '').toString()) as { signedData: Signed })
  .signedData
const der = Buffer.from(signedData.publicKey, 'base64')

/** What is said of a file with this as its signature; `hash`: the digest of its list. */
async function judged(changed: unknown): Promise<string[]> {
  const file = path.join(folder.path, 'changed.wacz')
  const digest = Buffer.from(
    JSON.stringify({ path: 'datapackage.json', hash: `sha256:${hexOf(list)}`, signedData: changed })
  )
  writeFileSync(
    file,
    zipFile([...parts].map(([name, data]) => ({ name, data: name === 'datapackage-digest.json' ? digest : data })))
  )
  return (await collect(verifyPath(file))).flatMap((one) => (one.kind === 'ok' ? [] : [`${one.kind}: ${one.cause}`]))
}

const hexOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

test('a WACZ is signed in the anonymous form, a browser finds the signature right, and the same package gets the same bytes', async () => {
  assert.deepEqual(Object.keys(signedData), ['hash', 'created', 'software', 'version', 'signature', 'publicKey'])
  assert.deepEqual([signedData.hash, signedData.created], [`sha256:${hexOf(list)}`, '2026-03-02T10:00:00Z'])
  const { subtle } = webcrypto
  const key = await subtle.importKey('spki', der, { name: 'ECDSA', namedCurve: 'P-384' }, true, ['verify'])
  const checks = (text: string): Promise<boolean> =>
    subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      Buffer.from(signedData.signature, 'base64'),
      new TextEncoder().encode(text)
    )
  assert.deepEqual([await checks(signedData.hash), await checks(`${signedData.hash}0`)], [true, false])
  assert.ok(made('one').equals(made('one')))
  assert.ok(!made('one').equals(made('two')), 'another secret is another key')
})

test('verify names the key of a signature that holds, and what is wrong with one that does not', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = publicKey.export({ format: 'der', type: 'spki' })
  const asOpenssl = sign('sha256', Buffer.from(signedData.hash), privateKey).toString('base64')
  const isRight = (key: Buffer): string =>
    `warning: its signature holds, by the key with fingerprint ${hexOf(key)}, which the file brings along`
  const wrong = 'damaged: its signature does not hold: what it signs, the key or the signature was changed'
  const first = signedData.signature.startsWith('A') ? 'B' : 'A'
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'der', type: 'spki' })
  const cases: readonly (readonly [unknown, string])[] = [
    [signedData, isRight(der)],
    [{ ...signedData, publicKey: other.toString('base64'), signature: asOpenssl }, isRight(other)],
    [undefined, 'warning: unsigned: datapackage-digest.json holds no signature'],
    [{ ...signedData, signature: `${first}${signedData.signature.slice(1)}` }, wrong],
    [{ ...signedData, signature: '' }, wrong],
    [{ ...signedData, publicKey: other.toString('base64') }, wrong],
    [{ ...signedData, hash: signedData.hash.slice('sha256:'.length) }, wrong],
    [
      { ...signedData, hash: `sha256:${hexOf(Buffer.from('other'))}` },
      'damaged: what it signs is the digest of another datapackage.json'
    ],
    [{ ...signedData, publicKey: 'AAAA' }, 'damaged: its signature cannot hold: what stands there as the key is none'],
    [
      { ...signedData, publicKey: rsa.toString('base64') },
      'damaged: its signature cannot hold: what stands there as the key is none'
    ],
    [{}, 'damaged: what stands there as its signature signs no digest'],
    ['signed', 'damaged: what stands there as its signature signs no digest'],
    [
      { ...signedData, publicKey: undefined, domain: 'example.test', domainCert: '-' },
      'unchecked: its signature is of the form with a certificate, which is not checked here'
    ]
  ]
  for (const [changed, said] of cases) assert.deepEqual(await judged(changed), [said], JSON.stringify(changed))
})
