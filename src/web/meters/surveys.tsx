import type { ReactNode } from 'react'
import { clinicalDate, day } from '#base/day.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { SurveyOutcome } from '#clinical/meter-survey.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import {
  ChoiceField,
  DayField,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import type { MeterPage } from '#workflow/meters-shown.ts'
import { SAMPLES } from '#workflow/record-survey.ts'
import { surveysHref } from './addresses.ts'

const OUTCOME: Readonly<Record<SurveyOutcome, ReactNode>> = {
  satisfactory: <Tag colour="green">In consensus</Tag>,
  unsatisfactory: <Tag colour="red">Out of consensus</Tag>,
  'not-returned': <Tag colour="orange">Not returned</Tag>,
}

type Props = { readonly request: PageRequest; readonly page: MeterPage; readonly form: TypedForm }

/** External quality assessment of a meter (S20): its surveys, what was done about them, and the next one. */
export function Surveys(props: Props) {
  const { surveys, may } = props.page
  const open = surveys.filter(
    ({ outcome, action }) => outcome !== 'satisfactory' && action === null,
  )
  return (
    <>
      <h2 className="nhsuk-heading-m" id="surveys">
        External quality assessment
      </h2>
      {surveys.length === 0 ? <p>No survey is on record.</p> : <SurveyTable {...props} />}
      {may.survey && open[0] !== undefined && <Action {...props} survey={open[0]} />}
      {may.survey && <NewSurvey {...props} />}
    </>
  )
}

function SurveyTable({ page: { surveys } }: Props) {
  return (
    <Table
      caption="Surveys, the newest first"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Survey' },
        { heading: 'Done on' },
        { heading: 'This meter, and the median' },
        { heading: 'How it was' },
        { heading: 'What was done' },
      ]}
      rows={surveys.map((one) => ({
        key: one.id,
        cells: [
          `${one.scheme}, ${one.survey}`,
          clinicalDate(day(one.doneOn)),
          one.samples
            .map(
              ({ ownTenths, medianTenths }) =>
                `${formatTenths(ownTenths)} (${formatTenths(medianTenths)})`,
            )
            .join(', '),
          OUTCOME[one.outcome],
          actionOf(one),
        ],
      }))}
    />
  )
}

function actionOf({ outcome, action, actionOn, note }: MeterPage['surveys'][number]): string {
  if (action !== null && actionOn !== null) return `${clinicalDate(day(actionOn))}: ${action}`
  return outcome === 'satisfactory' ? note : 'Nothing is recorded yet'
}

type ActionProps = Props & { readonly survey: MeterPage['surveys'][number] }

function Action({ request: { csrf, key }, page, form, survey }: ActionProps) {
  return (
    <PostForm
      action={surveysHref(page.meter.key)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      <h3 className="nhsuk-heading-s">
        What was done about {survey.scheme}, {survey.survey}
      </h3>
      <input type="hidden" name="deed" value="action" />
      <input type="hidden" name="surveyId" value={survey.id} />
      <NoteField form={form} name="what" label="What was found, and what was done" />
      <DayField form={form} name="actionOn" legend="On which day" />
      <Button variant="secondary">Record what was done</Button>
    </PostForm>
  )
}

function NewSurvey({ request: { csrf, key }, page, form }: Props) {
  return (
    <Details summary="Record a survey" open={form.values['deed'] === 'survey'}>
      <PostForm
        action={surveysHref(page.meter.key)}
        csrf={csrf}
        requestKey={key}
        className="evk-narrow"
      >
        <input type="hidden" name="deed" value="survey" />
        <TextField form={form} name="scheme" label="Scheme" hint="Like UK NEQAS" width={20} />
        <TextField form={form} name="survey" label="Number of the survey" width={20} />
        <DayField form={form} name="doneOn" legend="Samples tested on" />
        <ChoiceField
          form={form}
          name="isReturned"
          legend="Were results returned to the scheme?"
          words={{ yes: 'Yes', no: 'No' }}
          inline
        />
        {SAMPLES.map((nth) => (
          <div key={nth} className="evk-row">
            <TextField
              form={form}
              name={`own-${nth}`}
              label={`Sample ${nth}: this meter`}
              width={4}
              inputMode="decimal"
            />
            <TextField
              form={form}
              name={`median-${nth}`}
              label={`Sample ${nth}: median of all`}
              width={4}
              inputMode="decimal"
            />
          </div>
        ))}
        <NoteField form={form} name="note" label="Note" rows={2} />
        <Button variant="secondary">Record the survey</Button>
      </PostForm>
    </Details>
  )
}
