import type { ReactNode } from 'react'
import { type Day, londonDay } from '#base/day.ts'
import { policyInWords } from '#register/tablet-policy.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { episodeIn, patientIn } from '#web/register/address.ts'
import { HiddenField, linkedFindings, type TypedForm } from '#web/register/typed-form.tsx'
import type { AnyAct } from '#workflow/acts.ts'
import { notHere } from '#workflow/outcome.ts'
import { type PatientPlans, patientPlans, type ShownCourse } from '#workflow/patient-plans.ts'

/** What a step on a course shows and asks; the act decides. */
export type CourseStep = {
  /** The last part of its address: /patients/:patientId/plan/:episodeId/<name>. */
  readonly name: string
  readonly title: string
  readonly button: string
  readonly act: AnyAct
  readonly dates: readonly string[]
  /** What stands in the form before anything is typed. */
  readonly initial: (
    course: ShownCourse,
    today: Day,
    patient: PatientPlans['patient'],
  ) => Readonly<Record<string, string>>
  readonly Fields: (props: StepProps) => ReactNode
  /** Facts to compare with while typing, beside the form. */
  readonly Aside?: (props: { readonly course: ShownCourse }) => ReactNode
}

export type StepProps = {
  readonly form: TypedForm
  readonly course: ShownCourse
  readonly patient: PatientPlans['patient']
  readonly measurements: PatientPlans['measurements']
  readonly today: Day
}

/** The two handlers of a step: its form, and what it does. */
export function stepPages(step: CourseStep): {
  readonly open: PageHandler
  readonly save: PageHandler
} {
  return {
    open: async (request) => {
      const shown = await courseOf(request)
      if (shown.kind === 'refused') return refusalPage(shown)
      const { course } = shown
      const today = londonDay(request.house.clock())
      const values = {
        ...step.initial(course, today, shown.patient),
        version: `${course.episode.version}`,
      }
      return page(request, step, shown, { values, findings: [] })
    },
    save: async (request) => {
      const { house, caller, key, params } = request
      const ofPatient = await courseOf(request)
      if (ofPatient.kind === 'refused') return refusalPage(ofPatient)
      const typed = fieldsOf(request.form)
      const asked = { ...typed, episodeId: episodeIn(params) }
      const outcome = await step.act.run(house, caller, key, asked)
      if (outcome.kind === 'done') {
        return { kind: 'redirect', to: `/patients/${patientIn(params)}/plan` }
      }
      const shown = await courseOf(request)
      if (shown.kind === 'refused') return refusalPage(shown)
      const values = { ...typed, version: `${shown.course.episode.version}` }
      return page(request, step, shown, { values, findings: outcome.findings }, outcome.status)
    },
  }
}

type Shown = {
  readonly kind: 'course'
  readonly patient: PatientPlans['patient']
  readonly course: ShownCourse
  readonly tabletPolicy: PatientPlans['tabletPolicy']
  readonly measurements: PatientPlans['measurements']
}

/** The course of the address, if it is this patient's: another's is not opened or changed from here (H01). */
async function courseOf({ house, caller, params }: PageRequest) {
  const plans = await patientPlans(house, caller, { patientId: patientIn(params) })
  if (plans.kind === 'refused') return plans
  const course = plans.courses.find(({ episode }) => episode.id === episodeIn(params))
  if (course === undefined) return notHere('treatment plan')
  const { patient, tabletPolicy, measurements } = plans
  return { kind: 'course', patient, course, tabletPolicy, measurements } as const
}

function page(
  request: PageRequest,
  step: CourseStep,
  { patient, course, tabletPolicy, measurements }: Shown,
  typed: TypedForm,
  status = 200,
): PageReply {
  const home = `/patients/${patient.id}`
  const today = londonDay(request.house.clock())
  const { Fields, Aside } = step
  const props = { course, patient, measurements, today }
  const form = { ...typed, tabletNote: policyInWords(tabletPolicy) }
  return {
    kind: 'page',
    status,
    title: step.title,
    place: 'register',
    banner: bannerOf(patient, today, home),
    errors: linkedFindings(form.findings, step.dates),
    main: (
      <>
        <BackLink href={`${home}/plan`} />
        <h1>{step.title}</h1>
        <div className={Aside === undefined ? 'nhsuk-u-reading-width' : 'evk-patient'}>
          {Aside !== undefined && <Aside course={course} />}
          <PostForm
            action={`${home}/plan/${course.episode.id}/${step.name}`}
            csrf={request.csrf}
            requestKey={request.key}
            draftPatient={patient.id}
          >
            <HiddenField form={form} name="version" />
            <Fields {...props} form={form} />
            <Button>{step.button}</Button>
          </PostForm>
        </div>
      </>
    ),
  }
}
