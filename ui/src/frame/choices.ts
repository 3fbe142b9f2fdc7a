/** Choices of a person that stay on this machine: language, theme, shortcuts. Storage may be refused; then they last one visit. */

export type Choice = 'language' | 'theme' | 'shortcuts'

const visit = new Map<Choice, string>()

export function readChoice(name: Choice): string | null {
  try {
    return localStorage.getItem(`baken.${name}`) ?? visit.get(name) ?? null
  } catch {
    return visit.get(name) ?? null
  }
}

export function keepChoice(name: Choice, value: string): void {
  visit.set(name, value)
  try {
    localStorage.setItem(`baken.${name}`, value)
  } catch {
    // Refused by the browser's settings: kept for this visit.
  }
}
