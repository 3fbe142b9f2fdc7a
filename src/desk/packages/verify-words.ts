/** VERIFY.md: how a stranger checks a package with sha256sum, gunzip and openssl alone. Pure; tests do what the words say. */
import type { FrozenDossier } from '../dossier/state.ts'

export interface VerifyFacts {
  readonly fingerprint: string
  /** SHA-256 of the key that signs the WACZ files, as DER, in hex. */
  readonly waczFingerprint: string
  /** WACZ files in the package; none where names were left out. */
  readonly wacz: readonly string[]
  /** What was pinned stands as it was: nothing was left out of it. */
  readonly whole: boolean
  /** The key that signs the log, as others configure it (C2SP vkey); null where no proof in the log comes along. */
  readonly log: string | null
}

/** Of a dossier. */
export function dossierVerifyText(frozen: FrozenDossier, facts: VerifyFacts): string {
  const { state, no, follows, digest } = frozen
  const { fingerprint, waczFingerprint, wacz, whole, log } = facts
  const before =
    follows === null ? 'It is the first of its case.' : `It follows the dossier whose package has SHA-256 ${follows}`
  const lines = [
    `Dossier ${no} of case ${state.case.id}, as of ${state.at}.`,
    `Digest of its contents: ${digest}`,
    before
  ]
  return [
    ofFiles('dossier', lines, fingerprint),
    whole ? ofItems : ofNames,
    wacz.length > 0 ? ofCaptures(waczFingerprint, wacz) : '',
    log === null ? noLog('dossier') : ofLog(log)
  ].join('')
}

/** What a package of captures without a case says of itself. */
export interface EvidenceFacts extends Omit<VerifyFacts, 'whole'> {
  readonly at: string
  readonly captures: number
  /** Names of the stamps and witnessed checkpoints that come along. */
  readonly outside: readonly string[]
}

/** Of captures that are in no case. */
export function evidenceVerifyText(facts: EvidenceFacts): string {
  const { at, captures, fingerprint, waczFingerprint, wacz, log, outside } = facts
  const lines = [`Evidence: ${captures === 1 ? '1 capture' : `${captures} captures`}, of no case, as of ${at}.`]
  return [
    ofFiles('evidence', lines, fingerprint),
    ofKept,
    ofCaptures(waczFingerprint, wacz),
    log === null ? noLog('package') : ofLog(log),
    ofOutside(outside)
  ].join('')
}

function ofFiles(what: 'dossier' | 'evidence', lines: readonly string[], fingerprint: string): string {
  return `# Checking this ${what}

${lines.join('\n')}

Nothing of Baken is needed. Unpack the package with any program for zip files, open a terminal in the folder, and type what stands in the
boxes. Every command must end without an error.

## 1. The package

Baken shows the SHA-256 of the package beside its name, and its ledger keeps it. Compare it with what this prints:

    sha256sum PACKAGE.zip

## 2. Every file is the one that was packed

    sha256sum --check --strict --quiet SHA256SUMS

## 3. The list of files was signed by Baken

    openssl pkeyutl -verify -pubin -inkey proof/key.pem -rawin -in SHA256SUMS -sigfile proof/SHA256SUMS.sig

The key is the right one when its fingerprint is the one that the operator of Baken names, by telephone or on paper; here it is
${fingerprint}:

    openssl pkey -pubin -in proof/key.pem -outform DER | sha256sum

Where a time stamp comes along (the name of the package with .tsr behind it), an authority says that the package was there at a time. With the
certificates of that authority in a file, \`openssl ts -verify -data PACKAGE.zip -in PACKAGE.zip.tsr -CAfile authority.pem\` checks it.

## 4. The ledger says what was done

Below proof/ledger each entry of the ledger stands as it was hashed: 32 bytes, the hash of the entry before it, and then the entry as text.
The name of a file is the number of its entry. The hashes themselves, which Baken's checkpoints cover, are in this list:

    sha256sum --check --strict --quiet proof/LEDGERSUMS
`
}

const ofItems = `
## 5. Each item is what was pinned

What was pinned stands below items/ byte for byte. Its SHA-256 is in the entry of the ledger by which it was pinned ("case.pin"), in the PDF,
and in this list:

    sha256sum --check --strict --quiet proof/ITEMSUMS
`

const ofKept = `
## 5. Each capture is one that was stored

captures.csv names each capture with its time, its address, the SHA-256 of its sealed record, and the number of the entry of the ledger ("capture.store") with
which it was stored. That entry stands below proof/ledger, with the file of the evidence that it went into; later entries say when that file was closed, and who opened
what it shows. The sealed records themselves stay with Baken: whoever may see them there can hold them against these digests.
`

const ofNames = `
## 5. Names were left out

Names stand as keys in this package, so the files below items/ are not those that were pinned, and entries of the ledger that hold a name
are missing below proof/ledger. Whoever holds the package without keys can compare the two.
`

function ofCaptures(fingerprint: string, wacz: readonly string[]): string {
  return `
## 6. The captures

A WACZ is a zip file: unpack it as well, each into a folder of its own. Its records open with gunzip, and each says the SHA-256 of what follows.
For ${wacz[0] ?? ''} unpacked into the folder wacz:

    gunzip --test wacz/archive/data.warc.gz
    gunzip --stdout wacz/archive/data.warc.gz

Any program for web archives shows the pages (for instance ReplayWeb.page, without a network). A WACZ is
signed by itself too, in the anonymous form of its standard, so that it can be handed on without this package: such a program names the
public key, and \`baken verify\` its fingerprint, which is
${fingerprint}
`
}

function ofLog(vkey: string): string {
  return `
## 7. The entries stand in the signed log

The hash of every entry of the ledger is a leaf of a Merkle tree (RFC 9162). proof/log/tree says how many entries it had and what its root is, and is
signed; each other file below proof/log leads from one entry to that root (C2SP tlog-proof). check.sh is a page of text that calls openssl alone: read it first.

    openssl pkeyutl -verify -pubin -inkey proof/log/key.pem -rawin -in proof/log/tree -sigfile proof/log/tree.sig
    sh proof/log/check.sh

Whoever outside kept a checkpoint of this log can be asked whether it goes on from theirs (\`baken log consistency\` gives the proof). To them the key is
${vkey}
`
}

function noLog(what: 'dossier' | 'package'): string {
  return `
## 7. No proof in the log

The log over the ledger did not hold these entries when this ${what} was made, so the package has no proof of them.
`
}

function ofOutside(names: readonly string[]): string {
  if (names.length === 0)
    return `
## 8. Nobody outside has said so yet

No time stamp and no signature of a witness on a tree with these entries was there when this package was made.
`
  const stamps = names.filter((name) => name.endsWith('.tsr'))
  const witnesses = names.filter((name) => name.startsWith('witness-'))
  return `
## 8. Others outside saw this log

proof/outside/checkpoint is the tree of proof/log/tree with its signature: its first three lines are the same.
${stamps.map((name) => `An authority stamped it (RFC 3161): \`openssl ts -verify -data proof/outside/checkpoint -in proof/outside/${name} -CAfile authority.pem\`, with the certificates of that authority in a file.\n`).join('')}${witnesses.map((name) => `A witness signed it too (C2SP tlog-cosignature), in proof/outside/${name}: \`baken verify PACKAGE.zip --witness-key KEY\`, with the key that the witness itself gives.\n`).join('')}`
}
