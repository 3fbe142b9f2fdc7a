/** `baken exercise check DIR`: whether files of exercises are as they must be, without database or mandate. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { readExercise } from '../../../desk/exercises/exercise-file.ts'
import { knowsSign } from '../../../desk/exercises/exercises.ts'
import { UsageError, type Command } from '../../command.ts'
import { exitCodes } from '../../output.ts'

const mostBytes = 200_000

export const exercise: Command = {
  name: 'exercise',
  usage: 'baken exercise check DIR',
  help: `
  check DIR  reads every .yaml file of a folder as an exercise: both languages, signs that count with a line of a list, something that says
             nothing, something that speaks against, a source for each, one right person to call. Each file is a line of JSON; exit code 1
             when one is wrong`,
  options: {},
  async run({ operands, output }) {
    const [verb, folder] = operands
    const stats = folder === undefined ? undefined : statSync(folder, { throwIfNoEntry: false })
    if (verb !== 'check' || folder === undefined || operands.length > 2 || stats?.isDirectory() !== true)
      throw new UsageError('Say check and a folder.')
    const names = readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted()
    const ids = new Map<string, string>()
    let wrong = 0
    for (const name of names) {
      const file = path.join(folder, name)
      const faults = statSync(file).size > mostBytes ? [`larger than ${mostBytes} bytes`] : []
      const read = faults.length > 0 ? null : readExercise(readFileSync(file, 'utf8'), knowsSign)
      if (read?.kind === 'wrong') faults.push(...read.faults)
      if (read?.kind === 'exercise') {
        const other = ids.get(read.exercise.id)
        if (other !== undefined) faults.push(`/id: ${other} has the same`)
        ids.set(read.exercise.id, name)
      }
      if (faults.length > 0) wrong++
      await output.data(JSON.stringify({ file: name, id: read?.kind === 'exercise' ? read.exercise.id : null, faults }))
    }
    output.say(names.length === 0 ? 'No .yaml file is in this folder.' : `${names.length} exercises, ${wrong} wrong.`)
    return wrong > 0 || names.length === 0 ? exitCodes.problem : exitCodes.done
  }
}
