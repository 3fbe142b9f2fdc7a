/** Puts a dossier together: every file of the package, in a fixed order, with the list of their digests and its signature at the end. */
import type { LogProofs } from '../../evidence/packages/log-proofs.ts'
import type { SigningKey } from '../../evidence/packages/signing.ts'
import { documentOf } from './document.ts'
import { caseUcoOf } from './formats/case-uco.ts'
import { docxOf } from './formats/docx.ts'
import { docxWords } from './formats/docx-check.ts'
import { ftmOf } from './formats/ftm.ts'
import { mispOf } from './exchange/misp.ts'
import { htmlOf } from './formats/html.ts'
import { pdfOf } from './dossier-pdf.ts'
import { stixOf } from './formats/stix.ts'
import { capturesCsv, factsCsv, handlingCsv, itemFile, itemsCsv, searchesCsv, tasksCsv } from './formats/tables.ts'
import { TemplateFault } from './formats/template-fault.ts'
import { ZipFull } from '../../evidence/packages/zip-stored.ts'
import { proofOfLedger } from '../packages/ledger-proof.ts'
import { listedFiles } from '../packages/listed-files.ts'
import { dossierVerifyText } from '../packages/verify-words.ts'
import type { Masks } from './names/redact.ts'
import { proofOf } from './searches.ts'
import type { CustodyEntry, FrozenDossier, ItemText } from './state.ts'

export interface PackageParts {
  /** The state as it is told: where names are left out, with keys in their place. */
  readonly frozen: FrozenDossier
  readonly masks: Masks
  /** Texts of pinned adverts by number of the item, masked as the state is. */
  readonly texts: ReadonlyMap<number, ItemText>
  /** What was pinned, in the order of the items, masked as the state is. */
  readonly items: AsyncIterable<readonly [no: number, content: unknown]>
  /** Numbers of entries of the ledger that hold a name and stay out of the proof. */
  readonly hidden: ReadonlySet<number>
  readonly template: Buffer | null
  /** So many files may stand in it. */
  readonly mostFiles: number
  /** WACZ files of at most some hundred megabytes, one at a time; none where names are left out. */
  readonly evidence: AsyncIterable<Buffer>
  /** Of the key that signed the WACZ files. */
  readonly waczFingerprint: string
  readonly key: SigningKey
  /** The log of the first so many entries of the ledger; null where it does not hold them. */
  readonly log: (size: number) => LogProofs | null
  /** Takes pieces of the package in their order. */
  readonly write: (pieces: readonly Buffer[]) => Promise<void>
  /** Awaited now and then; what it throws ends the work. */
  readonly pause: (step: 'evidence' | 'texts' | 'package') => Promise<void>
}

/** A name is still in what was to be written: nothing leaves. */
export class NameLeft extends Error {}

/** Files beside the items and the entries of the ledger, each of which goes with its proof; WACZ files and parts of the document in words come on top. */
const otherFiles = 30

/** Writes the package piece by piece. The same parts give the same bytes. */
export async function writePackage(parts: PackageParts): Promise<void> {
  const { frozen, texts, key, write, pause, waczFingerprint } = parts
  const { state } = frozen
  const whole = state.ask.keys.length === 0
  const proven = entriesOf(parts)
  // Known before anything is made: hours of work would end at the last file otherwise.
  if (2 * proven.length + state.items.length + otherFiles > parts.mostFiles)
    throw new ZipFull(`${proven.length} entries and ${state.items.length} items do not fit into one package`)
  const files = listedFiles(state.at, write)
  const add = files.add
  const addText = async (name: string, pieces: Iterable<string>): Promise<void> => {
    const text = [...pieces].join('')
    const left = parts.masks.left(text)
    if (left !== null) throw new NameLeft(`A name is still in ${name} (key ${left}).`)
    await add(name, Buffer.from(text, 'utf8'))
    await pause('texts')
  }
  const wacz: string[] = []
  for await (const one of parts.evidence) {
    wacz.push(wacz.length === 0 ? 'evidence.wacz' : `evidence-${wacz.length + 1}.wacz`)
    await add(wacz.at(-1) ?? '', one)
    await pause('evidence')
  }
  const { title } = state.case
  const log = parts.log(proven.at(-1)?.no ?? 0)
  await addText('VERIFY.md', [
    dossierVerifyText(frozen, { fingerprint: key.fingerprint, waczFingerprint, wacz, whole, log: log?.vkey ?? null })
  ])
  await add('dossier.pdf', await pdfOf(documentOf(frozen, texts), frozen, () => pause('texts')))
  await addText('dossier.html', htmlOf(documentOf(frozen, texts), title, state.ask.language))
  for await (const [name, document] of documentsOf(parts)) await add(name, document)
  await addText('items.csv', [itemsCsv(state)])
  await addText('facts.csv', [factsCsv(state)])
  await addText('captures.csv', [capturesCsv(state)])
  if (state.handling !== undefined) await addText('handling.csv', [handlingCsv(state.handling)])
  if (state.tasks !== undefined) await addText('tasks.csv', [tasksCsv(state.tasks, state.ask.language)])
  if (state.searches !== undefined) await addText('searches.csv', [searchesCsv(state.searches)])
  await addText('case-uco.jsonld', caseUcoOf(state))
  await addText('stix.json', stixOf(state))
  await addText('ftm.json', ftmOf(state))
  await addText('misp.json', mispOf(state))
  for await (const [no, content] of parts.items) await addText(itemFile(no), [JSON.stringify(content)])
  await pause('package')
  for (const [name, content] of proofOfLedger(proven, log)) await add(name, content)
  if (whole)
    await addText(
      'proof/ITEMSUMS',
      state.items.map((one) => `${one.digest.replace('sha256:', '')}  ${itemFile(one.no)}\n`)
    )
  await add('proof/key.pem', Buffer.from(key.pem))
  const head = {
    format: 'baken-dossier/1',
    case: state.case.id,
    no: frozen.no,
    at: state.at,
    state: frozen.digest,
    follows: frozen.follows
  }
  await addText('manifest.json', [`${JSON.stringify({ ...head, files: [...files.listed] }, null, 1)}\n`])
  await files.end(key)
}

/** The document in words, in one file or several. */
async function* documentsOf({ template, frozen, texts, masks, pause }: PackageParts): AsyncGenerator<[string, Buffer]> {
  let no = 0
  for (const document of docxOf(template, frozen, texts)) {
    // The template is of people, and may say a name by itself.
    const left = masks.left(await docxWords(document))
    if (left !== null) throw new TemplateFault(`it says a name that is left out (key ${left})`)
    yield [++no === 1 ? 'dossier.docx' : `dossier-${no}.docx`, document]
    await pause('texts')
  }
}

/** What was done and searched, each entry once, in the order of the ledger. */
function entriesOf({ frozen: { state }, hidden }: PackageParts): CustodyEntry[] {
  const entries = new Map([...state.custody, ...proofOf(state.searches)].map((one) => [one.no, one]))
  return [...entries.values()].toSorted((a, b) => a.no - b.no).filter((one) => !hidden.has(one.no))
}
