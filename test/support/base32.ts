/** Base32 as authenticator apps read it, by another way than the product writes it: five bits of a number a letter. */

export function fromBase32(text: string): Buffer {
  let number = 0n
  for (const letter of text) number = number * 32n + BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
  return Buffer.from(number.toString(16).padStart((text.length * 5) / 4, '0'), 'hex')
}
