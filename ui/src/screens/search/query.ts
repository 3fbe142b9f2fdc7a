/** What is searched, as the address of the screen holds it, and how one box tells words from a fact. Pure. */
import type { SearchQuery } from '../../api/adverts.ts'

/** The search in a query of the address. What was typed into the one box of the header (`q` alone) is split here. */
export function searchQuery(query: Readonly<Record<string, string>>): SearchQuery {
  const one = query['q'] ?? ''
  const fact = query['fact'] ?? ''
  const split = fact === '' && looksLikeFact(one)
  return {
    q: split ? '' : one,
    fact: split ? one : fact,
    source: query['source'] ?? '',
    state: query['state'] === 'open' || query['state'] === 'sealed' ? query['state'] : '',
    from: query['from'] ?? '',
    to: query['to'] ?? ''
  }
}

/** Whether the whole text is one number, e-mail address or handle, however messy: then it is no words. */
export function looksLikeFact(text: string): boolean {
  const bare = text.trim()
  if (/^\S+@\S+\.\S+$/.test(bare) || /^(?:https?:\/\/)?(?:t\.me|wa\.me)\/\S+$/i.test(bare) || /^@[\w.]{3,}$/.test(bare))
    return true
  if (!/^[+(]?[\d\s().\-/+*]+$/.test(bare)) return false
  const digits = bare.replaceAll(/\D/g, '').length
  return digits >= 7 && digits <= 15
}
