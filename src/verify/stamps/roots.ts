/** Certificates that people name as trusted, read from a file: no decoder of time stamps is loaded for that. */
import { X509Certificate } from 'node:crypto'

/** The certificates in a PEM file; a text: why there are none. */
export function rootsIn(pem: string): X509Certificate[] | string {
  const parts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (parts.length === 0) return 'it holds no certificate in PEM form'
  try {
    return parts.map((part) => new X509Certificate(part))
  } catch (error) {
    return `a certificate in it cannot be read: ${(error as Error).message}`
  }
}
