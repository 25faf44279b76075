import type { Role } from '#access/policy.ts'
import { addDays, type Day } from '#base/day.ts'
import type { Resident } from '#simulation/resident.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient, findPatientByNhsNumber } from '#store/patients.ts'
import { type FoundTask, openTasksOf, type TaskKind } from '#store/tasks.ts'
import type { Years } from './demonstration-days.ts'
import { lookUp } from './demonstration-line.ts'
import { doorAt, houseAt } from './demonstration-sites.ts'
import type { House } from './desk.ts'
import { type Answer, ask, type Fields, workingDayBy } from './virtual-clinic.ts'
import { confirming } from './virtual-decision.ts'

/** A day of a story: who it is about, and whoever else it needs. */
export type Scene = {
  readonly years: Years
  readonly on: Day
  readonly guest: Resident
  readonly other: Resident
}
export type Step = (scene: Scene) => Promise<unknown>

/** What happens to somebody, by days from the middle of the story, and how many days later that lies at which site. */
export type Story = {
  readonly told: Readonly<Record<string, number>>
  readonly steps: readonly (readonly [day: number, step: Step])[]
}

/** Somebody of a story as the register has them now; the newest course is the first that has not ended. */
export type Guest = {
  readonly patient: FoundPatient
  readonly courses: readonly FoundEpisode[]
  readonly course: FoundEpisode | undefined
}

export async function guestNow(
  { years, guest }: Scene,
  who: Resident = guest,
): Promise<Guest | undefined> {
  return lookUp(years, async (tx) => {
    const known = await findPatientByNhsNumber(tx, who.nhsNumber)
    const patient = known && (await findPatient(tx, known.id))
    if (patient === undefined) return undefined
    const courses = await episodesOf(tx, patient.id)
    return {
      patient,
      courses,
      course:
        courses.find(({ phase }) => TREATED.includes(phase)) ??
        courses.find(({ phase }) => phase !== 'ended'),
    }
  })
}

const TREATED: readonly string[] = ['maintaining', 'initiating', 'suspended']

/** Minutes of a day at which a story goes on, after the clinic. */
export const STORY_AT = 800

/** What an act is asked for; a file is more than text. */
type Asked = Fields | Readonly<Record<string, string | object>>

/** Asks for an act of a story; what is refused leaves the story where it is. */
export async function does(
  { years: { house, open }, on }: Scene,
  role: Role,
  act: string,
  fields: Asked,
  minute = STORY_AT,
): Promise<Answer> {
  return confirming(doorAt(house, open, on, minute), role, act, fields as Fields)
}

/** Which course an act is about, when it is not the one that runs, and at which minute. */
type Which = { readonly medicine?: string; readonly minute?: number }

/** Does an act on a course of the guest as it is now. */
export const onCourse =
  (
    role: Role,
    act: string,
    fields: (scene: Scene, guest: Guest) => Fields,
    { medicine, minute }: Which = {},
  ): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    const course =
      medicine === undefined
        ? guest?.course
        : guest?.courses.find(({ plan }) => plan.medicine === medicine)
    if (guest === undefined || course === undefined) return undefined
    const { id: episodeId, version } = course
    const asked = { episodeId, version: `${version}`, ...fields(scene, guest) }
    return does(scene, role, act, asked, minute)
  }

/** Steps one after the other on one day. */
export const both =
  (...steps: readonly Step[]): Step =>
  async (scene) => {
    for (const step of steps) await step(scene)
  }

/** The same of the other person of a story. */
export const theOther =
  (step: Step): Step =>
  (scene) =>
    step({ ...scene, guest: scene.other, other: scene.guest })

/** What the product does by itself is asked for that evening. */
export const evening =
  (job: (house: House) => Promise<void>): Step =>
  ({ years, on }) =>
    job(houseAt(years.house, on, EVENING_AT))

const EVENING_AT = 1135

/** Treatment ends, with the reason and what is said of it. */
export const ends = (reason: string, note: string): Step =>
  onCourse('prescriber', 'end-episode', ({ on }) => ({ reason, note, endedOn: on }))

/** Goes on to be looked after somewhere else. */
export const leaves = ends('transferred-out', 'To the practice at Hathersage, which has accepted')

/** The open tasks of a kind of whoever a story is about. */
export async function tasksNow(
  scene: Scene,
  kind: TaskKind,
  who?: Resident,
): Promise<readonly FoundTask[]> {
  const guest = await guestNow(scene, who)
  const courses = guest?.courses ?? []
  const open = await Promise.all(
    courses.map(({ id }) => lookUp(scene.years, (tx) => openTasksOf(tx, id))),
  )
  return open.flat().filter((task) => task.kind === kind)
}

/** An authorised person closes the tasks of a kind with what was done. */
export const closes =
  (kind: TaskKind, code: string, note: string, who?: 'other', minute = STORY_AT + 40): Step =>
  async (scene) => {
    for (const { id, version } of await tasksNow(scene, kind, who && scene.other)) {
      const asked = { taskId: id, version: `${version}`, code, note }
      const soon = { nextTestOn: workingDayBy(addDays(scene.on, 5)) }
      const done = await ask(
        doorAt(scene.years.house, scene.years.open, scene.on, minute),
        'prescriber',
        'close-task',
        asked,
      )
      if (done.kind === 'refused')
        await does(scene, 'prescriber', 'close-task', { ...asked, ...soon }, minute)
    }
  }
