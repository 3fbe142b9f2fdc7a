/** All commands, in the order of `baken --help`. */
import type { Command } from './command.ts'
import { bench } from './commands/bench.ts'
import { breakGlass } from './commands/break-glass.ts'
import { crawl } from './commands/crawl.ts'
import { doctor } from './commands/doctor.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { inspect } from './commands/inspect.ts'
import { mandate } from './commands/mandate.ts'
import { retention } from './commands/retention.ts'
import { source } from './commands/source.ts'
import { start } from './commands/start.ts'
import { user } from './commands/user.ts'
import { verify } from './commands/verify.ts'

export const commands: readonly Command[] = [
  start,
  crawl,
  source,
  importCommand,
  exportCommand,
  inspect,
  verify,
  mandate,
  breakGlass,
  retention,
  user,
  bench,
  doctor
]
