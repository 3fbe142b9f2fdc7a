/** The data's way as a program: what happens to captures between their bytes and signals, in order. The process role runs these lines. */
import { extractVersion } from './extract/extract.ts'
import { linkVersion } from './link/version.ts'
import { readVersion } from './read/read.ts'
import { weighVersion } from './weigh/weigh.ts'
import { rulesDigest } from './weigh/wording.ts'

/*
 * source -> schedule -> fetch -> capture -> read -> extract -> seal -> link -> weigh -> decide -> signal
 *
 * Up to capture, records come from outside (crawl/, evidence/; moved by run/crawl/). From there on this file says what follows what;
 * run/process/ says with which records and in which transactions. read, extract, link, weigh and decide are pure: a record in, records
 * out. Their outcomes are kept with capture, step and version, so that running a step again changes nothing unless its version rose.
 */

/** The versions of the pure steps, each from its folder; a test ties it to the code and the data of that folder. */
export const stepVersions = {
  read: readVersion,
  extract: extractVersion,
  link: linkVersion,
  /** weigh and decide stand in one folder. */
  weigh: weighVersion
} as const

/** By which rules networks are weighed: their version, and the SHA-256 of the tables of data that they read. */
export const rulesInForce = { version: weighVersion, digest: rulesDigest } as const

/** What is done with captures that wait, each step with what the one before it gave. `Work` is the transaction of what is written. */
export interface CaptureSteps<Capture, Pages, Adverts, Work, Sealed, Linked> {
  /** What do the pages say, and which adverts do they publish? */
  readonly read: (captures: readonly Capture[]) => Promise<Pages>
  /** Which facts do the adverts state, and where? */
  readonly extract: (pages: Pages) => Promise<Adverts>
  /** Runs what is written in one transaction, so that a capture is either done whole or waits still. */
  readonly together: (work: (work: Work) => Promise<Linked>) => Promise<Linked>
  /** What is kept of the adverts, encrypted under the keys of their captures. */
  readonly seal: (work: Work, adverts: Adverts) => Promise<Sealed>
  /** Which adverts come from one operator, and why? */
  readonly link: (work: Work, sealed: Sealed) => Promise<Linked>
}

/** From captures to networks. Resolves to what linking gave. */
export async function processCaptures<Capture, Pages, Adverts, Work, Sealed, Linked>(
  captures: readonly Capture[],
  steps: CaptureSteps<Capture, Pages, Adverts, Work, Sealed, Linked>
): Promise<Linked> {
  const pages = await steps.read(captures)
  const adverts = await steps.extract(pages)
  return steps.together(async (work) => {
    const sealed = await steps.seal(work, adverts)
    return steps.link(work, sealed)
  })
}

/** What is done with networks that changed, in one transaction of the caller. */
export interface NetworkSteps<Weighed, Decided> {
  /** Why should a person look at them first? */
  readonly weigh: (networks: readonly number[]) => Promise<Weighed>
  /** Which become signals, so that their adverts are opened, and which stay sealed until they are erased? */
  readonly decide: (weighed: Weighed) => Decided
  /** Puts signals into the queue of people, and opens their adverts. */
  readonly signal: (decided: Decided) => Promise<void>
}

/** From networks to signals. */
export async function assessNetworks<Weighed, Decided>(
  networks: readonly number[],
  steps: NetworkSteps<Weighed, Decided>
): Promise<void> {
  const weighed = await steps.weigh(networks)
  const decided = steps.decide(weighed)
  await steps.signal(decided)
}
