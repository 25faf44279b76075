import { formatDoacDose } from '#clinical/doac/doac.ts'
import { INTERACTING, type Interacting } from '#clinical/doac/facts.ts'
import { boxOf, NONE_TAKEN } from '#clinical/doac/review-answers.ts'
import { TIMES_A_DAY } from '#web/episode/doac-fields.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { Select } from '#web/parts/select.tsx'
import type { DoacSection } from '#workflow/doac-section.ts'
import type { ReviewState } from './review-state.ts'

type Props = { readonly state: ReviewState; readonly doac: DoacSection }

type Typed = Pick<ReviewState, 'typed' | 'findings'>

const BOXES: readonly string[] = [NONE_TAKEN, ...INTERACTING.map(boxOf)]

const errorOf = ({ findings }: Typed, field: string): string | undefined =>
  findings.find((finding) => finding.field === field)?.message

/** One statement that answers every question when there is nothing to report; it is never ticked beforehand. */
export function NothingToReport({ state, doac }: Props) {
  return (
    <Checkboxes
      id="nothingToReport"
      name="nothingToReport"
      small
      values={state.typed['nothingToReport'] === 'yes' ? ['yes'] : []}
      error={errorOf(state, 'nothingToReport')}
      choices={[{ value: 'yes', text: statementOf(state, doac) }]}
    />
  )
}

function statementOf({ page }: ReviewState, { medicine, planned }: DoacSection): string {
  const dose = planned === null ? 'the dose' : formatDoacDose(planned)
  const woman = page.patient.details.sex === 'male' ? '' : ', not pregnant and not breast-feeding'
  return `The patient says: takes ${medicine} ${dose} as planned, missed none in 7 days, no bleeding or bruising, takes none of the medicines listed below, no gastritis, reflux or other reason to expect bleeding${woman}.`
}

const MEDICINE_NAMES: Readonly<Record<Interacting, string>> = {
  verapamil: 'Verapamil',
  ciclosporin: 'Ciclosporin',
  dronedarone: 'Dronedarone',
  erythromycin: 'Erythromycin',
  ketoconazole: 'Ketoconazole',
  'other-interacting':
    'Another that interacts, for example rifampicin, carbamazepine, phenytoin, St John’s wort, an azole, an HIV medicine',
}

const NO_YES = [
  ['no', 'No'],
  ['yes', 'Yes'],
] as const

const SELECTS = [
  {
    name: 'bleeding',
    label: 'Bleeding or bruising',
    choices: [
      ['none', 'None'],
      ['minor', 'Minor'],
      ['major', 'Major'],
    ],
  },
  {
    name: 'raisedBleedingRisk',
    label: 'Gastritis, reflux, or another reason to expect bleeding',
    choices: NO_YES,
  },
  {
    name: 'pregnancy',
    label: 'Pregnancy possible',
    choices: [...NO_YES, ['not-applicable', 'Does not apply']],
  },
  {
    name: 'breastFeeding',
    label: 'Breast-feeding',
    choices: [...NO_YES, ['not-applicable', 'Does not apply']],
  },
] as const

/** The questions one by one, for everybody who has something to report. None has a default. */
export function ReviewQuestions({ state }: Props) {
  const { typed, findings } = state
  const names = [
    'doacMg',
    'doacTimes',
    'missedDoses',
    'interacting',
    ...SELECTS.map(({ name }) => name),
  ]
  const inUse =
    findings.some(({ field }) => names.includes(field)) ||
    [...names, ...BOXES].some((name) => (typed[name] ?? '') !== '')
  return (
    <Details summary="Something to report: answer each question" open={inUse}>
      <Taken state={state} />
      <Questions state={state} />
    </Details>
  )
}

/** What is asked whatever is taken: the other medicines, bleeding, and what speaks against every dose. */
export function Questions({ state }: { readonly state: Typed }) {
  const { typed } = state
  return (
    <>
      <Checkboxes
        id="interacting"
        name="interacting"
        legend="Medicines taken"
        error={errorOf(state, 'interacting')}
        small
        choices={[
          ...INTERACTING.map((medicine) => ({
            value: boxOf(medicine),
            text: MEDICINE_NAMES[medicine],
            attributes: { name: boxOf(medicine), value: 'yes' },
          })),
          {
            value: NONE_TAKEN,
            text: 'None of these',
            attributes: { name: NONE_TAKEN, value: 'yes' },
          },
        ]}
        values={BOXES.filter((name) => typed[name] === 'yes')}
      />
      {SELECTS.map(({ name, label, choices }) => (
        <Select
          key={name}
          id={name}
          name={name}
          label={label}
          options={[
            { value: '', text: 'Choose' },
            ...choices.map(([value, text]) => ({ value, text })),
          ]}
          value={typed[name]}
          error={errorOf(state, name)}
        />
      ))}
      <Input
        id="bleedingNote"
        name="bleedingNote"
        label="What bled, and when"
        value={typed['bleedingNote']}
        error={errorOf(state, 'bleedingNote')}
      />
      <Input
        id="medicinesNote"
        name="medicinesNote"
        label="Other medicines, as they are taken"
        value={typed['medicinesNote']}
        error={errorOf(state, 'medicinesNote')}
      />
    </>
  )
}

function Taken({ state }: Pick<Props, 'state'>) {
  const { typed } = state
  return (
    <div className="evk-row">
      <Input
        id="doacMg"
        name="doacMg"
        label="Taken at a time, mg"
        width={4}
        inputMode="decimal"
        value={typed['doacMg']}
        error={errorOf(state, 'doacMg')}
        autoComplete="off"
      />
      <Select
        id="doacTimes"
        name="doacTimes"
        label="How often"
        options={[
          { value: '', text: 'Choose' },
          ...Object.entries(TIMES_A_DAY).map(([value, text]) => ({ value, text })),
        ]}
        value={typed['doacTimes']}
        error={errorOf(state, 'doacTimes')}
      />
      <Input
        id="missedDoses"
        name="missedDoses"
        label="Missed in 7 days"
        width={2}
        inputMode="numeric"
        value={typed['missedDoses']}
        error={errorOf(state, 'missedDoses')}
        autoComplete="off"
      />
    </div>
  )
}
