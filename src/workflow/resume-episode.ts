import { day } from '#base/day.ts'
import { canActivate } from '#register/phases.ts'
import { act, type Done } from './act.ts'
import { CHOOSE_PHASE, phaseTyped } from './activate-episode.ts'
import { COURSE_FIELDS, openCourse, saveCourse, stabilityInrs } from './course.ts'
import { FIRST_TEST_FIELDS, readFirstTest } from './first-test-typed.ts'
import { type Parsed, refused } from './outcome.ts'
import { waitingChange } from './switch-course.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...FIRST_TEST_FIELDS,
  'phase',
] as const satisfies readonly string[]

type Resumption = TextFields<(typeof FIELDS)[number]>

/**
 * Ends a pause. Treatment is started anew until the INRs since the pause began are stable (H08): a low INR after a
 * pause says nothing about the dose that is needed.
 */
export const resumeEpisode = act<Resumption, Done>({
  name: 'suspend-episode',
  parse: (input): Parsed<Resumption> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const { patient, episode } = course
    if (episode.phase !== 'suspended') return NOT_SUSPENDED
    const changing = await waitingChange(desk, episode)
    if (changing !== undefined) return changing
    const into = phaseTyped(fields.phase)
    if (into === undefined) return refused(422, CHOOSE_PHASE)
    const pausedOn = episode.suspendedFrom === null ? desk.today : day(episode.suspendedFrom)
    const inrs = (await stabilityInrs(desk, episode, episode.plan)).filter(
      ({ on }) => on > pausedOn,
    )
    const { phase, plan } = episode
    const may = canActivate({ phase, plan, into, today: desk.today, inrs })
    if (may.kind === 'refused') return refused(422, ...may.findings)
    const next = await readFirstTest(desk, fields, patient, into, plan)
    if (next.kind === 'refused') return next

    const step = { phase: into, suspendedFrom: null, suspendedUntil: null, nextTestOn: next.on }
    const trouble = await saveCourse(desk, course, step, 'Treatment resumed')
    if (trouble !== undefined) return trouble
    const noted = { did: 'resumed', into }
    return { kind: 'done', patientId: patient.id, subject: episode.id, noted }
  },
})

const NOT_SUSPENDED = refused(409, {
  field: '',
  code: 'not-suspended',
  message: 'This treatment is not suspended.',
})
