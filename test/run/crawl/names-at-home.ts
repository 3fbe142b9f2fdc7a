/** Preloaded into a command by a test: names under `.test` are looked up as 127.0.0.1, as a test's own DNS would answer. */
import dns from 'node:dns/promises'
import { syncBuiltinESMExports } from 'node:module'

const { lookup } = dns
const atHome = (host: string, options: object): Promise<unknown> =>
  host.endsWith('.test') ? Promise.resolve([{ address: '127.0.0.1', family: 4 }]) : lookup(host, options)
Object.assign(dns, { lookup: atHome })
syncBuiltinESMExports()
