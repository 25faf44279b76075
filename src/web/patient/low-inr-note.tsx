import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { lowInrNotKnown } from '#clinical/warfarin/high-risk.ts'

/** At a low INR: what of the high-risk list the record cannot say. Not known is said, and asked. */
export function LowInrNote({ inputs }: { readonly inputs: AdviseInput }) {
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
