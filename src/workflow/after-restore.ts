import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalEntry } from '#store/journal.ts'
import { newestEntries } from '#store/journal-newest.ts'
import { organisationsOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import { addUnknown, type NewUnknown, unknownAmong } from '#store/unknown-here.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'

/** The journal of this installation, which a restored database keeps and another one has not. */
export const journalOf = (journalFolder: string, secret: Buffer): string =>
  join(
    journalFolder,
    createHash('sha256').update('journal').update(secret).digest('hex').slice(0, 16),
  )

/** Why nothing can be written down there; nothing when it can. */
export function whyNoJournal(journal: string): readonly string[] {
  try {
    mkdirSync(journal, { recursive: true, mode: 0o700 })
    accessSync(journal, constants.W_OK | constants.X_OK)
    return []
  } catch {
    return [
      `The journal of what was acknowledged cannot be written in ${journal}. Set EVENKEEL_JOURNAL to a folder on another disk that can be written.`,
    ]
  }
}

const markSchema = z.object({ until: z.iso.datetime(), restoredAt: z.iso.datetime() })
type Mark = z.infer<typeof markSchema>

/** A restore leaves this beside the database until it was opened. */
const markFile = (dataFolder: string): string => join(dataFolder, 'restored.json')

function markIn(dataFolder: string): Mark | undefined {
  const file = markFile(dataFolder)
  return existsSync(file) ? markSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/**
 * Holds the newest entries of the journal against the database before anything is served (H28). What the database does not know goes on
 * the list of its provider, and nobody is dosed there until it is cleared; a restored database is on the list of every provider. Answers
 * what whoever starts Evenkeel must be told.
 */
export async function findUnknown(
  house: House,
  journal: string,
  dataFolder: string,
): Promise<readonly string[]> {
  const mark = markIn(dataFolder)
  const found = await unknownOf(house, journal)
  const here = new Set((await organisationsOf(house.pool)).map(({ providerId }) => providerId))
  for (const providerId of here) {
    await listAt(house, providerId, mark, found.get(providerId) ?? [])
  }
  if (mark !== undefined)
    renameSync(
      markFile(dataFolder),
      join(dataFolder, `restored-${mark.restoredAt.replaceAll(':', '')}.json`),
    )
  return [...found].flatMap(([providerId, entries]) =>
    wordsFor(entries.length, here.has(providerId)),
  )
}

const wordsFor = (count: number, isHere: boolean): readonly string[] =>
  isHere
    ? [
        `${count} acknowledged entries of the journal are not in this database. Nobody is dosed there until they are cleared: Service, After a restore.`,
      ]
    : [
        `${count} acknowledged entries of the journal are of a provider that this database does not have. It was opened after the moment to which the database was restored: open it again, with found-provider.`,
      ]

/** Goes back through the journal until a whole block is known; commits are in order, so that before it all is. */
async function unknownOf(house: House, journal: string): Promise<Map<string, JournalEntry[]>> {
  const found = new Map<string, JournalEntry[]>()
  for await (const block of newestEntries(journal)) {
    const unknown: JournalEntry[] = []
    for (const [providerId, entries] of Map.groupBy(block, ({ provider }) => provider)) {
      unknown.push(...(await unknownAt(house, providerId, entries)))
    }
    if (unknown.length === 0) break
    for (const entry of unknown)
      found.set(entry.provider, [...(found.get(entry.provider) ?? []), entry])
  }
  return found
}

const unknownAt = (house: House, providerId: string, entries: readonly JournalEntry[]) =>
  inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: await unknownAmong(tx, entries),
  }))

async function listAt(
  house: House,
  providerId: string,
  mark: Mark | undefined,
  entries: readonly JournalEntry[],
): Promise<void> {
  const restored = mark === undefined ? [] : [ofRestore(mark)]
  if (entries.length + restored.length === 0) return
  await inTransaction(house.pool, providerId, async (tx) => {
    const now = house.clock()
    const foundAt = new Date(now).toISOString()
    const lines = [...restored, ...entries.map(ofEntry)]
    await addUnknown(
      tx,
      lines.map((line) => ({ ...line, id: newId(now), foundAt })),
    )
    return { keep: true, answer: undefined }
  })
}

type Line = Omit<NewUnknown, 'id' | 'foundAt'>

const ofRestore = ({ until, restoredAt }: Mark): Line => ({
  kind: 'restore',
  reference: `restore ${restoredAt}`,
  act: null,
  doneAt: until,
  doneBy: null,
  patientId: null,
  subject: null,
})

const ofEntry = (entry: JournalEntry): Line => ({
  kind: entry.kind,
  reference: entry.reference,
  act: entry.act ?? null,
  doneAt: entry.at,
  doneBy: entry.by ?? null,
  patientId: entry.patient ?? null,
  subject: entry.subject ?? null,
})
