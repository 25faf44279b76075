import type { ReleasedSpecification } from '#contract/catalogue.ts'
import {
  componentsFor,
  type ProviderKind,
  type ServiceSpecification,
} from '#contract/specification.ts'
import { MEDICINE_WORDS, METHOD_WORDS } from '#register/plan-words.ts'
import { Details } from '#web/parts/details.tsx'
import { Table } from '#web/parts/table.tsx'
import { Lines, Section } from './specification-parts.tsx'
import { Codes, Contradictions, Quality } from './specification-tables.tsx'
import {
  activeInWords,
  basisInWords,
  clockInWords,
  ordinal,
  PROVIDER_KIND_WORDS,
  pounds,
} from './specification-words.ts'

type Props = { readonly specification: ServiceSpecification; readonly kind: ProviderKind }

/** Everything that a specification asks of this provider and pays it for, in the order in which a manager meets it (C5). */
export function SpecificationSections({ released, kind }: SectionsProps) {
  const { document: specification, hash } = released
  return (
    <>
      <Prices specification={specification} kind={kind} />
      <Active specification={specification} />
      <Levels specification={specification} />
      <Returns specification={specification} />
      <Quality specification={specification} />
      <Register specification={specification} />
      <Codes specification={specification} />
      <Duties specification={specification} />
      <Contradictions specification={specification} />
      <p className="nhsuk-body-s">
        {specification.source}. Held here as {specification.id}, version {specification.version}.
        Its text is fixed under the fingerprint <code className="evk-hash">{hash}</code>
      </p>
    </>
  )
}

type SectionsProps = { readonly released: ReleasedSpecification; readonly kind: ProviderKind }

function Prices({ specification, kind }: Props) {
  const ours = componentsFor(specification, kind)
  const others = specification.components.filter((component) => !ours.includes(component))
  const paid = specification.paid === 'quarterly' ? 'each quarter' : 'each month'
  return (
    <Section heading="What is paid, and how it is earned">
      {ours.length === 0 && (
        <p>Nothing: a {PROVIDER_KIND_WORDS[kind]} cannot provide this service.</p>
      )}
      {ours.length > 0 && (
        <Table
          caption="Prices"
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'For' },
            { heading: 'Price', numeric: true },
            { heading: 'Earned by' },
          ]}
          rows={ours.map((component) => ({
            key: component.id,
            cells: [component.name, pounds(component.pricePence), basisInWords(component)],
          }))}
        />
      )}
      <p>Paid {paid}.</p>
      {others.map(({ id, name, providers }) => (
        <p key={id}>
          {name} is not for a {PROVIDER_KIND_WORDS[kind]}; it is for:{' '}
          {providers.map((each) => PROVIDER_KIND_WORDS[each]).join(', ')}.
        </p>
      ))}
      <Details summary="As the specification prints it">
        <Lines
          items={specification.components.map(
            ({ name, pricePence, basisAsPrinted }) =>
              `${name}: ${pounds(pricePence)}. ${basisAsPrinted}`,
          )}
        />
      </Details>
      <p>
        Decision support: {specification.decisionSupport.named}. Its cost:{' '}
        {specification.decisionSupport.cost}
      </p>
    </Section>
  )
}

function Active({ specification: { active, medicines } }: Omit<Props, 'kind'>) {
  const names = medicines.map((medicine) => MEDICINE_WORDS[medicine]).join(', ')
  return (
    <Section heading="Who counts as active">
      <p className="nhsuk-u-reading-width">{activeInWords(active)}</p>
      <p>Medicines of this contract: {names}.</p>
    </Section>
  )
}

function Levels({ specification: { levels } }: Omit<Props, 'kind'>) {
  return (
    <Section heading="Levels">
      <Lines
        items={levels.map(({ level, name, methods }) => {
          const how = methods.map((method) => METHOD_WORDS[method]).join(' or ')
          return `Level ${level}: ${name}${how === '' ? '' : `. In the plan: ${how}`}`
        })}
      />
    </Section>
  )
}

function Returns({ specification: { returns } }: Omit<Props, 'kind'>) {
  return (
    <Section heading="What is returned, and when">
      {returns.map(({ id, name, lines, due, reminders }) => (
        <div key={id}>
          <p>
            {name}, {clockInWords(due)}. The list of what is missing says so from the{' '}
            {reminders.map(ordinal).join(' and again from the ')}.
          </p>
          <Lines items={lines.map((line) => line.name)} />
        </div>
      ))}
      <p>Working days are Monday to Friday without the bank holidays of England and Wales.</p>
    </Section>
  )
}

function Register({ specification: { register, reassessment } }: Omit<Props, 'kind'>) {
  return (
    <Section heading="The register, and who is reassessed">
      <p>Each record of the register has:</p>
      <Lines items={register} />
      <p>With atrial fibrillation, control is reassessed at any one of:</p>
      <Lines items={reassessment} />
    </Section>
  )
}

function Duties({ specification }: Omit<Props, 'kind'>) {
  const { obligations, population, acceptance, standards } = specification
  return (
    <Section heading="What else is asked">
      <Lines items={obligations.map(({ id, says }) => `${says} (${id})`)} />
      <p className="nhsuk-u-reading-width">For whom: {population}</p>
      <p className="nhsuk-u-reading-width">Acceptance and exclusion: {acceptance}.</p>
      <p>Standards:</p>
      <Lines items={standards} />
    </Section>
  )
}
