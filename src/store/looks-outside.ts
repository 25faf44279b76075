import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder } from './backup/durable.ts'

/** A line of the audit that waits outside the database until that takes changes again. */
export type LookOutside = { readonly provider: string; readonly line: string }

export type LooksOutside = {
  /** Answers when the line is on the disk. */
  readonly add: (look: LookOutside) => Promise<void>
  /** Hands each that waits to the work, and forgets a file of them when all of it is done. */
  readonly take: (work: (look: LookOutside) => Promise<void>) => Promise<void>
}

const NAME = /^looks-[0-9a-f-]{36}\.jsonl$/
/** @technical A file that nobody has added to for so long is of a process that is gone: each adds to its own. */
const LEFT_BEHIND_MS = 600_000

const lookSchema = z.object({ provider: z.uuid(), line: z.string() })

/** Opens the place for looks of this process, in a folder that several may share. What adds and what takes wait for each other. */
export function looksOutside(folder: string): LooksOutside {
  const own = `looks-${randomUUID()}.jsonl`
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    add: (look) => inTurn(() => append(folder, own, look)),
    take: (work) =>
      inTurn(async () => {
        for (const name of await takable(folder, own)) await takeFile(join(folder, name), work)
      }),
  }
}

async function append(folder: string, name: string, look: LookOutside): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const isNew = !existsSync(path)
  const handle = await open(path, 'a', 0o600)
  try {
    await handle.appendFile(`${JSON.stringify(look)}\n`)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  if (isNew) await syncFolder(folder)
}

async function takable(folder: string, own: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return []
  const found: string[] = []
  for (const name of readdirSync(folder).filter((file) => NAME.test(file))) {
    const { mtimeMs } = await stat(join(folder, name))
    if (name === own || Date.now() - mtimeMs > LEFT_BEHIND_MS) found.push(name)
  }
  return found
}

async function takeFile(path: string, work: (look: LookOutside) => Promise<void>): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  for (const look of lines.flatMap(lookIn)) await work(look)
  await rm(path)
}

/** A line that a power cut tore was never shown to anybody. */
function lookIn(line: string): readonly LookOutside[] {
  try {
    return [lookSchema.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
