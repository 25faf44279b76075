import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { lowInrDangers, lowInrNotKnown } from '#clinical/warfarin/high-risk.ts'
import { isInitiation } from '#workflow/initiation-limits.ts'

/**
 * While warfarin is being started every INR is low at first, so the alarm of a low INR does not sound. For a person on
 * the high-risk list that is said, with what it asks (clinical reference 3.4).
 */
function LowAtStart({ inputs }: { readonly inputs: AdviseInput }) {
  const { inr, target, risk } = inputs
  const dangers = lowInrDangers(risk)
  const isLow = inr.comparator !== '>' && inr.tenths < target.lowTenths
  if (!isLow || dangers.length === 0) return null
  return (
    <div className="evk-note">
      <p>
        <strong>
          Low INR while warfarin is being started, with {dangers.join('; ')}: expected, so no alarm
          is raised.
        </strong>
      </p>
      <p>
        A low INR is dangerous for this person. Check that haematology or cardiology has decided
        about heparin cover until the INR is in range; if not, ask them today (BSG/ESGE 2021).
      </p>
    </div>
  )
}

/** At a low INR: what of the high-risk list the record cannot say. Not known is said, and asked. */
export function LowInrNote({ inputs }: { readonly inputs: AdviseInput }) {
  if (isInitiation(inputs)) return <LowAtStart inputs={inputs} />
  const notKnown = lowInrNotKnown(inputs)
  if (notKnown.length === 0) return null
  return (
    <div className="evk-note">
      <p>
        <strong>Low INR. Not on record, so ask:</strong>
      </p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {notKnown.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>If one of these is so, contact haematology or cardiology today (BSG/ESGE 2021).</p>
    </div>
  )
}
