/** What to do when a key cannot be had. */

/**
 * Says it in a sentence. Of a key that an erasing destroyed the keys folder is never to be restored: what is sealed under it came back with an
 * older copy of the database.
 */
export function keyNotHere(what: string, kind: 'destroyed' | 'missing' | 'lost' | 'damaged'): string {
  const then =
    kind === 'destroyed'
      ? 'an erasing ended it, so that this database is older than that erasing. Run "baken verify", restore the newest backup of the database, and never an older one of the keys: it would undo the erasing.'
      : 'restore the keys folder from its backup.'
  return `The key for ${what} cannot be had (${kind}): ${then}`
}
