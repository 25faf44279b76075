import { canonicalJson } from '#base/canonical.ts'
import type { Day } from '#base/day.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { isSameAdvice } from '#clinical/warfarin/compare-advice.ts'
import { isRuleSet } from '#clinical/warfarin/rule-set-form.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import { secondOpinion } from '#kinetics/second-opinion.ts'
import { type FoundDecision, findDecision, type Suggestion } from '#store/decisions.ts'
import { type PassedOfDose, questionsOfDecision } from '#store/dose-questions.ts'
import { type FoundForecast, findForecast } from '#store/forecasts.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { allProposals } from '#store/rule-proposals.ts'
import { ruleSetBody } from '#store/settings.ts'
import { followedBy } from '#store/suggestion-records.ts'
import { type FoundTask, findTask } from '#store/tasks.ts'
import { toldOf } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { visitDetails } from './visit-task.ts'

/** A forecast as it was kept, and whether the model says the same of the same course now. */
type ShownAgain = FoundForecast & { readonly replay: DecisionPage['replay'] }

/** What became of a suggestion: a dose by a person, or a task on which no dose was decided. */
type Became =
  | {
      readonly kind: 'dose'
      readonly decision: FoundDecision
      /** The questions and limits that it was saved through, and why. */
      readonly questions: readonly PassedOfDose[]
      readonly told: Awaited<ReturnType<typeof toldOf>>
      readonly followed: NonNullable<Awaited<ReturnType<typeof followedBy>>>
    }
  | { readonly kind: 'task'; readonly task: FoundTask }

export type DecisionPage = {
  readonly kind: 'decision-page'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly suggestion: Suggestion
  readonly became: Became
  /** The second opinion that stood beside it; null where the site had it off. */
  readonly forecast: ShownAgain | null
  readonly rules: {
    readonly hash: string
    /** Null when it was never kept: then the suggestion cannot be asked again. */
    readonly body: object | null
    /** The proposal that brought these rules in; null for the rules as shipped. */
    readonly proposal: { readonly id: string; readonly number: number } | null
  }
  /** The same inputs asked of the same rules now. */
  readonly replay: 'same' | 'differs' | 'cannot-be-asked'
}

/** One suggestion that was ever saved: what went in, by which rules, why, what a person decided, what followed. */
export const decisionPage = view<{ readonly id: string }, DecisionPage>(
  'see-decision',
  async ({ tx, today }, asked) => {
    const id = idTyped(asked.id)
    const found = await suggestionOf(tx, id)
    const patient = found && (await patientOnScreen(tx, found.patientId))
    if (found === undefined || patient === undefined) return notHere('decision')
    const { suggestion, became } = found
    const body = (await ruleSetBody(tx, suggestion.ruleSetHash)) ?? null
    return {
      kind: 'decision-page',
      today,
      patient,
      suggestion,
      became,
      forecast: became.kind === 'dose' ? await forecastBeside(tx, id) : null,
      rules: { hash: suggestion.ruleSetHash, body, proposal: await proposalOf(tx, body) },
      replay: replayOf(suggestion, body),
    }
  },
  (_asked, { patient }) => patient.id,
)

type Found = {
  readonly patientId: string
  readonly suggestion: Suggestion
  readonly became: Became
}

async function suggestionOf(tx: Tx, id: string): Promise<Found | undefined> {
  const decision = await findDecision(tx, id)
  if (decision !== undefined) {
    const { patientId, suggestion } = decision
    const followed = await followedBy(tx, id)
    if (followed === undefined) return undefined
    const told = await toldOf(tx, id)
    const questions = await questionsOfDecision(tx, id)
    return { patientId, suggestion, became: { kind: 'dose', decision, questions, told, followed } }
  }
  const task = await findTask(tx, id)
  const suggestion = task && visitDetails(task)?.suggestion
  if (task === undefined || suggestion === undefined) return undefined
  return { patientId: task.patientId, suggestion, became: { kind: 'task', task } }
}

async function forecastBeside(tx: Tx, id: string): Promise<ShownAgain | null> {
  const kept = await findForecast(tx, id)
  if (kept === undefined) return null
  const { modelVersion, shown, course, suggested } = kept
  const isOfNow = modelVersion === FORECAST_MODEL.version
  if (!isOfNow || shown === 'not-known' || course === 'not-known') {
    return { ...kept, replay: 'cannot-be-asked' }
  }
  const again = secondOpinion(course, suggested)
  const isSame = canonicalJson(again) === canonicalJson(shown.opinion)
  return { ...kept, replay: isSame ? 'same' : 'differs' }
}

function replayOf({ inputs, advice }: Suggestion, body: object | null): DecisionPage['replay'] {
  if (body === null || !isRuleSet(body)) return 'cannot-be-asked'
  return isSameAdvice(advise(inputs, body), advice) ? 'same' : 'differs'
}

/** A course with a protocol of its own has the rules of a proposal but for that: they share the number of the text. */
async function proposalOf(tx: Tx, body: object | null): Promise<DecisionPage['rules']['proposal']> {
  if (body === null || !('version' in body)) return null
  const { version } = body
  const proposal = (await allProposals(tx)).find(
    ({ proposed, state }) =>
      state === 'activated' && 'version' in proposed && proposed.version === version,
  )
  return proposal === undefined ? null : { id: proposal.id, number: proposal.number }
}
