/** Values that people write down without having them: the number that counts up, the mailbox "info", the front page of a search engine. */

/** True when strangers are likely to state the same value. Phones in E.164, e-mails and urls as facts have them. */
export function isExampleValue(kind: string, value: string): boolean {
  if (kind === 'phone') return counts(value.slice(-8), 1) || counts(value.slice(-8), -1)
  if (kind === 'email') return exampleMailbox.test(value)
  return kind === 'url' && frontPage.test(value)
}

/** Every digit is the one before and `by`, from nine to nought and back. */
function counts(digits: string, by: 1 | -1): boolean {
  for (let i = 1; i < digits.length; i += 1) {
    if ((digits.charCodeAt(i) - digits.charCodeAt(i - 1) - by) % 10 !== 0) return false
  }
  return true
}

/** Nobody of these says who it is, at the large providers of mail. */
const exampleMailbox =
  /^(?:info|contact|mail|e-?mail|naam|jouw-?naam|uw-?naam|name|your-?name|voorbeeld|example|test|admin|name\.surname|voornaam\.achternaam)@(?:gmail|hotmail|outlook|live|yahoo|icloud|proton|protonmail|gmx|ziggo|kpnmail)\./

/** Large sites that everybody names, without a path. */
const frontPage =
  /^https?:\/\/(?:www\.)?(?:google|facebook|instagram|youtube|whatsapp|telegram|tiktok|twitter|x|snapchat|paypal|wikipedia|marktplaats)\.(?:com|org|nl|de|fr|be)\/?$/
