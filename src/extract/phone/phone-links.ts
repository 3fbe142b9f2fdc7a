/** Phone numbers in links: tel:, wa.me, api.whatsapp.com, viber:, signal.me, t.me/+. */
import type { Fact } from '../../model/fact.ts'
import { claim, claimSpan, factAt } from '../document.ts'
import type { Document } from '../document.ts'
import { matchBareCode, matchInternational, matchNational } from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'

/** What opens the digits, with the method that the fact gets. Whether the digits begin with the country code by definition. */
const openings: readonly { readonly text: string; readonly method: string; readonly international: boolean }[] = [
  { text: 'wa.me/', method: 'wa-link', international: true },
  { text: 'whatsapp.com/send', method: 'wa-link', international: true },
  { text: 'whatsapp://send', method: 'wa-link', international: true },
  { text: 'wa.link/', method: 'wa-link', international: true },
  { text: 'tel:', method: 'tel-link', international: false },
  { text: 'callto:', method: 'call-link', international: false },
  { text: 'sms:', method: 'call-link', international: false },
  { text: 'viber://', method: 'viber-link', international: true },
  { text: 'signal.me/#p/', method: 'signal-link', international: true },
  { text: 't.me/+', method: 'telegram-link', international: true }
]

/** Longest way from the opening to the digits (`/?phone=`, `/?type=x&phone=`), and longest digits with separators. */
const maxLead = 40
const maxDigits = 32

export function phoneLinks(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (const opening of openings) {
    for (let at = doc.plain.indexOf(opening.text); at >= 0; at = doc.plain.indexOf(opening.text, at + 1)) {
      const found = readLink(doc, at, opening)
      if (found !== null) facts.push(found)
    }
  }
  return facts
}

function readLink(doc: Document, at: number, opening: (typeof openings)[number]): Fact | null {
  const from = at + opening.text.length
  const lead =
    /^(?:[?/]?(?:[a-z_]+=[a-z_]*&)?(?:phone|number|text)=|chat\?number=|add\?number=|\/\?phone=|\/)?(?:%2b|\+|\s)?/.exec(
      doc.plain.slice(from, from + maxLead)
    )
  const start = from + (lead?.[0].length ?? 0)
  const written = /^\(?\d(?:[\d().-]|%20)*/.exec(doc.plain.slice(start, start + maxDigits))?.[0].trimEnd() ?? ''
  const digits = (opening.international ? (/^\d*/.exec(written)?.[0] ?? '') : written.replaceAll('%20', '')).replace(
    /\D/g,
    ''
  )
  if (digits.length < 8 || digits.length > 15 || lead?.[0].includes(' ') === true) return null
  const match = matchLink(doc, digits, opening.international || /(?:%2b|\+)$/.test(lead?.[0] ?? ''))
  if (match === null) return null
  const length = opening.international ? digits.length : written.length
  const end = start + length
  claimSpan(doc, at, end, claim.phone)
  return factAt(
    doc,
    'phone',
    opening.text === 'tel:' ? start : at,
    end,
    match.value,
    opening.method,
    match.assigned ? 0.98 : 0.85,
    {
      region: match.region,
      type: match.type,
      assigned: match.assigned
    }
  )
}

/** Links for WhatsApp must hold a country code, yet people put national numbers there too. */
function matchLink(doc: Document, digits: string, international: boolean): PlanMatch | null {
  if (digits.startsWith('00')) return matchInternational(digits.slice(2))
  const national = matchNational(digits, doc.context.region.toUpperCase())
  if (!international) return national ?? matchBareCode(digits, doc.context.region.toUpperCase(), true)
  const found = matchInternational(digits)
  return found !== null && (found.assigned || national === null) ? found : (national ?? found)
}
