/** The fields of a form, as what goes into the address. */

/** Each field by its name, its text without space around it. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : ''])
  )
}
