/** What a signal is called, and the first words of its adverts. */
import type { Signal, SignalRow } from '../../../../src/contract/desk/signals.ts'
import { firstWords, identityOfMembers, titleOf } from '../../names/naming.ts'
import type { Identity } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'

export interface SignalName {
  readonly name: string
  readonly title: string | null
  readonly identity: Identity | null
}

export function useSignalName(signal: Signal): SignalName {
  const names = useNames()
  const identity = signal.identity ?? identityOfMembers(signal.members)
  const title = signal.title === null ? titleOf(signal.members) : firstWords(signal.title, 8)
  return { name: names.identity({ identity, title, places: signal.places }), title, identity }
}

/** The name of a row, for sentences about it. */
export function useRowName(): (row: SignalRow) => string {
  const names = useNames()
  return ({ identity, title, places }) =>
    names.identity({ identity, title: title === null ? null : firstWords(title, 8), places })
}
