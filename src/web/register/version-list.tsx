import { clinicalInstant } from '#base/day.ts'
import type { Difference } from '#register/patient-words.ts'
import { Table } from '#web/parts/table.tsx'

type Version = {
  readonly version: number
  readonly by: string
  readonly at: number
  readonly reason: string
  readonly changed: readonly Difference[]
}

/** Every version of a record, newest first: why, who, when, and what it changed. */
export function VersionList({ versions }: { readonly versions: readonly Version[] }) {
  return versions.map((version) => <OneVersion key={version.version} {...version} />)
}

function OneVersion({ version, by, at, reason, changed }: Version) {
  return (
    <section>
      <h2 className="nhsuk-heading-s">{reason}</h2>
      <p className="nhsuk-hint">
        Version {version}, {clinicalInstant(at)}, {by}
      </p>
      {changed.length > 0 && (
        <Table
          columns={[{ heading: 'What' }, { heading: 'Before' }, { heading: 'After' }]}
          rows={changed.map(({ field, label, before, after }) => ({
            key: field,
            cells: [label, before, after],
          }))}
          responsive
          compact
        />
      )}
    </section>
  )
}
