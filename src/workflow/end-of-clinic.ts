import { type ActName, permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { CLINIC_STEPS, type ClinicStep, isFinished } from '#recall/clinic-step.ts'
import { type ClinicEnding, newestEnding } from '#store/clinic-endings.ts'
import { allStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import { worklistSizes } from '#store/worklists.ts'
import { type ClinicList, type ClinicPlace, clinicOf } from './clinic-day.ts'
import { type LeftInClinic, leftInClinic, leftKey } from './left-in-clinic.ts'
import { type PaperLeft, paperLeft } from './paper-left.ts'
import { absenceDay } from './todays-absences.ts'
import { view } from './view.ts'

export type UnfinishedStep = { readonly step: ClinicStep; readonly people: readonly ClinicPlace[] }

export type EndOfClinic = {
  readonly kind: 'end-of-clinic'
  readonly clinic: ClinicList
  /** Everybody for whom something is left to do, by the step they stand at; empty when nobody is forgotten. */
  readonly unfinished: readonly UnfinishedStep[]
  /** Alarms that nobody has closed with what was done, of any day. */
  readonly openAlarms: number
  /** Who keeps the clinic from being closed, and why. */
  readonly left: readonly LeftInClinic[]
  readonly leftKey: string
  /** Days without Evenkeel that are not entered whole: they keep it from being closed too. */
  readonly paper: readonly PaperLeft[]
  /** Who closed it, or opened it again; undefined while nobody has. */
  readonly ending: ClinicEnding | undefined
  /** Who may take over what is left, by name. */
  readonly colleagues: readonly { readonly accountId: string; readonly name: string }[]
  readonly mayEnd: boolean
}

/** Before the clinic closes: who is not yet dosed, told and booked, and who is missing (H17, H22). */
export const endOfClinic = view(
  'see-clinic',
  async ({ tx, today, actor }, on: Day | null): Promise<EndOfClinic> => {
    const clinic = await clinicOf(tx, on ?? today, today)
    const unfinished = CLINIC_STEPS.filter((step) => !isFinished(step))
      .map((step) => ({ step, people: clinic.people.filter((person) => person.step === step) }))
      .filter(({ people }) => people.length > 0)
    const openAlarms = await alarmsOpen(tx, today, actor.accountId)
    const left = await leftInClinic(tx, clinic)
    const may = (act: ActName, who: Parameters<typeof permission>[1]) =>
      permission(act, who, today).kind === 'allowed'
    const colleagues = (await allStaff(tx)).filter(
      (member) => member.active && may('record-told', member),
    )
    return {
      kind: 'end-of-clinic',
      clinic,
      unfinished,
      openAlarms,
      left,
      leftKey: leftKey(left),
      paper: await paperLeft(tx, clinic.on),
      ending: await newestEnding(tx, clinic.on),
      colleagues: colleagues.map(({ accountId, name }) => ({ accountId, name })),
      mayEnd: may('end-clinic', actor),
    }
  },
)

async function alarmsOpen(tx: Tx, today: Day, me: string): Promise<number> {
  const everybody = { risk: 'any', owner: 'anybody' } as const
  const sizes = await worklistSizes(tx, 'alarm-not-actioned', absenceDay(today), everybody, me)
  return sizes.all
}
