/** The open connections: a bounded number in all and per site, reused while they stay good. */
import { Client } from 'undici'
import { gateConnector } from './gate.ts'
import type { ConnectionFacts, GateOptions } from './gate.ts'

export interface Connection {
  readonly key: string
  readonly client: Client
  /** Of the socket that is open now; undici opens a new one in the same client when the server closed the old one. */
  readonly facts: ConnectionFacts
  /** Requests begun on it, so that a stale keep-alive can be told from a dead server. */
  requests: number
}

export interface ConnectionLimits {
  /** At once to one origin. */
  readonly perOrigin: number
  /** At once in all. */
  readonly total: number
  /** An answer's headers in bytes, all together. */
  readonly headerBytes: number
  readonly keepAliveMs: number
}

export interface Connections {
  /** Takes a free connection or makes one; waits while the limits are reached. The caller must release it. */
  acquire(origin: string, allowPrivate: boolean): Promise<Connection>
  /** Gives it back; `good: false` closes it, for anything but a whole, clean answer. */
  release(connection: Connection, good: boolean): void
  close(): Promise<void>
}

interface Waiter {
  readonly key: string
  readonly origin: string
  readonly allowPrivate: boolean
  readonly give: (connection: Connection) => void
}

/** Connections made under `allow_private` never serve a fetch without it: the key holds both. */
export function openConnections(gate: GateOptions, limits: ConnectionLimits): Connections {
  const idle = new Map<string, Connection[]>()
  const open = new Map<string, number>()
  const waiting: Waiter[] = []
  const all = new Set<Connection>()

  function make(key: string, origin: string, allowPrivate: boolean): Connection {
    const facts: ConnectionFacts = { remoteAddress: '', tls: null, broken: false }
    const client = new Client(origin, {
      connect: gateConnector(gate, allowPrivate, facts),
      pipelining: 1,
      maxHeaderSize: limits.headerBytes,
      keepAliveTimeout: limits.keepAliveMs,
      keepAliveMaxTimeout: limits.keepAliveMs * 4,
      allowH2: false
    })
    const connection = { key, client, facts, requests: 0 }
    all.add(connection)
    open.set(key, (open.get(key) ?? 0) + 1)
    return connection
  }

  function drop(connection: Connection): void {
    all.delete(connection)
    const left = (open.get(connection.key) ?? 1) - 1
    if (left > 0) open.set(connection.key, left)
    else open.delete(connection.key)
    connection.client.destroy().catch(() => undefined)
  }

  /** Room for one more to `key`; closes an idle connection to another site when the total is reached. */
  function room(key: string): boolean {
    if ((open.get(key) ?? 0) >= limits.perOrigin) return false
    if (all.size < limits.total) return true
    for (const [other, list] of idle) {
      const oldest = list.shift()
      if (list.length === 0) idle.delete(other)
      if (oldest !== undefined) {
        drop(oldest)
        return true
      }
    }
    return false
  }

  function serveWaiting(): void {
    for (let index = 0; index < waiting.length; index++) {
      const waiter = waiting[index]
      if (waiter === undefined || !room(waiter.key)) continue
      waiting.splice(index, 1)
      waiter.give(make(waiter.key, waiter.origin, waiter.allowPrivate))
      return
    }
  }

  return {
    async acquire(origin, allowPrivate) {
      const key = `${allowPrivate ? 'private' : 'public'} ${origin}`
      const list = idle.get(key)
      const free = list?.pop()
      if (list?.length === 0) idle.delete(key)
      if (free !== undefined) return free
      if (room(key)) return make(key, origin, allowPrivate)
      return await new Promise<Connection>(give => waiting.push({ key, origin, allowPrivate, give }))
    },
    release(connection, good) {
      if (!good || !all.has(connection)) {
        if (all.has(connection)) drop(connection)
        serveWaiting()
        return
      }
      const at = waiting.findIndex(waiter => waiter.key === connection.key)
      const waiter = at < 0 ? undefined : waiting.splice(at, 1)[0]
      if (waiter !== undefined) {
        waiter.give(connection)
        return
      }
      const list = idle.get(connection.key)
      if (list === undefined) idle.set(connection.key, [connection])
      else list.push(connection)
      if (waiting.length > 0) serveWaiting()
    },
    async close() {
      const clients = [...all].map(connection => connection.client)
      all.clear()
      idle.clear()
      open.clear()
      await Promise.all(clients.map(client => client.destroy()))
    }
  }
}
