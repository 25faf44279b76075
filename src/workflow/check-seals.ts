import { countSealedRows, sealedRowIds, sealsOf } from '#store/seals.ts'
import type { Tx } from '#store/tx.ts'
import type { UnplacedFault } from './verify.ts'

// Whether every result, dose, telling, visit, contact, review, entry from paper, version, task and step of one is as the audit wrote it: a line holds a seal over those of its
// act (migrations 0061, 0078 and 0085).
// Rows are asked for by the slice of lines that is walked, so that none is held.

type SealedLine = { readonly seq: number; readonly seal: string; readonly ids: readonly string[] }

const WROTE = '"wrote":"'
const WHAT = /^([0-9a-f]{32}) ([0-9a-f -]+)"}$/
const ONE =
  'a result, a dose, a telling, a visit, a contact, a review, an entry from paper, a version of a patient or a plan, or a task or a step of one'
/** Enough to begin to look. @technical */
const MOST_NAMED = 20

/** What a line says that it wrote: the end of its text. */
function sealedBy(seq: number, line: string): SealedLine | undefined {
  const at = line.lastIndexOf(WROTE)
  const [, seal, ids] = at < 0 ? [] : (WHAT.exec(line.slice(at + WROTE.length)) ?? [])
  return seal === undefined || ids === undefined ? undefined : { seq, seal, ids: ids.split(' ') }
}

export type SealCheck = {
  readonly take: (seq: number, line: string) => void
  /** Holds the lines since the last time against the rows. */
  readonly hold: () => Promise<void>
  readonly end: (
    again: (take: (seq: number, line: string) => void) => Promise<void>,
  ) => Promise<readonly UnplacedFault[]>
}

export function checkSeals(tx: Tx): SealCheck {
  const faults: UnplacedFault[] = []
  let waiting: SealedLine[] = []
  let sealed = 0
  const hold = async () => {
    const lines = waiting
    waiting = []
    if (lines.length > 0) faults.push(...(await brokenSeals(tx, lines)))
  }
  return {
    take: (seq, line) => {
      const found = sealedBy(seq, line)
      if (found === undefined) return
      sealed += found.ids.length
      waiting.push(found)
    },
    hold,
    end: async (again) => {
      await hold()
      const strangers = (await neverNamed(tx, sealed, again)).slice(0, MOST_NAMED).map(stranger)
      return [...faults.slice(0, MOST_NAMED), ...strangers]
    },
  }
}

const stranger = (subject: string): UnplacedFault => ({
  invariant: 'I9',
  says: `${ONE} that no line of the audit wrote`,
  subject,
})

async function brokenSeals(
  tx: Tx,
  lines: readonly SealedLine[],
): Promise<readonly UnplacedFault[]> {
  const found = new Map((await sealsOf(tx, lines)).map((one) => [one.seq, one]))
  return lines.flatMap(({ seq, seal, ids }): UnplacedFault[] => {
    const rows = found.get(seq)
    if (rows?.seal === seal && rows.rows === ids.length) return []
    const isShort = (rows?.rows ?? 0) < ids.length
    const says = isShort
      ? `${ONE} that this line of the audit wrote is gone`
      : `${ONE} is not as this line of the audit wrote it`
    return [
      { invariant: 'I9', says, subject: `line ${seq}: ${ids.slice(0, MOST_NAMED).join(', ')}` },
    ]
  })
}

/** The rows that no line names; looked for one by one only where there are more or fewer than the lines name. */
async function neverNamed(
  tx: Tx,
  sealed: number,
  again: Parameters<SealCheck['end']>[0],
): Promise<readonly string[]> {
  if ((await countSealedRows(tx)) === sealed) return []
  const named = new Set<string>()
  await again((seq, line) => {
    for (const id of sealedBy(seq, line)?.ids ?? []) named.add(id)
  })
  return (await sealedRowIds(tx)).filter((id) => !named.has(id))
}
