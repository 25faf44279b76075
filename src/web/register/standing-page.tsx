import { londonDay } from '#base/day.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientRecord } from '#workflow/patient-record.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { patientIn } from './address.ts'
import {
  ChoiceField,
  DayField,
  HiddenField,
  linkedFindings,
  NoteField,
  type TypedForm,
} from './typed-form.tsx'

/** Whether a patient died, left or came back. */
export const standingPage: PageHandler = async (request) =>
  page(request, { values: typedBoxes('on', londonDay(request.house.clock())), findings: [] })

/** Records it, or shows the form again. */
export const saveStandingPage: PageHandler = async (request) => {
  const { house, caller, key, params } = request
  const typed = fieldsOf(request.form)
  const patientId = patientIn(params)
  const outcome = await recordStanding.run(house, caller, key, { ...typed, patientId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/patients/${patientId}/history` }
  return page(request, { values: typed, findings: outcome.findings }, outcome.status)
}

const WORDS = {
  live: 'Is here: came back, or was recorded otherwise by mistake',
  left: 'Left this service',
  deceased: 'Died',
} as const

async function page(request: PageRequest, form: TypedForm, status = 200): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await patientRecord(house, caller, { patientId: patientIn(params) })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { patient } = shown
  const home = `/patients/${patient.id}`
  const others = Object.entries(WORDS).filter(([standing]) => standing !== patient.standing)
  const values = { ...form.values, version: `${patient.version}` }
  return {
    kind: 'page',
    status,
    title: 'Died, left or came back',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    errors: linkedFindings(form.findings, ['on', 'onAgain']),
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={`${home}/history`} />
        <h1>Died, left or came back</h1>
        <PostForm action={`${home}/standing`} csrf={request.csrf} requestKey={request.key}>
          <HiddenField form={{ ...form, values }} name="version" />
          <ChoiceField
            form={form}
            name="standing"
            legend="What has happened"
            hint="A death ends treatment and cancels the appointments"
            words={Object.fromEntries(others)}
          />
          <DayField form={form} name="on" legend="On which day" />
          {form.findings.some(({ field }) => field === 'onAgain') && (
            <InsetText>
              <DayField form={form} name="onAgain" legend="The day, once more" />
            </InsetText>
          )}
          <NoteField form={form} name="note" label="Who said so, or where to" rows={2} />
          <Button>Save</Button>
        </PostForm>
      </div>
    ),
  }
}
