import { addClinicPattern, changeClinicPattern } from '#store/clinics.ts'
import { worklistSizes } from '#store/worklists.ts'
import { act, type Done } from './act.ts'
import { type ClinicForm, parseClinic } from './clinic-form.ts'
import { changedMeanwhile } from './outcome.ts'
import { absenceDay } from './todays-absences.ts'

/** How many appointments lie where no clinic is held; the list of them is one click away. */
type ClinicSet = Done & { readonly bookedWithoutClinic: number }

/** Adds a weekly clinic or changes one. Appointments stay as they are: those left without a clinic are counted. */
export const setClinicPattern = act<ClinicForm, ClinicSet>({
  name: 'set-clinic-pattern',
  parse: parseClinic,
  perform: async ({ tx, actor, now, today, newId }, form) => {
    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    const pattern = { ...form, id: form.id ?? newId(), by, at }
    if (form.id === undefined) await addClinicPattern(tx, pattern)
    else if (!(await changeClinicPattern(tx, pattern))) return changedMeanwhile('this clinic')

    const everybody = { risk: 'any', owner: 'anybody' } as const
    const day = absenceDay(today)
    const left = await worklistSizes(tx, 'booked-without-clinic', day, everybody, by)
    const { weekday, startMinute, endMinute, slotMinutes, fromOn, untilOn } = form
    const noted = { weekday, startMinute, endMinute, slotMinutes, fromOn, untilOn }
    return { kind: 'done', subject: pattern.id, bookedWithoutClinic: left.all, noted }
  },
})
