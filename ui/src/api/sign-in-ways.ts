/** Ways to sign in beside the password: passkeys of this device, and the provider of single sign-on. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RecoveryCodes, Session, SignInWays } from '../../../src/contract/session.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useSignInWays() {
  return useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: () => read<SignInWays>('/api/sign-in-ways'),
    staleTime: Infinity,
    retry: false
  })
}

/** Browsers know passkeys for names, not for numbers. */
export function passkeysWork(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname)
}

/** Loaded when somebody uses a passkey. */
const library = () => import('@simplewebauthn/browser')
type RegistrationOptions = Parameters<Awaited<ReturnType<typeof library>>['startRegistration']>[0]['optionsJSON']
type AuthenticationOptions = Parameters<Awaited<ReturnType<typeof library>>['startAuthentication']>[0]['optionsJSON']

export function usePasskeySignIn() {
  return useMutation({
    mutationFn: async () => {
      const { startAuthentication } = await library()
      const optionsJSON = await send<AuthenticationOptions>('POST', '/api/session/passkey/options')
      return send<Session>('POST', '/api/session/passkey', { answer: await startAuthentication({ optionsJSON }) })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] })
  })
}

export function useAddPasskey() {
  return useMutation({
    mutationFn: async ({ password, name }: { password: string; name: string }) => {
      const { startRegistration } = await library()
      const optionsJSON = await send<RegistrationOptions>('POST', '/api/passkeys/options', { password })
      return send<RecoveryCodes>('POST', '/api/passkeys', { answer: await startRegistration({ optionsJSON }), name })
    }
  })
}

export function useRemovePasskey() {
  return useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) =>
      send<null>('POST', `/api/passkeys/${id}/remove`, { password })
  })
}
