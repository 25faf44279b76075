// The initiation protocols as cards: what each says of itself, made from the tables by which it doses.
import { formatMg } from '#clinical/dose.ts'
import type { DoseRow, DoseTable, ProtocolCard } from '#clinical/protocol-card.ts'
import { INITIATION_GRACE_DAYS } from './advise-initiation.ts'
import type { InitiationProtocol, ProtocolTable, Row, StepTable } from './protocol.ts'
import { nextInWords } from './shown-rows.ts'
import { type InitiationCandidate, unsuitedBecause } from './suits.ts'
import { INITIATION_TABLES, stepTablesOf } from './tables.ts'

export type InitiationCard = ProtocolCard<InitiationCandidate> & {
  readonly id: InitiationProtocol
  readonly kind: 'initiation'
}

type Words = Pick<InitiationCard, 'citation' | 'grade' | 'because' | 'eligibility' | 'limits'>

const STARTED_HERE = [
  'Adults who begin warfarin here, at a target of 2.5 (2.0 to 3.0), with a baseline INR below 1.4.',
  'Not with a mechanical valve, or when that is not recorded; not beside another anticoagulant.',
]
const SLOW = [
  ...STARTED_HERE,
  'Not for DVT, PE, arterial embolus, a mechanical valve or anything else that needs anticoagulation at once (GPnotebook); the indication of the plan says which.',
  'In a general practice: atrial fibrillation only (level 5). Not in a community pharmacy.',
]

const STRICT = [
  'A day early or late, a missed dose, a dose that is not of the protocol, or an INR without a row: a person decides.',
  'No maintenance before two INRs in range, at least 7 days apart, from the last row on.',
]

const WORDS: Readonly<Record<InitiationProtocol, Words>> = {
  oates: {
    citation: 'Oates 1998, Br J Clin Pharmacol (Sheffield); as printed by NHS Highland',
    grade: 'B',
    because:
      'The table and the checks around it are verified as NHS Highland prints them. The paper itself is still to be compared.',
    eligibility: [...SLOW, 'The sex is on record: the table of day 14 differs by it.'],
    limits: [
      'The table of day 14 holds after two weeks on 2 mg a day and on no other dose.',
      'Above 4.0 the check "omit" goes before the row "above 3.0: 1 mg", which the source prints too.',
      ...STRICT,
    ],
  },
  janes: {
    citation: 'Janes 2004; as printed in full by bpac New Zealand',
    grade: 'B',
    because:
      'The tables are verified as bpac New Zealand prints them in full. The paper itself is still to be compared.',
    eligibility: SLOW,
    limits: ['The table of day 15 is for those on 6 mg a day since day 8 alone.', ...STRICT],
  },
  'tait-sefcick': {
    citation: 'Tait RC, Sefcick A. Br J Haematol 1998;101:450-4',
    grade: 'D',
    because:
      'From memory, though two recollections agree. It stays closed until the clinical safety officer of a site has compared it with the paper.',
    eligibility: SLOW,
    limits: ['The rows without warfarin are the least certain: a person decides.', ...STRICT],
  },
  'age-adjusted-fennerty': {
    citation: 'Roberts 1999; as printed in Sci Rep 2023, Table 1 (s41598-023-45379-7)',
    grade: 'A',
    because: 'Verified in Table 1 of an open paper (Sci Rep 2023), which prints it by age.',
    eligibility: [...STARTED_HERE, 'Hospital clinics only. Not for people who test themselves.'],
    limits: [
      'Warfarin in the evening, INR the next morning, every day until day 4.',
      'Rows with a range of doses, and every "withhold", go to a person.',
      ...STRICT,
    ],
  },
}

function cardOf(table: ProtocolTable): InitiationCard {
  const { id, version, name, source } = table
  return {
    ...WORDS[id],
    id,
    version: `${version}`,
    kind: 'initiation',
    name,
    status: table.status === 'unverified' ? 'unverified' : 'verified',
    unsuited: (who) => unsuitedBecause(table, who).map(({ message }) => message),
    validRangeTenths: validRangeOf(table),
    targets: '2.5 (2.0 to 3.0)',
    works: worksOf(table),
    constants: [
      {
        name: 'Highest dose of its tables',
        value: `${formatMg(table.mostUg)} a day`,
        source,
        status: table.status,
      },
      {
        name: 'Test days',
        value: table.steps.map(({ day }) => `${day}`).join(', '),
        source,
        status: table.status,
      },
      {
        name: 'Days of doses beyond the next test',
        value: `${INITIATION_GRACE_DAYS}`,
        source: 'Hazard H12 asks for at least 3',
        status: 'local',
      },
    ],
    tables: tablesOf(table),
  }
}

/**
 * The lowest INR that an instrument reports, in tenths: where a row says "below" it begins.
 * @see docs/evidence.md#inr-accepted
 */
const LOWEST_MEASURED_TENTHS = 8

function validRangeOf(table: ProtocolTable): InitiationCard['validRangeTenths'] {
  const dosed = stepTablesOf(table)
    .flatMap(({ rows }) => rows)
    .filter(({ answer }) => answer.kind === 'dose')
  const tops = dosed.map(({ belowTenths }) => (belowTenths === 'no-limit' ? 49 : belowTenths - 1))
  return { low: LOWEST_MEASURED_TENTHS, high: Math.max(...tops) }
}

const worksOf = (table: ProtocolTable): readonly string[] => [
  table.says,
  ...(table.recheck === undefined
    ? []
    : [`After a dose was lowered, a test after ${table.recheck.afterDays} days as well.`]),
  `From the last row on: in range the dose stays, with a test every ${table.settlingDays} days; out of range a person decides.`,
  ...(table.steps.some(({ ifNotTested }) => ifNotTested === 'none')
    ? ['If a test before the last row does not happen, nothing is taken until it is done.']
    : ['If a test does not happen, the same dose goes on for the days of grace.']),
]

function tablesOf({ steps, recheck }: ProtocolTable): readonly DoseTable[] {
  const days = new Map<StepTable, string[]>()
  for (const { day, tables } of steps) {
    for (const table of tables) days.set(table, [...(days.get(table) ?? []), `${day}`])
  }
  return [...days].map(([table, on]) => ({
    title: titleOf(table, on, recheck?.tables.includes(table) === true),
    rows: table.rows.map(rowOf),
  }))
}

function titleOf(table: StepTable, days: readonly string[], isRechecked: boolean): string {
  const { sex, age, inForceUg } = table
  return [
    `Day ${days.join(' and ')}${isRechecked ? ', and between them' : ''}`,
    ...(sex === undefined ? [] : [sex === 'male' ? 'men' : 'women']),
    ...(age === undefined ? [] : [`aged ${age.from} to ${age.to}`]),
    ...(inForceUg === undefined ? [] : [`on ${formatMg(inForceUg)} a day`]),
  ].join(', ')
}

const rowOf = ({ fromTenths, belowTenths, answer }: Row): DoseRow => ({
  fromTenths,
  toTenths: belowTenths === 'no-limit' ? 'and-above' : belowTenths - 1,
  ug: answer.kind === 'dose' ? answer.doseUg : 'a-person-decides',
  says: answer.kind === 'dose' ? `next test ${nextInWords(answer.next)}` : answer.action,
})

/** The initiation protocols, slow ones first. */
export const INITIATION_CARDS: readonly InitiationCard[] =
  Object.values(INITIATION_TABLES).map(cardOf)
