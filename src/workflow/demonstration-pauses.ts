import { addDays } from '#base/day.ts'
import { openCourseEnds } from './course-ends.ts'
import { both, ends, evening, leaves, onCourse, type Story } from './demonstration-guests.ts'
import { comesOnDoac, isPlanned, startsDoac } from './demonstration-starts.ts'

import { workingDayBy } from './virtual-clinic.ts'

/** Three months after a clot; the first week was in hospital. */
const untilDay = (days: number) =>
  both(
    isPlanned((on) => ({
      indication: 'pulmonary-embolism',
      clinicalReason: 'Pulmonary embolism after surgery',
      doacStage: 'treatment',
      duration: 'until',
      stopOn: addDays(on, days),
    })),
    startsDoac,
  )

const pauses = (days: number, reason: string, note: string) =>
  onCourse('prescriber', 'suspend-episode', ({ on }) => ({
    reason,
    note,
    until: addDays(on, days),
  }))

const resumes = onCourse('prescriber', 'resume-episode', ({ on }) => ({
  phase: 'maintaining',
  nextTestOn: workingDayBy(addDays(on, 28)),
}))

/** Pauses and ends: past their day, running, with letters that nobody has confirmed, with a second look. */
export const PAUSES: readonly Story[] = [
  {
    told: { crookes: 0, rivelin: 70 },
    steps: [
      [-60, comesOnDoac()],
      [-24, pauses(22, 'admission', 'On the ward with pneumonia, dosed there')],
      [-1, evening(openCourseEnds)],
      [6, resumes],
      [90, leaves],
    ],
  },
  {
    told: { loxley: 0 },
    steps: [
      [-60, comesOnDoac()],
      [-8, pauses(26, 'bleeding', 'Blood in the urine; seen by urology in three weeks')],
      [20, resumes],
      [80, leaves],
    ],
  },
  {
    told: { crookes: 0, loxley: 40 },
    steps: [
      [-95, untilDay(93)],
      [-1, evening(openCourseEnds)],
      [6, ends('course-complete', 'Three months are over')],
      [14, evening(openCourseEnds)],
    ],
  },
  {
    told: { crookes: 0, loxley: 30, rivelin: 50 },
    steps: [
      [-80, comesOnDoac()],
      [-1, ends('adverse-event', 'Bleeding from the bowel, sent to hospital and stopped there')],
      [8, evening(openCourseEnds)],
    ],
  },
  {
    told: { loxley: 0, crookes: 30 },
    steps: [
      [-80, comesOnDoac()],
      [-10, ends('patient-choice', 'Does not want to take it any more, risks explained')],
      [-2, evening(openCourseEnds)],
    ],
  },
]
