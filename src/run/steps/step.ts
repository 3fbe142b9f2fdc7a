/** Steps of the data's way on lines of JSON, without database: what an engine pipes through, by the very code of the service. */
import { stepVersions } from '../../pipeline.ts'
import type { Step } from './step-line.ts'

export interface StepKeys {
  /** Key of the mandate, 16 bytes or more: values and words are hashed under it. */
  readonly key: Uint8Array | null
}

export const stepNames = ['read', 'extract', 'fingerprint', 'link-candidates', 'link-components'] as const
export type StepName = (typeof stepNames)[number]

/** A step by its name; what it runs is loaded when it is asked for. Throws where a step needs a key and has none. */
export async function loadStep(name: StepName, { key }: StepKeys): Promise<Step> {
  switch (name) {
    case 'read': {
      const { readNeeds, readStep } = await import('./read-step.ts')
      return { needs: readNeeds, version: stepVersions.read, line: readStep }
    }
    case 'extract': {
      const { extractNeeds, extractStep } = await import('./extract-step.ts')
      return { needs: extractNeeds, version: stepVersions.extract, line: extractStep }
    }
    case 'fingerprint': {
      const { fingerprintNeeds, fingerprintStep } = await import('./fingerprint-step.ts')
      if (key === null) throw new Error('Fingerprints are made under a key.')
      return { needs: fingerprintNeeds, version: stepVersions.link, line: (line) => fingerprintStep(line, key) }
    }
    case 'link-candidates': {
      const { linkLineNeeds } = await import('./link-line.ts')
      const { candidatesStep } = await import('./candidates-step.ts')
      return { needs: linkLineNeeds, version: stepVersions.link, line: candidatesStep }
    }
    case 'link-components': {
      const { linkLineNeeds } = await import('./link-line.ts')
      const { componentsStep } = await import('./components-step.ts')
      return { needs: linkLineNeeds, version: stepVersions.link, ...componentsStep() }
    }
  }
}
