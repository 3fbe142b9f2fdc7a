/** Addresses that hold a password, as they may be told: nothing of it is left, whatever its letters and whatever stands around it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../properties.ts'
import { shownAddress, withoutPasswords } from '../../../src/model/addresses/userinfo.ts'

test('an address is told without its user and password, however it is written, and any other stays as it is', () => {
  const cases = [
    ['https://gast:geheim@odd.example.test/a?b=c', 'https://***@odd.example.test/a?b=c'],
    ['https://sleutel@odd.example.test/', 'https://***@odd.example.test/'],
    ['https:gast:geheim@odd.example.test', 'https:***@odd.example.test'],
    ['https:\\\\gast:geheim@odd.example.test', 'https:\\\\***@odd.example.test'],
    ['https:////gast:geheim@odd.example.test', 'https:////***@odd.example.test'],
    ['//gast:geheim@odd.example.test/', '//***@odd.example.test/'],
    ['gast:geheim@odd.example.test/', 'gast:***@odd.example.test/'],
    ['postgres://gast:geheim@odd.example.test:5432/b', 'postgres://***@odd.example.test:5432/b'],
    ['https://gast:ge@heim@odd.example.test/', 'https://***@odd.example.test/'],
    ['https://gast:ge/heim@odd.example.test/', 'https://***@odd.example.test/'],
    ['https://gast:ge#heim@odd.example.test/', 'https://***@odd.example.test/'],
    ['https://gast:geheim%40odd.example.test/', 'https://***@odd.example.test/'],
    ['https://gast:geheim', 'https://***@'],
    [`https://gast:${'geheim'.repeat(100)}@odd.example.test/`, 'https://***@odd.example.test/']
  ] as const
  for (const [address, told] of cases) assert.equal(shownAddress(address), told)
  for (const plain of [
    'https://odd.example.test/@naam/1?aan=a@b.example',
    'http://odd.example.test:8080/a@b',
    'http://[::1]:80/a@b',
    'mailto:a@b.example',
    'dns:odd.example.test',
    ''
  ]) {
    assert.equal(shownAddress(plain), plain)
    assert.equal(withoutPasswords(`zie ${plain} daar`), `zie ${plain} daar`)
  }
  assert.equal(
    withoutPasswords('{"a":"https://gast:geheim@b.example/","c":"d@e.example"} ftp://x:geheim@c.example.'),
    '{"a":"https://***@b.example/","c":"d@e.example"} ftp://***@c.example.'
  )
})

test('no password is left of any address', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9!$&'()*+,;=:._~%@/?#[\]^|`{}-]{6,30}$/)
  const scheme = fc.constantFrom('https://', 'http:', 'HTTPS:\\\\', '//')
  fc.assert(
    fc.property(scheme, secret, (start, password) => {
      const told = shownAddress(`${start}naam:x${password}@odd.example.test/pad`)
      assert.ok(!told.includes(`x${password}`) && told.endsWith('odd.example.test/pad'), told)
    })
  )
})
