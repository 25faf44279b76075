import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg'
import { gatheringSocket } from './gathering-socket.ts'

/** How long a server may take to say what it is: one that is busy does, one that is gone or stands still does not. */
const PATIENCE_MS = 2000
/** How often it is looked which of several servers takes changes, and how long what was found is good for a new connection. */
const LOOK_EVERY_MS = 1500
const GOOD_FOR_MS = 3000

/** `postgres://role@one:5432,two:5433/database` is an address for each of its servers. */
export function addressesIn(url: string): readonly string[] {
  const [, before, hosts, after] = /^([a-z]+:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/.exec(url) ?? []
  return hosts === undefined ? [url] : hosts.split(',').map((host) => `${before}${host}${after}`)
}

/** `timeline` grows by one with each promotion; a server that only follows has none. */
type Server = { readonly address: string; readonly timeline: number | undefined }

const WHAT_IT_IS = `
  select case when current_setting('transaction_read_only') = 'off'
              then ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end as timeline`

/** Asks one server what it is, by a connection of its own. */
async function look(address: string): Promise<Server> {
  const socket = gatheringSocket()
  const client = new Client({
    connectionString: address,
    stream: () => socket,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ readonly timeline: number | null }>(WHAT_IT_IS)
    return { address, timeline: rows[0]?.timeline ?? undefined }
  } finally {
    // Not in order: a server that stands still would never say goodbye.
    socket.destroy()
  }
}

/**
 * The server among several that takes changes, and of two that do the one that was promoted last: the other is from before it and does
 * not know of that yet. While none does, the first that can at least be read. One from before `newest` is not even read.
 */
async function serverAmong(addresses: readonly string[], newest = 0): Promise<Server> {
  const asked = await Promise.allSettled(addresses.map(look))
  const servers = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const [taker] = servers
    .filter(({ timeline }) => timeline !== undefined && timeline >= newest)
    .sort((one, other) => (other.timeline ?? 0) - (one.timeline ?? 0))
  const found = taker ?? servers.find(({ timeline }) => timeline === undefined)
  if (found !== undefined) return found
  const failed = asked.find((one) => one.status === 'rejected')
  throw (
    failed?.reason ??
    new Error('no connection to a server that is not from before the last promotion')
  )
}

/** The one address to connect to now, for a connection that is made once. */
export async function addressNow(url: string): Promise<string> {
  const addresses = addressesIn(url)
  return addresses.length === 1 ? url : (await serverAmong(addresses)).address
}

/** Knows which of several servers to connect to; `found` is told whenever one that takes changes was. */
class Lookout {
  private readonly addresses: readonly string[]
  private readonly found: (address: string) => void
  private newest = 0
  private looking: Promise<Server> | undefined
  private last: { readonly server: Server; readonly at: number } | undefined

  constructor(addresses: readonly string[], found: (address: string) => void) {
    this.addresses = addresses
    this.found = found
  }

  async now(): Promise<string> {
    const isGood = this.last !== undefined && Date.now() - this.last.at < GOOD_FOR_MS
    return (isGood ? this.last?.server : undefined)?.address ?? (await this.look())
  }

  async look(): Promise<string> {
    this.looking ??= serverAmong(this.addresses, this.newest).finally(() => {
      this.looking = undefined
    })
    const server = await this.looking
    this.last = { server, at: Date.now() }
    if (server.timeline !== undefined) {
      this.newest = Math.max(this.newest, server.timeline)
      this.found(server.address)
    }
    return server.address
  }

  forget(): void {
    this.last = undefined
  }
}

/**
 * A pool on whichever of several servers takes changes. When another one does, every connection to the one before is cut, what is
 * under way too: nothing that is saved there would last. Falling back to one that can only be read cuts nothing.
 */
export function poolAmong(addresses: readonly string[], options: PoolConfig): Pool {
  const clients = new Set<ClientAmong>()
  const lookout = new Lookout(addresses, (address) => {
    for (const client of clients) client.leaveUnlessAt(address)
  })
  class ClientHere extends ClientAmong {
    constructor(config?: ClientConfig) {
      super(config, () => lookout.now())
      clients.add(this)
      this.once('end', () => {
        clients.delete(this)
        lookout.forget()
      })
    }
  }
  const pool = new Pool({ ...options, connectionString: addresses[0], Client: ClientHere })
  const watch = setInterval(() => {
    if (pool.ending) clearInterval(watch)
    else lookout.look().catch(() => undefined)
  }, LOOK_EVERY_MS).unref()
  return pool
}

type Connected = (error: Error | null, client?: Client) => void

/** A client that asks where to connect when it is told to connect. */
class ClientAmong extends Client {
  private readonly where: () => Promise<string>
  private readonly cut: () => void
  private address: string | undefined

  constructor(config: ClientConfig | undefined, where: () => Promise<string>) {
    const socket = gatheringSocket()
    super({ ...config, stream: () => socket })
    this.where = where
    this.cut = () => socket.destroy()
  }

  override connect(): Promise<Client>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<Client> | undefined {
    if (callback === undefined) return this.connectThere()
    // Told in the same breath as the driver tells it: whoever asked must be listening when what comes next is an end.
    this.goThere().then(() => super.connect(callback), callback)
    return undefined
  }

  private async connectThere(): Promise<Client> {
    await this.goThere()
    await super.connect()
    return this
  }

  private async goThere(): Promise<void> {
    this.address = await this.where()
    const { host, port } = new Client({ connectionString: this.address })
    Object.assign(this, { host, port })
  }

  leaveUnlessAt(address: string): void {
    if (this.address !== undefined && this.address !== address) this.cut()
  }
}
