import { clinicalDate, day, londonDay } from '#base/day.ts'
import type { FlagName } from '#clinical/fresh-extremes.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { Ttr } from '#clinical/ttr.ts'
import { flagsInWords, isRequiredBy } from '#register/reassessment.ts'
import { OUTCOME_WORDS } from '#register/reassessment-outcome.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref, planHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import { HiddenField, linkedFindings, type TypedForm } from '#web/register/typed-form.tsx'
import { type OutcomeDetails, outcomeInWords, reassessControl } from '#workflow/reassess-control.ts'
import { type ReassessmentPage, reassessmentPage } from '#workflow/reassessment-page.ts'
import { reassessmentHref } from './addresses.ts'
import { CauseFields, OutcomeFields } from './reassessment-fields.tsx'

/** GET: why control is to be looked at, how it is, and the form. */
export const reassessmentShown: PageHandler = async (request) =>
  await shown(request, { values: {}, findings: [] }, 200)

/** POST: an outcome for this patient's running course and no other (H01); what was typed stays when it is refused. */
export const reassessmentPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const page = await reassessmentPage(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const values = fieldsOf(form)
  const asked = { ...values, episodeId: page.episode?.id ?? '' }
  const outcome = await reassessControl.run(house, caller, key, asked)
  if (outcome.kind === 'done') return { kind: 'redirect', to: patientHref(patientIn(params)) }
  return await shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await reassessmentPage(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, today, known } = page
  return {
    kind: 'page',
    status,
    title: 'Reassessment of control',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: linkedFindings(form.findings, ['lookAgainOn', 'changeBy']),
    main: (
      <>
        <BackLink href={patientHref(patient.id)} />
        <h1>Reassessment of control</h1>
        <Why page={page} />
        <Figures page={page} />
        <ChangeOfMedicine page={page} />
        {known !== undefined && known.state !== 'answered' && page.episode?.phase !== 'ended' && (
          <Form page={page} request={request} form={form} />
        )}
        <Before page={page} />
      </>
    ),
  }
}

type Props = { readonly page: ReassessmentPage }

/** Why it is open, in the words of the source; or that nothing is. */
function Why({ page: { known, episode } }: Props) {
  if (known === undefined || episode === undefined) return <p>No reassessment is due.</p>
  const asked = isRequiredBy(episode.plan.indication)
    ? 'The specification asks for a reassessment: improve control, or change the medicine (S5; NICE CG180 and NG196).'
    : 'The specification asks for this in atrial fibrillation only. It is shown because the signs are the same (local setting).'
  return (
    <InsetText>
      <p>
        {stateInWords(known)} {flagsInWords(known.flags)}. {asked}
      </p>
    </InsetText>
  )
}

function stateInWords({ state, dueOn }: NonNullable<ReassessmentPage['known']>): string {
  const on = dueOn === null ? '' : clinicalDate(day(dueOn))
  switch (state) {
    case 'open':
      return `Control is poor, on the list since ${on}:`
    case 'acting':
      return `A plan was made and is looked at again on ${on}. Control was poor:`
    case 'answered':
      return 'Reassessed; nothing is due. Control was poor:'
  }
}

/** While a change to a DOAC is decided and warfarin still runs: where it is made. */
function ChangeOfMedicine({ page: { patient, known, events, episode } }: Props) {
  if (episode === undefined || known?.state !== 'acting' || events[0]?.what !== 'change-to-doac')
    return null
  return (
    <p>
      A change to a DOAC is decided.{' '}
      <a href={`${planHref(patient.id)}/${episode.id}/switch`}>
        Change from warfarin to the new medicine
      </a>
    </p>
  )
}

function Figures({ page: { control, raised } }: Props) {
  if (control === 'not-known') return null
  return (
    <SummaryList
      rows={[
        { key: 'In range, 6 months', value: inRange(control.sixMonths) },
        { key: 'In range, 12 months', value: inRange(control.twelveMonths) },
        { key: 'Poor control today', value: todayInWords(raised) },
      ]}
    />
  )
}

const todayInWords = (raised: readonly FlagName[]): string =>
  raised.length === 0 ? 'No: none of the four signs' : `Yes: ${flagsInWords(raised)}`

const inRange = (ttr: Ttr | 'insufficient'): string =>
  ttr === 'insufficient' || ttr.percentHundredths === null
    ? 'not enough results'
    : `${formatTenths(Math.trunc(ttr.percentHundredths / 10))} %`

function Form(props: Props & { readonly request: PageRequest; readonly form: TypedForm }) {
  const { page, request, form } = props
  const { patient, known } = page
  const filled = { ...form, values: { ...form.values, version: `${known?.version ?? 0}` } }
  return (
    <PostForm
      action={reassessmentHref(patient.id)}
      csrf={request.csrf}
      requestKey={request.key}
      draftPatient={patient.id}
      className="evk-narrow"
    >
      <HiddenField form={filled} name="version" />
      <CauseFields form={filled} />
      <OutcomeFields form={filled} mayAccept={page.mayAccept} />
      <Button>Save outcome</Button>
    </PostForm>
  )
}

/** What has happened before, newest first. */
function Before({ page: { events } }: Props) {
  if (events.length === 0) return null
  return (
    <Table
      caption="What has happened"
      compact
      responsive
      columns={[
        { heading: 'When' },
        { heading: 'What' },
        { heading: 'By' },
        { heading: 'Details' },
      ]}
      rows={events.map(({ what, flags, details, byName, at }) => ({
        key: `${at}-${what}`,
        cells: [
          clinicalDate(londonDay(at)),
          what === 'opened' ? 'Opened' : OUTCOME_WORDS[what],
          byName ?? 'Evenkeel',
          what === 'opened' ? flagsInWords(flags) : outcomeInWords(details as OutcomeDetails),
        ],
      }))}
    />
  )
}
