import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, day } from '#base/day.ts'
import { type ClinicPatternRow, clinicClosures, clinicPatterns } from '#store/clinics.ts'
import { type WorklistRow, worklistPage } from '#store/worklists.ts'
import { absenceDay } from './todays-absences.ts'
import { view } from './view.ts'

export type ClinicSettings = {
  readonly kind: 'clinic-settings'
  readonly today: Day
  readonly clinics: readonly ClinicPatternRow[]
  readonly closures: readonly { readonly on: Day; readonly reason: string }[]
  readonly bankHolidays: readonly Day[]
  /** Appointments on a day or at a time when no clinic is held any more. */
  readonly bookedWithoutClinic: readonly WorklistRow[]
}

/** @technical How far ahead the calendar of the clinics is shown. */
const A_YEAR_DAYS = 366
const MOST_SHOWN = 200

/** The weekly clinics, the closed days and bank holidays of the year ahead, and whom a change has left behind. */
export const clinicSettings = view(
  'manage-clinics',
  async ({ tx, today }, _nothing: null): Promise<ClinicSettings> => {
    const clinics = await clinicPatterns(tx)
    const closures = await clinicClosures(tx, today)
    const everybody = { risk: 'any', owner: 'anybody' } as const
    const first = { limit: MOST_SHOWN, offset: 0 }
    const asked = absenceDay(today)
    const left = await worklistPage(tx, 'booked-without-clinic', asked, everybody, first)

    const ahead = Array.from({ length: A_YEAR_DAYS }, (_, days) => addDays(today, days))
    return {
      kind: 'clinic-settings',
      today,
      clinics,
      closures: closures.map(({ onDate, reason }) => ({ on: day(onDate), reason })),
      bankHolidays: ahead.filter((on) => isBankHoliday(on) === true),
      bookedWithoutClinic: left,
    }
  },
)
