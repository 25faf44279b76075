// People on warfarin whose medicine is changed, and the small deeds around it.
import type { Role } from '#access/policy.ts'
import { episodesOf } from '#store/episodes.ts'
import { switchesOf } from '#store/switches.ts'
import type { TestClinic } from '#test/clinic.ts'
import { type Person, recordsOf, TODAY } from '#test/every-absence.ts'
import { NOTHING_AGAINST, said } from '#test/store/doac-desk.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { stopForChange } from '#workflow/stop-for-change.ts'
import { switchMedicine } from '#workflow/switch-medicine.ts'

type Fields = Readonly<Record<string, string>>

/** A change to apixaban 5 mg with everything answered. */
export const TYPED: Fields = {
  version: '1',
  medicine: 'apixaban',
  doacMg: '5',
  doacTimes: '2',
  stoppedOn: '2026-11-20',
  homeRemoved: 'yes',
  repeatStopped: 'yes',
  nextTestOn: '2026-12-20',
  weight: '80',
  weightOn: '2026-11-20',
  creatinine: '90',
  bloodsOn: '2026-11-20',
  bleeding: 'none',
  raisedBleedingRisk: 'no',
  pregnancy: 'not-applicable',
  breastFeeding: 'not-applicable',
  'takes-none': 'yes',
}

const STOP: Fields = {
  version: '1',
  medicine: 'apixaban',
  stoppedOn: '2026-11-21',
  nextTestOn: '2026-11-24',
  untilOn: '2026-11-27',
  note: 'Poor control; told to take nothing until we ring',
}

export function warfarinDesk(clinic: TestClinic) {
  const onWarfarin = async (
    tenths: number | null,
    known: Parameters<TestClinic['addPatient']>[0] = NOTHING_AGAINST,
  ): Promise<Person> => {
    const patientId = await clinic.addPatient(known)
    const episodeId = await clinic.addEpisode(patientId, {
      managementPlan: 'Bloods at each review',
    })
    if (tenths !== null) {
      await recordsOf(clinic).results({ patientId, episodeId }, { [TODAY]: tenths })
    }
    return { patientId, episodeId }
  }
  const run = (act: AnyAct, input: Fields, role: Role = 'prescriber') =>
    act.run(clinic.house, clinic.callerOf(role), crypto.randomUUID(), input)
  const change = async ({ episodeId }: Person, rest: Fields = {}, role: Role = 'prescriber') =>
    said(await run(switchMedicine, { ...TYPED, ...rest, episodeId }, role))
  const stop = async ({ episodeId }: Person, rest: Fields = {}) =>
    said(await run(stopForChange, { ...STOP, ...rest, episodeId }))
  const phases = async ({ patientId }: Person) =>
    (await clinic.inTx((tx) => episodesOf(tx, patientId)))
      .map(({ plan, phase }) => `${plan.medicine} ${phase}`)
      .sort()
  const newestChange = async ({ patientId }: Person) =>
    (await clinic.inTx((tx) => switchesOf(tx, patientId)))[0]
  return { onWarfarin, run, change, stop, phases, newestChange }
}
