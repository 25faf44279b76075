import { setTimeout as wait } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'

/** So long no connection may have been given back by anybody before whoever waits for one is told that there is none. */
const STANDSTILL_MS = 600
const LOOK_EVERY_MS = 100

/** Every connection hangs: whoever waits for one is told so within a second, before anything was asked or written (SR-07). */
class Standstill extends Error {
  constructor() {
    super('no connection: every one is busy, and none was given back')
  }
}

/** When connections of a pool went out or came back last. */
class Movement {
  private readonly pool: Pool
  private at = performance.now()
  private out = 0

  constructor(pool: Pool) {
    this.pool = pool
    pool.on('acquire', () => this.move(1))
    pool.on('release', () => this.move(-1))
  }

  private move(by: 1 | -1): void {
    this.out += by
    this.at = performance.now()
  }

  isFree(): boolean {
    const { idleCount, totalCount, options } = this.pool
    return idleCount > 0 || totalCount < (options.max ?? 0)
  }

  standsStill(): boolean {
    // One that is still being made is none that hangs.
    return this.out >= (this.pool.options.max ?? 0) && performance.now() - this.at > STANDSTILL_MS
  }

  /** Of a pause of the whole process nothing follows: what came back meanwhile is seen in a turn more. */
  async standsStillStill(): Promise<boolean> {
    if (!this.standsStill()) return false
    await wait(1)
    return this.standsStill()
  }
}

/** The connection that was asked for, unless everything stands still before it comes; one that comes later goes back. */
async function inTime(asked: Promise<PoolClient>, movement: Movement): Promise<PoolClient> {
  let isOver = false
  const over = asked.then(noted, noted)
  function noted(): void {
    isOver = true
  }
  while (!isOver) {
    await Promise.race([over, wait(LOOK_EVERY_MS)])
    if (isOver || !(await movement.standsStillStill()) || isOver) continue
    asked.then(
      (client) => client.release(),
      () => undefined,
    )
    throw new Standstill()
  }
  return await asked
}

type Told = (error: Error | undefined, client?: PoolClient, release?: () => void) => void

/**
 * While connections come back, whoever waits gets one, however many wait before; where none has come back for a while, nobody waits on,
 * and whoever comes then is told at once.
 */
export function withoutStandstill(pool: Pool): Pool {
  const movement = new Movement(pool)
  const connect = pool.connect.bind(pool) as Pool['connect']
  const ask = (): Promise<PoolClient> => {
    if (movement.isFree()) return connect()
    return movement.standsStill() ? Promise.reject(new Standstill()) : inTime(connect(), movement)
  }
  const connectInTime = (told?: Told): Promise<PoolClient> | undefined => {
    if (told === undefined) return ask()
    ask().then(
      (client) => told(undefined, client, () => client.release()),
      (error: Error) => told(error),
    )
    return undefined
  }
  pool.connect = connectInTime as Pool['connect']
  return pool
}
