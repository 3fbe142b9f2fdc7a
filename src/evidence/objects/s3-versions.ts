/** Reads a page of the list of versions that an S3 gives (ListObjectVersions). */
import { Parser } from 'htmlparser2'

export interface ListedVersion {
  readonly key: string
  readonly bytes: number
  readonly version: string | null
  readonly latest: boolean
  readonly deleteMark: boolean
}

export interface VersionsPage {
  readonly objects: readonly ListedVersion[]
  /** What to add to the question for the page after this one; null: this was the last. */
  readonly next: Readonly<Record<string, string>> | null
}

/** What is no such list gives none. */
export function versionsIn(xml: string): VersionsPage {
  const objects: ListedVersion[] = []
  const top = new Map<string, string>()
  let fields: Map<string, string> | null = null
  let text = ''
  const parser = new Parser(
    {
      onopentag(name) {
        text = ''
        if (name === 'Version' || name === 'DeleteMarker') fields = new Map()
      },
      ontext: (part) => void (text += part),
      onclosetag(name) {
        if (name === 'Version' || name === 'DeleteMarker') {
          if (fields !== null) objects.push(listedOf(fields, name === 'DeleteMarker'))
          fields = null
        } else (fields ?? top).set(name, text)
        text = ''
      }
    },
    { xmlMode: true }
  )
  parser.end(xml)
  const [key, version] = [top.get('NextKeyMarker') ?? '', top.get('NextVersionIdMarker') ?? '']
  if (top.get('IsTruncated') !== 'true' || key === '') return { objects, next: null }
  return { objects, next: { 'key-marker': key, ...(version !== '' && { 'version-id-marker': version }) } }
}

function listedOf(fields: ReadonlyMap<string, string>, deleteMark: boolean): ListedVersion {
  const version = fields.get('VersionId') ?? ''
  return {
    key: fields.get('Key') ?? '',
    bytes: Number(fields.get('Size') ?? 0),
    version: version === '' ? null : version,
    latest: fields.get('IsLatest') !== 'false',
    deleteMark
  }
}
