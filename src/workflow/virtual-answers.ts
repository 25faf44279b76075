import { addDays, type Day } from '#base/day.ts'
import { chanceOn, dayOfLife, missedBefore } from '#simulation/resident.ts'
import type { Enrolled, Fields } from './virtual-clinic.ts'

/** What somebody says of the days before: doses that were missed where they were, and now and then something else. */
export function answers(patient: Enrolled, today: Day): Fields {
  const { resident, dailyMg } = patient
  const missed = missedBefore(resident, today)
  const chance = chanceOn(resident, today, 'event')
  const said = EVENTS.find(({ until }) => chance < until)?.said(today)
  const isSameEachDay = Number.isInteger(dailyMg * 2)
  if ((missed === 0 && said === undefined) || !isSameEachDay) return { nothingToReport: 'yes' }
  return { ...eachAnswer(patient, today, missed), ...said }
}

/** What else is said, by chances that add up. */
const EVENTS = [
  {
    until: 0.012,
    said: (): Fields => ({ bleeding: 'minor', bleedingNote: 'Nose bleed, stopped by itself' }),
  },
  {
    until: 0.024,
    said: (today: Day): Fields => ({
      medicinesChanged: 'started',
      medicine: 'clarithromycin',
      medicineOn: addDays(today, -1),
    }),
  },
  { until: 0.05, said: (): Fields => ({ illness: 'illness', illnessNote: 'A cold, eating less' }) },
]

/** Each of the seven answers, typed. */
export function eachAnswer({ resident, dailyMg }: Enrolled, today: Day, missed: number): Fields {
  const yesterday = resident.told[dayOfLife(resident, today) - 1] ?? dailyMg
  return {
    takenYesterday: `${Math.round(yesterday * 2) / 2}`,
    missedDoses: `${missed}`,
    ...(missed > 0 && { missedDosesNote: 'Forgotten in the evening' }),
    bleeding: 'none',
    medicinesChanged: 'no',
    illness: 'no',
    procedurePlanned: 'no',
    pregnancyPossible: resident.sex === 'male' ? 'not-applicable' : 'no',
  }
}
