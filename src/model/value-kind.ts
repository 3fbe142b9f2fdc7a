/** Kinds of values that can join adverts. */

export type ValueKind = 'phone' | 'email' | 'handle' | 'url' | 'account'
/** In the order of their codes in the columns of linking. */
export const valueKinds: readonly ValueKind[] = ['phone', 'email', 'handle', 'url', 'account']

/** Whether a kind of fact is one that can join adverts. */
export function isValueKind(kind: string): kind is ValueKind {
  return (valueKinds as readonly string[]).includes(kind)
}
