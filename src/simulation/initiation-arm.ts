// An arm that starts people by one of the product's initiation protocols, asked of the clinic's own function, and hands over
// to the RE-LY table once the INRs are stable, as the clinic's own rule of stability has it.
import { ug } from '#clinical/dose.ts'
import type { GivenDose, InitiationProtocol } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { type Inr, isMeasured } from '#clinical/inr.ts'
import { inrOfReading } from '#clinical/inr-columns.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { isStable } from '#register/phases.ts'
import { type Chart, type Decision, inDays } from './chart.ts'
import { startByPerson } from './clinician.ts'
import { byProtocol, dateOf, visitOf } from './product-arm.ts'

/** Tables of starting have half milligrams too. @see docs/evidence.md#virtual-clinician */
const TABLETS: TabletSet = { strengths: [500, 1000, 3000, 5000], halves: false }
/** @technical Units. */
const UG_A_MG = 1000

const MAINTENANCE = { ...DEFAULT_RULE_SET, protocol: 're-ly' } as const

/** Starts a person by a protocol from their baseline INR on. */
export const starting =
  (protocol: InitiationProtocol, target: Target) =>
  (chart: Chart): Decision => {
    if (chart.isStarting) chart.isStarting = !hasBecomeStable(chart, target)
    return chart.isStarting
      ? startedBy(protocol, chart, target)
      : byProtocol(chart, target, MAINTENANCE)
  }

/** Stable is a matter of the INRs under treatment: the baseline is none of them. */
function hasBecomeStable({ days, readings, tests }: Chart, target: Target): boolean {
  const results = Array.from({ length: tests - 1 }, (_, nth) => ({
    on: dateOf(days[nth + 1] ?? 0),
    inRange: isInRange(inrOfReading(readings[nth + 1] ?? 0), target),
  }))
  return isStable(results)
}

const isInRange = (inr: Inr, { lowTenths, highTenths }: Target): boolean =>
  isMeasured(inr) && inr.tenths >= lowTenths && inr.tenths <= highTenths

/** The dose of the protocol's row, or the virtual clinician's where it gives none; tested when it says. */
function startedBy(protocol: InitiationProtocol, chart: Chart, target: Target): Decision {
  const advice = advise(startingVisitOf(protocol, chart, target), MAINTENANCE)
  if (advice.kind === 'alarm') return startByPerson(chart, target.valueTenths)
  const { weeklyUg, omitDays, nextTest } = advice
  return { weeklyUg, omitDays, nextDays: inDays(nextTest.days), isFixedDay: true }
}

/** The visit as the clinic's page would hand it over while a protocol starts somebody. */
export function startingVisitOf(
  protocol: InitiationProtocol,
  chart: Chart,
  target: Target,
): AdviseInput {
  const { sex, ageYears } = chart.person
  const given = givenOf(chart)
  const visit = visitOf(chart, target)
  const yesterday = given.at(-1)?.ug
  return {
    ...visit,
    phase: 'initiating',
    tabletSet: TABLETS,
    currentDailyUg: yesterday === undefined ? 'not-known' : ug(yesterday),
    scheduledYesterdayUg: yesterday === undefined ? 'not-known' : ug(yesterday),
    answers: { ...visit.answers, takenYesterdayUg: ug(yesterday ?? 0) },
    initiation: {
      protocol,
      version: INITIATION_TABLES[protocol].version,
      firstOn: dateOf(0),
      sex,
      age: ageYears,
      given,
      interrupted: false,
    },
  }
}

/** The doses that were told so far, as runs of the same. */
function givenOf({ told, today }: Chart): readonly GivenDose[] {
  const given: GivenDose[] = []
  for (let day = 0; day < today; day += 1) {
    const dose = Math.round((told[day] ?? 0) * UG_A_MG)
    const last = given.at(-1)
    if (last?.ug === dose) given[given.length - 1] = { ...last, days: last.days + 1 }
    else given.push({ from: dateOf(day), days: 1, ug: dose })
  }
  return given
}
