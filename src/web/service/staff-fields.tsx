import { DOSING, type Role } from '#access/policy.ts'
import { isOfCommissioner, rolesBeside } from '#access/role-kinds.ts'
import { DOSING_WORDS, ROLE_WORDS } from '#access/role-words.ts'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { StaffField } from '#workflow/staff-form.ts'
import type { TextFields } from '#workflow/text-fields.ts'

export type StaffTexts = TextFields<StaffField | 'username' | 'active' | 'version'>

type Props = { readonly texts: StaffTexts; readonly findings: readonly Finding[] }

type FieldsProps = Props & {
  /** The role of whoever fills it in: its organisation has the same kind of people. */
  readonly by: Role
}

/** What is asked of a person who works here: who, as what, and how far their competence reaches, until when. */
export function StaffFields({ by, texts, findings }: FieldsProps) {
  return (
    <>
      <Input
        id="name"
        name="name"
        label="Name"
        hint="As the record shall show it, like Jo Whitfield"
        width={30}
        value={texts.name}
        error={errorOf(findings, 'name')}
        autoComplete="off"
      />
      <Select
        id="role"
        name="role"
        label="Role"
        value={texts.role}
        error={errorOf(findings, 'role')}
        options={[
          { value: '', text: 'Choose a role' },
          ...rolesBeside(by).map((role) => ({ value: role, text: ROLE_WORDS[role] })),
        ]}
      />
      {!isOfCommissioner(by) && <CompetenceFields texts={texts} findings={findings} />}
    </>
  )
}

function CompetenceFields({ texts, findings }: Props) {
  return (
    <>
      <Radios
        id="level"
        name="level"
        legend={{ text: 'Level the person is competent for', size: 's' }}
        hint="Level 3: a laboratory measures. Level 4: measured beside the patient too. Level 5: starting warfarin too."
        inline
        value={texts.level}
        error={errorOf(findings, 'level')}
        choices={[
          { value: 'none', text: 'None' },
          { value: '3', text: 'Level 3' },
          { value: '4', text: 'Level 4' },
          { value: '5', text: 'Level 5' },
        ]}
      />
      <Radios
        id="dosing"
        name="dosing"
        legend={{ text: 'Dosing authority', size: 's' }}
        value={texts.dosing}
        error={errorOf(findings, 'dosing')}
        choices={DOSING.map((dosing) => ({ value: dosing, text: DOSING_WORDS[dosing] }))}
      />
      <DateInput
        id="until"
        name="until"
        legend={{ text: 'Competence assessed until', size: 's' }}
        hint="After this day the person can record, but not dose, until it is renewed."
        values={{
          day: texts['until[day]'],
          month: texts['until[month]'],
          year: texts['until[year]'],
        }}
        error={errorOf(findings, 'until')}
      />
    </>
  )
}
