import { clinicalInstant } from '#base/day.ts'
import { wordIn } from '#register/typed-fields.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import {
  ListField,
  linkedFindings,
  NOT_SENT,
  NoteField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { worklistHref } from '#web/worklists/addresses.ts'
import type { Done } from '#workflow/act.ts'
import { correctModel, MODEL_WORDS, returnMeter, withdrawMeter } from '#workflow/keep-meters.ts'
import { type MeterPage, meterPage } from '#workflow/meters-shown.ts'
import type { Refused } from '#workflow/outcome.ts'
import { recordSurvey, recordSurveyAction } from '#workflow/record-survey.ts'
import { controlHref, METERS, meterHref } from './addresses.ts'
import { LotResults } from './lot-results.tsx'
import { controlInWords, MeterState } from './meter-words.tsx'
import { Surveys } from './surveys.tsx'

/** GET /service/meters/:meter: its controls, what it measured since one last passed, and what has happened to it. */
export const oneMeterPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

const STEPS = { return: returnMeter, withdraw: withdrawMeter, model: correctModel } as const

/** POST: it is taken out of use, or brought back, or its model is corrected. */
export const oneMeterPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = fieldsOf(form)
  const meter = params['meter'] ?? ''
  const step = wordIn(STEPS, field(form, 'step')) ?? 'withdraw'
  const outcome: Done | Refused = await STEPS[step].run(house, caller, key, { ...values, meter })
  if (outcome.kind === 'done') return { kind: 'redirect', to: meterHref(meter) }
  if (outcome.status === 403) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

/** POST /service/meters/:meter/surveys: a survey, or what was done about one. */
export const surveyPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const meter = params['meter'] ?? ''
  const { deed, ...typed } = fieldsOf(form)
  const outcome: Done | Refused =
    deed === 'action'
      ? await recordSurveyAction.run(house, caller, key, typed)
      : await recordSurvey.run(house, caller, key, { ...typed, meter })
  if (outcome.kind === 'done') return { kind: 'redirect', to: meterHref(meter) }
  if (outcome.status === 403) return refusalPage(outcome)
  const sent = { values: { ...typed, deed }, findings: outcome.findings }
  return shownPage(request, sent, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await meterPage(house, caller, { meter: params['meter'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  const { meter, controls, may } = page
  return {
    kind: 'page',
    status,
    title: meter.name,
    place: 'service',
    errors: linkedFindings(form.findings, ['doneOn', 'actionOn']),
    main: (
      <>
        <BackLink href={METERS}>Meters</BackLink>
        <h1 className="nhsuk-heading-l">{meter.name}</h1>
        <p>
          {MODEL_WORDS[meter.model]}, serial number {meter.serial} <MeterState meter={meter} />
        </p>
        <Failed page={page} />
        {may.control && (
          <p>
            <a href={controlHref(meter.key)}>
              {meter.standing === 'withdrawn' ? 'Record a control that failed' : 'Record a control'}
            </a>
          </p>
        )}
        <Measured page={page} />
        <h2 className="nhsuk-heading-m">The last controls</h2>
        {controls.length === 0 ? <p>None is recorded.</p> : <Controls page={page} />}
        <Surveys request={request} page={page} form={form} />
        <h2 className="nhsuk-heading-m">History</h2>
        <History page={page} />
        <Model request={request} page={page} form={form} />
        <Standing request={request} page={page} form={form} />
      </>
    ),
  }
}

/** What follows from a control that failed. */
function Failed({ page: { meter, measured } }: { readonly page: MeterPage }) {
  if (meter.stop !== 'control-failed') return null
  return (
    <p className="nhsuk-u-reading-width">
      <strong>Its last control failed, so no dose rests on it.</strong> Do the control again with a
      new vial; if it fails again, take the meter out of use.{' '}
      {measured !== null && measured.length > 0 && (
        <>
          Each dose that rests on what it measured since a control last passed is{' '}
          <a href={worklistHref('not-picked-up')}>a task for an authorised person</a>.
        </>
      )}
    </p>
  )
}

function Measured({ page: { meter, measured } }: { readonly page: MeterPage }) {
  if (measured === null) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">Measured since a control last passed</h2>
      {measured.length === 0 ? (
        <p>Nothing.</p>
      ) : (
        <LotResults caption={`Measured with ${meter.name}`} results={measured} />
      )}
    </>
  )
}

function Controls({ page: { controls } }: { readonly page: MeterPage }) {
  return (
    <Table
      caption="Controls"
      captionHidden
      compact
      responsive
      columns={[{ heading: 'Control' }, { heading: 'Lots' }, { heading: 'Recorded' }]}
      rows={controls.map((control) => ({
        key: `${control.at} ${control.doneOn}`,
        cells: [
          `${controlInWords(control)}${control.note === '' ? '' : `. ${control.note}`}`,
          `Control ${control.controlLot}, strips ${control.stripLot}`,
          `${control.byName}, ${clinicalInstant(control.at)}`,
        ],
      }))}
    />
  )
}

function History({ page: { history } }: { readonly page: MeterPage }) {
  return (
    <ul>
      {history.map(({ version, standing, model, reason, byName, at }, nth) => (
        <li key={version}>
          {clinicalInstant(at)}, {byName}:{' '}
          {eventInWords({ version, standing, model }, history[nth + 1]?.model ?? model)}
          {reason !== '' && `. ${reason}`}
        </li>
      ))}
    </ul>
  )
}

type Event = Pick<MeterPage['meter'], 'version' | 'standing' | 'model'>

const eventInWords = ({ version, standing, model }: Event, before: string): string => {
  if (version === 1) return `put into the register as ${MODEL_WORDS[model]}`
  if (model !== before) return `model corrected to ${MODEL_WORDS[model]}`
  return standing === 'withdrawn' ? 'taken out of use' : 'brought back into use'
}

type StandingProps = {
  readonly request: PageRequest
  readonly page: MeterPage
  readonly form: TypedForm
}

/** A model that was chosen wrongly; what it was stays in the history. */
function Model({ request, page: { meter, may }, form }: StandingProps) {
  if (meter.standing === 'withdrawn' || !may.manage) return null
  const isAsked = form.findings.some(({ field: name }) => name.startsWith('model'))
  return (
    <Details summary="The model is wrong" open={isAsked}>
      <PostForm
        action={meterHref(meter.key)}
        csrf={request.csrf}
        requestKey={request.key}
        className="evk-narrow"
      >
        <input type="hidden" name="version" value={`${meter.version}`} />
        <ListField
          form={form}
          name="model"
          label="Model"
          hint="As it stands on the meter. It says what the meter can measure."
          words={MODEL_WORDS}
          none="Choose"
        />
        <NoteField form={form} name="modelReason" label="Why it is corrected" rows={2} />
        <Button variant="secondary" name="step" value="model">
          Correct the model
        </Button>
      </PostForm>
    </Details>
  )
}

/** Anybody who looks after meters may take one out of use; bringing it back is for an authorised person. */
function Standing({ request, page: { meter, may }, form }: StandingProps) {
  const isWithdrawn = meter.standing === 'withdrawn'
  if (isWithdrawn ? !may.release : !may.manage) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">
        {isWithdrawn ? 'Bring it back into use' : 'Take it out of use'}
      </h2>
      <PostForm
        action={meterHref(meter.key)}
        csrf={request.csrf}
        requestKey={request.key}
        className="evk-narrow"
      >
        <input type="hidden" name="version" value={`${meter.version}`} />
        <NoteField form={form} name="reason" label="Why" rows={2} />
        <Button
          variant={isWithdrawn ? 'secondary' : 'warning'}
          name="step"
          value={isWithdrawn ? 'return' : 'withdraw'}
        >
          {isWithdrawn ? 'Bring back into use' : 'Take out of use'}
        </Button>
      </PostForm>
    </>
  )
}
