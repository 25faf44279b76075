import { clinicalDate, day, londonClock, londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { recordTold, WAYS_TO_TELL } from '#workflow/record-told.ts'
import { type SavedDose, savedDose } from '#workflow/saved-dose.ts'
import { bannerOf } from './banner.tsx'
import { TellForms } from './tell-forms.tsx'

/** GET /doses/:decisionId - what to tell the patient, in the patient's words, and how it was told. */
export const dose: PageHandler = (request) => shown(request, [], 200)

/** POST /doses/:decisionId/told */
export const postTold: PageHandler = async (request) => {
  const { house, caller, key, form, params, query } = request
  const decisionId = params['decisionId'] ?? ''
  const outcome = await recordTold.run(house, caller, key, { ...fieldsOf(form), decisionId })
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  const clinic = query.get('clinic')
  const to =
    clinic === null
      ? `/doses/${decisionId}`
      : `/doses/${decisionId}?clinic=${encodeURIComponent(clinic)}`
  return { kind: 'redirect', to }
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const saved = await savedDose(house, caller, { decisionId: params['decisionId'] ?? '' })
  if (saved.kind === 'refused') return refusalPage(saved)
  const { patient, today } = saved
  return {
    kind: 'page',
    status,
    title: 'Dose saved',
    place: 'none',
    banner: bannerOf(patient, today, `/patients/${patient.id}`),
    errors: findings,
    main: <Dose saved={saved} request={request} findings={findings} />,
  }
}

type Props = {
  readonly saved: SavedDose
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}

function Dose({ saved, request, findings }: Props) {
  const { decision, told, isSuperseded, patient } = saved
  const clinic = request.query.get('clinic')
  return (
    <>
      <h1>{isSuperseded ? 'Earlier dose' : 'Tell the patient'}</h1>
      {isSuperseded && (
        <InsetText>
          <p>
            A newer dose has taken the place of this one.{' '}
            <a href={`/patients/${patient.id}`}>Open the patient</a>
          </p>
        </InsetText>
      )}
      <div className="evk-suggestion">
        {decision.instructions.split('\n').map((line, nth) => (
          <p key={line} className={nth === 1 ? 'evk-suggestion__dose' : undefined}>
            {line}
          </p>
        ))}
      </div>
      <Booked saved={saved} />
      {told.map(({ id, how, toWhom, byName, at }) => (
        <p key={id}>
          {WAYS_TO_TELL[how]} to {toWhom}, {clinicalDate(londonDay(at))} {londonClock(at)}, {byName}
          .
        </p>
      ))}
      {told.length === 0 && !isSuperseded && (
        <TellForms decisionId={decision.id} request={request} findings={findings} />
      )}
      <p className="evk-line evk-no-print">
        {!isSuperseded && <a href={`/doses/${decision.id}/page.pdf`}>Print the dose page</a>}
        <a href={`/patients/${patient.id}`}>Back to the patient</a>
        {clinic !== null && (
          <a href={`/clinic/${encodeURIComponent(clinic)}`}>Back to the clinic</a>
        )}
      </p>
      {told.length > 0 && clinic !== null && (
        <ButtonLink
          href={`/clinic/${encodeURIComponent(clinic)}/next?after=${patient.id}`}
          attributes={{ autoFocus: true }}
        >
          Next patient of the clinic
        </ButtonLink>
      )}
    </>
  )
}

function Booked({ saved: { decision, appointment } }: { readonly saved: SavedDose }) {
  const on = clinicalDate(day(decision.nextTestOn))
  if (appointment !== null) return <p>The next test is booked for {on}.</p>
  return (
    <p>
      <strong>No appointment is booked.</strong> The test is due by {on}.
    </p>
  )
}
