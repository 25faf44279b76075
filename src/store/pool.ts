import { Pool, types } from 'pg'
import { gatheringSocket } from './gathering-socket.ts'
import { addressesIn, poolAmong } from './hosts.ts'
import { withoutStandstill } from './standstill.ts'

const DATE = 1082
const TIMESTAMPTZ = 1184
const INT8 = 20

/**
 * A connection's own limits: nothing in a clinic may wait for ever, and no question takes every core from the others
 * or is compiled for longer than it runs.
 */
const LIMITS = [
  '-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000',
  '-c timezone=UTC -c max_parallel_workers_per_gather=0 -c jit=off',
].join(' ')

/** How many connections one process holds. Two cores are busy long before ten are. */
const POOL_SIZE = 10

// A calendar day stays the text it is (a Date would move 60 % of old birthdays by a day, H13);
// an instant becomes milliseconds since 1970.
types.setTypeParser(DATE, (text) => text)
types.setTypeParser(TIMESTAMPTZ, (text) => Date.parse(`${text.replace(' ', 'T')}:00`))
types.setTypeParser(INT8, (text) => Number(text))

/**
 * So long an answer is waited for. The server ends every statement itself before that: what is still silent is a line that
 * died without a word (a cable, a firewall, a machine that is gone), and each request would wait for it for ever.
 */
export const LONGEST_SILENCE_MS = 20_000

/**
 * Opens a pool on a server, or on whichever of several takes changes; the address comes from the supervisor or from DATABASE_URL. With a longest
 * silence it is one that people wait for: nobody waits on while every connection hangs.
 */
export function openPool(
  connectionString: string,
  size: number = POOL_SIZE,
  longestSilenceMs?: number,
): Pool {
  const options = {
    max: size,
    ...(longestSilenceMs !== undefined && { query_timeout: longestSilenceMs }),
    options: LIMITS,
    pipeline: true,
    connectionTimeoutMillis: 5000,
  }
  const addresses = addressesIn(connectionString)
  const pool =
    addresses.length === 1
      ? new Pool({ ...options, connectionString, stream: gatheringSocket })
      : poolAmong(addresses, options)
  // A connection that dies must not end us: an idle one is replaced at the next use, and one between two statements
  // of a transaction refuses the next one.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return longestSilenceMs === undefined ? pool : withoutStandstill(pool)
}

/**
 * Codes of a server that is going away or has no room left (a full disk, no memory, no connection), or of a fight over
 * rows that a retry on a new connection wins.
 */
const PASSING =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOENT|EPIPE|57P0[1-3]|25006|08...|40001|40P01|53[1-3]00|55P03|58030)$/

/** Is this error the database's absence, rather than a broken promise of ours? */
export function isDatabaseAbsence(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string') return PASSING.test(code)
  return /connection|timeout/i.test(error.message)
}
