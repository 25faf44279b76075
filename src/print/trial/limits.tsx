import { LIMITS } from '#simulation/report.ts'

/** What must be read beside every figure: so that no part of the report goes anywhere without it. */
export function Limits() {
  return (
    <div className="limits">
      <p>
        <strong>Invented people: read this with every figure above.</strong>
      </p>
      <ul>
        {LIMITS.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </div>
  )
}
