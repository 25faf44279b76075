import type { ReactNode } from 'react'
import { FLAG_WORDS, KNOWN_FLAGS } from '#register/patient-flags.ts'
import {
  KNOWN_WORDS,
  NHS_ABSENT_WORDS,
  SEX_WORDS,
  VALVE_POSITION_WORDS,
} from '#register/patient-words.ts'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { CONTACT, ContactFields, HELP, HelpFields } from './contact-fields.tsx'
import {
  ChoiceField,
  DayField,
  ListField,
  NoteField,
  TextField,
  type TypedForm,
} from './typed-form.tsx'

type Part = { readonly form: TypedForm }

/** What must be known to tell this person from every other. */
export function IdentityFields({ form, children }: Part & { readonly children: ReactNode }) {
  return (
    <>
      <TextField form={form} name="familyName" label="Family name" width={20} />
      <TextField form={form} name="givenName" label="Given name" width={20} />
      <TextField form={form} name="title" label="Title" width={5} />
      <DayField
        form={form}
        name="dateOfBirth"
        legend="Date of birth"
        hint="For example, 4 9 1942"
      />
      <DateOfBirthAgain form={form} />
      <ChoiceField form={form} name="sex" legend="Sex" words={SEX_WORDS} inline />
      {children}
    </>
  )
}

function DateOfBirthAgain({ form }: Part) {
  if (!isAsked(form, 'dateOfBirthAgain')) return null
  return (
    <InsetText>
      <DayField form={form} name="dateOfBirthAgain" legend="Date of birth, once more" />
    </InsetText>
  )
}

/** The NHS number, or why there is none. */
export function NhsNumberFields({ form }: Part) {
  return (
    <>
      <TextField
        form={form}
        name="nhsNumber"
        label="NHS number"
        hint="10 digits, like 999 123 4567"
        width={10}
        inputMode="numeric"
        code
      />
      {isAsked(form, 'nhsNumberAgain') && (
        <InsetText>
          <TextField
            form={form}
            name="nhsNumberAgain"
            label="NHS number, once more"
            width={10}
            inputMode="numeric"
            code
          />
        </InsetText>
      )}
      <ListField
        form={form}
        name="nhsAbsentReason"
        label="If there is no NHS number, why"
        words={NHS_ABSENT_WORDS}
        none="There is a number"
      />
    </>
  )
}

const isAsked = ({ values, findings }: TypedForm, field: string): boolean =>
  findings.some((finding) => finding.field === field) ||
  [field, `${field}[day]`].some((name) => (values[name] ?? '') !== '')

/** The rest of the record, in parts that open; a part with something wrong in it is open. */
export function FurtherFields({ form }: Part) {
  return (
    <>
      <Section form={form} summary="Contact" fields={CONTACT}>
        <ContactFields form={form} />
      </Section>
      <Section form={form} summary="Help that is needed" fields={HELP}>
        <HelpFields form={form} />
      </Section>
      <Section
        form={form}
        summary="Health"
        fields={['mechanicalValve', 'lastStroke', 'lastStrokeOn', ...KNOWN_FLAGS]}
      >
        <HealthFields form={form} />
      </Section>
    </>
  )
}

function Section(props: {
  readonly form: TypedForm
  readonly summary: string
  readonly fields: readonly string[]
  readonly children: ReactNode
}) {
  const isWrong = props.form.findings.some(({ field }) => props.fields.includes(field))
  return (
    <Details summary={props.summary} open={isWrong}>
      {props.children}
    </Details>
  )
}

function HealthFields({ form }: Part) {
  return (
    <>
      <ChoiceField
        form={form}
        name="mechanicalValve"
        legend={FLAG_WORDS.mechanicalValve}
        words={KNOWN_WORDS}
        conditional={{ yes: <ValveFields form={form} /> }}
      />
      <ChoiceField
        form={form}
        name="lastStroke"
        legend={FLAG_WORDS.lastStroke}
        words={KNOWN_WORDS}
        conditional={{
          yes: (
            <DayField
              form={form}
              name="lastStrokeOn"
              legend="Day of the last one (leave empty if not known)"
            />
          ),
        }}
      />
      {KNOWN_FLAGS.map((flag) => (
        <ChoiceField
          key={flag}
          form={form}
          name={flag}
          legend={FLAG_WORDS[flag]}
          words={KNOWN_WORDS}
          inline
        />
      ))}
      <NoteField form={form} name="allergies" label="Allergies" hint="Write none known if none" />
      <NoteField form={form} name="relevantHistory" label="Relevant history" />
    </>
  )
}

/** Which valve: asked of those who have one. */
export function ValveFields({ form }: Part) {
  return (
    <>
      <ListField
        form={form}
        name="valvePosition"
        label="Position"
        words={VALVE_POSITION_WORDS}
        none="Choose the position"
      />
      <TextField form={form} name="valveMake" label="Make, as the operation note says" width={20} />
    </>
  )
}
