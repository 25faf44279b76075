import { createHash } from 'node:crypto'
import { tableToName } from '#interchange/meter-columns.ts'
import { readMeterFile } from '#interchange/meter-file.ts'
import { readResultBundle } from '#interchange/result-bundle.ts'
import { LONGEST_JSON } from '#interchange/strict-json.ts'
import {
  allNamedColumns,
  findNamedColumns,
  keepWaitingFile,
  type NamedColumns,
  type WaitingFile,
  waitingFiles,
} from '#store/meter-files.ts'
import { type FoundSent, sentInHand, sentLately } from '#store/sent-results.ts'
import { act } from './act.ts'
import type { Desk } from './desk.ts'
import { type BroughtIn, keepRead } from './keep-read.ts'
import { headerHash } from './meter-header.ts'
import type { Parsed } from './outcome.ts'
import { view } from './view.ts'

type Sent = { readonly text: string }

/**
 * Keeps the results of a file of a laboratory or a meter as they were sent, each once, before anything is done with them: so none is lost,
 * and the same file brought in twice changes nothing (H03). `take-in-result` takes each in.
 */
export const bringInResults = act<Sent, BroughtIn>({
  name: 'bring-in-results',
  parse: parseFile,
  perform: async (desk, { text }) => {
    if (isJson(text)) return keepRead(desk, readResultBundle(text))
    const table = tableToName(text)
    if (table === undefined) return keepRead(desk, readMeterFile(text))
    const header = headerHash(table.headings)
    const named = await findNamedColumns(desk.tx, header)
    if (named === undefined) return keepWaiting(desk, text)
    const brought = await keepRead(desk, readMeterFile(text, named))
    return brought.kind === 'refused' ? brought : { ...brought, header }
  },
})

/** Keeps a file of a meter as it was sent, until somebody has named its columns. */
async function keepWaiting({ tx, actor, now, newId }: Desk, content: string): Promise<BroughtIn> {
  const hash = createHash('sha256').update(content).digest('hex')
  const at = new Date(now).toISOString()
  const fileId = await keepWaitingFile(tx, {
    id: newId(),
    content,
    hash,
    by: actor.accountId,
    at,
  })
  const none = { sentIds: [], toTakeIn: [], known: 0, others: [] }
  return { kind: 'done', subject: fileId, noted: { waits: true }, fileId, ...none }
}

/** A laboratory's file is JSON; a meter's is comma-separated text, whose first heading is a word. */
const isJson = (text: string): boolean => /^\ufeff?\s*[^\s\ufeff"a-z]/i.test(text)

function parseFile(input: unknown): Parsed<Sent> {
  const file = isRecord(input) ? input['file'] : undefined
  if (!isRecord(input) || Object.keys(input).some((field) => field !== 'file')) {
    return wrong('type', 'Send the file as one field, file.')
  }
  if (!isRecord(file) || typeof file['base64'] !== 'string' || file['base64'] === '') {
    return wrong('required', 'Choose the file that the laboratory sent or the meter exported.')
  }
  const bytes = Buffer.from(file['base64'], 'base64')
  if (bytes.toString('base64') !== file['base64']) {
    return wrong('type', 'Send the content of the file in base64.')
  }
  if (bytes.length > LONGEST_JSON) return wrong('too-large', 'The file is longer than 1 MB.')
  const text = utf8(bytes)
  return text === undefined
    ? wrong('not-utf-8', 'The file is not text in UTF-8.')
    : { kind: 'parsed', value: { text } }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const wrong = (code: string, message: string): Parsed<never> => ({
  kind: 'refused',
  findings: [{ field: 'file', code, message }],
})

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** So many of those taken in are shown. @technical Length of a list. */
const LATELY = 50

export type SentShown = {
  readonly kind: 'sent-results'
  /** Held for a person, or not yet looked at, the oldest first. */
  readonly inHand: readonly FoundSent[]
  readonly lately: readonly FoundSent[]
  /** Files of meters whose columns nobody has named yet: nothing of them is read. */
  readonly waiting: readonly Omit<WaitingFile, 'content'>[]
  /** What makers' columns have been named here. */
  readonly named: readonly NamedColumns[]
}

export const sentResults = view<object, SentShown>('bring-in-results', async ({ tx }) => {
  const [inHand, lately, waiting, named] = await Promise.all([
    sentInHand(tx),
    sentLately(tx, LATELY),
    waitingFiles(tx),
    allNamedColumns(tx),
  ])
  return { kind: 'sent-results', inHand, lately, waiting, named }
})
