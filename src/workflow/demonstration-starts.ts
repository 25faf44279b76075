import { addDays, type Day } from '#base/day.ts'
import { monthsAfter } from '#clinical/months.ts'
import { creatinineOf, weightOf } from './demonstration-care.ts'
import { reviewAgain, TOLD } from './demonstration-doac-review.ts'
import { AF } from './demonstration-doacs.ts'
import { does, guestNow, onCourse, STORY_AT, type Step } from './demonstration-guests.ts'
import { houseAt } from './demonstration-sites.ts'
import { details, type Fields, workingDayBy } from './virtual-clinic.ts'

// Whoever a story is about begins a direct oral anticoagulant.

/** Comes on a direct oral anticoagulant; `plan` is what is not as usual. */
export const comesOnDoac =
  (plan: (on: Day) => Fields = () => ({})): Step =>
  async (scene) => {
    await isPlanned(plan)(scene)
    await startsDoac(scene)
  }

/** Is registered, with a plan of a direct oral anticoagulant that is not started. */
export const isPlanned =
  (plan: (on: Day) => Fields = () => ({})): Step =>
  async (scene) => {
    const { years, on, guest } = scene
    const registered = await does(
      scene,
      'nurse',
      'register-patient',
      details(guest, years.open.site.enrolling),
    )
    if (registered.kind === 'refused') return
    await does(scene, 'prescriber', 'plan-episode', {
      ...AF,
      ...APIXABAN,
      patientId: registered.patientId ?? '',
      startedOn: on,
      duration: 'long-term',
      reviewOn: addDays(on, 365),
      howStarted: 'initiated-here',
      managementPlan: 'Alert card given; missed doses explained; blood tests by the interval',
      ...plan(on),
    })
  }

const APIXABAN = { medicine: 'apixaban', doacMg: '5', doacTimes: '2' }

/** A planned direct oral anticoagulant is taken from today on. */
export const isStarted: Step = (scene) =>
  onCourse('prescriber', 'activate-episode', (_scene, { course }) => ({
    phase: 'maintaining',
    nextTestOn: workingDayBy(monthsAfter(course?.plan.startedOn ?? scene.on, 1)),
  }))(scene)

/** The same, looked at for the first time. */
export const startsDoac: Step = async (scene) => {
  await isStarted(scene)
  await reviewed()(scene)
}

/** Is reviewed: nothing is found, unless another weight is; and how it is saved. */
export const reviewed =
  (saved: Fields = TOLD, weight?: string): Step =>
  async (scene) => {
    const { years, on, guest } = scene
    const known = await guestNow(scene)
    if (known?.course === undefined) return
    const { callerOf } = years.open
    const by = { prescriber: callerOf('prescriber'), nurse: callerOf('nurse') }
    const line = { ...guest, patientId: known.patient.id, episodeId: known.course.id }
    const measured = { weight: weight ?? weightOf(guest), creatinine: creatinineOf(guest) }
    await reviewAgain(houseAt(years.house, on, STORY_AT + 4), by, line, measured, saved)
  }
