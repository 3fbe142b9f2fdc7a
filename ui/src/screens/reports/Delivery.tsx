/** Sends what waits on this device, whichever screen is open; shows nothing. */
import { useDelivery } from './useOutbox.ts'

export function Delivery({ user }: { readonly user: string }) {
  useDelivery(user)
  return null
}
