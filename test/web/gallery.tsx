import type { ReactNode } from 'react'
import { addDays, clinicalDate, day } from '#base/day.ts'
import { InrChart } from '#web/charts/inr-chart.tsx'
import type { InrHistory } from '#web/charts/inr-history.ts'
import { InrTable } from '#web/charts/inr-table.tsx'
import { Breadcrumb } from '#web/parts/breadcrumb.tsx'
import { Button, ButtonGroup, ButtonLink } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Counts } from '#web/parts/counts.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Page, type PageProps } from '#web/parts/layout.tsx'
import { NotificationBanner } from '#web/parts/notification-banner.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Panel } from '#web/parts/panel.tsx'
import { PatientBanner } from '#web/parts/patient-banner.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'

const today = day('2026-11-22')
const frame: Omit<PageProps, 'title' | 'children'> = {
  nonce: 'nonce',
  csrf: 'token',
  provider: 'Hallam Surgery',
  user: { name: 'Joan West', role: 'Nurse, level 4' },
  navigation: [
    { text: 'Today', href: '/', current: true },
    { text: 'Clinic', href: '/clinic' },
    { text: 'Worklists', href: '/worklists', count: 12 },
    { text: 'Register', href: '/register' },
    { text: 'Service settings', href: '/service' },
  ],
}

/** Two years: a start with two tests a week, then every few weeks, with a suspension and values off the scale. */
export const twoYears: InrHistory = {
  points: [7, 11, 14, 21, 28, 42, 56, 77, 98, 126, 154, 182, 210, 238, 252, 259, 266, 280, 301, 329]
    .concat([
      357, 385, 413, 441, 500, 528, 535, 542, 556, 577, 598, 619, 640, 661, 682, 703, 717, 730,
    ])
    .map((at, nth) => ({
      on: addDays(day('2024-11-22'), at),
      comparator: nth === 25 ? '>' : '=',
      tenths: nth === 25 ? 80 : 18 + ((nth * 7) % 17) + (nth === 14 ? 22 : 0),
    })),
  doses: [
    { from: day('2024-11-22'), ug: 5000 },
    { from: day('2024-12-20'), ug: 4500 },
    { from: day('2025-02-28'), ug: 5000 },
    { from: day('2025-08-01'), ug: 4000 },
    { from: day('2026-05-04'), ug: 0 },
    { from: day('2026-05-11'), ug: 3500 },
    { from: day('2026-09-25'), ug: 4500 },
  ],
  suspensions: [{ from: day('2026-02-20'), until: day('2026-04-02') }],
  targets: [
    { from: day('2024-11-22'), lowTenths: 20, highTenths: 30 },
    { from: day('2026-04-02'), lowTenths: 25, highTenths: 35 },
  ],
  today,
  nextTest: day('2026-12-20'),
}

const visits = twoYears.points.toReversed().map(({ on, tenths }, nth) => ({
  key: on,
  date: clinicalDate(on),
  inr: (tenths / 10).toFixed(1),
  dose: nth === 2 ? '5 to 4.5' : '4.5',
  nextTest: clinicalDate(addDays(on, 28)),
  by: 'JW',
  note: nth === 2 ? 'first high: no change' : '',
}))

const banner = (
  <PatientBanner
    name="HARGREAVES, Margaret (Mrs)"
    preferredName="Peggy"
    born="04-Sep-1942"
    age="84y"
    sex="Female"
    nhsNumber="999 025 9003"
    flags={[{ text: 'Mechanical valve', colour: 'red' }, { text: 'Needs interpreter' }]}
    treatment={['Warfarin, Mechanical valve, mitral, target 3.0', 'Heparin, Bridging, not started']}
  />
)

export const todayPage = (
  <Page {...frame} title="Today">
    <h1>Sunday 22 November 2026, as at 09:02</h1>
    <div className="evk-counts">
      <Counts
        heading="Act now"
        urgent
        counts={[
          { count: 1, label: 'INR above 5, not actioned', href: '/worklists/high', since: '42m' },
          { count: 2, label: 'dosed, patient not told', href: '/worklists/untold' },
          { count: 0, label: 'no next test date', href: '/worklists/no-date' },
        ]}
      />
      <Counts
        heading="Before the clinic ends"
        counts={[
          { count: 5, label: 'waiting', href: '/clinic' },
          { count: 1, label: 'referred to you', href: '/worklists/referred', since: '12m' },
          { count: 0, label: 'did not come', href: '/worklists/dna' },
        ]}
      />
      <Counts
        heading="This week"
        counts={[{ count: 7, label: 'reassessment due', href: '/worklists/reassess' }]}
      />
    </div>
    <Table
      caption="Worklist"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Patient' },
        { heading: 'Why here' },
        { heading: 'Since' },
        { heading: 'INR', numeric: true },
        { heading: 'Next step', hidden: true },
      ]}
      rows={['HARGREAVES, Margaret', 'OLUWASEUN-FITZGERALD, Christopher', 'ABBOTT, Jean'].map(
        (name) => ({
          key: name,
          cells: [
            <a key="a" href="/patients/1">
              {name}
            </a>,
            <Tag key="b" colour="red">
              INR above 5
            </Tag>,
            '42m',
            '5.6',
            <Button key="c" small variant="secondary">
              Take
            </Button>,
          ],
        }),
      )}
    />
  </Page>
)

function Conversation() {
  return (
    <PostForm action="/visits" csrf="token" draftUrl="/drafts">
      <h2>Visit 22-Nov-2026</h2>
      <Input
        id="inr"
        name="inr"
        label={{ text: 'INR', size: 's' }}
        hint="With one decimal place, like 2.5"
        error="Enter the INR with one decimal place, like 2.5"
        width={4}
        inputMode="decimal"
        value="25"
        attributes={{ 'data-no-paste': true }}
      />
      <Radios
        id="method"
        name="method"
        legend={{ text: 'Method', size: 's' }}
        inline
        small
        value="meter"
        choices={[
          { value: 'meter', text: 'Meter' },
          { value: 'laboratory', text: 'Laboratory' },
          { value: 'own-meter', text: 'Own meter' },
        ]}
      />
      {['bleeding', 'medicines', 'illness', 'procedure'].map((name) => (
        <Radios
          key={name}
          id={name}
          name={name}
          legend={`Any ${name}?`}
          inline
          small
          groupClassName="evk-answer"
          choices={[
            { value: 'no', text: 'No' },
            {
              value: 'yes',
              text: 'Yes',
              conditional: (
                <Textarea id={`${name}-note`} name={`${name}-note`} label="What, when" rows={2} />
              ),
            },
          ]}
        />
      ))}
      <div className="evk-suggestion">
        <p className="evk-suggestion__dose">4.5 mg a day from tonight (was 5 mg, -10 %)</p>
        <p>= 1 x 3 mg blue + 1 x 1 mg brown + 1 x 0.5 mg white</p>
        <p>Next test 06-Dec-2026, clinic Mon 07-Dec 09:40</p>
      </div>
      <Details summary="Why">
        <p>Coventry, step -10 %.</p>
      </Details>
      <ButtonGroup>
        <Button>Accept and save</Button>
        <Button variant="secondary">Change</Button>
        <Button variant="secondary">Refer</Button>
      </ButtonGroup>
    </PostForm>
  )
}

export const patientPage = (
  <Page
    {...frame}
    title="Visit"
    banner={banner}
    errors={[{ text: 'Enter the INR with one decimal place, like 2.5', href: '#inr' }]}
  >
    <h1 className="nhsuk-u-visually-hidden">Visit of HARGREAVES, Margaret</h1>
    <div className="evk-patient">
      <section>
        <h2>Plan</h2>
        <p>warfarin, atrial fibrillation, target 2.5 (2.0 to 3.0), since 23-Jan-2025, long term</p>
        <InrChart {...twoYears} />
        <Details summary="All visits as a table" attributes={{ 'data-open-in-print': true }}>
          <InrTable rows={visits} />
        </Details>
      </section>
      <Conversation />
    </div>
  </Page>
)

export const formsPage = (
  <Page {...frame} title="Parts" banner={deceased()}>
    <Breadcrumb
      places={[
        { href: '/', text: 'Today' },
        { href: '/register', text: 'Register' },
      ]}
    />
    <h1>Parts</h1>
    <NotificationBanner variant="success" heading="The dose is saved." />
    <WarningCallout heading="Mechanical valve">
      <p>Check the target against the valve grid.</p>
    </WarningCallout>
    <InsetText>
      <p>Nothing here means nothing is missing.</p>
    </InsetText>
    <SummaryList
      rows={[
        { key: 'Name', value: 'HARGREAVES, Margaret' },
        {
          key: 'Address',
          value: '1 High Street',
          actions: [{ href: '/edit', text: 'Change', of: 'address' }],
        },
      ]}
    />
    <AllFields />
    <Panel variant="interruption" heading="This dose is 40 % above the last" headingLevel={2}>
      <p>Say why before you go on.</p>
      <ButtonGroup>
        <ButtonLink href="/on" variant="reverse">
          Continue
        </ButtonLink>
        <a href="/back">Go back</a>
      </ButtonGroup>
    </Panel>
    <Pagination previous={{ href: '/1', label: 'A to F' }} next={{ href: '/2', label: 'M to Z' }} />
  </Page>
)

function AllFields(): ReactNode {
  return (
    <PostForm action="/parts" csrf="token">
      <DateInput
        id="born"
        name="born"
        legend={{ text: 'Date of birth', size: 's' }}
        hint="For example, 31 3 1980"
        error="Date of birth must include a year"
        wrongParts={['year']}
        values={{ day: '4', month: '9' }}
        isBirthday
      />
      <Select
        id="meter"
        name="meter"
        label={{ text: 'Meter', size: 's' }}
        options={[
          { value: '', text: 'Choose a meter' },
          { value: '4417', text: 'CoaguChek 4417' },
        ]}
      />
      <Checkboxes
        id="risks"
        name="risks"
        legend={{ text: 'Risks', size: 's' }}
        choices={[
          { value: 'falls', text: 'Falls', hint: 'Two or more in a year' },
          {
            value: 'none',
            text: 'None of these',
            divider: 'or',
            attributes: { 'data-behaviour': 'exclusive' },
          },
        ]}
      />
      <Input
        id="nhs-number"
        name="nhs-number"
        label={{ text: 'NHS number', size: 's' }}
        code
        width={10}
        attributes={{ 'data-nhs-number': true }}
      />
      <Button variant="warning">Stop treatment</Button>
    </PostForm>
  )
}

function deceased() {
  return (
    <PatientBanner
      name="HARGREAVES, Margaret (Mrs)"
      born="04-Sep-1942"
      sex="Female"
      nhsNumber="999 025 9003"
      treatment={['No treatment plan']}
      died={{ on: '01-Nov-2026', age: '84y' }}
    />
  )
}
