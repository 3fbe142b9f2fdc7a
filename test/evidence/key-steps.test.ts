/** Making, wrapping anew and destroying a key, ended as by a kill before each thing it does to the disk or asks of a holder: nothing is lost, and erased stays erased. */
import assert from 'node:assert/strict'
import childProcess from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { openKeyring, unwrapDataKey, wrapDataKey, type Keyring } from '../../src/evidence/keys.ts'
import type { KeyOutcome } from '../../src/evidence/key-file.ts'
import { newDataKey } from '../../src/evidence/seal.ts'
import type { CaptureId } from '../../src/model/ids.ts'
import { writeHolders, type Entry } from './holders/parties.ts'
import { Killed, limitSteps } from './kill/limit-steps.ts'
import { mandate, temporaryFolder } from './sample.ts'

const capture = '0199d0a0-0000-7000-8000-000000000001' as CaptureId
const day = '20260302'
const name = `epoch/${mandate}-${day}`
const later = (): Date => new Date(Date.now() + 3_600_000)

/** Runs it and lets it do `steps` things to the disk or to a program; from then on it can do nothing more, as if it were gone. True: it came to its end. */
function endedAfter(steps: number, run: () => void): boolean {
  const free = limitSteps(steps, [childProcess, 'spawnSync'])
  try {
    run()
    return true
  } catch (error) {
    if (error instanceof Killed) return false
    throw error
  } finally {
    free()
  }
}

function ring(dataDir: string, now?: () => Date): Keyring {
  const outcome = openKeyring(dataDir, now)
  if (outcome.kind === 'refused') throw new Error(outcome.detail)
  return outcome.keyring
}

/** Files of the key folder whose bytes tell the key. */
function telling(dataDir: string, key: Buffer): string[] {
  const folder = path.join(dataDir, 'keys', 'epoch')
  return fs
    .readdirSync(folder)
    .filter((file) => fs.readFileSync(path.join(folder, file)).includes(key.toString('base64url')))
}

/** Ends `act` after 0, 1, 2 … steps, each in a folder of its own that `prepare` made, until it is not ended any more; `check` looks at each. */
function sweep<T>(
  prepare: (dataDir: string) => T,
  act: (dataDir: string, made: T) => void,
  check: (dataDir: string, made: T, steps: number) => void
): number {
  for (let steps = 0; steps < 100; steps++) {
    const folder = temporaryFolder()
    const made = prepare(folder.path)
    const whole = endedAfter(steps, () => act(folder.path, made))
    check(folder.path, made, steps)
    folder.remove()
    if (whole) return steps
  }
  throw new Error('it has no end')
}

/** A key, and a capture that is sealed under it. */
function sealed(dataDir: string): {
  readonly key: Buffer
  readonly id: string
  readonly wrapped: Buffer
  readonly dataKey: Buffer
} {
  const made = ring(dataDir).epochKey(mandate, day, true)
  assert.ok(made.kind === 'key')
  const dataKey = newDataKey()
  return { key: made.key.bytes, id: made.key.id, wrapped: wrapDataKey(dataKey, made.key, capture), dataKey }
}

/** A program that wraps keys by the shell alone: what it was given stands in its folder under the name until it is destroyed. */
function program(folder: string): Entry {
  const file = path.join(folder, 'holder.sh')
  fs.writeFileSync(
    file,
    `f="${folder}/$(echo "$2" | tr / .)"; read -r given
case $1 in
wrap) echo "$given" > "$f"; echo "held.$2" ;;
unwrap) [ -f "$f" ] || exit 4; [ "$given" = "held.$2" ] || exit 5; cat "$f" ;;
destroy) rm -f "$f" ;;
esac
`
  )
  return { id: 'module', command: ['/bin/sh', file] }
}

describe('a key that is ended between any two steps', () => {
  test('C9 while it is made: the next use has one key, nothing else tells it, and what was left is wiped and told', () => {
    let left = 0
    const steps = sweep(
      (dataDir) => void ring(dataDir),
      (dataDir) => void ring(dataDir).epochKey(mandate, day, true),
      (dataDir, _made, at) => {
        const settled = ring(dataDir, later).settle()
        left += settled.wiped
        const { key, id, wrapped, dataKey } = sealed(dataDir)
        const again = ring(dataDir).byName(name)
        assert.ok(again.kind === 'key' && again.key.id === id, `step ${at}`)
        const opened = unwrapDataKey(wrapped, again.key, capture)
        assert.ok(opened.kind === 'opened' && opened.bytes.equals(dataKey))
        assert.deepEqual(telling(dataDir, key), [`${mandate}-${day}.key`], `step ${at}`)
        assert.deepEqual(ring(dataDir, later).settle(), { finished: [], wiped: 0, otherwise: 0 })
      }
    )
    assert.ok(steps >= 8 && left >= 4, `${steps} steps, ${left} files were left`)
  })

  test('C9 keys of the log, of opened captures and of linkers while they are made, and the folder itself: the next use has one key and keeps it', () => {
    const kinds: readonly ((keys: Keyring) => KeyOutcome)[] = [
      (keys) => keys.logKey(true),
      (keys) => keys.keptKey(mandate, true),
      (keys) => keys.linkKey(mandate, 3, true)
    ]
    for (const make of kinds) {
      const steps = sweep(
        () => null,
        (dataDir) => void make(ring(dataDir)),
        (dataDir, _made, at) => {
          ring(dataDir, later).settle()
          const first = make(ring(dataDir))
          const again = make(ring(dataDir))
          assert.ok(first.kind === 'key' && again.kind === 'key', `step ${at}`)
          assert.ok(first.key.bytes.equals(again.key.bytes), `step ${at}: another key`)
          assert.deepEqual(ring(dataDir, later).settle(), { finished: [], wiped: 0, otherwise: 0 })
        }
      )
      assert.ok(steps >= 12, `${steps} steps of ${make}`)
    }
  })

  test('C9 C19 while the key of a log that begins anew is made: the newest is the old one or the new one, and the old one is never lost', () => {
    const seen = new Set<string>()
    sweep(
      (dataDir) => {
        const made = ring(dataDir).logKey(true)
        return made.kind === 'key' ? made.key.bytes : assert.fail(made.kind)
      },
      (dataDir) => void ring(dataDir).newLogKey(),
      (dataDir, old, at) => {
        ring(dataDir, later).settle()
        const now = ring(dataDir).logKey(true)
        assert.ok(now.kind === 'key', `step ${at}`)
        seen.add(now.key.name)
        const files = path.join(dataDir, 'keys', 'accounts')
        assert.ok(fs.readFileSync(path.join(files, 'log.key')).includes(old.toString('base64url')), `step ${at}`)
        assert.equal(now.key.bytes.equals(old), now.key.name === 'accounts/log', `step ${at}`)
        const next = ring(dataDir).newLogKey()
        assert.ok(next.kind === 'key' && !next.key.bytes.equals(now.key.bytes) && !next.key.bytes.equals(old))
        const stays = ring(dataDir).logKey(false)
        assert.ok(stays.kind === 'key' && stays.key.bytes.equals(next.key.bytes), `step ${at}`)
      }
    )
    assert.deepEqual([...seen], ['accounts/log', 'accounts/log-2'])
  })

  test('C9 C18 while it is destroyed: it opens for nobody who asks, a start finishes and tells it, and no file has it', () => {
    let told = 0
    const steps = sweep(
      (dataDir) => {
        const made = sealed(dataDir)
        // As a kill between the link and the end of making leaves it: a second file with the same key.
        const folder = path.join(dataDir, 'keys', 'epoch')
        fs.copyFileSync(
          path.join(folder, `${mandate}-${day}.key`),
          path.join(folder, `.new-000000000000-${mandate}-${day}.key`)
        )
        return made
      },
      (dataDir) => void ring(dataDir).destroy(name),
      (dataDir, { key }, at) => {
        const begun = fs.existsSync(path.join(dataDir, 'keys', `${name}.gone`))
        const settled = ring(dataDir, later).settle()
        told += settled.finished.length
        const found = ring(dataDir).epochKey(mandate, day, true)
        assert.equal(found.kind, begun ? 'destroyed' : 'key', `step ${at}`)
        if (!begun) assert.ok(found.kind === 'key' && found.key.bytes.equals(key), 'nothing was lost')
        assert.deepEqual(telling(dataDir, key), begun ? [] : [`${mandate}-${day}.key`], `step ${at}`)
        // The run that was ended asks again.
        ring(dataDir).destroy(name)
        assert.deepEqual([ring(dataDir).byName(name).kind, telling(dataDir, key)], ['destroyed', []])
      }
    )
    assert.ok(steps >= 12 && told >= 4, `${steps} steps, ${told} were finished by a start`)
  })

  test('C9 C19 while it is wrapped anew, and while its holder destroys it: the same key throughout, then none, here and there', () => {
    let mixed = 0
    const moved = sweep(
      (dataDir) => {
        const made = sealed(dataDir)
        writeHolders(dataDir, [program(dataDir)])
        return made
      },
      (dataDir) => void ring(dataDir).rewrap(name),
      (dataDir, { id, key }, at) => {
        mixed += ring(dataDir, later).settle().otherwise
        const found = ring(dataDir).byName(name)
        assert.ok(found.kind === 'key' && found.key.id === id, `step ${at}`)
        assert.equal(ring(dataDir).rewrap(name), true)
        assert.deepEqual(
          [telling(dataDir, key), ring(dataDir, later).settle()],
          [[], { finished: [], wiped: 0, otherwise: 0 }]
        )
      }
    )
    assert.ok(moved >= 6 && mixed >= 4, `${moved} steps, ${mixed} told`)
    const gone = sweep(
      (dataDir) => {
        writeHolders(dataDir, [program(dataDir)])
        return sealed(dataDir)
      },
      (dataDir) => void ring(dataDir).destroy(name),
      (dataDir, _made, at) => {
        ring(dataDir, later).settle()
        ring(dataDir).destroy(name)
        assert.equal(ring(dataDir).epochKey(mandate, day, true).kind, 'destroyed', `step ${at}`)
        assert.ok(!fs.existsSync(path.join(dataDir, name.replace('/', '.'))), `step ${at}: its holder has it still`)
      }
    )
    assert.ok(gone >= 9, `${gone} steps`)
  })
})
