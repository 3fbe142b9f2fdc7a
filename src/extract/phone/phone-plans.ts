/** National numbering plans: which digits have the shape of a number, in which country, and whether that block is assigned. */
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

export interface PlanMatch {
  /** E.164. */
  readonly value: string
  /** ISO 3166 country; empty when several countries share the code and none fits. */
  readonly region: string
  readonly type: 'mobile' | 'landline' | 'other'
  /** The block is assigned according to the metadata of libphonenumber. */
  readonly assigned: boolean
  readonly written: 'international' | 'national'
  /** The plan has no trunk prefix, so that any nine digits come near to a number. */
  readonly weakShape: boolean
  /** Why less is to be thought of it: the trunk prefix was left out, or another country claims the digits as well. */
  readonly doubt?: 'no-trunk' | 'language'
}

interface Plan {
  readonly region: string
  readonly code: string
  /** Prefix in national writing that is not part of the number. */
  readonly trunk: string
  /** Shapes of the national significant number. */
  readonly mobile: RegExp
  readonly landline: RegExp
}

const plan = (region: string, code: string, trunk: string, mobile: RegExp, landline: RegExp): Plan => ({
  region,
  code,
  trunk,
  mobile,
  landline
})

/** Sources: ITU-T E.164 national plans; the mobile shapes take in blocks that are not handed out. */
const plans: readonly Plan[] = [
  plan('NL', '31', '0', /^6\d{8}$/, /^[1-578]\d{8}$/),
  plan('BE', '32', '0', /^4\d{8}$/, /^[1-9]\d{7}$/),
  plan('DE', '49', '0', /^1[5-7]\d{8,9}$/, /^[2-9]\d{6,10}$/),
  plan('GB', '44', '0', /^7\d{9}$/, /^[123]\d{8,9}$/),
  plan('FR', '33', '0', /^[67]\d{8}$/, /^[1-589]\d{8}$/),
  plan('ES', '34', '', /^[67]\d{8}$/, /^[89]\d{8}$/),
  plan('IT', '39', '', /^3\d{8,9}$/, /^0\d{7,10}$/),
  plan('RO', '40', '0', /^7\d{8}$/, /^[23]\d{8}$/),
  plan('BG', '359', '0', /^(?:8[7-9]|9[89])\d{7}$/, /^[2-79]\d{6,7}$/),
  plan('PL', '48', '', /^(?:45|5[0137]|6[069]|7[2389]|88)\d{7}$/, /^[1-9]\d{8}$/),
  plan('HU', '36', '06', /^(?:20|30|31|50|70)\d{7}$/, /^[1-9]\d{7}$/),
  plan('LU', '352', '', /^6[0-9]1\d{6}$/, /^[2-9]\d{5,7}$/),
  plan('AT', '43', '0', /^6[4-9]\d{8,9}$/, /^[1-57]\d{6,10}$/),
  plan('CH', '41', '0', /^7[4-9]\d{7}$/, /^[2-6]\d{8}$/),
  plan('IE', '353', '0', /^8[3-9]\d{7}$/, /^[1-79]\d{6,8}$/),
  plan('PT', '351', '', /^9[1236]\d{7}$/, /^2\d{8}$/),
  plan('CZ', '420', '', /^[67]\d{8}$/, /^[2-5]\d{8}$/),
  plan('SK', '421', '0', /^9\d{8}$/, /^[2-5]\d{8}$/),
  plan('GR', '30', '', /^69\d{8}$/, /^2\d{9}$/)
]

const byRegion = new Map(plans.map((entry) => [entry.region, entry]))
const byCode = new Map(plans.map((entry) => [entry.code, entry]))

export const maxNumberDigits = 17

/** Countries whose national writing needs no trunk prefix; those without a plan here are taken for such. */
export function isTrunkless(region: string): boolean {
  return (byRegion.get(region)?.trunk ?? '') === ''
}

/** Digits after a plus sign or an international prefix; null when they are no number of any country. */
export function matchInternational(digits: string): PlanMatch | null {
  if (digits.length < 8 || digits.length > 16 || digits.startsWith('0')) return null
  const own = planOfCode(digits)
  const significant = own === null ? '' : withoutTrunk(own, digits.slice(own.code.length))
  if (own !== null && (significant.length < 7 || significant.length > 12)) return null
  if (own === null) return matchUnknownCode(digits)
  const value = `+${own.code}${significant}`
  const judged = judge(value)
  if (judged === null) return null
  const mobile = own.mobile.test(significant)
  if (!judged.assigned && !mobile && !own.landline.test(significant)) return null
  const type = mobile ? 'mobile' : judged.type
  return { ...judged, type, value, region: judged.region || own.region, written: 'international', weakShape: false }
}

/** Of a country without a plan here: the metadata tells the number, without a national prefix that does not belong there. */
function matchUnknownCode(digits: string): PlanMatch | null {
  const judged = judge(`+${digits}`)
  return judged?.assigned === true
    ? { ...judged, value: judged.number, written: 'international', weakShape: false }
    : null
}

/** Digits as written inside the country (`0612345678` in NL); null when they have no shape of that country. */
export function matchNational(digits: string, region: string): PlanMatch | null {
  const own = byRegion.get(region)
  if (own === undefined) return matchUnknownPlan(digits, region)
  if (!digits.startsWith(own.trunk)) return null
  const significant = digits.slice(own.trunk.length)
  const mobile = own.mobile.test(significant)
  if (!mobile && !own.landline.test(significant)) return null
  const value = `+${own.code}${significant}`
  const judged = judge(value)
  const assigned = judged?.assigned ?? false
  return {
    value,
    region: assigned && judged !== null ? judged.region : region,
    type: mobile ? 'mobile' : assigned && judged !== null ? judged.type : 'landline',
    assigned,
    written: 'national',
    weakShape: own.trunk === '' && !digits.startsWith('0')
  }
}

/** A mobile number without the trunk prefix that its country dials ("6 12345678" in NL). */
export function matchTrunkOmitted(digits: string, region: string): PlanMatch | null {
  if (digits.startsWith('0')) return null
  const own = byRegion.get(region)
  if (own === undefined || own.trunk === '' || !own.mobile.test(digits)) return null
  const found = matchNational(own.trunk + digits, region)
  return found !== null && found.assigned ? { ...found, weakShape: true, doubt: 'no-trunk' } : null
}

function matchUnknownPlan(digits: string, region: string): PlanMatch | null {
  if (digits.length < 8 || digits.length > 12 || !/^[A-Z]{2}$/.test(region)) return null
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: region as 'NL', extract: false })
  if (parsed === undefined || !parsed.isValid()) return null
  const judged = judge(parsed.number)
  return judged === null
    ? null
    : { ...judged, value: parsed.number, written: 'national', weakShape: !digits.startsWith('0') }
}

/** Whether digits are written like a mobile number of one country; cheap. */
export function isMobileShape(digits: string, region: string): boolean {
  const own = byRegion.get(region)
  return own !== undefined && digits.startsWith(own.trunk) && own.mobile.test(digits.slice(own.trunk.length))
}

/** Whether digits are written like a mobile number of any country with a plan; cheap, for asking before anything dear. */
export function couldBeMobile(digits: string): boolean {
  return plans.some((own) => digits.startsWith(own.trunk) && own.mobile.test(digits.slice(own.trunk.length)))
}

/**
 * A country code without a sign before it: only with a mobile number of that country after it, assigned unless at home. `inOne`: the digits
 * are written in one piece, so that an assigned landline of another country counts as well.
 */
export function matchBareCode(digits: string, home: string, inOne: boolean): PlanMatch | null {
  if (digits.length < 10 || digits.length > 13) return null
  const own = planOfCode(digits)
  if (own === null) return isHomeCode(digits, home) ? asBare(matchUnknownCode(digits)) : null
  if (inOne && own.region !== home && own.landline.test(digits.slice(own.code.length)))
    return asBare(assignedOnly(digits))
  if (!own.mobile.test(digits.slice(own.code.length))) return null
  const found = matchInternational(digits)
  return found !== null && (found.assigned || own.region === home) && found.type === 'mobile'
    ? { ...found, weakShape: true }
    : null
}

function asBare(found: PlanMatch | null): PlanMatch | null {
  return found === null ? null : { ...found, weakShape: true }
}

function assignedOnly(digits: string): PlanMatch | null {
  const found = matchInternational(digits)
  return found?.assigned === true ? found : null
}

/** Whether digits begin with the code of a country that has no plan here. */
function isHomeCode(digits: string, home: string): boolean {
  return !byRegion.has(home) && isSupportedCountry(home) && digits.startsWith(getCountryCallingCode(home))
}

/** What a country dials before a country code, where that is not 00. */
const exitCodes: Readonly<Record<string, string>> = {
  US: '011',
  CA: '011',
  AU: '0011',
  RU: '810',
  BY: '810',
  KZ: '810',
  JP: '010'
}

/** Digits after the code that a country dials for others; null when they do not begin with one of its own. */
export function afterExitCode(digits: string, home: string): string | null {
  const code = exitCodes[home]
  return code !== undefined && digits.startsWith(code) ? digits.slice(code.length) : null
}

function planOfCode(digits: string): Plan | null {
  return byCode.get(digits.slice(0, 2)) ?? byCode.get(digits.slice(0, 3)) ?? null
}

/** `+31 (0)6 ...`: the trunk prefix that does not belong there. Italy keeps its zero. */
function withoutTrunk(own: Plan, rest: string): string {
  if (own.trunk !== '' && rest.startsWith(own.trunk)) return rest.slice(own.trunk.length)
  return own.region === 'HU' && rest.startsWith('0') ? rest.slice(1) : rest
}

type Judgement = Pick<PlanMatch, 'region' | 'type' | 'assigned'> & { readonly number: string }

/** The metadata says the same every time, and asking takes about 10 microseconds. */
const judgements = new Map<string, Judgement | null>()
const maxJudgements = 20_000

function judge(value: string): Judgement | null {
  const known = judgements.get(value)
  if (known !== undefined) return known
  const fresh = ask(value)
  if (judgements.size >= maxJudgements) judgements.clear()
  judgements.set(value, fresh)
  return fresh
}

function ask(value: string): Judgement | null {
  const parsed = parsePhoneNumberFromString(value, { extract: false })
  if (parsed === undefined) return null
  const kind = parsed.getType()
  const type =
    kind === 'MOBILE' ? 'mobile' : kind === 'FIXED_LINE' || kind === 'FIXED_LINE_OR_MOBILE' ? 'landline' : 'other'
  return { region: parsed.country ?? '', type, assigned: kind !== undefined, number: parsed.number }
}
