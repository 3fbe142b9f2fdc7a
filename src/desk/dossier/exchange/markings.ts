/** Handling codes in other formats: marking definitions of STIX 2.1 (the extensions TLP 2.0 and PAP of OASIS) and tags of MISP. Pure. */
import { codesOf, type Handling } from '../../../model/partners/handling.ts'
import type { DossierState } from '../state.ts'

const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
const papExtension = 'extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b'

/** As OASIS published them: identifier and day are theirs. */
const definitions: Readonly<Record<string, readonly [id: string, created: string]>> = {
  'TLP:CLEAR': ['94868c89-83c2-464b-929b-a1a8aa3c8487', '2022-10-01'],
  'TLP:GREEN': ['bab4a63c-aed9-4cf5-a766-dfca5abac2bb', '2022-10-01'],
  'TLP:AMBER': ['55d920b0-5e8b-4f79-9ee9-91f868d9b421', '2022-10-01'],
  'TLP:AMBER+STRICT': ['939a9414-2ddd-4d32-a0cd-375ea402b003', '2022-10-01'],
  'TLP:RED': ['e828b379-4e03-4974-9ac4-e53a884c97c1', '2022-10-01'],
  'PAP:CLEAR': ['ad15a0cd-55b6-4588-a14c-a66105329b92', '2022-10-01'],
  'PAP:GREEN': ['c43594d1-4b11-4c59-93ab-1c9b14d53ce9', '2022-10-09'],
  'PAP:AMBER': ['60f8932b-e51e-4458-b265-a2e8be9a80ab', '2022-10-02'],
  'PAP:RED': ['740d36e5-7714-4c30-961a-3ae632ceee0e', '2022-10-06']
}

const refOf = (code: string): string => `marking-definition--${definitions[code]?.[0] ?? ''}`

/** `object_marking_refs` of an object; nothing without a code. */
export function markingRefs(handling: Handling | undefined): { readonly object_marking_refs?: readonly string[] } {
  const codes = handling === undefined ? [] : codesOf(handling)
  return codes.length === 0 ? {} : { object_marking_refs: codes.map(refOf) }
}

/** The definitions that a bundle refers to. */
export function markingObjects(all: Iterable<Handling>) {
  const codes = [...new Set([...all].flatMap(codesOf))].toSorted()
  return codes.map((name) => {
    const [kind = '', value = ''] = name.toLowerCase().split(':')
    const extension =
      kind === 'tlp'
        ? { [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: value } }
        : { [papExtension]: { extension_type: 'property-extension', pap: value } }
    const created = `${definitions[name]?.[1] ?? ''}T00:00:00.000Z`
    return { type: 'marking-definition', spec_version: '2.1', id: refOf(name), created, name, extensions: extension }
  })
}

/** Tags of MISP's taxonomies: `tlp:amber`, `PAP:GREEN`. */
export function mispTags(handling: Handling | undefined): { readonly name: string }[] {
  if (handling === undefined) return []
  return codesOf(handling).map((code) => ({ name: code.startsWith('TLP') ? code.toLowerCase() : code }))
}

/** The codes of each item of a state. */
export function codesIn({ handling }: DossierState): ReadonlyMap<number, Handling> {
  return new Map((handling?.codes ?? []).map(({ no, tlp, pap }) => [no, { tlp, pap }]))
}
