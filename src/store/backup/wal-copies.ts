import { createHash } from 'node:crypto'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { type Reach, readReach, sealedPath, walName, writeReach } from './copies-folder.ts'
import { syncFolder } from './durable.ts'
import { MOMENT } from './moment.ts'
import { CopyRefused } from './refusal.ts'
import { sealFile } from './sealed-file.ts'
import { isHistory, lastWholeBefore, segmentAt, segmentName } from './segments.ts'

/** The server keeps its log for this folder until it is copied (up to max_slot_wal_keep_size). */
const slotOf = (folder: string): string =>
  `evenkeel_${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)}`

type Slot = { readonly restartLsn: string | null; readonly status: string | null }

async function findSlot(server: Client, folder: string): Promise<Slot | undefined> {
  const { rows } = await server.query<Slot>(
    `select restart_lsn as "restartLsn", wal_status as status from pg_replication_slots where slot_name = $1`,
    [slotOf(folder)],
  )
  return rows[0]
}

const isWhole = (slot: Slot | undefined): slot is Slot & { restartLsn: string } =>
  slot !== undefined && slot.restartLsn !== null && slot.status !== 'lost'

/** From here on no log is thrown away before it is copied; what was thrown away already stays so. */
export async function keepLogFor(server: Client, folder: string): Promise<void> {
  const slot = await findSlot(server, folder)
  if (isWhole(slot)) return
  if (slot !== undefined)
    await server.query('select pg_drop_replication_slot($1)', [slotOf(folder)])
  await server.query('select pg_create_physical_replication_slot($1, true)', [slotOf(folder)])
}

export async function systemIdOf(server: Client): Promise<string> {
  const { rows } = await server.query<{ id: string }>(
    'select system_identifier::text as id from pg_control_system()',
  )
  return rows[0]?.id ?? ''
}

/** Copies of two databases never share a folder. */
export function mustBeOf(systemId: string, reach: Reach | undefined, folder: string): void {
  if (reach === undefined || reach.systemId === systemId) return
  throw new CopyRefused(`${folder} holds the copies of another database. Name a folder of its own.`)
}

/** Ends the segment that is being written, copies all that are whole and not yet copied, and says how far they go. */
export async function copyLog(
  server: Client,
  cluster: string,
  folder: string,
  key: Buffer,
): Promise<{ readonly copied: number; readonly reach: Reach }> {
  const [systemId, before] = [await systemIdOf(server), await readReach(folder, key)]
  mustBeOf(systemId, before, folder)
  const slot = await findSlot(server, folder)
  if (!isWhole(slot)) throw new CopyRefused(BROKEN)
  if (before !== undefined && (await nothingSince(server, before))) {
    const reach = { ...before, checkedAt: await clockOf(server) }
    await writeReach(folder, key, reach)
    return { copied: 0, reach }
  }
  const end = await endSegment(server)
  const [from, to] = [segmentAt(slot.restartLsn), lastWholeBefore(end.lsn)]
  let copied = await copyHistories(cluster, folder, key)
  for (let number = from; number <= to; number += 1n) {
    copied += await copySegment(cluster, folder, key, segmentName(end.timeline, number))
  }
  await syncFolder(join(folder, 'wal'))
  await server.query('select pg_replication_slot_advance($1, $2)', [slotOf(folder), end.lsn])
  const { rows } = await server.query<{ lsn: string }>('select pg_current_wal_insert_lsn() as lsn')
  const reach = {
    systemId,
    timeline: end.timeline,
    segment: segmentName(end.timeline, to),
    lsn: rows[0]?.lsn ?? end.lsn,
    checkedAt: end.committedAt,
    committedAt: end.committedAt,
  }
  await writeReach(folder, key, reach)
  return { copied, reach }
}

const BROKEN =
  'The log of the server has a gap for this folder: it was never backed up there, or the copies were interrupted for too long. ' +
  'Take a new backup first: evenkeel backup --to FOLDER'

async function nothingSince(server: Client, { lsn, timeline }: Reach): Promise<boolean> {
  const { rows } = await server.query<{ same: boolean }>(
    `select pg_current_wal_insert_lsn() <= $1::pg_lsn
            and (select timeline_id from pg_control_checkpoint()) = $2 as same`,
    [lsn, timeline],
  )
  return rows[0]?.same === true
}

const clockOf = async (server: Client): Promise<string> => {
  const { rows } = await server.query<{ at: string }>(`select ${MOMENT} as at`)
  return rows[0]?.at ?? ''
}

/**
 * A commit with its time goes in first: a restore to a moment needs one that is later than it. A segment is whole once
 * the server has switched to the next.
 */
async function endSegment(server: Client) {
  const committedAt = await clockOf(server)
  await server.query('select pg_current_xact_id()')
  const { rows } = await server.query<{ lsn: string; timeline: number }>(
    `select pg_switch_wal() as lsn, timeline_id as timeline from pg_control_checkpoint()`,
  )
  const [ended] = rows
  if (ended === undefined) throw new Error('the server did not end its segment')
  return { ...ended, committedAt }
}

async function copySegment(cluster: string, folder: string, key: Buffer, segment: string) {
  const to = sealedPath(folder, walName(segment))
  if (existsSync(to)) return 0
  const from = join(cluster, 'pg_wal', segment)
  if (!existsSync(from)) throw new CopyRefused(BROKEN)
  await sealFile(from, to, key, walName(segment))
  return 1
}

async function copyHistories(cluster: string, folder: string, key: Buffer): Promise<number> {
  let copied = 0
  for (const name of readdirSync(join(cluster, 'pg_wal')).filter(isHistory)) {
    copied += await copySegment(cluster, folder, key, name)
  }
  return copied
}
