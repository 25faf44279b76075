import { clinicalDate, type Day, day } from '#base/day.ts'
import { missingSheets, unansweredPaperDays } from '#store/paper-days.ts'
import type { Tx } from '#store/tx.ts'
import type { Finding } from './outcome.ts'

/** What of clinics held on paper, on one day, keeps every clinic from that day on from being closed. */
export type PaperLeft = {
  readonly on: Day
  /** A sheet of it was entered, and nobody has said whether the clinic was held on paper. */
  readonly isUnanswered: boolean
  readonly missing: readonly {
    readonly patientId: string
    readonly familyName: string
    readonly givenName: string
    readonly dateOfBirth: Day
  }[]
}

/** The days without Evenkeel, up to one, that are not entered whole, oldest first (H29). */
export async function paperLeft(tx: Tx, through: Day): Promise<readonly PaperLeft[]> {
  const missing = await missingSheets(tx, through)
  const unanswered = await unansweredPaperDays(tx, through)
  const days = [...new Set([...missing.map(({ on }) => on), ...unanswered])].toSorted()
  return days.map((on) => ({
    on: day(on),
    isUnanswered: unanswered.includes(on),
    missing: missing
      .filter((sheet) => sheet.on === on)
      .map((sheet) => ({ ...sheet, dateOfBirth: day(sheet.dateOfBirth) })),
  }))
}

/** The same as a refusal of the closing says it. */
export function paperFinding({ on, isUnanswered, missing }: PaperLeft): Finding {
  const [which, how] = [clinicalDate(on), 'Service, Entered from paper']
  const message = isUnanswered
    ? `The clinic stays open: a sheet of ${which} was entered from paper. Say under ${how} whether that clinic was held on paper.`
    : `The clinic stays open: ${missing.length === 1 ? '1 sheet' : `${missing.length} sheets`} of ${which} ${missing.length === 1 ? 'is' : 'are'} not entered. Enter each, or say why there was no visit.`
  return { field: '', code: 'paper-not-entered', message }
}
