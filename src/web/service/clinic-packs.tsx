import { addDays, clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageAnswer, PageHandler, PageRequest } from '#web/page.ts'
import { fieldsOf } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { clinicPack, clinicPacks, type PackList } from '#workflow/clinic-packs.ts'
import { makeClinicPack } from '#workflow/make-clinic-pack.ts'
import type { Finding } from '#workflow/outcome.ts'
import { CLINIC_PACKS as ADDRESS } from './clinic-addresses.ts'
import { SealedPack } from './sealed-pack.tsx'

/** The packs made last, and a form for another day's. */
export const clinicPacksPage: PageHandler = async (request) => {
  const packs = await clinicPacks(request.house, request.caller, undefined)
  return packs.kind === 'refused' ? refusalPage(packs) : packsPage(request, packs, {}, 200, [])
}

export const makeClinicPackPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await makeClinicPack.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: ADDRESS }
  const packs = await clinicPacks(house, caller, undefined)
  if (packs.kind === 'refused') return refusalPage(packs)
  return packsPage(request, packs, typed, outcome.status, outcome.findings)
}

/** The sheets themselves. */
export const clinicPackSheets: PageHandler = async ({ house, caller, params }) => {
  const sheets = await clinicPack(house, caller, params['pack'] ?? '')
  if (sheets.kind === 'refused') return refusalPage(sheets)
  return { kind: 'file', body: sheets.pdf, type: 'application/pdf', name: sheets.fileName }
}

function packsPage(
  request: PageRequest,
  { packs, today, standing }: PackList,
  typed: Readonly<Record<string, string>>,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  const { csrf, key } = request
  return {
    kind: 'page',
    status,
    title: 'Clinic packs',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Clinic packs</h1>
        <SealedPack request={request} standing={standing} />
        <h2 className="nhsuk-heading-m">Sheets of one day</h2>
        <p>
          Everybody booked, due or overdue on a day, with last INR, last dose and next test: for a
          day without computers. Tomorrow's is made by itself each evening from 19:00. Print it.
        </p>
        <Made packs={packs} />
        <PostForm action={ADDRESS} csrf={csrf} requestKey={key}>
          <DateInput
            id="on"
            name="on"
            legend={{ text: 'Make a pack for', size: 's' }}
            error={errorOf(findings, 'on')}
            values={
              typed['on[day]'] === undefined ? boxesOf(addDays(day(today), 1)) : typedBoxes(typed)
            }
          />
          <Button>Make this pack</Button>
        </PostForm>
      </>
    ),
  }
}

function Made({ packs }: Pick<PackList, 'packs'>) {
  if (packs.length === 0) return <p>No pack has been made yet.</p>
  return (
    <Table
      caption="Made last"
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'For' },
        { heading: 'Patients', numeric: true },
        { heading: 'Made' },
        { heading: 'Print' },
      ]}
      rows={packs.map(({ id, forOn, patients, madeAt }) => ({
        key: id,
        cells: [
          clinicalDate(day(forOn)),
          String(patients),
          clinicalInstant(madeAt),
          <a key="open" href={`${ADDRESS}/${id}`}>
            Open the sheets
            <span className="nhsuk-u-visually-hidden"> for {clinicalDate(day(forOn))}</span>
          </a>,
        ],
      }))}
    />
  )
}

const boxesOf = (on: string) => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}

const typedBoxes = (typed: Readonly<Record<string, string>>) => ({
  day: typed['on[day]'] ?? '',
  month: typed['on[month]'] ?? '',
  year: typed['on[year]'] ?? '',
})
