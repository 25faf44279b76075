import { clinicalDate, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { displayName } from '#register/person-name.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Input } from '#web/parts/input.tsx'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type TestedWithLot, testedWithLot } from '#workflow/tested-with-lot.ts'

/** GET /service/strip-lots?lot=... - a lot in, everybody tested with it out. */
export const stripLotsPage: PageHandler = onlyFor('see-counted-people', async (request) => {
  const { house, caller, query } = request
  const lot = (query.get('lot') ?? '').trim()
  const tested = lot === '' ? undefined : await testedWithLot(house, caller, { lot })
  if (tested?.kind === 'refused') return refusalPage(tested)
  return {
    kind: 'page',
    title: 'Who was tested with a strip lot',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Who was tested with a strip lot</h1>
        <form action="/service/strip-lots" method="get" noValidate className="evk-narrow">
          <Input
            id="lot"
            name="lot"
            label="Strip lot"
            hint="Capital letters, spaces and hyphens make no difference."
            width={10}
            value={lot}
            autoComplete="off"
          />
          <Button>Find</Button>
        </form>
        {tested !== undefined && <Found lot={lot} tested={tested} />}
      </>
    ),
  }
})

const STANDING: Record<TestedWithLot['standing'], string> = {
  blocked: 'It may not be used here.',
  advisory: 'It is under advice here: a high INR waits for the laboratory.',
  neither: 'It is used here without restriction.',
}

function Found({ lot, tested }: { readonly lot: string; readonly tested: TestedWithLot }) {
  const { standing, people, results } = tested
  if (people === 0) {
    return (
      <p>
        No result that stands was measured with lot {lot}. {STANDING[standing]}
      </p>
    )
  }
  return (
    <>
      <p>
        {people} {people === 1 ? 'person' : 'people'}, {results.length}{' '}
        {results.length === 1 ? 'result' : 'results'} with lot {lot}, the newest first.{' '}
        {STANDING[standing]}
      </p>
      <Table
        caption={`Results with lot ${lot}`}
        captionHidden
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Who' },
          { heading: 'Sample' },
          { heading: 'INR', numeric: true },
          { heading: 'Meter' },
          { heading: 'Strips expire' },
        ]}
        rows={results.map((result) => ({
          key: `${result.patientId} ${result.sampledOn} ${result.tenths}`,
          cells: cellsOf(result),
        }))}
      />
    </>
  )
}

function cellsOf(result: TestedWithLot['results'][number]) {
  const { patientId, dateOfBirth, sampledOn, meter, method, stripExpiresOn } = result
  return [
    <NamedPatient
      key="who"
      patientId={patientId}
      name={displayName(result)}
      dateOfBirth={dateOfBirth}
    />,
    clinicalDate(day(sampledOn)),
    formatInr(result),
    method === 'own-meter' ? `${meter} (the patient's own)` : meter,
    stripExpiresOn === null ? 'not known' : clinicalDate(day(stripExpiresOn)),
  ]
}
