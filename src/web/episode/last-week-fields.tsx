import { addDays, clinicalDate, type Day, weekdayName } from '#base/day.ts'
import { DAYS_AGO } from '#register/last-week.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { TextField, type TypedForm } from '#web/register/typed-form.tsx'

type Props = { readonly form: TypedForm; readonly today: Day }

/** What was taken on each of the last seven days: one tick when it was the same, else a box for each day (H08). */
export function LastWeekFields({ form, today }: Props) {
  const isOpen = DAYS_AGO.some(
    (ago) => (form.values[`taken-${ago}`] ?? '') !== '' || errorOf(form.findings, `taken-${ago}`),
  )
  return (
    <>
      <Checkboxes
        id="sameEachDay"
        name="sameEachDay"
        small
        error={errorOf(form.findings, 'sameEachDay')}
        values={form.values['sameEachDay'] === 'yes' ? ['yes'] : []}
        choices={[{ value: 'yes', text: 'They took this dose on each of the last 7 days' }]}
      />
      <Details summary="Not the same on each day" open={isOpen}>
        <p className="nhsuk-hint">In mg: 0 for none, ? where nobody knows.</p>
        <div className="evk-row">
          {DAYS_AGO.map((ago) => (
            <TextField
              key={ago}
              form={form}
              name={`taken-${ago}`}
              label={dayInWords(addDays(today, -ago))}
              width={4}
            />
          ))}
        </div>
      </Details>
    </>
  )
}

/** `Sat 21-Nov-2026`. */
const dayInWords = (on: Day): string => `${weekdayName(on).slice(0, 3)} ${clinicalDate(on)}`
