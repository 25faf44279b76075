import { clinicalDate, type Day, day } from '#base/day.ts'
import {
  BOOKLET_WORDS,
  gapInWords,
  isComplete,
  TAUGHT_WORDS,
  TOPIC_WORDS,
  UNDERSTOOD_WORDS,
} from '#register/education.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import {
  type Form,
  fieldsOf,
  type PageHandler,
  type PageReply,
  type PageRequest,
} from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import {
  ChoiceField,
  DayField,
  linkedFindings,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { recordEducation } from '#workflow/record-education.ts'
import { type EducationPage, educationPage } from '#workflow/teaching-page.ts'
import { educationHref, selfTestingHref } from './addresses.ts'
import { LeafletFields, LeafletsGiven } from './leaflets.tsx'

/** GET: what was taught, what is missing, and the form. */
export const educationShown: PageHandler = async (request) =>
  await shown(request, { values: {}, findings: [] }, 200)

/** POST: a lesson; what was ticked and typed stays when it is refused. */
export const educationPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { topics, leaflets, ...values } = fieldsOf(form)
  const given = (form.get('leaflets') ?? []).join(' ')
  const ticked = Object.fromEntries(topicsIn(form).map((topic) => [`topic-${topic}`, 'yes']))
  const asked = { ...values, ...ticked, leaflets: given, patientId: patientIn(params) }
  const outcome = await recordEducation.run(house, caller, key, asked)
  if (outcome.kind === 'done') return { kind: 'redirect', to: educationHref(patientIn(params)) }
  return await shown(request, { values, findings: outcome.findings }, outcome.status)
}

const topicsIn = (form: Form): readonly string[] => form.get('topics') ?? []

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await educationPage(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, today } = page
  return {
    kind: 'page',
    status,
    title: 'Education',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: linkedFindings(form.findings, ['taughtOn']),
    main: (
      <>
        <BackLink href={patientHref(patient.id)} />
        <h1>Education</h1>
        <Gap page={page} />
        <LessonForm page={page} request={request} form={form} />
        <Lessons page={page} />
        <p>
          <a href={selfTestingHref(patient.id)}>Self-testing</a>
        </p>
      </>
    ),
  }
}

function Gap({ page: { lessons, gap } }: { readonly page: EducationPage }) {
  if (isComplete(gap)) return <p>Everything is taught and understood, and there is a booklet.</p>
  return (
    <InsetText>
      <p>
        {lessons.length === 0 ? 'Nothing is recorded yet.' : `Still missing: ${gapInWords(gap)}.`}
      </p>
    </InsetText>
  )
}

type FormProps = {
  readonly page: EducationPage
  readonly request: PageRequest
  readonly form: TypedForm
}

function LessonForm({ page, request, form }: FormProps) {
  const values = { ...atFirst(page.me, page.today), ...form.values }
  const filled = { ...form, values }
  return (
    <PostForm
      action={educationHref(page.patient.id)}
      csrf={request.csrf}
      requestKey={request.key}
      draftPatient={page.patient.id}
      className="evk-narrow"
    >
      <Checkboxes
        id="topics"
        name="topics"
        legend={{ text: 'What was taught', size: 'm' }}
        small
        values={topicsIn(request.form)}
        error={errorOf(form.findings, 'topics')}
        choices={Object.entries(TOPIC_WORDS).map(([value, text]) => ({ value, text }))}
      />
      <ChoiceField
        form={filled}
        name="taught"
        legend={{ text: 'Who was taught', size: 's' }}
        words={TAUGHT_WORDS}
      />
      <TextField form={filled} name="taughtName" label="Their name (carer or staff)" width={20} />
      <ChoiceField
        form={filled}
        name="booklet"
        legend={{ text: 'Patient-held booklet', size: 's' }}
        words={BOOKLET_WORDS}
        inline
      />
      <LeafletFields
        page={page}
        values={request.form.get('leaflets') ?? []}
        error={errorOf(form.findings, 'leaflets')}
      />
      <ChoiceField
        form={filled}
        name="understood"
        legend={{ text: 'Understood', size: 's' }}
        hint="Asked back in their own words"
        words={UNDERSTOOD_WORDS}
        inline
      />
      <NoteField form={filled} name="note" label="Notes" rows={2} />
      <DayField form={filled} name="taughtOn" legend="Taught on" />
      <TextField form={filled} name="taughtBy" label="Taught by" width={20} />
      <Button>Save education</Button>
    </PostForm>
  )
}

const atFirst = (me: string, today: Day) => ({ ...typedBoxes('taughtOn', today), taughtBy: me })

function Lessons({ page: { lessons, given } }: { readonly page: EducationPage }) {
  if (lessons.length === 0) return null
  return (
    <Table
      caption="What was taught"
      compact
      responsive
      columns={[
        { heading: 'When' },
        { heading: 'Who' },
        { heading: 'What' },
        { heading: 'Booklet' },
        { heading: 'Leaflets' },
        { heading: 'Understood' },
        { heading: 'By' },
      ]}
      rows={lessons.map((lesson) => ({
        key: lesson.id,
        cells: [
          clinicalDate(day(lesson.taughtOn)),
          lesson.taughtName === ''
            ? TAUGHT_WORDS[lesson.taught]
            : `${TAUGHT_WORDS[lesson.taught]}: ${lesson.taughtName}`,
          lesson.topics.map((topic) => TOPIC_WORDS[topic]).join('; '),
          BOOKLET_WORDS[lesson.booklet],
          <LeafletsGiven key="leaflets" given={given} lessonId={lesson.id} />,
          lesson.note === ''
            ? UNDERSTOOD_WORDS[lesson.understood]
            : `${UNDERSTOOD_WORDS[lesson.understood]}. ${lesson.note}`,
          lesson.taughtBy,
        ],
      }))}
    />
  )
}
