/** `baken export KIND`: one object a line, streamed, no hidden limit. */
import { GroundEnded } from '../../accountability/acts.ts'
import { exportText, type Shut } from '../../desk/exports/export.ts'
import { contentKinds, exportKinds, type ExportKind } from '../../desk/exports/export-kinds.ts'
import { ftmIndicators } from '../../desk/exports/ftm-indicators.ts'
import { mispTaxonomy } from '../../desk/exports/misp-taxonomy.ts'
import type { LeftBehind } from '../../model/partners/handling.ts'
import { UsageError, type Command } from '../command.ts'
import { exportGround } from '../export-ground.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, refuse, type ExitCode } from '../output.ts'

export const exportCommand: Command = {
  name: 'export',
  usage:
    'baken export adverts|facts|networks|signals|captures|proposals|reports|outcomes|misp-taxonomy|ftm-indicators [--jsonl|--csv] [--links] [--mandate ID] [--reason TEXT] [--as USER] [--sealed] [--break-glass NUMBER]',
  help: `
  misp-taxonomy  the indicators as a taxonomy of MISP (machinetag.json): no content, no ground needed
  ftm-indicators  the same as entities of FollowTheMoney 4, a document a line
  outcomes       how many cases came to each outcome, over all and by sign, in steps of five; what is below five is not told
  --jsonl        one JSON object a line (default)
  --csv          comma-separated, safe to open in a spreadsheet
  --links        with networks: also the links {"a","b","kind","value","rarity","state"}
  --mandate ID   only this mandate (needed for content where more than one is in force)
  --reason TEXT  why content is exported (or BAKEN_REASON); needed where more than one mandate is in force
  --as USER      with the rights and the name of this user, whose password is read from stdin; else the user of the machine is noted
  --sealed       leave content out: adverts, captures and reports without address and text, links without values, no facts; for all mandates in force at once
  --break-glass N  content of all mandates of a break-glass that was approved for the user of --as (baken break-glass --help)
A sealed advert is listed with address (not with --sealed), times, state and network; never with text or facts. Reports with a possible minor go out
with the password of a coordinator only (--as), and drafts never. What a handling code (TLP, PAP) keeps from files stays behind, and how much
of it under which code is said. Texts that do not open (another keys folder) are counted, and the command ends with 1. Every export is in the ledger, with its
reason and person.`,
  options: {
    jsonl: { type: 'boolean' },
    csv: { type: 'boolean' },
    links: { type: 'boolean' },
    mandate: { type: 'string' },
    reason: { type: 'string' },
    as: { type: 'string' },
    sealed: { type: 'boolean' },
    'break-glass': { type: 'string' }
  },
  async run(context) {
    const [kind] = context.operands
    if (kind === 'misp-taxonomy') {
      await context.output.data(JSON.stringify(mispTaxonomy(), null, 2))
      return exitCodes.done
    }
    if (kind === 'ftm-indicators') {
      for (const one of ftmIndicators()) await context.output.data(JSON.stringify(one))
      return exitCodes.done
    }
    if (!exportKinds.includes(kind as ExportKind))
      throw new UsageError(`Say what to export: ${exportKinds.join(', ')}.`)
    const kinds: ExportKind[] =
      kind === 'networks' && context.options.links === true ? ['networks', 'links'] : [kind as ExportKind]
    const content = context.options.sealed !== true
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    let code: ExitCode = exitCodes.done
    try {
      const ground = await exportGround(app, context, content && kinds.some((one) => contentKinds.includes(one)))
      if (ground.kind === 'refused') return refuse(context.output, ground.message)
      const format = context.options.csv === true ? 'csv' : 'jsonl'
      const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
      for (const one of ground.grounds) {
        for (const each of kinds) {
          const behind = (left: readonly LeftBehind[]): void => {
            for (const { code, count } of left) context.output.say(`Left behind under ${code}: ${count} ${each}.`)
          }
          const notOpened = ({ rows, cause }: Shut): void => {
            code = exitCodes.problem
            context.output.say(
              `${rows} of the ${each} do not open: what is sealed in them is not in this file, and was not erased. The first of them: ${cause}\nPut back the keys folder of this Baken (and its keys.yaml), run "baken verify", and export anew.`
            )
          }
          const { detail, stillHeld } = ground
          const asked = {
            kind: each,
            content,
            detail,
            behind,
            notOpened,
            ...(stillHeld !== undefined && { stillHeld })
          }
          for await (const text of exportText(app.store.pool, one, vault, asked, format))
            await context.output.data(text.replace(/\n$/, ''))
        }
      }
      return code
    } catch (error) {
      if (!(error instanceof GroundEnded)) throw error
      context.output.say(
        `baken export: ${error.message} What left until then is not whole, and the ledger says how many rows it was (export.end).`
      )
      return exitCodes.problem
    } finally {
      await app.close()
    }
  }
}
