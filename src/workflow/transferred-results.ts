import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import { type Inr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { LAST_WEEK_FIELDS, type LastWeek, readLastWeek } from '#register/last-week.ts'
import { type Findings, typedDay, typedText } from '#register/typed-fields.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { addResults } from '#store/results.ts'
import { waitForVisit } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** The last results that a transfer letter gives; older ones can be added under the visits. */
export const TRANSFER_ROWS = [1, 2, 3, 4] as const

export const TRANSFER_FIELDS = [
  'transferFrom',
  'dailyMg',
  ...LAST_WEEK_FIELDS,
  ...TRANSFER_ROWS.flatMap((row) => [`inr-${row}`, ...dayBoxes(`inrOn-${row}`)] as const),
] as const

type TransferFields = TextFields<(typeof TRANSFER_FIELDS)[number]>

type LetterResult = { readonly raw: string; readonly inr: Inr; readonly on: Day }

/** What the letter of the service before us says: its last results, and the dose the patient takes. */
export type Transfer = {
  readonly kind: 'transfer'
  readonly from: string
  /** Oldest first. */
  readonly results: readonly LetterResult[]
  readonly dailyUg: Ug | undefined
  readonly lastWeek: LastWeek | undefined
  readonly words: string
}

const NO_TRANSFER: Transfer = {
  kind: 'transfer',
  from: '',
  results: [],
  dailyUg: undefined,
  lastWeek: undefined,
  words: '',
}

/** Results older than this say nothing about how stable somebody is now. A local setting. @see docs/evidence.md#transferred-results */
const OLDEST_RESULT_DAYS = 183
const LONGEST_LINE = 200

/** Reads the last results and doses of a patient transferred in; of any other patient there are none. */
export function readTransfer(
  fields: TransferFields,
  { plan: { howStarted, medicine }, phase }: Pick<FoundEpisode, 'plan' | 'phase'>,
  today: Day,
): Transfer | Refused {
  const typed: Readonly<Record<string, string | undefined>> = fields
  const findings: Findings = []
  const results = TRANSFER_ROWS.flatMap((row) => readRow(typed, row, today, findings))
  const from = typedText(typed, 'transferFrom')
  const dailyUg = readDose(typedText(typed, 'dailyMg'), findings)
  const isFirst = howStarted === 'transferred-in' && medicine === 'warfarin' && phase === 'accepted'
  const lastWeek = isFirst ? readLastWeek(typed, dailyUg, today, findings) : undefined
  const isEmpty = !isFirst && results.length === 0 && from === '' && dailyUg === undefined
  if (isEmpty && findings.length === 0) return NO_TRANSFER
  if (howStarted !== 'transferred-in') {
    const message = 'Last results can be entered only for a patient who was transferred in.'
    findings.push({ field: 'transferFrom', code: 'not-transferred', message })
  }
  if (from === '' || from.length > LONGEST_LINE) {
    const message = 'Enter which service wrote the letter, and its date.'
    findings.push({ field: 'transferFrom', code: 'required', message })
  }
  if (findings.length > 0) return refused(422, ...findings)
  const oldestFirst = results.sort((a, b) => (a.on < b.on ? -1 : 1))
  return {
    kind: 'transfer',
    from,
    results: oldestFirst,
    dailyUg,
    lastWeek,
    words: `Transferred in, last results from: ${from}`,
  }
}

function readDose(typed: string, findings: Findings): Ug | undefined {
  if (typed === '') return undefined
  const parsed = parseDose(typed)
  if (parsed.kind === 'dose') return parsed.ug
  findings.push({ field: 'dailyMg', code: parsed.code, message: parsed.message })
  return undefined
}

function readRow(
  fields: Readonly<Record<string, string | undefined>>,
  row: number,
  today: Day,
  findings: Findings,
): readonly LetterResult[] {
  const [inrField, dayField] = [`inr-${row}`, `inrOn-${row}`]
  const raw = typedText(fields, inrField)
  const wrongBefore = findings.length
  const on = typedDay(fields, dayField, findings)
  if (findings.length > wrongBefore || (raw === '' && on === null)) return []
  const parsed = parseInr(raw, LABORATORY_RANGE)
  if (parsed.kind === 'refused') {
    findings.push({ field: inrField, code: parsed.code, message: parsed.message })
    return []
  }
  if (on === null || on > today || on < addDays(today, -OLDEST_RESULT_DAYS)) {
    const message = `Enter the day of this INR, between ${clinicalDate(addDays(today, -OLDEST_RESULT_DAYS))} and today.`
    findings.push({ field: dayField, code: 'range', message })
    return []
  }
  return [{ raw, inr: parsed.inr, on }]
}

/** Keeps the letter's results as results of this course; the dose belongs to the newest. */
export async function addTransferredResults(
  { tx, actor, now, newId }: Desk,
  episode: FoundEpisode,
  { results, from, dailyUg }: Transfer,
): Promise<void> {
  const rows = results.map(
    ({ raw, inr, on }, nth) =>
      ({
        id: newId(),
        patientId: episode.patientId,
        episodeId: episode.id,
        inr,
        raw,
        sampledOn: on,
        sampledAt: null,
        method: episode.plan.method ?? 'laboratory',
        device: null,
        status: 'final',
        replaces: null,
        reason: null,
        doseBeforeUg: nth === results.length - 1 ? (dailyUg ?? null) : null,
        omitDays: null,
        plannedNextOn: null,
        comment: `From the transfer letter: ${from}`,
        importBatchId: null,
        enteredBy: actor.accountId,
        enteredAt: new Date(now).toISOString(),
      }) as const,
  )
  if (rows.length === 0) return
  await waitForVisit(tx, episode.patientId)
  await addResults(tx, rows)
}
