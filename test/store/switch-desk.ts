// A clinic in which medicines are changed, and the small deeds around a change.
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { episodesOf, findEpisode } from '#store/episodes.ts'
import { type FoundSwitch, switchesOf } from '#store/switches.ts'
import type { TestClinic } from '#test/clinic.ts'
import { type Person, recordsOf } from '#test/every-absence.ts'
import { doacDesk, said } from '#test/store/doac-desk.ts'
import { OVERLAP } from '#test/store/overlap-fields.ts'
import { abandonSwitch } from '#workflow/abandon-switch.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { beginOverlap } from '#workflow/begin-overlap.ts'
import { confirmRemoval } from '#workflow/confirm-removal.ts'
import { extendOverlap } from '#workflow/extend-overlap.ts'
import { finishOverlap } from '#workflow/finish-overlap.ts'
import { planOverlap } from '#workflow/plan-overlap.ts'

type Fields = Readonly<Record<string, string>>

export const CONFIRMED: Fields = {
  homeRemoved: 'yes',
  repeatRemoved: 'yes',
  pharmacyTold: 'yes',
  patientTold: 'yes',
  cardChanged: 'yes',
  note: 'Told Sister Kay at the practice, Hallam Pharmacy by telephone',
}

export function switchDesk(clinic: TestClinic) {
  const { person } = doacDesk(clinic)
  /** Somebody on apixaban who is reviewed in December. */
  const onDoac = (plan: Parameters<typeof person>[1] = {}): Promise<Person> =>
    person({}, { nextTestOn: '2026-12-20', managementPlan: 'Bloods at each review', ...plan })

  /** Does an act on the course of the old medicine, in the version that it has now; answers what became of it. */
  const does =
    (act: AnyAct, standing: Fields) =>
    async (who: Person, rest: Fields = {}, role: Role = 'prescriber'): Promise<string> => {
      const episode = await clinic.inTx((tx) => findEpisode(tx, who.episodeId))
      const asked = { ...standing, ...rest, episodeId: who.episodeId }
      const version = `${episode?.version ?? 1}`
      return said(
        await act.run(clinic.house, clinic.callerOf(role), crypto.randomUUID(), {
          version,
          ...asked,
        }),
      )
    }

  const changeOf = async ({ patientId }: Person): Promise<FoundSwitch | undefined> =>
    (await clinic.inTx((tx) => switchesOf(tx, patientId)))[0]
  const stateOf = async (who: Person) => (await changeOf(who))?.state
  /** What is taken or planned, in words: the medicine, its phase, and whether it goes beside another. */
  const courses = async ({ patientId }: Person): Promise<readonly string[]> =>
    (await clinic.inTx((tx) => episodesOf(tx, patientId)))
      .map(({ plan, phase, bridging }) => `${plan.medicine} ${phase}${bridging ? ' beside' : ''}`)
      .sort()
  /** An INR of warfarin on a day, final. */
  const inr = async (who: Person, on: string, tenths: number) => {
    const change = await changeOf(who)
    const episodeId = change?.newEpisodeId
    if (episodeId == null) throw new Error('there is no course of warfarin')
    await recordsOf(clinic).results({ patientId: who.patientId, episodeId }, { [on]: tenths })
  }
  const to = (on: string) => clinic.clock.set(`${day(on)}T09:00:00.000Z`)

  return {
    onDoac,
    plan: does(planOverlap, OVERLAP),
    begin: does(beginOverlap, { nextTestOn: '2026-11-25' }),
    extend: does(extendOverlap, { note: 'The INR rises slowly' }),
    finish: does(finishOverlap, { beforeDose: 'yes', workSeen: 'yes' }),
    abandon: does(abandonSwitch, { because: 'patient-choice', note: 'Stays on apixaban' }),
    confirm: does(confirmRemoval, CONFIRMED),
    changeOf,
    stateOf,
    courses,
    inr,
    to,
  }
}
