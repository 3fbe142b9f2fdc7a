/** All commands, in the order of `baken --help`; each is loaded when it is asked for, so that no command waits for the parts of another. */
import type { Command } from './command.ts'

export interface CommandRow {
  readonly name: string
  /** One line of `baken --help`. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commands: readonly CommandRow[] = [
  {
    name: 'start',
    summary: 'serve: crawl, process and show; empty until sources are added',
    load: async () => (await import('./commands/start.ts')).start
  },
  {
    name: 'crawl',
    summary: 'crawl sources until nothing is due',
    load: async () => (await import('./commands/crawl.ts')).crawl
  },
  {
    name: 'source',
    summary: 'try an address, add sources to the service, list them',
    load: async () => (await import('./commands/source.ts')).source
  },
  {
    name: 'import',
    summary: 'import .warc, .warc.gz, .wacz and advert .jsonl',
    load: async () => (await import('./commands/import.ts')).importCommand
  },
  {
    name: 'export',
    summary: 'write everything of one kind, one object a line',
    load: async () => (await import('./commands/export.ts')).exportCommand
  },
  {
    name: 'report',
    summary: 'send reports from a file, as from a screen',
    load: async () => (await import('./commands/report.ts')).report
  },
  {
    name: 'dossier',
    summary: 'make and list dossiers of a case, change their template',
    load: async () => (await import('./commands/dossier.ts')).dossier
  },
  {
    name: 'signal',
    summary: 'how a signal was weighed at a moment of its past, and whether the same comes out anew',
    load: async () => (await import('./commands/chain/signal.ts')).signal
  },
  {
    name: 'exercise',
    summary: 'check files of exercises',
    load: async () => (await import('./commands/chain/exercise.ts')).exercise
  },
  {
    name: 'figures',
    summary: 'take in published figures, and show each series with every value that was published',
    load: async () => (await import('./commands/chain/figures.ts')).figures
  },
  {
    name: 'peer',
    summary: 'exchanges with other instances: hit or no hit, signed, agreed by two persons',
    load: async () => (await import('./commands/chain/peer.ts')).peer
  },
  {
    name: 'step',
    summary:
      'one step of the way as JSON lines in and out, for engines: read, extract, fingerprint, link-candidates, link-components',
    load: async () => (await import('./commands/steps/step.ts')).step
  },
  {
    name: 'inspect',
    summary: 'explain what Baken makes of an address, robots.txt, page or text',
    load: async () => (await import('./commands/inspect.ts')).inspect
  },
  {
    name: 'verify',
    summary: 'check evidence: file, folder, WACZ or data folder',
    load: async () => (await import('./commands/verify.ts')).verify
  },
  {
    name: 'log',
    summary: 'the log that others can hold evidence and ledger against: its key, checkpoint and proofs',
    load: async () => (await import('./commands/evidence/log.ts')).log
  },
  {
    name: 'evidence',
    summary: 'the store of closed segments: what it has, what waits, one round at once',
    load: async () => (await import('./commands/evidence/evidence.ts')).evidence
  },
  {
    name: 'keys',
    summary: 'who holds what wraps the keys of the data folder, and wrapping them anew',
    load: async () => (await import('./commands/evidence/keys.ts')).keys
  },
  {
    name: 'mandate',
    summary: 'add, renew, list, withdraw, propose or confirm mandates',
    load: async () => (await import('./commands/mandate.ts')).mandate
  },
  {
    name: 'break-glass',
    summary: 'read under other mandates in an emergency, on the word of a second person',
    load: async () => (await import('./commands/break-glass.ts')).breakGlass
  },
  {
    name: 'retention',
    summary: 'what is erased when, by which rule, held by what',
    load: async () => (await import('./commands/retention.ts')).retention
  },
  {
    name: 'user',
    summary: 'accounts: add and close them, set passwords and roles, and say under which mandates they may work',
    load: async () => (await import('./commands/user.ts')).user
  },
  {
    name: 'bench',
    summary: 'reproduce one published figure, raw result into bench/results/',
    load: async () => (await import('./commands/bench.ts')).bench
  },
  {
    name: 'doctor',
    summary: 'say what is missing on this machine, and the command that mends it',
    load: async () => (await import('./commands/doctor.ts')).doctor
  }
]
