import { mkdirSync, realpathSync } from 'node:fs'
import { APP_ROLE, DATABASE, MIGRATOR_ROLE, SUPERUSER, urlFor } from './connections.ts'
import { tryHold } from './hold.ts'
import { type Layout, layoutOf } from './layout.ts'
import { supervise } from './supervision.ts'

/**
 * A real PostgreSQL beside the application, for trial, development, tests and one small site. It runs on its own: the
 * application may die and find it again, and the server may die and is started again, without an acknowledged save
 * being lost on either side.
 */
export type EmbeddedPostgres = {
  readonly appUrl: string
  readonly migratorUrl: string
  readonly superuserUrl: string
  /** Leaves; the last process to leave stops the server. */
  readonly stop: () => Promise<void>
}

export type AlreadyServed = {
  readonly kind: 'already-served'
  readonly message: string
}

/** For the application: one per data folder. A second is refused. */
export async function serveFrom(
  dataFolder: string,
): Promise<({ readonly kind: 'started' } & EmbeddedPostgres) | AlreadyServed> {
  const layout = prepared(dataFolder)
  const hold = await tryHold(`evenkeel-serves-${layout.fingerprint}`)
  if (hold.kind === 'taken') {
    return {
      kind: 'already-served',
      message:
        `Evenkeel already runs on ${layout.folder} (process ${hold.byProcess}). ` +
        'Stop it first, or set EVENKEEL_DATA to another folder.',
    }
  }
  const server = await attach(layout)
  const stop = async () => {
    await server.stop()
    await hold.release()
  }
  return { kind: 'started', ...server, stop }
}

/** For commands and tests: uses the server that runs on this folder, else starts it. */
export async function attachOrStart(dataFolder: string): Promise<EmbeddedPostgres> {
  return await attach(prepared(dataFolder))
}

function prepared(dataFolder: string): Layout {
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  return layoutOf(realpathSync(dataFolder))
}

async function attach(layout: Layout): Promise<EmbeddedPostgres> {
  const supervision = await supervise(layout)
  return {
    appUrl: urlFor(layout, APP_ROLE, DATABASE),
    migratorUrl: urlFor(layout, MIGRATOR_ROLE, DATABASE),
    superuserUrl: urlFor(layout, SUPERUSER, 'postgres'),
    stop: supervision.leave,
  }
}
