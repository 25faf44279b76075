import { WEEKDAYS } from '#base/day.ts'
import { Button } from '#web/parts/button.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import type { Finding } from '#workflow/outcome.ts'

type Props = {
  readonly action: string
  readonly guard: { readonly csrf: string; readonly requestKey: string }
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** What a weekly clinic is: its day, its hours, how long each patient has, and for whom it is. */
export function ClinicFields({ action, guard, typed, findings }: Props) {
  const text = (name: string) => ({
    id: name,
    name,
    value: typed[name],
    error: errorOf(findings, name),
  })
  const days = [
    { value: '', text: 'Choose a day' },
    ...WEEKDAYS.map((text, nth) => ({ value: `${nth + 1}`, text })),
  ]
  return (
    <PostForm action={action} {...guard} className="evk-narrow">
      {typed['id'] !== undefined && <input type="hidden" name="id" value={typed['id']} />}
      {typed['version'] !== undefined && (
        <input type="hidden" name="version" value={typed['version']} />
      )}
      <Input {...text('name')} label="Name" hint="Such as Monday morning" />
      <Select {...text('weekday')} label="Day of the week" options={days} />
      <Input {...text('start')} label="From" hint="Such as 09:00" width={5} />
      <Input {...text('end')} label="To" hint="Such as 12:00" width={5} />
      <Input
        {...text('slotMinutes')}
        label="Minutes for each patient"
        width={3}
        inputMode="numeric"
      />
      <DayBoxes name="from" legend="First day" typed={typed} findings={findings} />
      <DayBoxes name="until" legend="Last day (optional)" typed={typed} findings={findings} />
      <Radios
        id="housebound"
        name="housebound"
        legend="For whom"
        small
        value={typed['housebound'] ?? 'no'}
        choices={[
          { value: 'no', text: 'People who come to the clinic' },
          { value: 'yes', text: 'Housebound people, visited at home' },
        ]}
      />
      <Button>Save clinic</Button>
    </PostForm>
  )
}

type DayProps = Pick<Props, 'typed' | 'findings'> & {
  readonly name: 'from' | 'until'
  readonly legend: string
}

function DayBoxes({ name, legend, typed, findings }: DayProps) {
  return (
    <DateInput
      id={name}
      name={name}
      legend={legend}
      error={errorOf(findings, name)}
      values={{
        day: typed[`${name}[day]`],
        month: typed[`${name}[month]`],
        year: typed[`${name}[year]`],
      }}
    />
  )
}
