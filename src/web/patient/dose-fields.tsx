import type { TabletSet } from '#clinical/tablets.ts'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { Select } from '#web/parts/select.tsx'
import { CHANGE_REASONS } from '#workflow/changed-dose.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { Typed } from './conversation-state.ts'
import { WeekChoices, weeksForTyped } from './week-choices.tsx'

export const DOSE_FIELD_NAMES = [
  'dailyDose',
  'weekDoses',
  'omitDays',
  'boostDose',
  'boostDays',
  'reasonCode',
  'reasonText',
] as const

type Props = {
  readonly typed: Typed
  readonly findings: readonly Finding[]
  readonly tabletSet: TabletSet
  /** A week was just filled in: only its reason is missing. */
  readonly atReason?: boolean
}

const REASONS = [
  { value: '', text: 'Choose' },
  ...Object.entries(CHANGE_REASONS).map(([value, text]) => ({ value, text })),
]

/** A dose of a person's own, with the reason: on the patient's page and on a task alike. */
export function DoseFields({ typed, findings, tabletSet, atReason = false }: Props) {
  const weeks = weeksForTyped(typed, findings, tabletSet)
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
      {weeks.length > 0 && (
        <WeekChoices weeks={weeks} tabletSet={tabletSet} than="than 7 times the dose typed" />
      )}
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
      <Details summary="A larger dose first, for a low INR" open={hasBoost(typed, findings)}>
        <div className="evk-row">
          <Input
            {...field('boostDose')}
            label="All that is taken that evening, mg"
            width={5}
            inputMode="decimal"
          />
          <Input
            {...field('boostDays')}
            label="Evenings from tonight, 1 or 2"
            width={2}
            inputMode="numeric"
          />
        </div>
      </Details>
      <Select
        {...field('reasonCode')}
        label="Reason"
        options={REASONS}
        attributes={atReason ? { autoFocus: true } : {}}
      />
      <Input {...field('reasonText')} label="The reason in words" />
    </>
  )
}

const hasBoost = (typed: Typed, findings: readonly Finding[]): boolean =>
  (['boostDose', 'boostDays'] as const).some(
    (name) => (typed[name] ?? '') !== '' || errorOf(findings, name) !== undefined,
  )
