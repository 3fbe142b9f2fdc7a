/** The ordinary background: people who sell goods, offer services or rent out rooms. */
import type { AdvertDraft } from '../advert.ts'
import { plainStyles } from '../disguise.ts'
import { expand } from '../grammar.ts'
import { menNames, womenNames } from '../names.ts'
import { makePersona, writeAdvert } from '../posting.ts'
import { place } from './independent.ts'
import { makeStyle } from '../style.ts'
import { pickDays, pickSite, pickTown, type Supplies } from '../supplies.ts'
import { tradePools, trades } from '../text/trade.ts'

/** Writes one to three adverts of one trader, each its own text; figures in them look like numbers but are not. */
export function traderAdverts(supplies: Supplies, hand: string): AdvertDraft[] {
  const { random } = supplies
  const trade = random.weighted([
    [trades[0]!, 50],
    [trades[1]!, 33],
    [trades[2]!, 17]
  ])
  const style = makeStyle(random, 'nl', false)
  const numbers = random.chance(0.35) ? [] : [supplies.numbers.issue('NL')]
  const persona = makePersona(random, [...menNames, ...womenNames], 'nl')
  const account = supplies.newAccount()
  const home = pickTown(random, 'marktplein')
  return Array.from(
    {
      length: random.weighted([
        [1, 60],
        [2, 28],
        [3, 12]
      ])
    },
    () => {
      const site = pickSite(random, trade.category, 'nl')
      const [postedDay, untilDay] = pickDays(random, site)
      const numberStyle = random.pick(plainStyles)
      return writeAdvert(random, {
        site,
        hand,
        kind: 'trader',
        template: supplies.newTemplate(),
        category: trade.category,
        language: 'nl',
        persona: { ...persona, price: random.pick([15, 25, 40, 60, 75, 120, 250, 450, 575, 700]) },
        draft: {
          title: expand(random, random.pick(trade.titles), tradePools),
          sentences: random
            .sample(trade.lines, random.int(3, trade.lines.length))
            .map((line) => expand(random, line, tradePools)),
          contact: random.pick(['Bel [phone].', '[phone]', 'Telefoon [phone], na zes uur.', 'Whatsapp kan: [phone]']),
          form: 'Reageer via de site.'
        },
        style,
        town: home,
        account,
        numbers,
        numberStyle,
        numberPlace: place(random, numberStyle, numbers.length),
        postedDay,
        untilDay,
        pictures: random.chance(0.6) ? [{ scene: supplies.newScene(), variant: 0 }] : [],
        slots: {
          order: String(random.int(10000000, 999999999)),
          kvk: `${random.int(10, 89)}${String(random.int(0, 999999)).padStart(6, '0')}`,
          date: `${random.int(1, 28)}-0${random.int(4, 7)}-2026`,
          postcode: `${random.int(1011, 9999)} ${random.pick(['AB', 'CD', 'GH', 'KL', 'NP', 'XW'])}`
        }
      })
    }
  )
}
