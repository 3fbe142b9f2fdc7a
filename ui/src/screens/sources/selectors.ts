/** The selectors by which a person says where the fields of an advert stand. */

/** Fields that a person may point at where the rules do not find them. */
export const pointed = ['advert', 'title', 'body', 'price', 'place', 'posted'] as const
export type Selectors = Readonly<Partial<Record<(typeof pointed)[number], string>>>
