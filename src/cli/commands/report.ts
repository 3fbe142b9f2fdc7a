/** `baken report add FILE|-`: reports from a file, sent as from a screen: once each, with a receipt. */
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import type { Refusal } from '../../desk/outcome.ts'
import { reportGround } from '../../desk/reports/report-ground.ts'
import { sendReport } from '../../desk/reports/send-report.ts'
import { contentRoles } from '../../model/mandate.ts'
import type { App } from '../../run/app.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { chooseMandate, openForCommand } from '../ground.ts'
import { exitCodes, refuse, type ExitCode } from '../output.ts'
import { personUnder, type ConsolePerson } from '../person.ts'
import { reportForm } from '../report-form.ts'
import { reportsFrom, type KeyedReport, type ReportSource } from '../report-source.ts'

export const report: Command = {
  name: 'report',
  usage:
    'baken report add FILE|- [--mandate ID] [--as USER] [--reason TEXT] | form export FILE.xlsx | form import FILE.xlsx',
  help: `
  add FILE       one report as a JSON object, a list of them, or one a line; - reads stdin. The fields are those of POST /api/reports
                 (what, place, position, when, form, persons, signs, minor, urgent, danger, key, mandate, draft): none is needed by itself
                 FILE.csv or .tsv is a list: a row is a report, columns are the fields, others go among the words; any separator and
                 character set. A bundle of STIX 2.1, or FollowTheMoney one entity a line, becomes reports that name the file, its digest
                 and each entity: a wrong one refuses the file by its number, references that lead nowhere are told and marked
  form export FILE  writes the form of reports as a spreadsheet (XLSForm), to be edited with any spreadsheet program
  form import FILE  reads such a form: fixed questions get its words, other questions are added; it is the next version and holds at once.
                 No question becomes mandatory, and what cannot be asked here is told by row
  --mandate ID   falls under this mandate (default: the one that the report names, else the only one in force)
  --as USER      sent by this user, whose password is the first line of stdin (with -, the report follows on the next lines);
                 else the user of the machine is noted
  --reason TEXT  why it comes this way, for the ledger
Each receipt is one line of JSON on stdout. All reports of a file are judged before the first is sent. Without a "key" the same content
is the same report, so that sending a file again adds nothing; what is sent again under a key and differs is a correction.`,
  options: { mandate: { type: 'string' }, as: { type: 'string' }, reason: { type: 'string' } },
  async run(context) {
    const [verb, file] = context.operands
    if (verb === 'form') return reportForm(context, context.operands.slice(1))
    if (verb !== 'add' || file === undefined || context.operands.length > 2)
      throw new UsageError('Say add and the file with the report (or - for stdin), or form.')
    const found = await reportsFrom(file, textOption(context, 'as') !== undefined)
    if (found.kind === 'wrong') {
      for (const problem of found.problems) context.output.say(`baken report: ${file}: ${problem}`)
      context.output.say('Nothing was sent.')
      return exitCodes.usage
    }
    for (const note of found.notes) context.output.say(`${file}: ${note}`)
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    try {
      return await sendAll(opened.app, context, found)
    } finally {
      await opened.app.close()
    }
  }
}

async function sendAll(
  app: App,
  context: CommandContext,
  { reports, mandates, stdin }: Extract<ReportSource, { kind: 'reports' }>
): Promise<ExitCode> {
  const { output } = context
  const inForce = (await linesInForce(app.store)).map((one) => one.named)
  const named = new Set<string>()
  for (const one of mandates) {
    const choice = await chooseMandate(app, context, one)
    if (choice.kind === 'refused') return refuse(output, choice.message)
    named.add(choice.mandate.named)
  }
  const allowed = { roles: [...contentRoles, 'officer', 'partner'] as const, otherwise: 'sends no reports', stdin }
  const person = await personUnder(app, context, [...named], allowed)
  if (person.kind === 'refused') return refuse(output, person.message)
  let worst: ExitCode = exitCodes.done
  let no = 0
  for await (const body of reports) {
    const choice = await chooseMandate(app, context, body.mandate ?? null)
    if (choice.kind === 'refused') return refuse(output, choice.message)
    const code = await sendOne({ app, context, person, inForce }, { ...body, mandate: choice.mandate.named }, ++no)
    if (code !== exitCodes.done) worst = code
  }
  return worst
}

interface Console {
  readonly app: App
  readonly context: CommandContext
  readonly person: Extract<ConsolePerson, { kind: 'person' }>
  readonly inForce: readonly string[]
}

async function sendOne({ app, context, person, inForce }: Console, body: KeyedReport, no: number): Promise<ExitCode> {
  const { output, settings } = context
  const sender = { user: person.user, mandates: inForce, chosen: null }
  const ground = await reportGround(app.store.pool, sender, body)
  if (ground.kind === 'refused') return told(context, no, ground.reason)
  const reason = textOption(context, 'reason')?.trim().slice(0, 2_000) ?? ''
  const outcome = await sendReport(
    app.store.pool,
    ground.value,
    { keyring: app.keyring, evidenceDir: app.evidenceDir },
    {
      body,
      duty: settings.duty ?? null,
      police: person.role !== 'partner',
      now: new Date(),
      detail: { person: person.person, ...(reason !== '' && { reason }) }
    }
  )
  if (outcome.kind === 'refused') return told(context, no, outcome.reason)
  const { receipt, added } = outcome.value
  await output.data(JSON.stringify(receipt))
  const { id, state, version, call } = receipt
  if (!added) output.say(`${id} was sent before, and nothing changed. Another report of the same words needs a "key".`)
  else if (state === 'draft') output.say(`${id} is kept as a draft.`)
  else if (version > 1) output.say(`${id} was corrected: this is version ${version}.`)
  else output.say(`${id} was received: an analyst looks by ${receipt.readBy ?? ''}.`)
  if (call !== null)
    output.say(`Direct danger: call ${call.emergency} now${call.duty === null ? '' : `, then ${call.duty}`}.`)
  return exitCodes.done
}

const words: Partial<Record<Refusal, readonly [ExitCode, string]>> = {
  'informant-report': [
    exitCodes.refused,
    'what an informant said does not belong in a report (Wpg, article 12): take it to those who work with informants'
  ],
  'empty-report': [exitCodes.usage, 'nothing is in it: one sign or a place is enough'],
  'unknown-sign': [exitCodes.usage, 'it names a sign of no list: see GET /api/signs'],
  'unknown-question': [exitCodes.usage, 'it answers a question that its form does not ask, or not so'],
  'no-ground': [exitCodes.refused, 'its mandate is not in force'],
  erased: [exitCodes.problem, 'a report of this key was erased on time: give another key'],
  'wrong-state': [exitCodes.problem, 'a report of this key was sent already, and becomes no draft again']
}

function told({ output }: CommandContext, no: number, reason: Refusal): ExitCode {
  const [code, why] = words[reason] ?? [exitCodes.problem, reason]
  output.say(`baken report: report ${no}: ${why}. It was not sent.`)
  return code
}
