/** Query and path parameters that say who came or from where, never which page: tracking marks and session ids. */

/** `;jsessionid=...` and its kin inside a path. */
export const sessionPathParameter = /;(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*/gi

/** True for a raw `name=value` pair that is dropped from an address. */
export function isSessionOrTracking(pair: string): boolean {
  const eq = pair.indexOf('=')
  const name = (eq < 0 ? pair : pair.slice(0, eq)).toLowerCase()
  if (always.has(name) || families.test(name)) return true
  return eq >= 0 && perhapsSession.has(name) && sessionValue.test(pair.slice(eq + 1))
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
// Short names that sites also use for real parameters: dropped only when the value looks like a session id.
const perhapsSession: ReadonlySet<string> = new Set([
  's',
  'sid',
  'sess',
  'sessid',
  'session',
  'session_id',
  'sessionid'
])
const sessionValue = /^(?=[0-9a-z]*[0-9])[0-9a-z]{16,}$/i
