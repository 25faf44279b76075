import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import type { EvidencePart } from '#print/inspection-pack.ts'
import { ABSENCE_WORDS, ABSENCES } from '#recall/absences.ts'
import { LONGEST_REVIEW_DAYS, missingForActivation } from '#register/activation.ts'
import { countAbsences } from '#store/absences.ts'
import { type RegisteredCourse, registeredCourses, type WorkDone } from '#store/inspection-facts.ts'
import type { Desk } from './desk.ts'
import { absenceDay } from './todays-absences.ts'

const of = (count: number, all: number): readonly string[] => [`${count}`, `of ${all}`]

/** How complete the register is (S10): each entry that must be there, and in how many records it is missing. */
export async function registerPart({ tx, today }: Desk): Promise<EvidencePart> {
  const courses = await registeredCourses(tx)
  const missing = new Map<string, number>()
  for (const { plan } of courses) {
    for (const { message } of missingForActivation(plan, today)) {
      missing.set(message, (missing.get(message) ?? 0) + 1)
    }
  }
  const lacking = [...missing].map(([message, count]) => [message, ...of(count, courses.length)])
  return {
    id: 'register',
    title: 'Completeness of the register',
    says: 'Treatment that is going on or paused, and what the register must hold of it. Nobody becomes active while an entry is missing; plans that came from elsewhere are confirmed first.',
    columns: ['What', 'Records', 'Of'],
    rows: [
      ['Under treatment', ...of(courses.length, courses.length)],
      ['Plan confirmed here', ...of(count(courses, isConfirmed), courses.length)],
      ['Allergies asked and recorded', ...of(count(courses, hasAllergies), courses.length)],
      ...lacking.map(([message = '', ...rest]) => [`Missing: ${message}`, ...rest]),
    ],
  }
}

const count = (
  courses: readonly RegisteredCourse[],
  is: (course: RegisteredCourse) => boolean,
): number => courses.filter(is).length

const isConfirmed = ({ standing }: RegisteredCourse): boolean => standing === 'confirmed'
const hasAllergies = (course: RegisteredCourse): boolean => course.hasAllergies

/** That people are called and recalled (S9): who has a test ahead, and what was done. */
export async function recallPart({ tx, today }: Desk, done: WorkDone): Promise<EvidencePart> {
  const courses = await registeredCourses(tx)
  const tested = courses.filter(({ phase }) => phase !== 'suspended')
  const hasNext = count(tested, ({ nextTestOn }) => nextTestOn !== null)
  const ahead = count(tested, (one) => isAhead(one, today))
  return {
    id: 'recall',
    title: 'Call, recall and visits',
    says: 'People under treatment who have a next test, and what was done in the period.',
    columns: ['What', 'Number', 'Of'],
    rows: [
      ['Has a next test', ...of(hasNext, tested.length)],
      ['Next test today or later', ...of(ahead, tested.length)],
      ['Visits', `${done.visits}`, ''],
      ['Visits at home', ...of(done.homeVisits, done.visits)],
      ['Doses decided', `${done.doses}`, ''],
      ['Doses that differ from the one suggested', ...of(done.changed, done.doses)],
      ['Contacts about missed tests and appointments', `${done.contacts}`, ''],
    ],
  }
}

/** Every list of what is missing, as it is now. */
export async function absencesPart({ tx, today }: Desk): Promise<EvidencePart> {
  const counts = await countAbsences(tx, absenceDay(today))
  return {
    id: 'absences',
    title: 'What is missing now',
    says: 'Every list that Evenkeel keeps of what is missing, with how many stand on it now and since when the oldest does.',
    columns: ['What is looked for', 'Now', 'Oldest'],
    rows: ABSENCES.map((kind) => {
      const found = counts.find((one) => one.kind === kind)
      const { label, looksFor } = ABSENCE_WORDS[kind]
      const oldest = found?.oldestOn ?? null
      const since = oldest === null ? '' : clinicalDate(day(oldest))
      return [`${label}: ${looksFor}`, `${found?.count ?? 0}`, since]
    }),
  }
}

const isAhead = ({ nextTestOn }: RegisteredCourse, today: Day): boolean =>
  nextTestOn !== null && nextTestOn >= today

/** Health reviews and education (S8, S18). */
export async function reviewsPart({ tx, today }: Desk, done: WorkDone): Promise<EvidencePart> {
  const courses = await registeredCourses(tx)
  const yearAgo = addDays(today, -LONGEST_REVIEW_DAYS)
  const reviewed = count(courses, ({ reviewedOn }) => reviewedOn !== null && reviewedOn >= yearAgo)
  const taught = count(courses, ({ education }) => education === 'complete')
  return {
    id: 'reviews',
    title: 'Health reviews and education',
    says: 'Reviews are asked for at the start and at least once a year; education has its own topics, a booklet, and that it was understood.',
    columns: ['What', 'Number', 'Of'],
    rows: [
      ['Health reviews recorded in the period', `${done.reviews}`, ''],
      ['Under treatment and reviewed within a year', ...of(reviewed, courses.length)],
      ['Under treatment and taught everything', ...of(taught, courses.length)],
    ],
  }
}
