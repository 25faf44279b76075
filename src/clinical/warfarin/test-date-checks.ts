// Limits on the day of the next test (cases D2.53 to D2.59).
import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, clinicalDate, daysBetween } from '#base/day.ts'
import { formatTenths } from '#clinical/inr.ts'
import { doseOn } from '#clinical/schedule.ts'
import { type DoseCheck, finding } from './dose-finding.ts'

const afterToday: DoseCheck = ({ today, nextTest }) =>
  nextTest > today
    ? undefined
    : finding(
        'test-not-after-today',
        'refuse',
        'The next test must be after today. Choose a later day.',
      )

const longest: DoseCheck = ({ today, nextTest }, { maxIntervalDays }) => {
  if (daysBetween(today, nextTest) <= maxIntervalDays) return undefined
  const message = `The next test is more than ${maxIntervalDays / 7} weeks away. Choose ${clinicalDate(addDays(today, maxIntervalDays))} or earlier.`
  return finding('interval-too-long', 'refuse', message)
}

const afterHighInr: DoseCheck = ({ today, nextTest, inr }, rules) => {
  const wasHigh = inr.comparator === '>' || inr.tenths >= rules.highInrTenths
  if (!wasHigh || daysBetween(today, nextTest) <= rules.afterHighInrMaxDays) return undefined
  const message = `After an INR of ${formatTenths(rules.highInrTenths)} or more test again within ${rules.afterHighInrMaxDays} days.`
  return finding('interval-too-long-after-high-inr', 'refuse', message)
}

const withValve: DoseCheck = ({ today, nextTest, risk }, { valveMaxDays }) => {
  const mayHaveValve = risk.mechanicalValve !== 'none'
  if (!mayHaveValve || daysBetween(today, nextTest) <= valveMaxDays) return undefined
  const message = `With a mechanical valve, or when that is not known, ${valveMaxDays / 7} weeks is the longest interval. A second clinician must agree.`
  return finding('interval-long-for-valve', 'second-clinician', message)
}

const bankHoliday: DoseCheck = ({ nextTest }) => {
  switch (isBankHoliday(nextTest)) {
    case false:
      return undefined
    case true:
      return finding(
        'test-on-bank-holiday',
        'confirm',
        `${clinicalDate(nextTest)} is a bank holiday.`,
      )
    case 'not-known':
      return finding(
        'test-on-bank-holiday',
        'confirm',
        `It is not known whether ${clinicalDate(nextTest)} is a bank holiday. Check the calendar.`,
      )
  }
}

const eachDayHasADose: DoseCheck = ({ schedule, nextTest }) =>
  doseOn(schedule, nextTest) === 'not-covered'
    ? finding(
        'days-without-dose',
        'refuse',
        'The next test is after the last day of the schedule: some days would have no dose.',
      )
    : undefined

export const TEST_DATE_CHECKS: readonly DoseCheck[] = [
  afterToday,
  longest,
  afterHighInr,
  withValve,
  bankHoliday,
  eachDayHasADose,
]
