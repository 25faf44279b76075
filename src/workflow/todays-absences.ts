import { permission } from '#access/policy.ts'
import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, day } from '#base/day.ts'
import { ABSENCE_WORDS, ABSENCES, type Absence, type AbsenceWords } from '#recall/absences.ts'
import { type AbsenceDay, countAbsences } from '#store/absences.ts'
import { countEmergencyLooks } from '#store/emergency-looks.ts'
import { isMeterUsed } from '#store/meters.ts'
import { type UncheckedPaper, uncheckedPaperNow } from '#store/paper-entries.ts'
import { lateSecondLooksFor } from '#store/second-look-rungs.ts'
import { countSharedSignIns } from '#store/shared-sign-ins.ts'
import { escalatedTo } from '#store/task-rungs.ts'
import type { Tx } from '#store/tx.ts'
import { type ClinicList, clinicOf } from './clinic-day.ts'
import type { Desk } from './desk.ts'
import { type PackTrouble, packStanding } from './pack-standing.ts'
import { type ReferenceDataDue, referenceDataToReview } from './reference-data-shown.ts'
import { siteRules } from './site-rules.ts'
import { view } from './view.ts'

export type AbsenceOnPage = AbsenceWords & {
  readonly kind: Absence
  readonly count: number
  readonly oldestOn: Day | null
  readonly oldestAt: number | null
}

export type TodaysAbsences = {
  readonly kind: 'absences'
  readonly today: Day
  readonly asAt: number
  readonly absences: readonly AbsenceOnPage[]
  readonly clinic: ClinicList
  /** Open tasks, late reviews of looks in an emergency, late checks of paper and late analyses of events, whose ladder has called people of this person's role. */
  readonly calledMe: number
  /** For whoever answers for safety here, and only while a list is due. */
  readonly referenceData: ReferenceDataDue | null
  /** Accounts that several people seem to use, for whoever settles them; nothing for anybody else. */
  readonly sharedSignIns: number
  /** Looks in an emergency that nobody has reviewed, for whoever reviews them; nothing for anybody else. */
  readonly emergencyLooks: number
  /** Whether nobody has decided how often a meter is controlled where one is used; for whoever decides it, and nobody else. */
  readonly controlsUndecided: boolean
  /** What was entered from paper and nobody has checked. */
  readonly uncheckedPaper: UncheckedPaper
  /** Why this site could stand without a sealed pack. */
  readonly packTrouble: PackTrouble | undefined
}

/** The front page: everything that may be missing, counted as at now, and today's clinic. */
export const todaysAbsences = view(
  'see-today',
  async (desk, _nothing: null): Promise<TodaysAbsences> => {
    const { tx, today, now, actor } = desk
    const counts = await countAbsences(tx, absenceDay(today))
    const clinic = await clinicOf(tx, today, today)
    const calledMe = await calledTo(tx, actor.role)

    const byKind = new Map(counts.map((count) => [count.kind, count]))
    const absences = ABSENCES.map((kind) => {
      const { count = 0, oldestOn = null, oldestAt = null } = byKind.get(kind) ?? {}
      const words = ABSENCE_WORDS[kind]
      return { kind, ...words, count, oldestAt, oldestOn: oldestOn === null ? null : day(oldestOn) }
    })
    const referenceData = await referenceDataToReview(desk)
    const maySettle = permission('settle-shared-sign-in', actor, today).kind === 'allowed'
    const sharedSignIns = maySettle ? await countSharedSignIns(tx) : 0
    const mayReview = permission('review-emergency-looks', actor, today).kind === 'allowed'
    const emergencyLooks = mayReview ? await countEmergencyLooks(tx) : 0
    const controlsUndecided = await areControlsUndecided(desk)
    const mine = { calledMe, referenceData, sharedSignIns, emergencyLooks, controlsUndecided }
    const uncheckedPaper = await uncheckedPaperNow(tx)
    const { trouble: packTrouble } = await packStanding(tx, now)
    return {
      kind: 'absences',
      today,
      asAt: now,
      absences,
      clinic,
      packTrouble,
      uncheckedPaper,
      ...mine,
    }
  },
)

/** What the ladders have brought to people of a role: tasks, reviews of looks, checks of paper, analyses of events. */
const calledTo = async (tx: Tx, role: string): Promise<number> =>
  (await escalatedTo(tx, role)) +
  (await lateSecondLooksFor(tx, 'look', role)) +
  (await lateSecondLooksFor(tx, 'paper', role)) +
  (await lateSecondLooksFor(tx, 'event', role))

/** That nobody has decided about controls is said to whoever may, where the meter of the site is used (H06). */
async function areControlsUndecided({ tx, today, actor }: Desk): Promise<boolean> {
  if (permission('manage-settings', actor, today).kind === 'refused') return false
  const { controlRules } = await siteRules(tx)
  return controlRules.length === 0 && (await isMeterUsed(tx))
}

/** @technical How far ahead bank holidays are handed to the lists. */
const A_YEAR_DAYS = 366

/** The day that the lists are read for, with the bank holidays of the year ahead. */
export function absenceDay(today: Day): AbsenceDay {
  const ahead = Array.from({ length: A_YEAR_DAYS }, (_, days) => addDays(today, days))
  return { today, bankHolidays: ahead.filter((on) => isBankHoliday(on) === true) }
}
