import { setTimeout as wait } from 'node:timers/promises'
import { whileHolding } from './hold.ts'
import type { Layout } from './layout.ts'
import { ensurePostmaster, stopPostmaster } from './postmaster.ts'
import { enter, othersPresent, type Presence } from './presence.ts'
import { ensureRolesAndDatabase } from './roles.ts'

const PAUSE_AFTER_FAILURE_MS = 1000

/**
 * Keeps the server of this data folder running for as long as this process wants it. Starting and stopping happen
 * behind one door, so that processes that come and go at the same moment never start two or stop one in use.
 */
export async function supervise(layout: Layout): Promise<{ readonly leave: () => Promise<void> }> {
  const door = `evenkeel-door-${layout.fingerprint}`
  let leaving = false
  let presence = await whileHolding(door, () => arrive(layout))
  let revival = Promise.resolve()

  const watch = () => {
    presence.socket.unref()
    presence.client.once('end', () => {
      if (!leaving) revival = revive()
    })
  }

  const revive = async () => {
    while (!leaving) {
      try {
        presence = await whileHolding(door, () => arrive(layout))
        return watch()
      } catch (error) {
        console.error(`The database server could not be started again: ${messageOf(error)}`)
        await wait(PAUSE_AFTER_FAILURE_MS)
      }
    }
  }

  const leave = async () => {
    if (leaving) return
    leaving = true
    await revival
    presence.socket.ref()
    await whileHolding(door, () => depart(layout, presence))
  }

  watch()
  return { leave }
}

async function arrive(layout: Layout): Promise<Presence> {
  await ensurePostmaster(layout)
  const presence = await enter(layout)
  await ensureRolesAndDatabase(presence.client)
  return presence
}

async function depart(layout: Layout, presence: Presence): Promise<void> {
  const isLast = await othersPresent(presence).then(
    (others) => !others,
    () => true,
  )
  await presence.client.end().catch(() => {})
  if (isLast) await stopPostmaster(layout)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : `${error}`)
