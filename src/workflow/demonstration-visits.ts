import { addDays } from '#base/day.ts'
import { initialsOf } from '#register/person-name.ts'
import { resultsSince } from '#store/results.ts'
import {
  does,
  type Guest,
  guestNow,
  type Scene,
  STORY_AT,
  type Step,
} from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { deviceOn, doorAt } from './demonstration-sites.ts'
import { enrol, type Fields, workingDayBy } from './virtual-clinic.ts'

// The visits of whoever a story is about, with the INR that it needs.

/** Comes on warfarin, which was dosed elsewhere until now. */
export const comesOnWarfarin: Step = ({ years: { house, open }, on, guest }) =>
  enrol(doorAt(house, open, on, STORY_AT), guest, open.site.enrolling)

/** The same on so many milligrams a day, whatever would suit them. */
export const comesOn =
  (dailyMg: number): Step =>
  (scene) =>
    comesOnWarfarin({ ...scene, guest: { ...scene.guest, told: Float64Array.of(dailyMg) } })

/** The answers and the INR of a visit, as they are typed. */
export function visitFields(
  { years, on }: Scene,
  { patient, course }: Guest,
  inr: string,
  rest: Fields = {},
): Fields {
  const { site } = years.open
  const daily = course?.plan.dailyUg
  return {
    patientId: patient.id,
    identity: `${initialsOf(patient.details)} ${patient.details.dateOfBirth.slice(0, 4)}`,
    nothingToReport: 'yes',
    inr,
    inrAgain: inr,
    method: site.enrolling.method,
    ...(site.enrolling.method === 'provider-meter' && deviceOn(site, on)),
    sampledOn: on,
    ...(course?.lastDecisionId === null &&
      typeof daily === 'number' && { currentDose: `${daily / 1000}` }),
    ...rest,
  }
}

/** What is not as usual at a visit: a minute of the day, or a test in fewer days than are advised. */
type Visit = { readonly minute?: number; readonly againInDays?: number }

/** Comes and is measured; the dose is accepted as it is suggested, and told unless nobody tells it. */
export const isDosed =
  (
    inr: string,
    told: Fields | null = { how: 'handed-over' },
    rest: Fields = {},
    { minute = STORY_AT, againInDays }: Visit = {},
  ): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    if (guest?.course === undefined) return
    const fields = visitFields(scene, guest, inr, rest)
    const asked = await does(scene, 'nurse', 'suggest-dose', fields, minute)
    if (asked.kind === 'refused') return
    const next = { slot: 'none', ...(againInDays !== undefined && soonOn(scene, againInDays)) }
    const order = { ...fields, token: asked.token ?? '', ...next }
    const dosed = await does(scene, 'nurse', 'accept-dose', order, minute + 2)
    if (dosed.kind === 'refused' || told === null) return
    const telling = { decisionId: dosed.decisionId ?? '', ...told }
    await does(scene, 'nurse', 'record-told', telling, minute + 4)
  }

const soonOn = ({ on }: Scene, days: number): Fields => ({
  nextTestOn: workingDayBy(addDays(on, days)),
})

/** Comes and is measured, and no dose is decided: it is referred, or the alarm is raised. */
export const isMeasured =
  (inr: string): Step =>
  async (scene: Scene) => {
    const guest = await guestNow(scene)
    if (guest?.course === undefined) return
    const fields = visitFields(scene, guest, inr)
    const asked = await does(scene, 'nurse', 'suggest-dose', fields, MEASURED_AT)
    if (asked.kind === 'refused') return
    const isAlarm = asked.suggestion?.advice.kind === 'alarm'
    const note = isAlarm ? {} : { note: 'Please decide this one' }
    await does(
      scene,
      'nurse',
      isAlarm ? 'raise-alarm' : 'refer-visit',
      { ...fields, ...note },
      MEASURED_AT + 2,
    )
  }

/** Before what follows from it on the same day. */
const MEASURED_AT = 780

/** The newest result of whoever a story is about. */
export async function newestOf(scene: Scene): Promise<string> {
  const guest = await guestNow(scene)
  const since = addDays(scene.on, -LOOKED_BACK)
  const results = await lookUp(scene.years, (tx) =>
    resultsSince(tx, guest?.course?.id ?? '', since),
  )
  return results.at(-1)?.id ?? ''
}
const LOOKED_BACK = 3

/** What was done about the newest result, by whoever entered it. */
export const ofResult =
  (act: string, fields: (scene: Scene) => Fields, minute: number): Step =>
  async (scene) => {
    if ((await guestNow(scene))?.course === undefined) return
    await does(scene, 'nurse', act, { resultId: await newestOf(scene), ...fields(scene) }, minute)
  }
