import type { ServiceSpecification } from '#contract/specification.ts'
import { Table } from '#web/parts/table.tsx'
import { Lines, Section } from './specification-parts.tsx'
import { CONTACT_WORDS, clockInWords } from './specification-words.ts'

type Props = { readonly specification: ServiceSpecification }

/** The requirements of quality, and what follows where one is not met. */
export function Quality({
  specification: { quality, actionPlan, audit, questionnaire = [] },
}: Props) {
  return (
    <Section heading="Quality, audit and what follows a breach">
      <Table
        caption="Quality requirements"
        captionHidden
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Requirement' },
          { heading: 'Threshold', numeric: true },
          { heading: 'Measured by' },
          { heading: 'If it is not met' },
        ]}
        rows={quality.map(({ id, name, thresholdPercent, measuredBy, consequence, clock }) => ({
          key: id,
          cells: [
            clock === undefined ? name : `${name}, ${clockInWords(clock)}`,
            `${thresholdPercent} %`,
            measuredBy,
            consequence,
          ],
        }))}
      />
      <p>
        An action plan is due within {actionPlan.workingDays} working days, with{' '}
        {actionPlan.parts.join(', ')}. Otherwise: {actionPlan.otherwise}.
      </p>
      <p>
        Audit {audit.timesAYear} times a year. {audit.by}. Each quarter: {audit.thenQuarterly}.
      </p>
      {questionnaire.length > 0 && (
        <>
          <p>The audit asks:</p>
          <Lines items={questionnaire.map(({ text }) => text)} />
        </>
      )}
    </Section>
  )
}

/** The code of each contact, in each system. */
export function Codes({ specification: { codes } }: Props) {
  return (
    <Section heading="Codes of each contact">
      <Table
        caption="Codes"
        captionHidden
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Contact' },
          { heading: 'SystmOne' },
          { heading: 'EMIS Web' },
          { heading: 'Note' },
        ]}
        rows={codes.map(({ contact, systmOne, emisWeb, asPrinted, status }) => ({
          key: contact,
          cells: [
            CONTACT_WORDS[contact],
            <code key="systmone">{systmOne}</code>,
            <code key="emis">{emisWeb}</code>,
            noteOf(asPrinted, status),
          ],
        }))}
      />
    </Section>
  )
}

function noteOf(asPrinted: string | undefined, status: 'verified' | 'unverified'): string {
  const printed = asPrinted === undefined ? [] : [`Printed as ${asPrinted}`]
  const checked = status === 'verified' ? [] : ['not yet checked against the code list']
  return [...printed, ...checked].join('; ')
}

/** What the specification leaves open or says twice. */
export function Contradictions({ specification: { contradictions } }: Props) {
  if (contradictions.length === 0) return null
  return (
    <Section heading="What the specification leaves open or says twice">
      <p className="nhsuk-u-reading-width">
        Nothing of it is put right in silence. Where the commissioner decides otherwise, that is a
        new version of the specification.
      </p>
      <Table
        caption="Contradictions and what is done"
        captionHidden
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Where' },
          { heading: 'What it says' },
          { heading: 'What is done here' },
        ]}
        rows={contradictions.map(({ at, says, decided }) => ({
          key: `${at} ${says}`,
          cells: [at, says, decided],
        }))}
      />
    </Section>
  )
}
