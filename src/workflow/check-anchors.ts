import type { KeyObject } from 'node:crypto'
import { type AnchorFolder, anchorLines, hasAnchors } from './anchor-file.ts'
import { checkingKey, fingerprint, whyNotWritable } from './anchor-key.ts'
import { lineHash, NO_LINE, readAnchor } from './anchor-line.ts'
import { AnchorTrouble, answered, whyNotAnchored } from './anchor-trouble.ts'

/** What was written down of one chain, in the order of writing. */
export type AnchoredHead = {
  readonly seq: number
  readonly hash: Buffer
  readonly at: string
  readonly number: number
}

export type Anchors = {
  readonly heads: ReadonlyMap<string, readonly AnchoredHead[]>
  readonly last: number
  readonly faults: readonly string[]
}

/** Where a file goes wrong at every line, the first of them say enough. @technical */
const MOST_FAULTS = 20

type Reading = {
  readonly heads: Map<string, AnchoredHead[]>
  readonly faults: string[]
  number: number
  before: string
  place: number
}

/** What the database had noted before the file was read: the newest number, and whether a chain went on since. */
type Noted = { readonly number: number; readonly isBehind: boolean }

/** Reads the file of anchors, and says what is wrong with it or with its folder. */
export async function readAnchors(of: AnchorFolder, noted: Noted): Promise<Anchors> {
  const trouble = noted.isBehind ? await whyNotWritable(of.folder) : undefined
  const faults = trouble === undefined ? [] : [`${NO_MORE}: ${trouble}`]
  try {
    const read = await readWhole(of, noted.number)
    return { ...read, faults: [...read.faults, ...faults] }
  } catch (error) {
    return { heads: new Map(), last: 0, faults: [whyNotRead(error), ...faults] }
  }
}

const whyNotRead = (error: unknown): string =>
  error instanceof Error && !(error instanceof AnchorTrouble)
    ? `the file of anchors cannot be read (${error.message})`
    : whyNotAnchored(error)

const NO_MORE = 'lines were added to the audit and no anchor can be written'

/** Whether the file is whole: each line signed, after the one before it, with none left out. */
async function readWhole({ folder, key: expected }: AnchorFolder, noted: number): Promise<Anchors> {
  const reading: Reading = { heads: new Map(), faults: [], number: 0, before: NO_LINE, place: 0 }
  const key = await answered(() => checkingKey(folder))
  const isThere = await answered(() => hasAnchors(folder))
  if (!isThere || key === undefined) {
    const faults = noted === 0 ? [] : [gone(folder, noted, !isThere)]
    return { heads: reading.heads, last: 0, faults }
  }
  if (expected !== undefined && fingerprint(key) !== expected) {
    reading.faults.push(`the key in ${folder} is not the one that EVENKEEL_ANCHOR_KEY names`)
  }
  for await (const line of anchorLines(folder)) take(reading, line, key)
  if (reading.number < noted) {
    const lost = between(reading.number + 1, noted)
    reading.faults.push(`the file of anchors has lost its end: ${lost} missing`)
  }
  return { heads: reading.heads, last: reading.number, faults: shortened(reading.faults) }
}

const gone = (folder: string, noted: number, isFile: boolean): string =>
  `${isFile ? 'the file of anchors' : 'the key that checks the anchors'} is not in ${folder}, though ${noted} were written there`

const between = (from: number, to: number): string =>
  from === to ? `anchor ${from} is` : `anchors ${from} to ${to} are`

function take(reading: Reading, line: string, key: KeyObject): void {
  const read = readAnchor(line, key)
  reading.place += 1
  const follows = read?.anchor.before === reading.before
  reading.before = lineHash(line)
  if (read === undefined) {
    reading.faults.push(`line ${reading.place} of the file of anchors is no anchor: it was edited`)
    return
  }
  const { anchor, isSigned } = read
  if (!isSigned) {
    reading.faults.push(`anchor ${anchor.number} was edited: its signature does not hold`)
  }
  const missed = whyNotNext(reading, anchor.number, follows)
  if (missed !== undefined) reading.faults.push(missed)
  reading.number = anchor.number
  if (!isSigned) return
  for (const { provider, seq, hash } of anchor.heads) {
    const heads = reading.heads.get(provider) ?? []
    heads.push({ seq, hash: Buffer.from(hash, 'hex'), at: anchor.at, number: anchor.number })
    reading.heads.set(provider, heads)
  }
}

function whyNotNext(reading: Reading, number: number, follows: boolean): string | undefined {
  const next = reading.number + 1
  if (number > next) {
    return `${between(next, number - 1)} missing from the file of anchors`
  }
  if (number < next) return `anchor ${number} is not at its place in the file of anchors`
  return follows ? undefined : `what stood before anchor ${number} in the file was edited`
}

const shortened = (faults: readonly string[]): readonly string[] =>
  faults.length <= MOST_FAULTS
    ? faults
    : [
        ...faults.slice(0, MOST_FAULTS),
        `and ${faults.length - MOST_FAULTS} more in the file of anchors`,
      ]
