/** Ends what runs in this process after so many steps, as if it were killed there: for tests that end work before each of its steps. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

type Callable = (...args: unknown[]) => unknown
/** An object, the name of a function of it, and which calls of that are a step (all, unless it says). */
export type Stepping = readonly [where: object, name: string, counts?: (args: readonly unknown[]) => boolean]

export class Killed extends Error {}

/** What changes the disk; reading changes nothing and is no step. */
const changing: readonly Stepping[] = [
  [fs, 'openSync', (args) => args[1] !== 'r'],
  [fs, 'writeSync'],
  [fs, 'renameSync'],
  [fs, 'linkSync'],
  [fs, 'unlinkSync'],
  [fs, 'mkdirSync'],
  [fs, 'fsyncSync'],
  [fs, 'fdatasyncSync']
]

/** Lets `steps` steps happen, of the disk and of what stands `beside`; each later one throws Killed. Returns what takes the limit off. */
export function limitSteps(steps: number, ...beside: readonly Stepping[]): () => void {
  let left = steps
  const backs = [...changing, ...beside].map(([where, name, counts = () => true]) => {
    const functions = where as Record<string, Callable>
    const real = functions[name]
    if (real === undefined) throw new Error(`there is no ${name}`)
    functions[name] = function (this: unknown, ...args) {
      if (counts(args)) {
        if (left <= 0) throw new Killed()
        left--
      }
      return real.apply(this, args)
    }
    return () => void (functions[name] = real)
  })
  syncBuiltinESMExports()
  return () => {
    for (const back of backs) back()
    syncBuiltinESMExports()
  }
}
