/** A command that wraps keys: the door to a hardware module, or to any other holder that has a program of its own. */
import { spawnSync } from 'node:child_process'
import { asKey, asWrapped, HolderAway, type KeyHolder, type Unwrapped } from './holder.ts'

const waitMs = 30_000
const mostBytes = 64 * 1024
/** What the command ends with when it holds nothing for a name, and when what it was given is not what it wrapped. */
const [endGone, endRefused] = [4, 5]

/** Called without a shell as `COMMAND… wrap|unwrap|destroy NAME`; the key (base64) or what was wrapped comes on one line of stdin, the answer on one line of stdout. */
export function commandHolder(id: string, command: readonly string[]): KeyHolder {
  const [program = '', ...given] = command
  const ask = (verb: string, name: string, input: string): { readonly status: number; readonly text: string } => {
    const done = spawnSync(program, [...given, verb, name], {
      input: `${input}\n`,
      encoding: 'utf8',
      timeout: waitMs,
      killSignal: 'SIGKILL',
      maxBuffer: mostBytes,
      stdio: ['pipe', 'pipe', 'inherit']
    })
    const said = `the command ${program} of holder ${id}`
    if (done.error !== undefined) throw new HolderAway(`${said} cannot be used: ${done.error.message}`)
    if (done.status === null) throw new HolderAway(`${said} was ended by ${done.signal}`)
    if (done.status !== 0 && done.status !== endGone && done.status !== endRefused)
      throw new HolderAway(`${said} ended with ${done.status} on ${verb} ${name}`)
    return { status: done.status, text: done.stdout.replace(/\r?\n$/, '') }
  }
  const whole = (verb: string, status: number, text: string): string => {
    if (status === 0) return text
    throw new HolderAway(`the command of holder ${id} ended with ${status} on ${verb}`)
  }
  return {
    id,
    wrap(name, key) {
      const { status, text } = ask('wrap', name, Buffer.from(key).toString('base64'))
      return asWrapped(`holder ${id}`, whole('wrap', status, text))
    },
    unwrap(name, wrapped): Unwrapped {
      const { status, text } = ask('unwrap', name, wrapped)
      if (status === endGone)
        return { kind: 'gone', cause: `holder ${id} holds nothing for it: it was destroyed there` }
      if (status === endRefused) return { kind: 'refused', cause: `holder ${id} did not wrap this under its name` }
      return { kind: 'key', bytes: asKey(`holder ${id}`, text) }
    },
    destroy(name) {
      const { status, text } = ask('destroy', name, '')
      if (status !== endGone) whole('destroy', status, text)
    }
  }
}
