/** What routes show of the linker, which may not run in this process. */
import { LinkerUnavailable, type LinkDesk } from '../desk/networks/link-acts.ts'

/** What the linker shows; null when it does not run here: the rest of the answer is of use without. */
export async function shownBy<T>(desk: LinkDesk | null, look: (desk: LinkDesk) => Promise<T>): Promise<T | null> {
  if (desk === null) return null
  try {
    return await look(desk)
  } catch (error) {
    if (error instanceof LinkerUnavailable) return null
    throw error
  }
}
