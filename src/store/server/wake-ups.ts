/** Tells every process that works for a mandate what there is to do, at the commit of what made it: a loop that rests need not poll for it. */
import type { Tx } from '../ground.ts'

/**
 * What there is to look at: captures to read; addresses that are due; sources that changed; networks to weigh, or other rules to weigh them by; a report with direct danger,
 * and one of which only coordinators may hear.
 */
export const wakeUps = ['captures', 'addresses', 'sources', 'networks', 'danger', 'danger-minor'] as const
export type WakeUp = (typeof wakeUps)[number]

/** The channel of PostgreSQL on which they come; each message is `WHAT MANDATE`, of which the mandate is the first of its line. */
const wakeChannel = 'baken_wake'

/** Wakes whoever works for the mandate of this transaction (another one where it is named), once this transaction is committed. */
export async function wakeWorkers(tx: Tx, what: WakeUp, mandate: string | null = null): Promise<void> {
  await tx.query({
    name: 'wake-workers',
    text: `select pg_notify('baken_wake', $1 || ' ' || coalesce($2, current_setting('baken.mandate')))`,
    values: [what, mandate]
  })
}

/** Listens on this connection until it ends; `heard` is told each message. */
export async function listenForWakeUps(client: Tx, heard: (what: WakeUp, mandate: string) => void): Promise<void> {
  client.on('notification', ({ channel, payload = '' }) => {
    const [said = '', ...rest] = payload.split(' ')
    const what = wakeUps.find((one) => one === said)
    if (channel === wakeChannel && what !== undefined) heard(what, rest.join(' '))
  })
  await client.query('listen baken_wake')
}
