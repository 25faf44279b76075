import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonGroup, ButtonLink } from '#web/parts/button.tsx'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHistory, type ShownVersion } from '#workflow/patient-history.ts'

/** Every version of a person's record: who, when, why, and what it changed. */
export const patientHistoryPage: PageHandler = async ({ house, caller, params }) => {
  const history = await patientHistory(house, caller, { patientId: params['patientId'] ?? '' })
  if (history.kind === 'refused') return refusalPage(history)
  const { patient, versions } = history
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    title: 'Details and their history',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    main: (
      <>
        <BackLink href={home} />
        <h1>History of the details</h1>
        <ButtonGroup>
          <ButtonLink href={`${home}/details`} variant="secondary" small>
            Change details
          </ButtonLink>
          <ButtonLink href={`${home}/standing`} variant="secondary" small>
            Died, left or came back
          </ButtonLink>
        </ButtonGroup>
        {versions.map((version) => (
          <Version key={version.version} {...version} />
        ))}
      </>
    ),
  }
}

/** `22-Nov-2026 09:02`: an instant as people here read it. */
export const clinicalInstant = (at: number): string =>
  `${clinicalDate(londonDay(at))} ${londonClock(at)}`

function Version({ version, by, at, reason, changed }: ShownVersion) {
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
