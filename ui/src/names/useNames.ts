/** The words for codes and values in the language in force. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNameTables } from '../api/names.ts'
import type { Identity } from './naming.ts'
import { valueWords } from './value.ts'
import type { Word } from './value.ts'

export interface Names {
  value(kind: string, value: string): string
  /** The value as people write it; that it is sealed where it is not known. */
  shown(kind: string, value: string | null): string
  method(method: string): string
  kind(kind: string): string
  indicator(id: string): string
  /** The name of a person by the id, or what a part of Baken does that acts by itself. */
  person(id: string): string
  /** The name of the source that a host belongs to; the host itself where there is none. */
  site(host: string): string
  /** What a mandate is for; its id where that is not known. */
  mandate(id: string): string
  /** "Naaldwijk, Venlo, Someren en 3 meer". */
  places(places: readonly string[], most?: number): string
  /** What identifies a signal or network, else its title, else its places. */
  identity(of: {
    readonly identity: Identity | null
    readonly title: string | null
    readonly places: readonly string[]
  }): string
}

export function useNames(): Names {
  const { t, i18n } = useTranslation()
  const { people, sites, mandates, known } = useNameTables()
  return useMemo(() => {
    const word: Word = (key, values) => (i18n.exists(key) ? t(key, { ...values }) : null)
    const value = (kind: string, text: string): string => valueWords(kind, text, i18n.language, word)
    const places = (all: readonly string[], most = 3): string => {
      const shown = all.slice(0, most).join(', ')
      return all.length > most ? t('named.more', { places: shown, count: all.length - most }) : shown
    }
    return {
      value,
      shown: (kind, text) => (text === null ? t('links.sealedValue') : value(kind, text)),
      // Ways of writing that stand for a language ("words-nl", "phrase-en") and lists of ways share one word.
      method: (method) => {
        const base = method.split(',')[0] ?? method
        return t([`method.${base}`, `method.${base.replace(/-[a-z]{2}$/, '')}`, 'method.other'])
      },
      kind: (kind) => t([`kind.${kind}`, 'kind.other'], { kind }),
      indicator: (id) => t([`indicator.${id}`, 'indicator.other']),
      // A name that is on its way leaves its place open: an account name would jump away.
      person: (id) => people.get(id) ?? word(`actor.${id}`) ?? (known ? id : '…'),
      site: (host) => sites.get(host) ?? host,
      mandate: (id) => mandates.get(id) ?? id,
      places,
      identity: ({ identity, title, places: where }) => {
        if (identity !== null) return value(identity.kind, identity.value)
        if (title !== null) return t('named.text', { text: title })
        return where.length > 0 ? t('named.places', { places: places(where) }) : t('named.nothing')
      }
    }
  }, [t, i18n, people, sites, mandates, known])
}
