import type { SecondOpinion } from '#kinetics/second-opinion.ts'
import { displayName } from '#register/person-name.ts'
import { doacReply } from '#web/doac/doac-patient.tsx'
import { typedAtStart as reviewAtStart } from '#web/doac/review-state.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply } from '#web/page.ts'
import type { Finding } from '#workflow/outcome.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { bannerOf } from './banner.tsx'
import { Conversation } from './conversation.tsx'
import { type Conversation as State, typedAtStart } from './conversation-state.ts'
import { PlanFacts, Results } from './facts.tsx'
import { Notices } from './notices.tsx'

/** GET /patients/:id - facts on the left, the clinical conversation on the right. */
export const patient: PageHandler = async ({ house, caller, params, csrf, key }) => {
  const page = await patientPage(house, caller, { patientId: params['patientId'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  if (page.doac !== null && page.course !== null) {
    const typed = reviewAtStart(page)
    const state = { page, typed, findings: [], checked: null, csrf, key }
    return doacReply(state, page.doac, page.course)
  }
  return patientReply({
    page,
    typed: typedAtStart(page),
    findings: [],
    suggested: null,
    step: 'suggest',
    csrf,
    key,
  })
}

/** Findings that the page answers with another question, and not with an error. */
const isQuestion = ({ code }: Finding): boolean =>
  code === 'double-entry' || code === 'exactly-8-or-above' || code.startsWith('confirm:')

/** Of the dose that is suggested; before one is, of the dose in force. */
function foretoldIn({ page, suggested }: State): SecondOpinion | undefined {
  if (suggested === null) return page.course?.foretold?.opinion
  return suggested.secondOpinion === 'off' ? undefined : suggested.secondOpinion.opinion
}

/** The patient's page with the conversation where it is. */
export function patientReply(state: State, status = 200): PageReply {
  const { page } = state
  const name = displayName(page.patient.details)
  const mayEnter = page.may.enter && page.blocks.length === 0
  return {
    kind: 'page',
    status,
    title: 'Patient',
    place: 'none',
    banner: bannerOf(page.patient, page.today),
    errors: state.findings.filter((finding) => !isQuestion(finding)),
    main: (
      <>
        <h1 className="nhsuk-u-visually-hidden">{name}</h1>
        <Notices page={page} />
        <div className="evk-patient">
          <PlanFacts page={page} />
          {mayEnter && <Conversation state={state} />}
          <Results page={page} foretold={foretoldIn(state)} />
        </div>
      </>
    ),
  }
}
