/** Forms of exploitation that Baken looks for signals of. */
export const forms = ['sexual', 'labour', 'criminal', 'minors'] as const
export type Form = (typeof forms)[number]
