/** The error for what is stored and does not open. */

/** Its row was changed, or the key is another one: nothing of it can be shown, and `baken verify` names which row. */
export class DoesNotOpen extends Error {}
