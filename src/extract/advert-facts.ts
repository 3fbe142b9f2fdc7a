/** What a read advert or the repeated text of a site states: its whole text with the facts in it. */
import type { ExtractContext } from '../model/fact.ts'
import type { AdvertReading } from '../model/page.ts'
import type { SealedReading } from '../model/reading.ts'
import { isValueKind, type ValueKind } from '../model/value-kind.ts'
import { extract } from './extract.ts'

/** An advert as text with its facts; what is sealed under the key of its capture. */
export function extractFacts(advert: AdvertReading, context: ExtractContext): SealedReading {
  const phoneField = advert.phoneField ?? null
  const parts = [advert.title, advert.body]
  const contact = [advert.contact, phoneField ?? '', advert.city ?? ''].filter((part) => part !== '').join('\n')
  if (contact !== '') parts.push(contact)
  const text = parts.join('\n')
  return {
    title: advert.title,
    body: advert.body,
    text,
    language: context.language ?? '',
    account: advert.account ?? null,
    seller: advert.seller ?? null,
    category: advert.category ?? null,
    city: advert.city ?? null,
    price: advert.price ?? null,
    phoneField,
    postedAt: advert.postedAt ?? null,
    images: advert.images,
    facts: extract(text, phoneField === null ? context : { ...context, phoneField })
  }
}

/** Contacts of a site itself (headers, footers), as values that would otherwise join its adverts. */
export function extractContacts(text: string, region: string): { readonly kind: ValueKind; readonly value: string }[] {
  return extract(text, { region }).flatMap((fact) =>
    isValueKind(fact.kind) ? [{ kind: fact.kind, value: fact.value }] : []
  )
}
