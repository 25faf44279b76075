import { Socket } from 'node:net'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { SUPERUSER, urlFor } from './connections.ts'
import type { Layout } from './layout.ts'

/**
 * One idle connection per process that uses the server. It tells at once when the server dies, it ends by itself when
 * the process does, and counting them tells the last one to leave.
 */
export type Presence = { readonly client: Client; readonly socket: Socket }

const NAME = 'evenkeel presence'
const LONGEST_RECOVERY_MS = 60_000

/** Connects, waiting while the server recovers from a crash. */
export async function enter(layout: Layout): Promise<Presence> {
  const until = Date.now() + LONGEST_RECOVERY_MS
  for (;;) {
    const socket = new Socket()
    const client = new Client({
      connectionString: urlFor(layout, SUPERUSER, 'postgres'),
      application_name: `${NAME} ${process.pid}`,
      stream: () => socket,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      return { client, socket }
    } catch (error) {
      await client.end().catch(() => {})
      if (Date.now() > until || !isRecovering(error)) throw error
      await wait(50)
    }
  }
}

/** 57P03: "the database system is starting up" or "is in recovery mode". */
const isRecovering = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57P03'

export async function othersPresent({ client }: Presence): Promise<boolean> {
  const others = await client.query(
    `select 1 from pg_stat_activity
      where starts_with(application_name, $1) and pid <> pg_backend_pid()`,
    [NAME],
  )
  return others.rowCount !== 0
}
