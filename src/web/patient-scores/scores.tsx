import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientIn } from '#web/register/address.ts'
import type { Finding } from '#workflow/outcome.ts'
import { type PatientScores, patientScores } from '#workflow/patient-scores.ts'
import { recordScores } from '#workflow/record-scores.ts'
import { ScoreCards } from './score-cards.tsx'
import { ScoreForm } from './score-form.tsx'
import { ScoreHistory } from './score-history.tsx'

/** GET /patients/:patientId/scores - the scores as last recorded, a form to record them today, and all before. */
export const scoresPage: PageHandler = (request) => shown(request, undefined, 200, [])

/** POST /patients/:patientId/scores */
export const scoresPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const patientId = patientIn(params)
  const typed = fieldsOf(form)
  const outcome = await recordScores.run(house, caller, key, { ...typed, patientId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/patients/${patientId}/scores` }
  if (outcome.status === 403) return refusalPage(outcome)
  return shown(request, typed, outcome.status, outcome.findings)
}

async function shown(
  request: PageRequest,
  typed: Readonly<Record<string, string>> | undefined,
  status: number,
  findings: readonly Finding[],
): Promise<PageAnswer> {
  const patientId = patientIn(request.params)
  const scores = await patientScores(request.house, request.caller, { patientId })
  if (scores.kind === 'refused') return refusalPage(scores)
  const { patient, history, mayRecord } = scores
  const home = `/patients/${patient.id}`
  const [newest] = history
  return {
    kind: 'page',
    status,
    title: 'Scores',
    place: 'register',
    banner: bannerOf(patient, scores.today, home),
    errors: findings,
    main: (
      <>
        <BackLink href={home} />
        <h1>Scores</h1>
        <Limits scores={scores} />
        {newest === undefined ? (
          <p>No scores are recorded.</p>
        ) : (
          <>
            <h2>As last recorded</h2>
            {newest.measureTakenBack && (
              <InsetText>
                <p>
                  A measurement that was on record then has been taken back since: check the answers
                  and record the scores again.
                </p>
              </InsetText>
            )}
            <ScoreCards scores={newest.scores} />
          </>
        )}
        {mayRecord && (
          <ScoreForm shown={scores} request={request} typed={typed} findings={findings} />
        )}
        <ScoreHistory history={history} />
      </>
    ),
  }
}

/** What a score does not say, for this person: before any number is read. */
function Limits({
  scores: { patient, isForAtrialFibrillation },
}: {
  readonly scores: PatientScores
}) {
  const { mechanicalValve, mitralStenosis, antiphospholipid } = patient.details
  const forbids =
    mechanicalValve.kind === 'valve' || mitralStenosis === 'yes' || antiphospholipid === 'yes'
  const notKnown =
    mechanicalValve.kind === 'not-known' ||
    mitralStenosis === 'not-known' ||
    antiphospholipid === 'not-known'
  if (isForAtrialFibrillation && !forbids && !notKnown) return null
  return (
    <InsetText>
      {!isForAtrialFibrillation && (
        <p>
          This patient is not treated here for atrial fibrillation. CHA2DS2-VASc and ORBIT are made
          for atrial fibrillation.
        </p>
      )}
      {forbids && (
        <p>
          <strong>No direct-acting anticoagulant</strong> with a mechanical valve, moderate or
          severe mitral stenosis or antiphospholipid syndrome, whatever the score.
        </p>
      )}
      {!forbids && notKnown && (
        <p>
          Whether there is a mechanical valve, mitral stenosis or antiphospholipid syndrome is not
          known. Each forbids a direct-acting anticoagulant, whatever the score.
        </p>
      )}
    </InsetText>
  )
}
