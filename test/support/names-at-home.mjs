/** Preloaded into a command by a test: names under `.test` are looked up as 127.0.0.1, as a test's own DNS would answer. */
import dns from 'node:dns/promises'
import { syncBuiltinESMExports } from 'node:module'

const { lookup } = dns
dns.lookup = async (host, options) =>
  host.endsWith('.test') ? [{ address: '127.0.0.1', family: 4 }] : lookup(host, options)
syncBuiltinESMExports()
