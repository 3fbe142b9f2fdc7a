/** Tests of the judgement of IP addresses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { judgeAddress, refusedPort } from '../../src/crawl/fetch/address.ts'
import { canonicalOrNull } from '../../src/crawl/canonical.ts'

// First and last address of each block, and with `allow_private`.
const refusedV4: readonly (readonly [string, string, 'opens' | 'shut'])[] = [
  ['0.0.0.0', '0.255.255.255', 'shut'],
  ['10.0.0.0', '10.255.255.255', 'opens'],
  ['100.64.0.0', '100.127.255.255', 'shut'],
  ['127.0.0.0', '127.255.255.255', 'opens'],
  ['169.254.0.0', '169.254.255.255', 'shut'],
  ['169.254.169.254', '169.254.169.254', 'shut'],
  ['172.16.0.0', '172.31.255.255', 'opens'],
  ['192.0.0.0', '192.0.0.255', 'shut'],
  ['192.0.2.0', '192.0.2.255', 'shut'],
  ['192.31.196.0', '192.31.196.255', 'shut'],
  ['192.52.193.0', '192.52.193.255', 'shut'],
  ['192.88.99.0', '192.88.99.255', 'shut'],
  ['192.168.0.0', '192.168.255.255', 'opens'],
  ['192.175.48.0', '192.175.48.255', 'shut'],
  ['198.18.0.0', '198.19.255.255', 'shut'],
  ['198.51.100.0', '198.51.100.255', 'shut'],
  ['203.0.113.0', '203.0.113.255', 'shut'],
  ['224.0.0.0', '239.255.255.255', 'shut'],
  ['240.0.0.0', '255.255.255.254', 'shut'],
  ['255.255.255.255', '255.255.255.255', 'shut']
]
const publicV4 = [
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.0.3.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '203.0.112.255',
  '203.0.114.0',
  '223.255.255.255'
]
const refusedV6: readonly (readonly [string, 'opens' | 'shut'])[] = [
  ['::', 'shut'],
  ['::1', 'opens'],
  ['fc00::1', 'opens'],
  ['fdff:ffff::1', 'opens'],
  ['fd00:ec2::254', 'shut'],
  ['fe80::1', 'shut'],
  ['fe80::1%eth0', 'shut'],
  ['fec0::1', 'shut'],
  ['ff00::1', 'shut'],
  ['ff02::1', 'shut'],
  ['100::1', 'shut'],
  ['100:0:0:1::1', 'shut'],
  ['2001::1', 'shut'],
  ['2001:1ff::1', 'shut'],
  ['2001:2::1', 'shut'],
  ['2001:db8::1', 'shut'],
  ['3fff::1', 'shut'],
  ['3fff:fff:ffff::1', 'shut'],
  ['5f00::1', 'shut'],
  ['64:ff9b:1::1', 'shut'],
  ['4000::1', 'shut'],
  ['200::1', 'shut']
]
const publicV6 = ['2a00:1450:400e::1', '2606:4700::1111', '2001:200::1', '2400::1', '3fff:1000::1', '3ffe::1']

test('A3 every special-purpose range is refused, its neighbours are not', () => {
  for (const [first, last, opens] of refusedV4) {
    for (const ip of [first, last]) {
      assert.equal(judgeAddress(ip, false).kind, 'refused', ip)
      assert.equal(judgeAddress(ip, true).kind, opens === 'opens' ? 'public' : 'refused', `${ip} with allow_private`)
    }
  }
  for (const [ip, opens] of refusedV6) {
    assert.equal(judgeAddress(ip, false).kind, 'refused', ip)
    assert.equal(judgeAddress(ip, true).kind, opens === 'opens' ? 'public' : 'refused', `${ip} with allow_private`)
  }
  for (const ip of [...publicV4, ...publicV6]) assert.deepEqual(judgeAddress(ip, false), { kind: 'public' }, ip)
})

test('A4 an IPv4 address inside an IPv6 address does not slip through', () => {
  const carriers = (a: number, b: number, c: number, d: number): string[] => {
    const dotted = `${a}.${b}.${c}.${d}`
    const high = ((a << 8) | b).toString(16)
    const low = ((c << 8) | d).toString(16)
    const inverted = `${(((a << 8) | b) ^ 0xffff).toString(16)}:${(((c << 8) | d) ^ 0xffff).toString(16)}`
    return [
      `::ffff:${dotted}`,
      `::ffff:0:${dotted}`,
      `::${dotted}`,
      `64:ff9b::${dotted}`,
      `64:ff9b:1::${dotted}`,
      `2002:${high}:${low}::1`,
      `2001:0:4136:e378:8000:63bf:${inverted}`,
      `2a00:1450::5efe:${dotted}`,
      `2a00:1450::200:5efe:${high}:${low}`,
      `fe80::5efe:${dotted}`
    ]
  }
  for (const inner of [
    [127, 0, 0, 1],
    [10, 0, 0, 1],
    [169, 254, 169, 254],
    [192, 168, 1, 1],
    [0, 0, 0, 0],
    [224, 0, 0, 1]
  ] as const) {
    const [a, b, c, d] = inner
    for (const ip of carriers(a, b, c, d)) {
      assert.equal(judgeAddress(ip, false).kind, 'refused', ip)
      assert.equal(judgeAddress(ip, true).kind, 'refused', `${ip} with allow_private`)
    }
  }
  // Public addresses reached over NAT64 are what IPv4-only sites look like from an IPv6-only network.
  assert.equal(judgeAddress('64:ff9b::1.1.1.1', false).kind, 'public')
  assert.equal(judgeAddress('2a00:1450::5efe:1.1.1.1', false).kind, 'public')
})

test('A5 odd spellings are no addresses for a socket, and their canonical form is refused', () => {
  for (const ip of [
    '127.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '1.2.3',
    '',
    'localhost',
    '1.2.3.4.5',
    '127.0.0.1 ',
    '[::1]',
    '256.1.1.1'
  ]) {
    assert.deepEqual(judgeAddress(ip, true), { kind: 'refused', range: 'not an address' }, ip)
  }
  for (const host of ['127.1', '0x7f000001', '2130706433', '017700000001', '[::]', '[::ffff:7f00:1]']) {
    const url = canonicalOrNull(`http://${host}/`)
    assert.ok(url !== null, host)
    assert.equal(judgeAddress(new URL(url).hostname.replace(/^\[|\]$/g, ''), false).kind, 'refused', host)
  }
})

test('a test network that the operator names counts as public, its neighbours do not', () => {
  assert.equal(judgeAddress('203.0.113.7', false, ['203.0.113.0/24']).kind, 'public')
  assert.equal(judgeAddress('198.51.100.7', false, ['203.0.113.0/24']).kind, 'refused')
  assert.equal(judgeAddress('::1', false, ['203.0.113.0/24']).kind, 'refused')
})

test('any text is judged, and what is refused alone is refused when mapped', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.ipV4Extended()), (ip) =>
      ['public', 'refused'].includes(judgeAddress(ip, false).kind)
    )
  )
  fc.assert(fc.property(fc.ipV4(), (ip) => judgeAddress(`::ffff:${ip}`, false).kind === 'refused'))
})

test('ports of other protocols are refused', () => {
  for (const port of [22, 25, 110, 143, 465, 587, 993, 5060, 6000, 6667])
    assert.equal(refusedPort(port), true, String(port))
  for (const port of [80, 443, 8080, 8443, 8801, 3000]) assert.equal(refusedPort(port), false, String(port))
})
