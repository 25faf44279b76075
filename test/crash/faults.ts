import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { APP_ROLE, SUPERUSER, urlFor } from '#store/embedded/connections.ts'
import { layoutOf } from '#store/embedded/layout.ts'
import { runningPostmaster } from '#store/embedded/postmaster.ts'
import type { Chance } from './chance.ts'
import type { Operator } from './operator.ts'

/** What happens to a running clinic, and how often in every 25 times. */
const IN_EVERY_25 = {
  'application killed': 7,
  'backend ended': 3,
  'backend killed': 3,
  'database server killed': 5,
  'both killed': 4,
  'application frozen': 3,
} as const
export type FaultKind = keyof typeof IN_EVERY_25

const LONGEST_FREEZE_MS = 3000
const LONGEST_WAIT_FOR_SERVER_MS = 30_000

/** As many faults as asked, in random order; each kind as often as its share. */
export function faultsInOrder(count: number, by: Chance): readonly FaultKind[] {
  const kinds = Object.keys(IN_EVERY_25) as readonly FaultKind[]
  const deck = kinds.flatMap((kind) => Array.from({ length: IN_EVERY_25[kind] }, () => kind))
  const decks = Array.from({ length: Math.ceil(count / deck.length) }, () => by.shuffle(deck))
  return decks.flat().slice(0, count)
}

export type Victims = { readonly dataFolder: string; readonly operator: Operator }

export async function strike(kind: FaultKind, victims: Victims, by: Chance): Promise<void> {
  switch (kind) {
    case 'application killed':
      return kill(victims.operator.pid(), 'SIGKILL')
    case 'backend ended':
      return await onBackend(victims, 'select pg_terminate_backend($1)')
    case 'backend killed':
      return await onBackend(victims, (pid) => kill(pid, 'SIGKILL'))
    case 'database server killed':
      return kill(await postmaster(victims), 'SIGKILL')
    case 'both killed': {
      const server = await postmaster(victims)
      kill(victims.operator.pid(), 'SIGKILL')
      return kill(server, 'SIGKILL')
    }
    case 'application frozen':
      return await freeze(victims.operator.pid(), by.below(LONGEST_FREEZE_MS))
  }
}

/** A process that has ended by itself meanwhile is as good as killed. */
function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function freeze(pid: number, ms: number): Promise<void> {
  kill(pid, 'SIGSTOP')
  await wait(ms)
  kill(pid, 'SIGCONT')
}

/** One backend that serves the application, preferably in the middle of a transaction. */
const BUSIEST_BACKEND = `
  select pid from pg_stat_activity where usename = $1 and backend_type = 'client backend'
   order by xact_start is null, random() limit 1`

async function onBackend(
  victims: Victims,
  strikeBackend: string | ((pid: number) => void),
): Promise<void> {
  await eventually(async () => {
    const server = new Client({
      connectionString: urlFor(layoutOf(victims.dataFolder), SUPERUSER, 'postgres'),
    })
    server.on('error', () => {})
    await server.connect()
    try {
      const { rows } = await server.query<{ pid: number }>(BUSIEST_BACKEND, [APP_ROLE])
      const pid = rows[0]?.pid
      if (pid === undefined) throw new Error('the application has no backend')
      if (typeof strikeBackend === 'string') await server.query(strikeBackend, [pid])
      else strikeBackend(pid)
    } finally {
      await server.end().catch(() => {})
    }
  })
}

async function postmaster({ dataFolder }: Victims): Promise<number> {
  return await eventually(async () => {
    const pid = runningPostmaster(layoutOf(dataFolder))
    if (pid === undefined) throw new Error('no database server runs')
    return pid
  })
}

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + LONGEST_WAIT_FOR_SERVER_MS
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > until) throw error
      await wait(50)
    }
  }
}
