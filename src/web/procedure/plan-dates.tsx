import { clinicalDate, weekdayName } from '#base/day.ts'
import { restartAfter } from '#clinical/procedure/days-without.ts'
import type { ProposedStep } from '#clinical/procedure/steps.ts'
import { DATE_REASON_WORDS, DAY_FIELD, STEP_WORDS } from '#register/procedure-days.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import {
  ChoiceField,
  DayField,
  ListField,
  NoteField,
  TextField,
} from '#web/register/typed-form.tsx'
import type { Proposal } from '#workflow/procedure-typed.ts'
import { doseShown, type PlanState } from './plan-state.ts'

type Props = { readonly state: PlanState; readonly proposal: Proposal }

/** The days proposed, each to be changed with a reason, and the dose from the restart on. */
export function PlanDates({ state, proposal }: Props) {
  const { form } = state
  const { order, proposed } = proposal
  const dated = proposed.filter(({ kind }) => kind !== 'procedure')
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">Dates</h2>
      <Why state={state} proposal={proposal} />
      {dated.map((step) => (
        <DayField
          key={step.kind}
          form={form}
          name={DAY_FIELD[step.kind]}
          legend={wordsOf(step, order.daysWithout === null)}
          hint={hintOf(step)}
        />
      ))}
      <ListField
        form={form}
        name="dateReason"
        label="Why a day differs from the one proposed"
        words={DATE_REASON_WORDS}
        none="No day differs"
      />
      <NoteField form={form} name="dateNote" label="More about it, if needed" rows={2} />
      <RestartDose state={state} proposal={proposal} />
    </section>
  )
}

const wordsOf = ({ kind }: ProposedStep, goesOn: boolean): string =>
  kind === 'restart' && goesOn ? 'Make sure that treatment went on' : STEP_WORDS[kind]

const hintOf = ({ on }: ProposedStep): string =>
  on === null
    ? 'No day could be proposed: no working day fits, so ask where it is tested'
    : `Proposed: ${weekdayName(on)} ${clinicalDate(on)}`

/** Where the dates come from. */
function Why({ state, proposal }: Props) {
  const { rule, bleeding, daysWithout, advisedBy } = proposal.order
  const medicine = state.page.facts?.medicine ?? 'warfarin'
  const restart = restartAfter(medicine, bleeding)
  return (
    <InsetText>
      <p>
        {rule.says} Source: {rule.source}.
        {advisedBy !== '' && ` ${daysWithout} days without, advised by ${advisedBy}.`}
      </p>
      <p>
        Restart: {restart.says} Source: {restart.source}.
      </p>
    </InsetText>
  )
}

const RESTART_AT = { usual: 'The usual dose', other: 'Another dose' } as const

function RestartDose({ state: { form, page }, proposal }: Props) {
  const { facts } = page
  if (facts?.medicine !== 'warfarin' || proposal.order.daysWithout === null) return null
  return (
    <ChoiceField
      form={form}
      name="restartAt"
      legend="Dose from the restart on"
      hint={`Usual dose: ${doseShown(facts.usualUg)}. No larger dose to start with.`}
      words={RESTART_AT}
      conditional={{
        other: (
          <>
            <TextField
              form={form}
              name="restartDose"
              label="mg a day"
              width={4}
              inputMode="decimal"
            />
            <TextField form={form} name="restartReason" label="Why not the usual dose" />
          </>
        ),
      }}
    />
  )
}
