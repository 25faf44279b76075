import { londonDay } from '#base/day.ts'
import { policyInWords } from '#register/tablet-policy.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientIn } from '#web/register/address.ts'
import { linkedFindings, type TypedForm } from '#web/register/typed-form.tsx'
import { patientRecord } from '#workflow/patient-record.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { siteRulesShown } from '#workflow/site-rules-shown.ts'
import { DoacFields } from './doac-fields.tsx'
import {
  CourseFields,
  DosingFields,
  DurationFields,
  ReasonFields,
  TargetFields,
} from './plan-fields.tsx'
import { PlanWarnings } from './warnings.tsx'

/** The form of a medicine without an INR, as its address says. */
const KIND = 'doac'
const isOfDoac = ({ query }: PageRequest): boolean => query.get('kind') === KIND

/** The empty form of a treatment plan. */
export const newPlanPage: PageHandler = async (request) =>
  page(request, { values: {}, findings: [] })

/** Writes the plan, or shows the form again. */
export const saveNewPlanPage: PageHandler = async (request) => {
  const { house, caller, key, params } = request
  const typed = fieldsOf(request.form)
  const { patientId = '' } = params
  const outcome = await planEpisode.run(house, caller, key, { ...typed, patientId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/patients/${patientId}/plan` }
  return page(request, { values: typed, findings: outcome.findings }, outcome.status)
}

async function page(request: PageRequest, typed: TypedForm, status = 200): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await patientRecord(house, caller, { patientId: patientIn(params) })
  if (shown.kind === 'refused') return refusalPage(shown)
  const site = await siteRulesShown(house, caller, {})
  if (site.kind === 'refused') return refusalPage(site)
  const form = { ...typed, tabletNote: policyInWords(site.rules.tabletPolicy) }
  const { patient } = shown
  const home = `/patients/${patient.id}`
  const ofDoac = isOfDoac(request)
  return {
    kind: 'page',
    status,
    title: 'New treatment plan',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    errors: linkedFindings(form.findings, ['startedOn', 'stopOn', 'reviewOn', 'treatedSince']),
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={`${home}/plan`} />
        <h1>New treatment plan</h1>
        <p>
          What is not known yet may stay empty. Treatment becomes active when nothing is missing.{' '}
          {ofDoac ? (
            <a href={`${home}/plan/new`}>For warfarin or another medicine with an INR</a>
          ) : (
            <a href={`${home}/plan/new?kind=${KIND}`}>
              For apixaban, dabigatran, edoxaban or rivaroxaban
            </a>
          )}
        </p>
        <PostForm
          action={`${home}/plan/new${ofDoac ? `?kind=${KIND}` : ''}`}
          csrf={request.csrf}
          requestKey={request.key}
          draftPatient={patient.id}
        >
          <PlanWarnings form={form} />
          {ofDoac ? (
            <>
              <DoacFields form={form} />
              <DurationFields form={form} />
            </>
          ) : (
            <>
              <ReasonFields form={form} />
              <TargetFields form={form} />
              <DurationFields form={form} />
              <DosingFields form={form} />
            </>
          )}
          <CourseFields form={form} />
          <Button>Save the plan</Button>
        </PostForm>
      </div>
    ),
  }
}
