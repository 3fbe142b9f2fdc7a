/** Files that wait on this device for their report and for a network, in the browser's own database; they leave it once they are at the server. */
import type { ReportFile } from '../../../../../src/contract/reports/files.ts'

export interface DeviceFile {
  readonly key: string
  readonly user: string
  /** Key of the report that it belongs to. */
  readonly draft: string
  /** Number of that report, once it has one. */
  readonly report: string | null
  readonly name: string
  readonly bytes: number
  readonly blob: Blob
  /** How many bytes the server has. */
  readonly received: number
  /** Why the server did not take it: it is told, and then put away by hand. */
  readonly why: ReportFile['why'] | 'other' | null
  readonly problem: string | null
}

const [databaseName, storeName] = ['baken-report-files', 'files']
export const longestBytes = 20 * 1024 * 1024
export const mostFiles = 10

const listeners = new Set<() => void>()
let known: readonly DeviceFile[] = []

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What was read last: of everybody who uses this browser. */
export function knownFiles(): readonly DeviceFile[] {
  return known
}

/** Reads all files of this device anew; none where the browser keeps nothing. */
export async function readFiles(): Promise<readonly DeviceFile[]> {
  known = await inStore<DeviceFile[]>('readonly', (store) => store.getAll() as IDBRequest<DeviceFile[]>).catch(() => [])
  for (const listener of listeners) listener()
  return known
}

/** Rejects where the browser keeps nothing, or has no room. */
export async function saveFile(file: DeviceFile): Promise<void> {
  await inStore('readwrite', (store) => store.put(file))
  await readFiles()
}

export async function dropFile(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key)).catch(() => {})
  await readFiles()
}

export async function dropFilesOf(draft: string): Promise<void> {
  for (const file of await readFiles()) if (file.draft === draft) await dropFile(file.key)
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened()
  try {
    const transaction = database.transaction(storeName, mode)
    const asked = work(transaction.objectStore(storeName))
    return await new Promise<T>((resolve, reject) => {
      // Kept, not only asked for: what is told as kept outlives a browser that is closed at once.
      transaction.addEventListener('complete', () => resolve(asked.result))
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error('not kept')))
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')))
    })
  } finally {
    database.close()
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 1)
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(storeName, { keyPath: 'key' }))
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('no database')))
    asked.addEventListener('blocked', () => reject(new Error('blocked')))
  })
}
