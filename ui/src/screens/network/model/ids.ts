/** What the things of a drawing are called in it: an advert or a shared thing by its id; folds name themselves. Pure. */

export function advertNode(advert: number): string {
  return `advert:${advert}`
}

export function shareNode(id: string): string {
  return `share:${id}`
}

/** The advert that a name stands for; null for anything else. */
export function advertIn(name: string): number | null {
  const found = /^advert:(\d+)$/.exec(name)
  return found === null ? null : Number(found[1])
}

/** The id of the shared thing that a name stands for; null for anything else. */
export function shareIn(name: string): string | null {
  return name.startsWith('share:') ? name.slice('share:'.length) : null
}
