import { INTERACTION_NAMES } from '#clinical/interaction-names.ts'
import { MEDICINE_ROWS, type MedicineRow } from '#clinical/medicine-changes.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { Select } from '#web/parts/select.tsx'
import { type Conversation, errorOf, findingOf } from './conversation-state.ts'

type Props = { readonly state: Conversation }
type RowProps = Props & { readonly row: MedicineRow }

/** Which medicine was started or stopped, and when: one, and two more for those who need them. */
export function Medicines({ state }: Props) {
  const [first, ...more] = MEDICINE_ROWS
  const isMore = more.some(
    (row) =>
      (state.typed[`medicinesChanged${row}`] ?? '') !== '' ||
      (state.typed[`medicine${row}`] ?? '') !== '' ||
      findingOf(state, `medicinesChanged${row}`) !== undefined,
  )
  return (
    <>
      <Medicine state={state} row={first} />
      <Details summary="Another medicine changed too" open={isMore}>
        {more.map((row) => (
          <Medicine key={row} state={state} row={row} />
        ))}
      </Details>
      <datalist id="medicines">
        {INTERACTION_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

const CHANGES = [
  { value: 'started', text: 'Started, or dose changed' },
  { value: 'stopped', text: 'Stopped' },
] as const

function Medicine({ state, row }: RowProps) {
  const { typed } = state
  const [changed, medicine, on] = [
    `medicinesChanged${row}`,
    `medicine${row}`,
    `medicineOn${row}`,
  ] as const
  return (
    <>
      <div className="evk-pair">
        <Select
          id={changed}
          name={changed}
          label="Medicines changed"
          options={[
            { value: '', text: 'Choose' },
            ...(row === '' ? [{ value: 'no', text: 'No' }] : []),
            ...CHANGES,
          ]}
          value={typed[changed]}
          error={errorOf(state, changed)}
        />
        <Input
          id={medicine}
          name={medicine}
          label="Which medicine"
          value={typed[medicine]}
          error={errorOf(state, medicine)}
          autoComplete="off"
          attributes={{ list: 'medicines' }}
        />
      </div>
      <NotOnTheList state={state} row={row} />
      <div className="evk-pair">
        <Input
          id={on}
          name={on}
          label='When, like 20/11/2026, or "not known"'
          value={typed[on]}
          error={errorOf(state, on)}
          autoComplete="off"
        />
        {row === '' && (
          <Input
            id="medicinesChangedNote"
            name="medicinesChangedNote"
            label="Dose, and why"
            value={typed.medicinesChangedNote}
            error={errorOf(state, 'medicinesChangedNote')}
          />
        )}
      </div>
    </>
  )
}

/** Asked only of a name that is not on the list, or that is nearly one of it. */
function NotOnTheList({ state, row }: RowProps) {
  const [other, sure] = [`medicineOther${row}`, `medicineSure${row}`] as const
  const asked = findingOf(state, `medicine${row}`)?.code
  const { typed } = state
  return (
    <>
      {(asked === 'not-in-list' || typed[other] !== undefined) && (
        <Checkboxes
          id={other}
          name={other}
          small
          values={typed[other] === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', text: 'It is another medicine, spelled as above' }]}
        />
      )}
      {(asked === 'alike' || typed[sure] !== undefined) && (
        <Checkboxes
          id={sure}
          name={sure}
          small
          values={typed[sure] === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', text: 'It is another medicine than the one asked about' }]}
        />
      )}
    </>
  )
}
