import { Sensitivity } from '#print/trial/sensitivity.tsx'
import { domainsOf, SettingSection } from '#print/trial/setting-section.tsx'
import type { TrialReport } from '#simulation/trial-report.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button, ButtonLink } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { askTrialAgain, cancelTrial } from '#workflow/ask-trial.ts'
import type { Finding } from '#workflow/outcome.ts'
import { type TrialShown, trialShown } from '#workflow/trials-shown.ts'
import {
  askLikeHref,
  type FileKind,
  progressHref,
  trialFileHref,
  trialHref,
  VIRTUAL_CLINIC,
} from './addresses.ts'
import { TrialFacts } from './trial-facts.tsx'
import { standingInWords } from './trial-words.ts'

export const trialPage: PageHandler = (request) => shown(request, [], 200)

/** POST: the same again, or an end to it; `step` says which. */
export const trialPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const trialId = params['trial'] ?? ''
  const { step } = fieldsOf(form)
  const act = step === 'cancel' ? cancelTrial : askTrialAgain
  const outcome = await act.run(house, caller, key, { trialId })
  if (outcome.kind === 'done')
    return { kind: 'redirect', to: trialHref(outcome.subject ?? trialId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, outcome.findings, outcome.status)
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const found = await trialShown(house, caller, { trialId: params['trial'] ?? '' })
  if (found.kind === 'refused') return refusalPage(found)
  const { trial, report } = found
  return {
    kind: 'page',
    status,
    title: `Trial ${trial.number}`,
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={VIRTUAL_CLINIC}>Virtual clinic</BackLink>
        <h1 className="nhsuk-heading-l">Trial {trial.number} on invented people</h1>
        <InsetText>
          <p>
            <strong>These are invented people.</strong> Nobody here exists, nobody was dosed by it,
            and nothing was measured in a patient. No clinical benefit is claimed.
          </p>
        </InsetText>
        {trial.how === null && <UnderWay request={request} found={found} />}
        <TrialFacts found={found} />
        {trial.how !== null && <Next request={request} found={found} />}
        {report !== undefined && <Figures report={report} />}
      </>
    ),
  }
}

type Part = { readonly request: PageRequest; readonly found: TrialShown }

/** How far it is: told by the server where a script runs, else by looking again. */
function UnderWay({ request, found: { trial } }: Part) {
  const { id, perMille } = trial
  return (
    <section data-progress-url={progressHref(id)}>
      <h2 id="progress">Under way</h2>
      <progress
        className="evk-progress"
        aria-labelledby="progress"
        max="100"
        value={perMille / 10}
      />
      <p data-progress-words="">{standingInWords(trial)}</p>
      <p>
        You may leave this page: the trial goes on, and what it comes to is kept. It gives way to
        everything else that is done here.
      </p>
      <ButtonLink href={trialHref(id)} variant="secondary">
        Look again
      </ButtonLink>
      <StepForm request={request} id={id} step="cancel">
        Cancel this trial
      </StepForm>
    </section>
  )
}

type StepProps = {
  readonly request: PageRequest
  readonly id: string
  readonly step: 'again' | 'cancel'
  readonly children: string
}

const StepForm = ({ request: { csrf, key }, id, step, children }: StepProps) => (
  <PostForm action={trialHref(id)} csrf={csrf} requestKey={key}>
    <Button name="step" value={step} variant="secondary">
      {children}
    </Button>
  </PostForm>
)

const FILES: readonly (readonly [kind: FileKind, text: string])[] = [
  ['html', 'Report with charts (HTML)'],
  ['csv', 'Table for a spreadsheet (CSV)'],
  ['json', 'Figures for a program (JSON)'],
]

/** What can be done with a trial that has ended. */
function Next({ request, found: { trial, report } }: Part) {
  const { id } = trial
  return (
    <>
      {report !== undefined && (
        <p>
          Save:{' '}
          {FILES.map(([kind, text], nth) => (
            <span key={kind}>
              {nth > 0 && ', '}
              <a href={trialFileHref(id, kind)}>{text}</a>
            </span>
          ))}
        </p>
      )}
      <StepForm request={request} id={id} step="again">
        Ask again the same
      </StepForm>
      <p>
        <a href={askLikeHref(id)}>Ask something like it</a>
      </p>
    </>
  )
}

/** The charts, every figure of everybody, and the limits beside each setting; groups of people are in the saved report. */
function Figures({ report }: { readonly report: TrialReport }) {
  const domains = domainsOf(report.settings)
  return (
    <div className="evk-invented">
      <Sensitivity report={report} />
      {report.settings.map((setting) => (
        <SettingSection
          key={`${setting.truth} ${setting.scenario}`}
          setting={setting}
          domains={domains}
          groups="left-out"
        />
      ))}
    </div>
  )
}
