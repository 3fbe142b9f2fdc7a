/** People and sites by their names, with the id or host for whoever points at them. */
import { useNames } from './useNames.ts'

export function Person({ id }: { readonly id: string }) {
  const name = useNames().person(id)
  return name === id ? <>{id}</> : <span title={id}>{name}</span>
}

export function Site({ host }: { readonly host: string }) {
  const name = useNames().site(host)
  return name === host ? <>{host}</> : <span title={host}>{name}</span>
}
