import type { ReactNode } from 'react'
import { isDoac } from '#clinical/doac/doac.ts'
import { mgNumber } from '#clinical/dose.ts'
import { INDICATIONS } from '#clinical/indications.ts'
import { STRENGTHS, TABLET_COLOURS } from '#clinical/tablets.ts'
import { MAINTENANCE_CARDS } from '#clinical/warfarin/maintenance-cards.ts'
import { SENSITIVITY_WORDS, TOLERANCE_WORDS } from '#register/adjustment-words.ts'
import { BRIDGE_MOST_DAYS } from '#register/bridging.ts'
import { HOW_STARTED_WORDS, MEDICINE_WORDS, METHOD_WORDS } from '#register/plan-words.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import {
  ChoiceField,
  DayField,
  ListField,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'

type Part = { readonly form: TypedForm }

const INDICATION_WORDS = Object.fromEntries(INDICATIONS.map(({ id, label }) => [id, label]))

/** Those that have an INR, and heparin; the others have a form of their own. */
const WORDS_BY_INR = Object.fromEntries(
  Object.entries(MEDICINE_WORDS).filter(([medicine]) => !isDoac(medicine)),
)

/** Why treated, and with what. */
export function ReasonFields({ form }: Part) {
  return (
    <>
      <ListField
        form={form}
        name="medicine"
        label="Medicine"
        words={WORDS_BY_INR}
        none="Choose the medicine"
      />
      <IndicationFields form={form} />
    </>
  )
}

/** What for, coded and in a sentence. */
export function IndicationFields({ form }: Part) {
  return (
    <>
      <ListField
        form={form}
        name="indication"
        label="Indication"
        words={INDICATION_WORDS}
        none="Choose the indication"
      />
      <NoteField
        form={form}
        name="clinicalReason"
        label="Clinical reason"
        hint="Why this patient needs this medicine, in a sentence"
        rows={2}
      />
    </>
  )
}

/** The target and its range: three numbers, none filled in. */
export function TargetFields({ form, hint }: Part & { readonly hint?: ReactNode }) {
  return (
    <>
      <TextField
        form={form}
        name="target"
        label="Target INR"
        hint={hint ?? 'As in the letter, like 2.5. There is no default.'}
        width={3}
        inputMode="decimal"
      />
      <div className="evk-row">
        <TextField form={form} name="rangeLow" label="Range from" width={3} inputMode="decimal" />
        <TextField form={form} name="rangeHigh" label="Range to" width={3} inputMode="decimal" />
      </div>
    </>
  )
}

const DURATION_WORDS = { until: 'Until a date', 'long-term': 'Long term' }

/** How long: to a stop date, or long term with a review. */
export function DurationFields({ form }: Part) {
  return (
    <ChoiceField
      form={form}
      name="duration"
      legend="How long treatment lasts"
      words={DURATION_WORDS}
      conditional={{
        until: (
          <DayField
            form={form}
            name="stopOn"
            legend="Last day of treatment"
            hint={`Heparin beside another anticoagulant: ${BRIDGE_MOST_DAYS} days from its first at most`}
          />
        ),
        'long-term': (
          <DayField form={form} name="reviewOn" legend="Review on" hint="Within 12 months" />
        ),
      }}
    />
  )
}

/** How the INR is measured and the dose made. */
export function DosingFields({ form }: Part) {
  return (
    <>
      <ChoiceField form={form} name="method" legend="INR measured by" words={METHOD_WORDS} />
      <TabletFields form={form} />
      <ChoiceField
        form={form}
        name="protocol"
        legend="Dosing protocol"
        hint={
          <>
            <a href="/service/protocols">What each protocol does</a>, and which this site has
            checked.
          </>
        }
        words={PROTOCOL_CHOICES}
      />
      <AdjustmentFields form={form} />
    </>
  )
}

/** What is not verified says so before it is chosen; the act refuses it while this site has not checked it. */
const PROTOCOL_CHOICES = Object.fromEntries(
  MAINTENANCE_CARDS.map(({ id, name, status }) => [
    id,
    status === 'verified' ? name : `${name} (only after this site's recorded check)`,
  ]),
)

/** How this patient's dose may differ from the protocol; most plans leave all three as they are. */
function AdjustmentFields({ form }: Part) {
  return (
    <>
      <ListField
        form={form}
        name="toleranceLow"
        label="When the INR is low"
        words={TOLERANCE_WORDS}
        none="as the protocol"
      />
      <ListField
        form={form}
        name="toleranceHigh"
        label="When the INR is high"
        words={TOLERANCE_WORDS}
        none="as the protocol"
      />
      <ListField
        form={form}
        name="sensitivity"
        label="How much of its change"
        words={SENSITIVITY_WORDS}
        none="all of it"
      />
    </>
  )
}

function TabletFields({ form }: Part) {
  const ticked = [...STRENGTHS.map((strength) => `tablet-${strength}`), 'halves'].filter(
    (name) => (form.values[name] ?? '') !== '',
  )
  const smallestFirst = [...STRENGTHS].sort((a, b) => a - b)
  const strengths = smallestFirst.map((strength) => ({
    value: `tablet-${strength}`,
    text: `${mgNumber(strength)} mg ${TABLET_COLOURS[strength]}`,
    attributes: { name: `tablet-${strength}`, value: 'yes' },
  }))
  return (
    <>
      <Checkboxes
        id="tabletSet"
        name="tabletSet"
        legend="Tablets that the patient has"
        hint={form.tabletNote ?? 'Fewer strengths are safer. Not 0.5 mg and 5 mg together.'}
        error={errorOf(form.findings, 'tabletSet')}
        choices={strengths}
        values={ticked}
        inline
        small
      />
      <Checkboxes
        id="halves"
        name="halves"
        legend={{ text: 'Halving', hidden: true }}
        choices={[
          {
            value: 'halves',
            text: 'Tablets may be halved (never a 0.5 mg tablet)',
            attributes: { value: 'yes' },
          },
        ]}
        values={ticked}
        small
      />
    </>
  )
}

/** When and how the course began, and how it is to be looked after. */
export function CourseFields({ form, imported = false }: Part & { readonly imported?: boolean }) {
  const { imported: importedWords, ...here } = HOW_STARTED_WORDS
  const { howStarted } = form.values
  return (
    <>
      <DayField form={form} name="startedOn" legend="First day of treatment" />
      {imported ? (
        <input type="hidden" name="howStarted" value="imported" />
      ) : (
        <ChoiceField
          form={form}
          name="howStarted"
          legend="How it started"
          words={howStarted === 'imported' ? { ...here, imported: importedWords } : here}
        />
      )}
      <NoteField
        form={form}
        name="managementPlan"
        label="Management plan"
        hint="What was agreed with the patient: education, yellow book, who to call"
      />
      <NoteField
        form={form}
        name="relevantFindings"
        label="Relevant history and findings"
        rows={2}
      />
    </>
  )
}
