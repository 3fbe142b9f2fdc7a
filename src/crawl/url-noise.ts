/** Query and path parameters that say who came or from where, never which page: tracking marks, and session ids by the names that servers give them. */

/** `;jsessionid=...` and its kin inside a path. */
export const sessionPathParameter = /;(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*/gi

/** True for a raw `name=value` pair that is dropped from an address. */
export function isSessionOrTracking(pair: string): boolean {
  const eq = pair.indexOf('=')
  const name = (eq < 0 ? pair : pair.slice(0, eq)).toLowerCase()
  return always.has(name) || families.test(name)
}

// Names as published by the vendors that add them; each is useless to the page itself.
const always: ReadonlySet<string> = new Set([
  'fbclid',
  'gclid',
  'gclsrc',
  'dclid',
  'gbraid',
  'wbraid',
  'gad_source',
  'gad_campaignid',
  'srsltid',
  'msclkid',
  'yclid',
  'ysclid',
  'twclid',
  'ttclid',
  'li_fat_id',
  'igshid',
  'igsh',
  'epik',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  '_ga',
  '_gl',
  '_hsenc',
  '_hsmi',
  '__hstc',
  '__hssc',
  '__hsfp',
  'hsctatracking',
  'vero_id',
  'vero_conv',
  'oly_enc_id',
  'oly_anon_id',
  'rb_clickid',
  's_cid',
  'wickedid',
  '_openstat',
  'phpsessid',
  'jsessionid',
  'aspsessionid',
  'oscsid',
  'zenid',
  'cftoken'
])
const families =
  /^(?:utm_[a-z_]+|(?:pk|mtm|matomo|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)|hsa_[a-z]+|aspsessionid[a-z]+)$/
/**
 * True for a value as sessions have them: 16 and more letters and digits, some of them digits, or a UUID. Sites also number their pages so:
 * what such a parameter is, the pages tell (parameters.ts).
 */
export function looksLikeSession(value: string): boolean {
  return sessionValue.test(value)
}

const sessionValue = /^(?:(?=[a-z]*[0-9])[0-9a-z]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
