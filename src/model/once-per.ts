/** What is worked out once for each object, and kept for as long as that object lives: keys that are derived from keys, above all. */

/** The same function, whose answer for an object is made once. The object must not change afterwards; nothing keeps it alive. */
export function oncePer<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, { readonly value: Made }>()
  return (of) => {
    let known = made.get(of)
    if (known === undefined) {
      known = { value: make(of) }
      made.set(of, known)
    }
    return known.value
  }
}
