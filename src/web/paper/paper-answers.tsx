import { ListField, TextField, type TypedForm } from '#web/register/typed-form.tsx'

const NO_YES = { no: 'No', yes: 'Yes' }
const BLEEDING = {
  none: 'None',
  minor: 'Minor, like a bruise or gums',
  'clinically-relevant': 'Needs treatment or attention',
  major: 'Major: endangers life or limb',
}
const MEDICINES = { no: 'No', started: 'One was started', stopped: 'One was stopped' }

/** What the patient was asked on that day. None has a default. */
export const PaperAnswers = ({ form }: { readonly form: TypedForm }) => (
  <>
    <h2 className="nhsuk-heading-m">What the patient said</h2>
    <TextField
      form={form}
      name="takenYesterday"
      label='Taken the day before, mg, or "not known"'
      width={10}
    />
    <TextField
      form={form}
      name="missedDoses"
      label="Doses missed in 7 days"
      width={2}
      inputMode="numeric"
    />
    <ListField
      form={form}
      name="bleeding"
      label="Bleeding or bruising"
      words={BLEEDING}
      none="Choose"
    />
    <TextField form={form} name="bleedingNote" label="What about the bleeding" hint="If any" />
    <ListField
      form={form}
      name="medicinesChanged"
      label="Medicines changed"
      words={MEDICINES}
      none="Choose"
    />
    <TextField form={form} name="medicine" label="Which medicine" hint="If one changed" />
    <TextField
      form={form}
      name="medicineOn"
      label="Since when"
      hint="Like 21/11/2026, if one changed"
      width={10}
    />
    <ListField
      form={form}
      name="illness"
      label="Illness, alcohol, diet"
      words={NO_YES}
      none="Choose"
    />
    <ListField
      form={form}
      name="procedurePlanned"
      label="Procedure planned"
      words={NO_YES}
      none="Choose"
    />
    <ListField
      form={form}
      name="pregnancyPossible"
      label="Pregnancy possible"
      words={{ ...NO_YES, 'not-applicable': 'Does not apply' }}
      none="Choose"
    />
  </>
)
