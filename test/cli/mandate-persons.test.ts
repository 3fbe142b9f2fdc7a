/** Mandates made by two persons at the console: `mandate propose` and `mandate confirm`, and the one step of the operator with both names. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import { baken, endAll, jsonLines, scratch, type Ran } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let data: string
const secret = 'een proef met lange woorden'

before(async () => {
  folder = scratch('mandate-persons')
  data = path.join(folder.folder, 'data')
  for (const user of ['bea', 'bob']) {
    const made = await baken(
      ['user', 'add', user, '--name', user, '--role', 'administrator', '--data', data],
      {},
      secret
    )
    assert.equal(made.code, 0, made.stderr)
  }
})
after(async () => {
  await endAll()
  folder.remove()
})

const terms = { legal_basis: 'x', purpose: 'x', sources: ['*'], granted_by: 'x', from: 'today', until: '30 days' }

function file(id: string): string {
  const name = path.join(folder.folder, `${id}.yaml`)
  writeFileSync(name, stringify({ id, ...terms }))
  return name
}

function mandate(args: readonly string[], as?: string): Promise<Ran> {
  const person = as === undefined ? [] : ['--as', as, '--reason', 'verzoek']
  return baken(['mandate', ...args, ...person, '--data', data], {}, secret)
}

test('a mandate that one administrator proposes holds once another confirms it, and not before', async () => {
  const proposed = await mandate(['propose', file('kassen')], 'bea')
  assert.equal(proposed.code, 0, proposed.stderr)
  assert.match(proposed.stderr, /mandate confirm 1 --as USER/)
  assert.deepEqual(jsonLines(await mandate(['list', '--json'])), [])
  const own = await mandate(['confirm', '1'], 'bea')
  assert.deepEqual([own.code, /Another administrator must confirm it/.test(own.stderr)], [3, true], own.stderr)
  const confirmed = await mandate(['confirm', '1'], 'bob')
  assert.equal(confirmed.code, 0, confirmed.stderr)
  assert.deepEqual(
    jsonLines(await mandate(['list', '--json'])).map(({ id }) => id),
    ['kassen']
  )
  const [row] = jsonLines(await mandate(['proposals', '--json']))
  assert.deepEqual([row?.state, row?.proposedBy, row?.decidedBy], ['confirmed', 'bea', 'bob'])
})

test('the one step of the operator stays, and notes two persons where they are named', async () => {
  const one = await mandate(['add', file('een-stap')])
  assert.equal(one.code, 0, one.stderr)
  const same = await mandate(['add', file('zelfde'), '--proposed-by', 'Bea', '--confirmed-by', 'bea'])
  assert.equal(same.code, 2, same.stderr)
  const two = await mandate(['add', file('twee'), '--proposed-by', 'Bea Berg', '--confirmed-by', 'Bob Bos'])
  assert.equal(two.code, 0, two.stderr)
})
