import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { Select } from '#web/parts/select.tsx'
import { CHANGE_REASONS } from '#workflow/changed-dose.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { Typed } from './conversation-state.ts'

export const DOSE_FIELD_NAMES = [
  'dailyDose',
  'weekDoses',
  'omitDays',
  'reasonCode',
  'reasonText',
] as const

type Props = { readonly typed: Typed; readonly findings: readonly Finding[] }

const REASONS = [
  { value: '', text: 'Choose' },
  ...Object.entries(CHANGE_REASONS).map(([value, text]) => ({ value, text })),
]

/** A dose of a person's own, with the reason: on the patient's page and on a task alike. */
export function DoseFields({ typed, findings }: Props) {
  const field = (name: (typeof DOSE_FIELD_NAMES)[number]) => ({
    id: name,
    name,
    value: typed[name],
    error: errorOf(findings, name),
    autoComplete: 'off',
  })
  return (
    <>
      <p className="nhsuk-hint">
        To withhold until the next test enter 0 mg, and the days until then without a dose.
      </p>
      <div className="evk-row">
        <Input {...field('dailyDose')} label="Dose, mg a day" width={5} inputMode="decimal" />
        <Input
          {...field('omitDays')}
          label="Days without a dose first"
          width={2}
          inputMode="numeric"
        />
      </div>
      <Details
        summary="Different doses on different days"
        open={(typed.weekDoses ?? '') !== '' || errorOf(findings, 'weekDoses') !== undefined}
      >
        <Input
          {...field('weekDoses')}
          label="Seven doses in mg, Monday to Sunday"
          hint="Like 5 5 5 6 5 5 6"
          width={20}
        />
      </Details>
      <Select {...field('reasonCode')} label="Reason" options={REASONS} />
      <Input {...field('reasonText')} label="The reason in words" />
    </>
  )
}
