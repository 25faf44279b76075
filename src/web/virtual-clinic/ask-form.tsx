import { wholeWords } from '#print/trial/number-words.ts'
import { ARM_WORDS, type ArmId } from '#simulation/arm-ids.ts'
import { SCENARIOS, scenarioOf } from '#simulation/scenarios.ts'
import { TRUTH_WORDS, TRUTHS } from '#simulation/truths.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { TrialsShown } from '#workflow/trials-shown.ts'
import {
  ASKABLE_ARMS,
  armField,
  scenarioField,
  TRIAL_BOUNDS,
  TRIAL_TARGETS,
  truthField,
} from '#workflow/typed-trial.ts'
import { VIRTUAL_CLINIC } from './addresses.ts'

type Fields = {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly findings: readonly Finding[]
}

type Proposal = Pick<TrialsShown, 'proposal'>
type Props = Fields & Proposal & { readonly request: PageRequest }

/** The questions of a trial. */
export function AskForm({ request, proposal, ...fields }: Props) {
  return (
    <PostForm action={VIRTUAL_CLINIC} csrf={request.csrf} requestKey={request.key}>
      <input type="hidden" name="proposalId" value={proposal?.id ?? ''} />
      <div className="evk-columns">
        <div>
          <Ways {...fields} proposal={proposal} />
          <Recall {...fields} />
        </div>
        <div>
          <People {...fields} />
          <Worlds {...fields} />
        </div>
      </div>
      <Button>Start the trial</Button>
    </PostForm>
  )
}

function Ways({ values, findings, proposal }: Fields & Proposal) {
  const arms = ASKABLE_ARMS.filter((arm) => arm !== 'proposed' || proposal !== undefined)
  const wordsOf = (arm: ArmId) => {
    if (arm === 'site') return 'The rules of this site, as they are now'
    return arm === 'proposed' ? `The rules of proposal ${proposal?.number}` : ARM_WORDS[arm]
  }
  return (
    <>
      <Select
        id="compared"
        name="compared"
        label="Compared with"
        hint="What the others are held against, most often what you do now"
        value={values['compared'] ?? ''}
        error={errorOf(findings, 'compared')}
        options={arms.map((arm) => ({ value: arm, text: wordsOf(arm) }))}
      />
      <Several
        id="arms"
        legend="Ways of dosing"
        hint={`At most ${TRIAL_BOUNDS.arms} with the one above. Individual forecasts take longest.`}
        values={values}
        findings={findings}
        choices={arms.map((arm) => ({ name: armField(arm), value: arm, text: wordsOf(arm) }))}
      />
    </>
  )
}

const Recall = ({ values, findings }: Fields) => (
  <Radios
    id="recall"
    name="recall"
    legend={{ text: 'When people are called back', size: 's' }}
    value={values['recall']}
    error={errorOf(findings, 'recall')}
    small
    choices={[
      {
        value: 'trial',
        text: 'By the same plan for all, so that only doses differ',
      },
      {
        value: 'rules',
        text: 'As each protocol of Evenkeel calls back, so that its recall is tried too',
      },
    ]}
  />
)

function People({ values, findings }: Fields) {
  const number = (name: 'patients' | 'days' | 'seed', label: string, hint: string) => (
    <Input
      id={name}
      name={name}
      label={label}
      hint={hint}
      value={values[name]}
      error={errorOf(findings, name)}
      width={10}
      inputMode="numeric"
      autoComplete="off"
    />
  )
  const { patients, days } = TRIAL_BOUNDS
  return (
    <>
      {number(
        'patients',
        'Invented people',
        `From ${patients.least} to ${wholeWords(patients.most)}`,
      )}
      {number('days', 'Days of treatment', `From ${days.least} to ${wholeWords(days.most)}`)}
      <Radios
        id="target"
        name="target"
        legend={{ text: 'Target INR', size: 's' }}
        value={values['target']}
        error={errorOf(findings, 'target')}
        small
        inline
        choices={[...TRIAL_TARGETS.keys()].map((target) => ({ value: target, text: target }))}
      />
      {number(
        'seed',
        'Seed',
        'The same number is the same people, and the same figures to the bit',
      )}
    </>
  )
}

const Worlds = ({ values, findings }: Fields) => (
  <>
    <Several
      id="truths"
      legend="Models of warfarin"
      hint="No rule may be believed that was tried in one model only."
      values={values}
      findings={findings}
      choices={TRUTHS.map((truth) => ({
        name: truthField(truth),
        value: truth,
        text: TRUTH_WORDS[truth],
      }))}
    />
    <Several
      id="scenarios"
      legend="Assumptions"
      hint={`Each model is tried under each of them, at most ${TRIAL_BOUNDS.settings} in all.`}
      values={values}
      findings={findings}
      choices={SCENARIOS.map((scenario) => ({
        name: scenarioField(scenario),
        value: scenario,
        text: scenarioOf(scenario).words,
      }))}
    />
  </>
)

type SeveralProps = Fields & {
  readonly id: string
  readonly legend: string
  readonly hint: string
  readonly choices: readonly {
    readonly name: string
    readonly value: string
    readonly text: string
  }[]
}

/** Any of several, each a field of its own, as everything that an act reads has one text. */
const Several = ({ id, legend, hint, choices, values, findings }: SeveralProps) => (
  <Checkboxes
    id={id}
    name={id}
    legend={{ text: legend, size: 's' }}
    hint={hint}
    error={errorOf(findings, id)}
    small
    values={choices.filter(({ name }) => values[name] !== undefined).map(({ value }) => value)}
    choices={choices.map(({ name, value, text }) => ({ value, text, attributes: { name } }))}
  />
)
