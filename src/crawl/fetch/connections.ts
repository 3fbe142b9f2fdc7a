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
  const pool: Pool = { gate, limits, idle: new Map(), open: new Map(), waiting: [], all: new Set() }
  return {
    async acquire(origin, allowPrivate) {
      const key = `${allowPrivate ? 'private' : 'public'} ${origin}`
      const free = takeIdle(pool, key)
      if (free !== null) return free
      if (hasRoom(pool, key)) return make(pool, key, origin, allowPrivate)
      return await new Promise<Connection>((give) => pool.waiting.push({ key, origin, allowPrivate, give }))
    },
    release(connection, good) {
      if (good && pool.all.has(connection)) keep(pool, connection)
      else if (pool.all.has(connection)) drop(pool, connection)
      serveWaiting(pool)
    },
    async close() {
      // Who still waits gets a connection that is closed with the others: a failure instead of silence.
      for (const { give, key, origin, allowPrivate } of pool.waiting.splice(0))
        give(make(pool, key, origin, allowPrivate))
      const clients = [...pool.all].map((connection) => connection.client)
      pool.all.clear()
      pool.idle.clear()
      pool.open.clear()
      await Promise.all(clients.map((client) => client.destroy()))
    }
  }
}

interface Pool {
  readonly gate: GateOptions
  readonly limits: ConnectionLimits
  readonly idle: Map<string, Connection[]>
  /** Connections per key, idle ones included. */
  readonly open: Map<string, number>
  readonly waiting: Waiter[]
  readonly all: Set<Connection>
}

function make(pool: Pool, key: string, origin: string, allowPrivate: boolean): Connection {
  const facts: ConnectionFacts = { remoteAddress: '', tls: null, broken: false }
  const client = new Client(origin, {
    connect: gateConnector(pool.gate, allowPrivate, facts),
    pipelining: 1,
    maxHeaderSize: pool.limits.headerBytes,
    keepAliveTimeout: pool.limits.keepAliveMs,
    keepAliveMaxTimeout: pool.limits.keepAliveMs * 4,
    allowH2: false
  })
  const connection = { key, client, facts, requests: 0 }
  pool.all.add(connection)
  pool.open.set(key, (pool.open.get(key) ?? 0) + 1)
  return connection
}

function drop(pool: Pool, connection: Connection): void {
  pool.all.delete(connection)
  const left = (pool.open.get(connection.key) ?? 1) - 1
  if (left > 0) pool.open.set(connection.key, left)
  else pool.open.delete(connection.key)
  connection.client.destroy().catch(() => undefined)
}

function takeIdle(pool: Pool, key: string): Connection | null {
  const list = pool.idle.get(key)
  const free = list?.pop()
  if (list?.length === 0) pool.idle.delete(key)
  return free ?? null
}

/** Hands a good connection to who waits for its site, else puts it by. */
function keep(pool: Pool, connection: Connection): void {
  const at = pool.waiting.findIndex((waiter) => waiter.key === connection.key)
  const waiter = at < 0 ? undefined : pool.waiting.splice(at, 1)[0]
  const list = pool.idle.get(connection.key)
  if (waiter !== undefined) waiter.give(connection)
  else if (list === undefined) pool.idle.set(connection.key, [connection])
  else list.push(connection)
}

/** Room for one more to `key`; closes the longest idle connection to some site when the total is reached. */
function hasRoom(pool: Pool, key: string): boolean {
  if ((pool.open.get(key) ?? 0) >= pool.limits.perOrigin) return false
  if (pool.all.size < pool.limits.total) return true
  for (const [other, list] of pool.idle) {
    const oldest = list.shift()
    if (list.length === 0) pool.idle.delete(other)
    if (oldest === undefined) continue
    drop(pool, oldest)
    return true
  }
  return false
}

function serveWaiting(pool: Pool): void {
  for (const [index, waiter] of pool.waiting.entries()) {
    if (!hasRoom(pool, waiter.key)) continue
    pool.waiting.splice(index, 1)
    waiter.give(make(pool, waiter.key, waiter.origin, waiter.allowPrivate))
    return
  }
}
