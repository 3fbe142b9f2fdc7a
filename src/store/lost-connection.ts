/** Tells a database that is gone from every other error; loads nothing, since every command asks it. */

/** Codes of PostgreSQL (class 57: ended by an operator or a crash, not yet up) and of the socket to it. */
const lostCodes = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** What to tell of an error that says that the database cannot be reached, or no more; null for all others. */
export function lostConnection(error: Error & { readonly code?: string }): string | null {
  const lost =
    lostCodes.has(error.code ?? '') ||
    /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      error.message
    ) ||
    (error.code === 'ENOENT' && error.message.includes('.s.PGSQL.'))
  if (!lost) return null
  return `The database cannot be reached, or its server ended (${error.message}). Everything committed is kept: see that the server runs, then start again.`
}
