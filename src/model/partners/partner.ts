/** Partners: kinds of organisations, what may be told to each at most, and the articles on which it is. */

/** What a disclosure may hold at all, each in a field of its own. */
export const sharedFields = [
  'form',
  'region',
  'place',
  'address',
  'period',
  'signs',
  'role',
  'minor',
  'needs',
  'name',
  'contact',
  'question'
] as const
export type SharedField = (typeof sharedFields)[number]

/** The white list of each kind of partner: what its task needs, and nothing else, whatever a decision says. */
export const whiteLists = {
  /** Municipalities act on places, and are told of no person. */
  municipality: ['form', 'region', 'place', 'address', 'period', 'signs', 'question'],
  care: ['form', 'region', 'role', 'minor', 'needs', 'name', 'contact', 'question'],
  /** Child protection. */
  protection: ['form', 'region', 'address', 'role', 'minor', 'needs', 'name', 'contact', 'question'],
  /** Labour inspectorate. */
  inspectorate: ['form', 'region', 'place', 'address', 'period', 'signs', 'question'],
  /** The national coordination centre, which counts victims. */
  comensha: ['form', 'region', 'period', 'role', 'minor', 'question']
} as const satisfies Readonly<Record<string, readonly SharedField[]>>
export type PartnerKind = keyof typeof whiteLists
export const partnerKinds = ['municipality', 'care', 'protection', 'inspectorate', 'comensha'] as const

/** Articles of the Police Data Act (Wpg) on which data leave the police: to authorities (16), structurally (18), once (19), to a partnership (20). */
export const agreementArticles = ['16', '18', '19', '20'] as const

export const agreementStates = ['proposed', 'confirmed', 'refused', 'withdrawn', 'ended'] as const

/** Fields in which a person, a number or a case is named by nobody: what does belongs into a field of its own. */
export const namelessFields: readonly SharedField[] = ['region', 'place', 'needs', 'question']
