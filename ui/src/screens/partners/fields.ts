/** Fields of disclosures, kinds of partners and articles, in the order in which screens show them. */
import type { Agreement, PartnerBody } from '../../../../src/contract/partners/partners.ts'
import type { SharedField } from '../../../../src/model/partners/partner.ts'

const order: Readonly<Record<SharedField, number>> = {
  form: 1,
  region: 2,
  place: 3,
  address: 4,
  period: 5,
  signs: 6,
  role: 7,
  minor: 8,
  needs: 9,
  name: 10,
  contact: 11,
  question: 12
}
/** Every field, so that none of a disclosure is left out of what is shown before it leaves. */
export const shownFields = (Object.keys(order) as SharedField[]).toSorted((a, b) => order[a] - order[b])

export const kinds: readonly PartnerBody['kind'][] = ['municipality', 'care', 'protection', 'inspectorate', 'comensha']
export const articles: readonly Agreement['article'][] = ['16', '18', '19', '20']
