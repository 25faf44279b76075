import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './backup/durable.ts'

/**
 * What an acknowledged act, a message or a print leaves outside the database: which it was and whose record, by the ids of the database,
 * which mean nothing elsewhere. No name, no number, no date of birth, nothing typed.
 */
export type JournalEntry = {
  readonly kind: 'act' | 'message' | 'print'
  readonly provider: string
  /** When it was acknowledged. */
  readonly at: string
  /** The request key of an act; the id of a message; of a print its dose and its moment. */
  readonly reference: string
  readonly act?: string
  readonly by?: string
  readonly patient?: string
  readonly subject?: string
}

export type Journal = {
  /** Answers when the entry is on the disk. */
  readonly write: (entry: JournalEntry) => Promise<void>
  readonly close: () => Promise<void>
}

/** The journal could not be written, so what was done is not acknowledged; asked again it is done once. */
export class JournalAway extends Error {}

type Waiting = {
  readonly line: string
  readonly done: () => void
  readonly fail: (why: Error) => void
}

/**
 * Opens the journal of one installation in its folder: a file for each day, only ever added to. What comes while the disk is busy goes
 * with the next flush, so that many saves at once wait for one.
 */
export function openJournal(folder: string): Journal {
  const file = dayFile(folder)
  let waiting: Waiting[] = []
  let flushing: Promise<void> | undefined

  const flushAll = async () => {
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      const why = await file.append(group.map(({ line }) => line).join('')).then(
        () => undefined,
        (error: unknown) => new JournalAway('the journal cannot be written', { cause: error }),
      )
      for (const { done, fail } of group) why === undefined ? done() : fail(why)
    }
    flushing = undefined
  }
  const write = (entry: JournalEntry) =>
    new Promise<void>((done, fail) => {
      waiting.push({ line: `${JSON.stringify(entry)}\n`, done, fail })
      flushing ??= flushAll()
    })
  const close = async () => {
    await flushing
    await file.close()
  }
  return { write, close }
}

/** The day of the machine, whatever day a demonstration pretends. */
const today = (): string => new Date(Date.now()).toISOString().slice(0, 10)

function dayFile(folder: string) {
  let opened: { readonly day: string; readonly handle: FileHandle } | undefined

  const close = async () => {
    await opened?.handle.close()
    opened = undefined
  }
  const append = async (lines: string) => {
    const day = today()
    if (opened?.day !== day) {
      await close()
      opened = { day, handle: await openDay(folder, day) }
    }
    const { handle } = opened
    try {
      await handle.appendFile(lines)
      await handle.datasync()
    } catch (error) {
      await close()
      throw error
    }
  }
  return { append, close }
}

/** A line that a power cut tore is ended first, so that it spoils no other. */
async function openDay(folder: string, day: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${day}.jsonl`)
  const isNew = !existsSync(path)
  const handle = await open(path, 'a', 0o600)
  if (isNew) await syncFolder(folder)
  else if ((await stat(path)).size > 0) await handle.appendFile('\n')
  return handle
}
