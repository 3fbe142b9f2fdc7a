/** Files of `deploy/` call Baken as it is: the program, its options, its exit codes. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { exitCodes } from '../../src/cli/output.ts'
import { start } from '../../src/cli/commands/start.ts'

const root = path.join(import.meta.dirname, '../..')
const file = path.join(root, 'deploy/systemd/baken.service')
const unit = readFileSync(file, 'utf8')
const setting = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? ''

test('the systemd unit starts the program with options that it has, and does not try again what it refuses', () => {
  const [program = '', command, ...options] = setting('ExecStart').split(' ')
  accessSync(program.replace('/opt/baken', root), constants.X_OK)
  assert.equal(command, start.name)
  const shared = ['data', 'json', 'help']
  for (const name of options.filter((one) => one.startsWith('--')).map((one) => one.slice(2)))
    assert.ok(name in start.options || shared.includes(name), name)
  assert.deepEqual(setting('RestartPreventExitStatus').split(' ').map(Number), [exitCodes.usage, exitCodes.refused])
})

test('systemd takes every line of the unit', (t) => {
  const ran = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  if (ran.error !== undefined) return t.skip('systemd-analyze is not on this machine')
  // On this machine the program may stand elsewhere than the unit says.
  const told = ran.stderr.split('\n').filter((line) => line !== '' && !/is not executable/.test(line))
  assert.deepEqual(
    told.filter((line) => line.includes('baken.service')),
    []
  )
})
