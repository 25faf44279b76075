import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import { readMeterFile } from '#interchange/meter-file.ts'
import { readResultBundle, type SentEntry } from '#interchange/result-bundle.ts'
import { LONGEST_JSON } from '#interchange/strict-json.ts'
import { type FoundSent, keepSent, sentInHand, sentLately } from '#store/sent-results.ts'
import { act, type Done } from './act.ts'
import { type Parsed, refused } from './outcome.ts'
import { view } from './view.ts'

type Sent = { readonly text: string }

/** What a file held: each INR has an id by which it is taken in. */
export type BroughtIn = Done & {
  readonly sentIds: readonly string[]
  /** Those of which nothing has become yet: they are taken in next, and none a second time without being asked. */
  readonly toTakeIn: readonly string[]
  /** So many of them were brought in before. */
  readonly known: number
  /** What each observation of something else calls itself: they are not taken. */
  readonly others: readonly string[]
}

/**
 * Keeps the results of a file of a laboratory or a meter as they were sent, each once, before anything is done with them: so none is lost,
 * and the same file brought in twice changes nothing (H03). `take-in-result` takes each in.
 */
export const bringInResults = act<Sent, BroughtIn>({
  name: 'bring-in-results',
  parse: parseFile,
  perform: async ({ tx, actor, now, newId }, { text }) => {
    const read = isJson(text) ? readResultBundle(text) : readMeterFile(text)
    if (read.kind === 'refused') {
      const { place, code, message } = read.fault
      const at = place === '' ? '' : `${place}: `
      return refused(422, { field: 'file', code, message: `${at}${message}` })
    }
    const kept: Kept[] = []
    for (const entry of read.entries) {
      const by = actor.accountId
      const at = new Date(now).toISOString()
      const sent = await keepSent(tx, { id: newId(), entry, hash: hashOf(entry), by, at })
      kept.push({ ...sent, entry })
    }
    const known = kept.filter(({ isNew }) => !isNew).length
    const { others } = read
    const noted = { results: kept.length, known, others: others.length }
    const sentIds = kept.map(({ id }) => id)
    const toTakeIn = controlsFirst(kept.filter(({ isLookedAt }) => !isLookedAt))
    return { kind: 'done', noted, sentIds, toTakeIn, known, others }
  },
})

type Kept = Awaited<ReturnType<typeof keepSent>> & { readonly entry: SentEntry }

/** What a meter's controls said is known before any result of it, in the order in which they were measured (H06). */
const controlsFirst = (kept: readonly Kept[]): readonly string[] =>
  kept.toSorted((a, b) => orderOf(a) - orderOf(b)).map(({ id }) => id)

/** Results keep the order of the file: sorting is stable. */
const orderOf = ({ entry: { control } }: Kept): number =>
  control === undefined ? Number.MAX_SAFE_INTEGER : (control.doneAt ?? 0)

/** A laboratory's file is JSON; a meter's is comma-separated text, whose first heading is a word. */
const isJson = (text: string): boolean => /^\ufeff?\s*[^\s\ufeff"a-z]/i.test(text)

/** What was read of it; where it could not be read, the observation as it stands. */
const hashOf = ({ sent, observation }: SentEntry): string =>
  createHash('sha256')
    .update(canonicalJson(sent ?? observation))
    .digest('hex')

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
}

export const sentResults = view<object, SentShown>('bring-in-results', async ({ tx }) => {
  const [inHand, lately] = await Promise.all([sentInHand(tx), sentLately(tx, LATELY)])
  return { kind: 'sent-results', inHand, lately }
})
