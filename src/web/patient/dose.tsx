import {
  clinicalDate,
  clinicalInstant,
  type Day,
  day,
  patientDate,
  weekdayName,
} from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { ONE_PERSON, RECORD_CLOSED } from '#workflow/linked-records.ts'
import { type NextInClinic, nextInClinic } from '#workflow/next-in-clinic.ts'
import type { Finding } from '#workflow/outcome.ts'
import { recordTextSent } from '#workflow/record-text-sent.ts'
import { recordTold, TOLD_WORDS } from '#workflow/record-told.ts'
import { type SavedDose, savedDose } from '#workflow/saved-dose.ts'
import { sendText } from '#workflow/send-text.ts'
import { bannerOf } from './banner.tsx'
import { DoseDates } from './dose-dates.tsx'
import { LetterOnItsWay } from './letter-sent.tsx'
import { MessageSent } from './message-sent.tsx'
import { SeenAt } from './place-seen.tsx'
import { TellForms } from './tell-forms.tsx'
import { TextMessage } from './text-message.tsx'
import { NotAnswered, TextsSent } from './text-sent.tsx'

/** GET /doses/:decisionId - what to tell the patient, in the patient's words, and how it was told. */
export const dose: PageHandler = (request) => shown(request, [], 200)

/** POST /doses/:decisionId/told */
export const postTold: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const decisionId = params['decisionId'] ?? ''
  const outcome = await recordTold.run(house, caller, key, { ...fieldsOf(form), decisionId })
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  return { kind: 'redirect', to: `/doses/${decisionId}` }
}

/** POST /doses/:decisionId/send-text */
export const postSendText: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const decisionId = params['decisionId'] ?? ''
  const outcome = await sendText.run(house, caller, key, { ...fieldsOf(form), decisionId })
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  return { kind: 'redirect', to: `/doses/${decisionId}` }
}

/** POST /doses/:decisionId/text-sent */
export const postTextSent: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const decisionId = params['decisionId'] ?? ''
  const fields = { ...fieldsOf(form), decisionId }
  const outcome = await recordTextSent.run(house, caller, key, fields)
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  return { kind: 'redirect', to: `/doses/${decisionId}` }
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const saved = await savedDose(house, caller, { decisionId: params['decisionId'] ?? '' })
  if (saved.kind === 'refused') return refusalPage(saved)
  const { patient, today, isTold, texts } = saved
  const isLeft = isTold || texts.length > 0 || saved.message !== null
  const next = isLeft ? await nextOf(request) : undefined
  return {
    kind: 'page',
    status,
    title: 'Dose saved',
    place: 'none',
    banner: bannerOf(patient, today, `/patients/${patient.id}`),
    errors: findings,
    main: <Dose saved={saved} request={request} findings={findings} next={next} />,
  }
}

type Next = Extract<NextInClinic, { kind: 'next' }> | undefined

/** Nobody is named to a person who may not see the clinic. */
async function nextOf({ house, caller }: PageRequest): Promise<Next> {
  const next = await nextInClinic(house, caller, null)
  return next.kind === 'next' ? next : undefined
}

type Props = {
  readonly saved: SavedDose
  readonly request: PageRequest
  readonly findings: readonly Finding[]
  /** Whoever is to be called next in today's clinic; known once this patient has been told, or sent the text. */
  readonly next: Next
}

function Dose({ saved, request, findings, next }: Props) {
  const { decision, told, isTold, standing, patient, text } = saved
  const { isSuperseded, isOvertaken, isVoid } = saved
  const isInForce = !isSuperseded && !isOvertaken && !isVoid && standing === 'alone'
  const form = { decisionId: decision.id, request, findings }
  return (
    <>
      <h1>{isInForce ? toTell(isTold) : 'Earlier dose'}</h1>
      {!isInForce && (
        <InsetText>
          <p>
            {whyNot(saved)} <a href={`/patients/${patient.id}`}>Open the patient</a>
          </p>
        </InsetText>
      )}
      <Instructions text={decision.instructions} />
      <p>For each evening {datesOf(saved)}.</p>
      <DoseDates days={saved.days} />
      <Booked saved={saved} />
      <SeenAt {...saved} />
      <TextsSent {...saved} />
      <MessageSent {...saved} />
      <Told told={told} />
      {isInForce && !isTold && <ToTell saved={saved} {...form} />}
      {isInForce && text !== null && (
        <TextMessage
          {...form}
          {...{ asAt: saved.asAt, closesAt: saved.closesAt }}
          text={text}
          contact={patient.details}
          isTold={isTold}
          maySend={saved.sendsTexts && saved.message === null}
        />
      )}
      {next !== undefined && (
        <ButtonLink
          href={`/patients/${next.patientId}`}
          attributes={{ autoFocus: findings.length === 0 }}
        >
          {`Next patient: ${displayName(next)}`}
        </ButtonLink>
      )}
      <p className="evk-line evk-no-print">
        {isInForce && <a href={`/doses/${decision.id}/page.pdf`}>Print the dose page</a>}
        <a href={`/patients/${patient.id}`}>Back to the patient</a>
        <a href="/clinic">Clinic list</a>
      </p>
    </>
  )
}

/** Nobody was told yet: what is on its way, and how it is told. */
function ToTell({ saved, ...form }: Omit<Props, 'next'> & { readonly decisionId: string }) {
  const isSent = saved.texts.length > 0 || saved.message !== null
  return (
    <>
      <LetterOnItsWay {...saved} />
      <NotAnswered {...saved} />
      <TellForms {...form} dates={datesOf(saved)} isSent={isSent} />
    </>
  )
}

/** The first and the last date of the printed calendar, which the patient reads back beside the dose (H12). */
const datesOf = ({ decision, untilOn }: SavedDose): string =>
  `from ${inFull(day(decision.fromOn))} to ${inFull(untilOn)}`

const inFull = (on: Day): string => `${weekdayName(on)} ${patientDate(on)}`

function whyNot({ isSuperseded, isVoid, standing }: SavedDose): string {
  if (isSuperseded) return 'A newer dose has taken the place of this one.'
  if (standing === 'closed') return RECORD_CLOSED.message
  if (standing === 'waiting') return ONE_PERSON.message
  if (isVoid) return 'The INR of this dose is void. Do not give this dose.'
  return 'A later INR is recorded and no dose is decided on it. Do not give this dose.'
}

const toTell = (isTold: boolean): string =>
  isTold ? 'The patient has been told' : 'Tell the patient'

/** The words for the patient, to be read out as they stand. */
const Instructions = ({ text }: { readonly text: string }) => (
  <div className="evk-suggestion">
    {text.split('\n').map((line, nth) => (
      <p key={line} className={nth === 1 ? 'evk-suggestion__dose' : undefined}>
        {line}
      </p>
    ))}
  </div>
)

const Told = ({ told }: Pick<SavedDose, 'told'>) => (
  <>
    {told.map(({ id, how, toWhom, byName, at }) => (
      <p key={id}>
        <strong>{TOLD_WORDS[how]}</strong>, {toWhom}, {clinicalInstant(at)}, {byName}.
      </p>
    ))}
  </>
)

function Booked({ saved: { decision, appointment } }: { readonly saved: SavedDose }) {
  const on = clinicalDate(day(decision.nextTestOn))
  if (appointment !== null) return <p>The next test is booked for {on}.</p>
  return (
    <p>
      <strong>No appointment is booked.</strong> The test is due by {on}.
    </p>
  )
}
