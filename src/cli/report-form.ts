/** `baken report form export FILE.xlsx` and `form import FILE.xlsx`: the form of reports as an XLSForm, out and in. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { heldForm, saveForm } from '../desk/reports/form/report-form.ts'
import { FormFault, mostSheetBytes } from '../desk/reports/form/sheets-in.ts'
import { readXlsForm } from '../desk/reports/form/xlsform-in.ts'
import { writeXlsForm } from '../desk/reports/form/xlsform-out.ts'
import { textOption, UsageError, type CommandContext } from './command.ts'
import { openForCommand } from './ground.ts'
import { exitCodes, type ExitCode } from './output.ts'
import { machineUser } from './person.ts'

const mostNotes = 100

export async function reportForm(context: CommandContext, operands: readonly string[]): Promise<ExitCode> {
  const [verb, file] = operands
  if ((verb !== 'export' && verb !== 'import') || file === undefined || operands.length > 2)
    throw new UsageError('Say form export or form import, and an .xlsx file.')
  return verb === 'export' ? exportForm(context, file) : importForm(context, file)
}

async function exportForm(context: CommandContext, file: string): Promise<ExitCode> {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined)
    throw new UsageError(`${file} is there already: name a new file.`)
  const opened = await openForCommand(context, 'read')
  if (opened.kind === 'ended') return opened.code
  try {
    const held = await heldForm(opened.app.store.pool)
    if (held === null) throw new Error('There is no form, not even the first.')
    writeFileSync(file, writeXlsForm(held.form, held.version), { flag: 'wx' })
    await context.output.data(JSON.stringify({ version: held.version, questions: held.form.questions.length, file }))
    return exitCodes.done
  } finally {
    await opened.app.close()
  }
}

async function importForm(context: CommandContext, file: string): Promise<ExitCode> {
  const { output } = context
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined || stats.isDirectory()) throw new UsageError(`${file} is no file.`)
  if (stats.size > mostSheetBytes) throw new UsageError(`${file} is larger than ${mostSheetBytes} bytes.`)
  let read
  try {
    read = await readXlsForm(readFileSync(file))
  } catch (error) {
    if (!(error instanceof FormFault)) throw error
    output.say(`baken report form: ${file}: ${error.message}. The form stays as it was.`)
    return exitCodes.usage
  }
  const opened = await openForCommand(context, 'read')
  if (opened.kind === 'ended') return opened.code
  try {
    const reason = textOption(context, 'reason')?.trim().slice(0, 2_000) ?? ''
    const detail = { person: machineUser(), ...(reason !== '' && { reason }) }
    const { version, added } = await saveForm(opened.app.store.pool, read.form, detail)
    for (const one of read.notes.slice(0, mostNotes)) output.say(`${file}: ${one}`)
    if (read.notes.length > mostNotes) output.say(`${file}: and ${read.notes.length - mostNotes} more of the kind`)
    output.say(
      added
        ? `Version ${version} of the form holds from now on.`
        : `This form is version ${version} already: nothing changed.`
    )
    const words = Object.keys(read.form.words).length
    await output.data(
      JSON.stringify({ version, questions: read.form.questions.length, words, notes: read.notes.length })
    )
    return exitCodes.done
  } finally {
    await opened.app.close()
  }
}
