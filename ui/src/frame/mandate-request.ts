/** Lets any part of the screen ask for the mandate dialog, which lives in the header. */

const name = 'baken:mandate'

export function askForMandate(): void {
  window.dispatchEvent(new Event(name))
}

export function onMandateAsked(act: () => void): () => void {
  window.addEventListener(name, act)
  return () => window.removeEventListener(name, act)
}
