import { clinicalDate, londonDay } from '#base/day.ts'
import { letterOnItsWayUntil } from '#recall/told-clock.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { SavedDose } from '#workflow/saved-dose.ts'

/** A letter that was sent has told nobody yet, and of a changed dose never will alone (H16). */
export function LetterOnItsWay({ told, goesOn }: Pick<SavedDose, 'told' | 'goesOn'>) {
  const letter = told.find(({ how }) => how === 'letter')
  if (letter === undefined) return null
  const until = letterOnItsWayUntil(londonDay(letter.at))
  if (goesOn && until !== 'not-known') {
    return (
      <InsetText>
        <p>
          The letter is on its way, and the dose goes on as the patient was told before. It counts
          as told after {clinicalDate(until)}.
        </p>
      </InsetText>
    )
  }
  return (
    <WarningCallout heading="Letter sent, patient not told">
      <p>
        A letter comes days later, and alone it does not tell a changed dose. Telephone the patient
        today, have the dose read back, and save it under “Told in another way”.
      </p>
    </WarningCallout>
  )
}
