import { KNOWN_WORDS } from '#register/patient-words.ts'
import {
  CAUSE_ASKS,
  CAUSES,
  CONTINUE_WORDS,
  LONGEST_LOOK_AGAIN_DAYS,
  OUTCOME_WORDS,
} from '#register/reassessment-outcome.ts'
import {
  ChoiceField,
  DayField,
  ListField,
  NoteField,
  type TypedForm,
} from '#web/register/typed-form.tsx'

type Props = { readonly form: TypedForm }

/** Every cause is asked, and none is answered beforehand. */
export function CauseFields({ form }: Props) {
  return (
    <>
      <h2>What lies behind it</h2>
      {CAUSES.map((cause) => (
        <ChoiceField
          key={cause}
          form={form}
          name={cause}
          legend={{ text: CAUSE_ASKS[cause], size: 's' }}
          words={KNOWN_WORDS}
          inline
          conditional={{
            yes: <NoteField form={form} name={`${cause}Note`} label="What was found" rows={2} />,
          }}
        />
      ))}
    </>
  )
}

const WEEKS = LONGEST_LOOK_AGAIN_DAYS / 7

/** What comes of it: each outcome with what it needs. */
export function OutcomeFields({ form, mayAccept }: Props & { readonly mayAccept: boolean }) {
  const { improve, ...others } = OUTCOME_WORDS
  return (
    <ChoiceField
      form={form}
      name="outcome"
      legend={{ text: 'What comes of it', size: 'm' }}
      hint={
        mayAccept
          ? 'It stays on the list until one is chosen.'
          : 'It stays on the list until one is chosen. To continue as it is, or to change to a DOAC, is for an authorised person.'
      }
      words={mayAccept ? { improve, ...others } : { improve }}
      conditional={{
        improve: <Plan form={form} />,
        'change-to-doac': <Change form={form} />,
        continue: <Continue form={form} />,
      }}
    />
  )
}

function Plan({ form }: Props) {
  return (
    <>
      <NoteField
        form={form}
        name="planNote"
        label="The plan"
        hint="For example: weekly tests, dosette box, advice on alcohol"
        rows={3}
      />
      <DayField
        form={form}
        name="lookAgainOn"
        legend="Looked at again on"
        hint={`Within ${WEEKS} weeks. On that day it is on the list again.`}
      />
    </>
  )
}

function Change({ form }: Props) {
  return (
    <>
      <NoteField form={form} name="changeNote" label="What was agreed (optional)" rows={2} />
      <DayField
        form={form}
        name="changeBy"
        legend="To be changed by"
        hint={`Within ${WEEKS} weeks. Until warfarin is ended it comes back on that day.`}
      />
    </>
  )
}

function Continue({ form }: Props) {
  return (
    <>
      <ListField
        form={form}
        name="reason"
        label="Reason"
        words={CONTINUE_WORDS}
        none="Choose a reason"
      />
      <NoteField form={form} name="continueNote" label="In words" rows={2} />
    </>
  )
}
