/** evidence.yaml and the file of its credentials: what is refused, in which words, and that no secret is told. */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openObjectStore } from '../../../src/evidence/objects/read-settings.ts'
import { temporaryFolder } from '../sample.ts'
import { bucket, startS3, type S3Double } from './s3-double.ts'

describe('evidence.yaml', () => {
  const place = temporaryFolder()
  let double: S3Double

  before(async () => {
    double = await startS3()
  })
  after(async () => {
    await double.close()
    place.remove()
  })

  test('evidence.yaml is refused with the key that is wrong, and no plain HTTP leaves the machine', () => {
    const s3 = (more: string): string =>
      `store:\n  s3: https://s3.example\n  bucket: baken\n  credentials_file: c.yaml\n${more}`
    const cases: readonly (readonly [string, RegExp])[] = [
      ['store:\n  folder: relative/path', /store\.folder: write the whole path/],
      ['store:\n  folder: /mnt/x\n  bucket: a', /store\.bucket: it does not go with folder/],
      ['store:\n  s3: http://s3.example\n  bucket: baken\n  credentials_file: c.yaml', /begins with https/],
      ['store:\n  s3: http://127.0.0.1.evil.example\n  bucket: baken\n  credentials_file: c.yaml', /begins with https/],
      ['store:\n  s3: https://user:word@s3.example\n  bucket: baken\n  credentials_file: c.yaml', /the address alone/],
      ['store:\n  s3: https://s3.example\n  credentials_file: c.yaml', /store\.bucket: write a text/],
      ['store:\n  s3: https://s3.example\n  bucket: baken', /store\.credentials_file: write a text/],
      [s3('  prefix: ../up\n'), /store\.prefix: write names that end with a slash/],
      [s3('  lock: maybe\n'), /store\.lock: write compliance, governance or none/],
      [s3('  secret: x\n'), /there is no key "secret"/],
      [s3('local: much\n'), /local: write all, or a size/],
      ['other: 1', /there is no key "other"/],
      ['[1', /evidence\.yaml: /]
    ]
    const folder = path.join(place.path, 'settings')
    mkdirSync(folder)
    for (const [text, told] of cases) {
      writeFileSync(path.join(folder, 'evidence.yaml'), text)
      const opening = openObjectStore(folder)
      assert.ok(opening.kind === 'refused', text)
      assert.match(opening.cause, told)
    }
    writeFileSync(path.join(folder, 'evidence.yaml'), s3('local: 20GB\n'))
    const opened = openObjectStore(folder)
    assert.ok(opened.kind === 'store')
    assert.deepEqual([opened.store.place, opened.localBytes], ['https://s3.example/baken/', 20e9])
  })

  test('credentials that others can read are not used, and are never told', async () => {
    const folder = path.join(place.path, 'credentials')
    mkdirSync(folder)
    const file = path.join(folder, 'c.yaml')
    writeFileSync(
      path.join(folder, 'evidence.yaml'),
      `store:\n  s3: ${double.endpoint}\n  bucket: ${bucket}\n  credentials_file: c.yaml\n`
    )
    const opened = openObjectStore(folder)
    assert.ok(opened.kind === 'store')
    const told = async (): Promise<string> => {
      const answer = await opened.store.check()
      return answer.kind === 'failed' ? answer.cause : answer.kind
    }
    assert.match(await told(), /cannot be read \(ENOENT\)/)
    writeFileSync(file, 'access_key: one\nsecret_key: hidden-words\n', { mode: 0o644 })
    chmodSync(file, 0o644)
    assert.match(await told(), /can be read by others than its owner: chmod 600/)
    chmodSync(file, 0o600)
    assert.equal(await told(), 'ready')
    writeFileSync(file, 'secret_key: hidden-words\n')
    assert.match(await told(), /holds no credentials/)
    writeFileSync(file, 'secret_key: "hidden-words\n')
    assert.ok(!(await told()).includes('hidden-words'))
  })
})
