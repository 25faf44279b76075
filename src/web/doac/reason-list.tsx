import type { Fired } from '#clinical/warfarin/advice.ts'

/** Each rule that took part, in words, with its source and how far it has been checked. */
export function ReasonList({ reasons }: { readonly reasons: readonly Fired[] }) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {reasons.map(({ rule, says, source, status }) => (
        <li key={rule}>
          {says}{' '}
          <span className="nhsuk-hint evk-source">
            {source} ({status === 'local' ? 'local setting' : status})
          </span>
        </li>
      ))}
    </ul>
  )
}
