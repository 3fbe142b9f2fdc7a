/** Options of `baken start` that say where the web interface listens, under which names, and how it has TLS. */
import { placeFault, usualReplay, type WebPlace } from '../run/web/web-place.ts'
import { numberOption, textOption, UsageError, type CommandContext } from './command.ts'

const defaultPort = 8700

export const webOptions = {
  port: { type: 'string' },
  listen: { type: 'string' },
  name: { type: 'string', multiple: true },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  proxy: { type: 'string', multiple: true },
  'replay-port': { type: 'string' },
  'replay-name': { type: 'string' }
} as const

export const webHelp = `
  --port N      port of the web interface (default ${defaultPort}; 0: any free one)
  --listen IP   address it listens on (default 127.0.0.1); another one needs --tls-cert or --proxy
  --name NAME   a host name that it answers to, beside loopback and the names in its certificate; may be given more than once
  --tls-cert FILE, --tls-key FILE
                certificate chain and key (PEM): TLS of its own; taken anew when the files change
  --proxy IP    a proxy or network (10.1.0.0/16) with TLS of its own, whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody
                else may connect then; may be given more than once
  --replay-port N
                port of captured pages, which are shown from an origin of their own (default on loopback: any free one)
  --replay-name NAME
                host name of captured pages, at the port of the web interface; needed behind a proxy`

/** The place of the web interface; a wrong one is wrong usage. */
export function webPlace(context: CommandContext): WebPlace {
  const [cert, key] = [textOption(context, 'tls-cert'), textOption(context, 'tls-key')]
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('Give both --tls-cert and --tls-key.')
  const reached = {
    port: numberOption(context, 'port', 0) ?? defaultPort,
    host: textOption(context, 'listen') ?? '127.0.0.1',
    names: listOption(context, 'name').map((name) => name.toLowerCase()),
    tls: cert === undefined || key === undefined ? null : { cert, key },
    proxies: listOption(context, 'proxy')
  }
  const place = { ...reached, replay: replayPlace(context) ?? usualReplay(reached) }
  const fault = placeFault(place, context.options.demo === true)
  if (fault !== null) throw new UsageError(fault)
  return place
}

function replayPlace(context: CommandContext): WebPlace['replay'] {
  const [name, port] = [textOption(context, 'replay-name'), numberOption(context, 'replay-port', 0)]
  if (name !== undefined && port !== undefined) throw new UsageError('Give --replay-name or --replay-port, not both.')
  if (name !== undefined) return { kind: 'name', name: name.toLowerCase() }
  return port === undefined ? null : { kind: 'port', port }
}

function listOption(context: CommandContext, name: string): string[] {
  const value = context.options[name]
  return Array.isArray(value) ? value.map(String) : []
}
