import { clinicalDate, day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { Tag } from '#web/parts/tag.tsx'
import type { Course, PatientPage } from '#workflow/patient-page.ts'

function doseInWords(dailyUg: Course['dose']['dailyUg']): string {
  if (dailyUg === 'not-known') return 'not known'
  return dailyUg === 0 ? 'none: withheld until the next test' : `${formatMg(dailyUg)} a day`
}

/** The dose last decided, unless treatment is paused or a later INR has put it in doubt. */
export function doseNow(
  { dose, lastVisits, episode, initiation }: Course,
  { blocks }: PatientPage,
): string {
  if (initiation !== null && lastVisits.length === 0 && dose.voidInrOn === null) return 'none yet'
  const decided = doseInWords(dose.dailyUg)
  if (blocks.some(({ code }) => code === 'stopped-for-procedure')) {
    return `none: stopped for a procedure; before it ${decided}`
  }
  if (episode.phase === 'suspended') return `none: treatment is suspended; before it ${decided}`
  const [last] = lastVisits
  if (last === undefined || last.imported || last.decisionId !== null) return decided
  if (dose.voidInrOn !== null && dose.voidInrOn > last.sampledOn) return decided
  const inr = `INR ${formatInr(last)} of ${clinicalDate(day(last.sampledOn))}`
  return `none decided since ${inr}; before it ${decided}`
}

/** A dose that was told or sent is taken until another is: what it was decided on may have become void meanwhile (H01). */
export function OnVoidInr({ dose }: { readonly dose: Pick<Course['dose'], 'voidInrOn'> }) {
  if (dose.voidInrOn === null) return null
  return (
    <p className="evk-line">
      <Tag colour="red">INR void</Tag>
      <span>
        The INR of {clinicalDate(dose.voidInrOn)}, on which this dose was decided, is void. The dose
        was told, or sent as a text, so it may have been taken.
      </span>
    </p>
  )
}
