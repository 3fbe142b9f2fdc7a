/** Addresses without the name and password that may stand in them (`https://user:secret@host/`): what is told, logged or noted must not give a password away. */

const hidden = '***'

/**
 * Up to the last `@` before path, query and fragment, whatever slashes a browser would take. What stands before a second colon may be the
 * beginning of a password with a slash in it: then up to the last `@` of all.
 */
const authority = /^([a-z][a-z0-9+.-]*:[\\/]*|[\\/]{2})?([^\\/?#]*)/i
const notAnAddress = /^(?:mailto|xmpp|sips?|acct|tel|data|dns|urn):/i

/** An address as it may be told: without user and password, cut at so many characters. */
export function shownAddress(address: string, mostChars = 200): string {
  return withoutUserinfo(address.trim()).slice(0, mostChars)
}

function withoutUserinfo(address: string): string {
  if (notAnAddress.test(address)) return address
  const [whole, scheme = '', host = ''] = authority.exec(address) ?? ['']
  const rest = address.slice(whole.length)
  const at = Math.max(host.lastIndexOf('@'), host.toLowerCase().lastIndexOf('%40'))
  if (at >= 0) return `${scheme}${hidden}@${host.slice(at).replace(/^@|^%40/i, '')}${rest}`
  // A colon, and no port after it: what follows is no host, so that it may be a password.
  if (!/^[^[:]+:(?!\d{0,5}$)/.test(host)) return address
  const later = rest.lastIndexOf('@')
  return `${scheme}${hidden}@${later < 0 ? '' : rest.slice(later + 1)}`
}

const inText = /((?:\b[a-z][a-z0-9+.-]{0,20}:[\\/]{1,8}|[\\/]{2}|\bhttps?:))[^\s\\/?#"'<>]{1,2000}@/gi

/** A text without user and password of the addresses in it. */
export function withoutPasswords(text: string): string {
  return text.includes('@') ? text.replace(inText, `$1${hidden}@`) : text
}
