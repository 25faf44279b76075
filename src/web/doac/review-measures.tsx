import { clinicalDate, day } from '#base/day.ts'
import { formatMeasurement, MEASURES, type MeasurementKind } from '#clinical/measurement.ts'
import { DateInput } from '#web/parts/date-input.tsx'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { OTHER_BLOODS } from '#workflow/doac-measures.ts'
import type { DoacSection } from '#workflow/doac-section.ts'
import type { ReviewState } from './review-state.ts'

type Props = {
  readonly state: Pick<ReviewState, 'typed' | 'findings'>
  readonly doac: Pick<DoacSection, 'newest'>
}

const errorOf = ({ findings }: Props['state'], field: string): string | undefined =>
  findings.find((finding) => finding.field === field)?.message

/** Weight and blood, each with its day; what is left empty is taken from the record, as its hint says (H20). */
export function ReviewMeasures({ state, doac }: Props) {
  return (
    <>
      <div className="evk-row">
        <Figure state={state} doac={doac} kind="weight" />
        <DayOf state={state} name="weightOn" legend="Weighed on" />
      </div>
      <Again state={state} name="weightAgain" label="Weight again, kg" />
      <div className="evk-row">
        <Figure state={state} doac={doac} kind="creatinine" />
        <DayOf state={state} name="bloodsOn" legend="Blood taken on" />
      </div>
      <Again state={state} name="creatinineAgain" label="Creatinine again, µmol/L" />
      <Details
        summary="Other blood results of the same day"
        open={OTHER_BLOODS.some((kind) => (state.typed[kind] ?? '') !== '')}
      >
        <div className="evk-row">
          {OTHER_BLOODS.map((kind) => (
            <Figure key={kind} state={state} doac={doac} kind={kind} />
          ))}
        </div>
      </Details>
    </>
  )
}

function Figure({ state, doac, kind }: Props & { readonly kind: MeasurementKind }) {
  const { name, unit } = MEASURES[kind]
  const last = doac.newest.find((one) => one.kind === kind)
  return (
    <Input
      id={kind}
      name={kind}
      label={`${name}, ${unit}`}
      hint={
        last === undefined
          ? 'None recorded'
          : `Last ${formatMeasurement(kind, last)}, ${clinicalDate(day(last.measuredOn))}`
      }
      width={5}
      inputMode="decimal"
      value={state.typed[kind]}
      error={errorOf(state, kind)}
      autoComplete="off"
    />
  )
}

function DayOf({
  state,
  name,
  legend,
}: Pick<Props, 'state'> & { readonly name: string; readonly legend: string }) {
  const { typed } = state
  return (
    <DateInput
      id={name}
      name={name}
      legend={legend}
      values={{
        day: typed[`${name}[day]`],
        month: typed[`${name}[month]`],
        year: typed[`${name}[year]`],
      }}
      error={errorOf(state, name)}
    />
  )
}

/** Asked only when the first entry is far from the last one, or could be in another unit. */
function Again({
  state,
  name,
  label,
}: Pick<Props, 'state'> & { readonly name: string; readonly label: string }) {
  const finding = state.findings.find(({ field }) => field === name)
  const isKept = (state.typed[name] ?? '') !== ''
  if (finding === undefined && !isKept) return null
  return (
    <Input
      id={name}
      name={name}
      label={label}
      hint={finding?.code === 'double-entry' ? finding.message : undefined}
      error={finding?.code === 'double-entry' ? undefined : finding?.message}
      width={5}
      inputMode="decimal"
      value={finding === undefined ? state.typed[name] : ''}
      autoComplete="off"
      attributes={{
        'data-no-paste': true,
        'data-no-draft': true,
        autoFocus: finding !== undefined,
      }}
    />
  )
}
