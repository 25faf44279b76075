import { clinicalDate } from '#base/day.ts'
import { nhsWords } from '#register/patient-words.ts'
import { displayName } from '#register/person-name.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import type { FoundPeople } from '#workflow/find-patients.ts'
import type { Finding } from '#workflow/outcome.ts'

type FindProps = {
  readonly action: string
  readonly csrf: string
  readonly who: string | undefined
  readonly label: string
  readonly findings: readonly Finding[]
}

/** The finder of the register inside another page; posted, so that no name stands in an address. */
export const FindRecord = ({ action, csrf, who, label, findings }: FindProps) => (
  <PostForm action={action} csrf={csrf}>
    <Input
      id="who"
      name="who"
      label={label}
      hint="Name, date of birth or both, or the NHS number"
      value={who}
      error={errorOf(findings, 'who')}
      width={30}
      autoComplete="off"
      spellCheck={false}
      after={
        <Button variant="secondary" small name="step" value="find">
          Find
        </Button>
      }
    />
  </PostForm>
)

type ChoiceProps = {
  readonly found: FoundPeople
  readonly legend: string
  readonly name: string
  /** The record that this page is about, which is not offered. */
  readonly notThis: string
  readonly value: string | undefined
  readonly findings: readonly Finding[]
}

/** The people who were found, each with what tells them apart; nobody is chosen beforehand. */
export const FoundRecords = ({ found, legend, name, notThis, value, findings }: ChoiceProps) => (
  <>
    <Radios
      id={name}
      name={name}
      legend={legend}
      small
      value={value}
      error={errorOf(findings, name)}
      choices={othersOf(found, notThis).map(({ id, details }) => ({
        value: id,
        text: `${displayName(details)}, born ${clinicalDate(details.dateOfBirth)}`,
        hint: `NHS number ${nhsWords(details)}. ${details.postcode}`,
      }))}
    />
    {found.more && <p>There are more. Add a given name or a date of birth.</p>}
  </>
)

/** Those who were found, without the record that the page is about. */
export const othersOf = ({ people }: FoundPeople, notThis: string): FoundPeople['people'] =>
  people.filter(({ id }) => id !== notThis)
