import { existsSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalEntry } from './journal.ts'

const DAY = /^\d{4}-\d{2}-\d{2}\.jsonl$/
const BLOCK_BYTES = 256 * 1024

const entrySchema = z.object({
  kind: z.enum(['act', 'message', 'print']),
  provider: z.uuid(),
  at: z.iso.datetime(),
  reference: z.string(),
  act: z.string().exactOptional(),
  by: z.uuid().exactOptional(),
  patient: z.uuid().exactOptional(),
  subject: z.string().exactOptional(),
})

/** The entries of a journal in blocks, the newest block first; a line that was torn was never acknowledged. */
export async function* newestEntries(folder: string): AsyncGenerator<readonly JournalEntry[]> {
  if (!existsSync(folder)) return
  const days = readdirSync(folder).filter((name) => DAY.test(name))
  for (const day of days.sort().toReversed()) yield* blocksOf(join(folder, day))
}

async function* blocksOf(file: string): AsyncGenerator<readonly JournalEntry[]> {
  const handle = await open(file, 'r')
  try {
    let end = (await handle.stat()).size
    let rest = Buffer.alloc(0)
    while (end > 0) {
      const start = Math.max(0, end - BLOCK_BYTES)
      const block = Buffer.alloc(end - start)
      await handle.read(block, 0, block.length, start)
      const text = Buffer.concat([block, rest])
      const first = start === 0 ? 0 : text.indexOf('\n') + 1
      rest = text.subarray(0, first)
      end = start
      const entries = entriesIn(text.subarray(first).toString('utf8'))
      if (entries.length > 0) yield entries
    }
  } finally {
    await handle.close()
  }
}

const entriesIn = (text: string): readonly JournalEntry[] =>
  text.split('\n').flatMap((line) => {
    const read = entrySchema.safeParse(parsed(line))
    return read.success ? [read.data] : []
  })

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
