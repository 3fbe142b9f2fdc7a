/** Time stamps on packages: asked of an authority on this machine that openssl plays, kept beside the package, and checked with openssl alone. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startAuthority, type StampAuthority } from '../verify/stamp-authority.ts'
import { baken, lastJson, scratch } from '../support/baken.ts'

describe('time stamps on packages', () => {
  let folder: ReturnType<typeof scratch>
  let authority: StampAuthority
  const inFolder = (name: string): string => path.join(folder.folder, name)

  before(async () => {
    folder = scratch('stamp')
    authority = await startAuthority(folder.folder)
  })
  after(async () => {
    await authority.close()
    folder.remove()
  })

  const stamp = (file: string, by: string, ...more: string[]) =>
    baken(['dossier', 'stamp', inFolder(file), '--authority', by, ...more], {})

  test('S6.12 the stamp of an authority on a package verifies with openssl, and on a changed package it does not', async () => {
    const bytes = Buffer.from('PK: een pakket van proef')
    writeFileSync(inFolder('dossier-1.zip'), bytes)
    const ran = await stamp('dossier-1.zip', `${authority.address}/`)
    assert.equal(ran.code, 0, ran.stderr)
    assert.match(ran.stderr, /Who signed it was not checked/)
    const { file, at, by, digest } = lastJson(ran)
    assert.equal(file, inFolder('dossier-1.zip.tsr'))
    assert.equal(by, 'CN=stamps good')
    assert.equal(digest, createHash('sha256').update(bytes).digest('hex'))
    assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < 60_000, String(at))
    const verify = (data: string) =>
      authority.openssl('ts', '-verify', '-data', data, '-in', 'dossier-1.zip.tsr', '-CAfile', 'root.pem')
    assert.equal(verify('dossier-1.zip').status, 0)
    writeFileSync(inFolder('changed.zip'), Buffer.concat([bytes, Buffer.from(' ')]))
    assert.notEqual(verify('changed.zip').status, 0)
    const again = await stamp('dossier-1.zip', `${authority.address}/`)
    assert.equal(again.code, 1)
    assert.match(again.stderr, /a stamp is not replaced/)
  })

  test('an answer that is no stamp on this package, to this request, by whom is trusted, is not kept, and said in words', async () => {
    writeFileSync(inFolder('dossier-2.zip'), 'PK: een ander pakket')
    const { address, roots } = authority
    for (const [asked, says] of [
      [`${address}/other`, /stamp on something else/],
      [`${address}/endless`, /longer than any time stamp/],
      [`${address}/nergens`, /it answers 500/],
      [`${address}/stranger`, /signed by CN=stamps stranger, for whom none of the certificates/],
      ['http://127.0.0.1:1/', /there is no time stamp from 127\.0\.0\.1.*does not answer/]
    ] as const) {
      const ran = await stamp('dossier-2.zip', asked, '--roots', roots)
      assert.equal(ran.code, 1, asked)
      assert.match(ran.stderr, says)
      assert.equal(existsSync(inFolder('dossier-2.zip.tsr')), false)
    }
    assert.equal((await stamp('dossier-2.zip', 'ftp://tijd.example/')).code, 2)
    assert.equal((await stamp('nergens.zip', `${address}/`)).code, 2)
    assert.equal((await stamp('dossier-2.zip', `${address}/`, '--roots', inFolder('dossier-2.zip'))).code, 2)
    const good = await stamp('dossier-2.zip', `${address}/elliptic`, '--roots', roots)
    assert.equal(good.code, 0, good.stderr)
  })
})
