import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { APP_ROLE, SUPERUSER, urlFor } from '#store/embedded/connections.ts'
import { layoutOf } from '#store/embedded/layout.ts'
import { runningPostmaster } from '#store/embedded/postmaster.ts'
import type { Chance } from './chance.ts'
import type { Fate, Line } from './line.ts'
import type { Operator } from './operator.ts'

/** What happens to a clinic on an embedded database, and how often in every 25 times. */
export const KILLS = {
  'application killed': 7,
  'backend ended': 3,
  'backend killed': 3,
  'database server killed': 5,
  'both killed': 4,
  'application frozen': 3,
} as const

/** What happens between an application and its database on another machine, in every 25 times. */
export const CUTS = {
  'line cut': 4,
  'line closed in one direction': 3,
  'line stalled': 3,
  'commit cut off': 4,
  'answer of a commit lost': 7,
  'backend killed': 2,
  'database server killed': 2,
} as const

/** What happens to a disk that is too small. */
export const SPACE = { 'disk full': 1, 'disk full, then both killed': 1 } as const

export type FaultKind = keyof typeof KILLS | keyof typeof CUTS | keyof typeof SPACE
export type Deck = Readonly<Partial<Record<FaultKind, number>>>

const LONGEST_FREEZE_MS = 3000
const LONGEST_WAIT_FOR_SERVER_MS = 30_000

/** As many faults as asked, in random order; each kind as often as its share. */
export function faultsInOrder(deck: Deck, count: number, by: Chance): readonly FaultKind[] {
  const kinds = Object.keys(deck) as readonly FaultKind[]
  const cards = kinds.flatMap((kind) => Array.from({ length: deck[kind] ?? 0 }, () => kind))
  const decks = Array.from({ length: Math.ceil(count / cards.length) }, () => by.shuffle(cards))
  return decks.flat().slice(0, count)
}

export type Victims = {
  readonly dataFolder: string
  readonly operator: Operator
  /** Where the database is reached through one. */
  readonly line: Line | undefined
}

export async function strike(kind: FaultKind, victims: Victims, by: Chance): Promise<void> {
  switch (kind) {
    case 'line cut':
      return victims.line?.cut()
    case 'line closed in one direction':
      return victims.line?.closeHalf()
    case 'line stalled':
      return await stall(victims, by.below(LONGEST_FREEZE_MS))
    case 'commit cut off':
      return await loseCommit(victims, 'never-arrives')
    case 'answer of a commit lost':
      return await loseCommit(victims, 'answer-lost')
    case 'disk full':
      return await fillDisk(victims, by.below(LONGEST_FREEZE_MS))
    case 'disk full, then both killed':
      return await fillDisk(victims, by.below(LONGEST_FREEZE_MS), () =>
        strike('both killed', victims, by),
      )
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

async function stall({ line }: Victims, ms: number): Promise<void> {
  line?.stall()
  await wait(ms)
  line?.flow()
}

/** Waits for the next commit and lets it, or its answer, be lost. */
async function loseCommit({ line }: Victims, fate: Fate): Promise<void> {
  if (line === undefined) return
  await new Promise<void>((lost) => {
    line.decide = ({ isCommit }) => {
      if (!isCommit) return 'passes'
      line.decide = () => 'passes'
      lost()
      return fate
    }
  })
}

const [LARGE, SMALL] = [2 ** 20, 2 ** 12]

/** Not a byte is left on the disk for a while, as when something else has written it full. */
async function fillDisk(
  { dataFolder }: Victims,
  ms: number,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const filler = join(dataFolder, 'filler')
  const file = openSync(filler, 'w')
  for (const size of [LARGE, SMALL]) writeUntilFull(file, Buffer.alloc(size, 1))
  closeSync(file)
  await wait(ms)
  await meanwhile?.()
  await wait(ms)
  rmSync(filler)
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) === bytes.length);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
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
