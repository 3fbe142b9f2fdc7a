/** Price and place that an advert says in its title or text alone: where exactly one stands there, it is the advert's. */
import type { AdvertReading } from '../../model/page.ts'
import { placesSaid } from './place-value.ts'
import { fieldOf, priceIn } from '../advert/field-words.ts'

/** Longer texts speak of more than one thing. In characters. */
const maxText = 3_000

/** Prices of a text that are looked at. */
const maxPrices = 12

/**
 * The advert with the price and the place that only its title or text says. That something is offered is decided before: an article names a town and
 * a sum as well.
 */
export function withSaid(advert: AdvertReading): AdvertReading {
  if (advert.price !== undefined && advert.city !== undefined) return advert
  const price = advert.price ?? priceSaid(advert.title, advert.body)
  const city = advert.city ?? placeSaid(advert.title, advert.body)
  return { ...advert, ...(price !== undefined && { price }), ...(city !== undefined && { city }) }
}

/** The one price of a title, else of a text; of several the one right behind a label of a price ("Rent € 795, deposit € 400"). */
function priceSaid(title: string, body: string): string | undefined {
  return onePrice(title) ?? onePrice(body.slice(0, maxText))
}

function onePrice(text: string): string | undefined {
  const found: string[] = []
  let labelled: string | undefined
  let rest = text
  for (let n = 0; n < maxPrices; n++) {
    const price = priceIn(rest)
    if (price === undefined) break
    const at = rest.indexOf(price)
    const word = /(\p{L}{2,20})\s?:?\s$/u.exec(rest.slice(Math.max(0, at - 24), at))?.[1]
    if (word !== undefined && fieldOf(word) === 'price') labelled ??= price
    if (!found.some((one) => digitsOf(one) === digitsOf(price))) found.push(price)
    rest = rest.slice(at + price.length)
  }
  return found.length === 1 ? found[0] : labelled
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** The one place that a title names, else the one of a text; undefined where neither names just one. */
function placeSaid(title: string, body: string): string | undefined {
  const inTitle = placesSaid(title)
  if (inTitle.length > 0) return inTitle.length === 1 ? inTitle[0] : undefined
  const inBody = placesSaid(body.slice(0, maxText))
  return inBody.length === 1 ? inBody[0] : undefined
}
