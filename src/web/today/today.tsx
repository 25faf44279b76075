import { isOfCommissioner } from '#access/role-kinds.ts'
import { type Day, londonClock, patientDate, weekdayName } from '#base/day.ts'
import type { Urgency } from '#recall/absences.ts'
import { CLINIC_STEPS } from '#recall/clinic-step.ts'
import { clinicHref, endOfClinicHref } from '#web/clinic/addresses.ts'
import { dayOfClinic } from '#web/clinic/day-words.ts'
import { STEP_WORDS } from '#web/clinic/step-words.ts'
import { COMMISSIONER } from '#web/commissioner/addresses.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { EMERGENCY_LOOKS } from '#web/emergency/addresses.ts'
import { CONTROL_RULE } from '#web/meters/addresses.ts'
import type { PageHandler } from '#web/page.ts'
import { FROM_PAPER } from '#web/paper/addresses.ts'
import { type Count, Counts } from '#web/parts/counts.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { REFERENCE_DATA } from '#web/rules/addresses.ts'
import { CLINIC_PACKS } from '#web/service/clinic-addresses.ts'
import { DiskNotice } from '#web/service/disk-notice.tsx'
import { SHARED_SIGN_INS } from '#web/shared-sign-ins/addresses.ts'
import { worklistHref } from '#web/worklists/addresses.ts'
import { waited } from '#web/worklists/waited.ts'
import type { ClinicList } from '#workflow/clinic-day.ts'
import { type TodaysAbsences, todaysAbsences } from '#workflow/todays-absences.ts'

/** The front page: what is missing, now, before the clinic ends, and this week. */
export const todayPage: PageHandler = async ({ house, caller, visitor }) => {
  if (isOfCommissioner(visitor.role)) return { kind: 'redirect', to: COMMISSIONER }
  const page = await todaysAbsences(house, caller, null)
  if (page.kind === 'refused') return refusalPage(page)
  const mayOpen = exists('see-worklist', visitor.role)
  return {
    kind: 'page',
    title: 'Today',
    place: 'today',
    main: (
      <>
        <Heading page={page} />
        <DiskNotice disk={house.disk?.standing()} role={visitor.role} />
        {mayOpen ? <Columns page={page} /> : <Figures page={page} />}
        <p className="nhsuk-hint">
          A list that says none has been looked for just now. Open it to see what it looks for.
        </p>
      </>
    ),
  }
}

function Heading({ page }: { readonly page: TodaysAbsences }) {
  const { today, asAt, clinic } = page
  return (
    <div className="evk-today__head">
      <h1>
        {weekdayName(today)} {patientDate(today)}
        <span className="evk-today__as-at">, as at {londonClock(asAt)}</span>
      </h1>
      <p className="evk-line">
        <a href={clinicHref(today)}>{dayOfClinic(clinic)}</a>
        {clinic.people.length > 0 && <a href={endOfClinicHref(today)}>End of clinic</a>}
      </p>
      <CalledMe count={page.calledMe} />
    </div>
  )
}

/** What was escalated to people of this role comes before every list (H17). */
function CalledMe({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <p>
      <Tag colour="red">Escalated</Tag>{' '}
      <a href={worklistHref('escalated')}>
        {count === 1
          ? '1 open task has been escalated to you'
          : `${count} open tasks have been escalated to you`}
      </a>
    </p>
  )
}

function Columns({ page }: { readonly page: TodaysAbsences }) {
  return (
    <div className="evk-counts">
      <Counts
        heading="Act now"
        urgent
        counts={[...emergencyLookCounts(page), ...paperCounts(page), ...countsOf(page, 'act-now')]}
      />
      <Counts
        heading="Before the clinic ends"
        counts={[
          ...packCounts(page),
          ...clinicCounts(page.today, page.clinic),
          ...countsOf(page, 'before-the-clinic-ends'),
        ]}
      />
      <Counts
        heading="This week"
        counts={[
          ...countsOf(page, 'this-week'),
          ...referenceDataCounts(page),
          ...sharedSignInCounts(page),
          ...controlCounts(page),
        ]}
      />
    </div>
  )
}

const countsOf = ({ absences, today, asAt }: TodaysAbsences, urgency: Urgency): readonly Count[] =>
  absences
    .filter((absence) => absence.urgency === urgency)
    .map(({ kind, label, count, oldestOn, oldestAt }) => ({
      count,
      label,
      href: worklistHref(kind),
      since: waited({ on: oldestOn, at: oldestAt }, today, asAt),
    }))

/** How far today's clinic has come; nothing to show on a day without one. */
function clinicCounts(today: Day, { people, counts }: ClinicList): readonly Count[] {
  if (people.length === 0) return []
  return CLINIC_STEPS.map((step) => ({
    count: counts[step],
    label: STEP_WORDS[step].counted,
    href: clinicHref(today, step),
  }))
}

/** Shown to whoever answers for safety, and only while there is something to review. */
function referenceDataCounts({ referenceData, today }: TodaysAbsences): readonly Count[] {
  if (referenceData === null) return []
  const { count, past, by } = referenceData
  const label = `reference ${count === 1 ? 'list' : 'lists'} to be reviewed`
  const since = past > 0 ? waited({ on: by, at: null }, today, 0) : undefined
  return [{ count, label, href: REFERENCE_DATA, since }]
}

/** Shown to whoever settles them, and only while there is one (H34). */
function sharedSignInCounts({ sharedSignIns: count }: TodaysAbsences): readonly Count[] {
  if (count === 0) return []
  const label = `${count === 1 ? 'account' : 'accounts'} that several people seem to use`
  return [{ count, label, href: SHARED_SIGN_INS, since: undefined }]
}

/** Shown to whoever reviews them, and only while there is one. */
function emergencyLookCounts({ emergencyLooks: count }: TodaysAbsences): readonly Count[] {
  if (count === 0) return []
  const label = `${count === 1 ? 'look' : 'looks'} in an emergency to review`
  return [{ count, label, href: EMERGENCY_LOOKS, since: undefined }]
}

/** What somebody was told on paper counts for nothing until a second person has looked (H29). */
function paperCounts({ uncheckedPaper, today, asAt }: TodaysAbsences): readonly Count[] {
  const { count, oldestAt } = uncheckedPaper
  if (count === 0) return []
  const since = waited({ on: null, at: oldestAt }, today, asAt)
  return [{ count, label: 'entered from paper, not checked', href: FROM_PAPER, since }]
}

/** A site without a pack of today has nothing to go by when the computers do not start (H29). */
function packCounts({ packTrouble }: TodaysAbsences): readonly Count[] {
  if (packTrouble === undefined) return []
  return [{ count: 1, label: PACK_TROUBLES[packTrouble], href: CLINIC_PACKS, since: undefined }]
}

const PACK_TROUBLES = {
  'no-passphrase': 'sealed clinic pack not set up: nobody has made its passphrase',
  failed: 'sealed clinic pack could not be written',
  old: 'sealed clinic pack older than a day',
} as const

/** Shown to whoever decides it, and only while nobody has (H06). */
function controlCounts({ controlsUndecided }: TodaysAbsences): readonly Count[] {
  if (!controlsUndecided) return []
  const label = 'rule for controls of meters not decided: doses rest on meters without one'
  return [{ count: 1, label, href: CONTROL_RULE, since: undefined }]
}

/** For a role that opens no list of patients: the figures alone. */
function Figures({ page }: { readonly page: TodaysAbsences }) {
  return (
    <Table
      caption="What is missing"
      captionHidden
      compact
      columns={[{ heading: 'What is missing' }, { heading: 'How many', numeric: true }]}
      rows={page.absences.map(({ kind, label, count }) => ({
        key: kind,
        cells: [label, count === 0 ? 'none' : count],
      }))}
    />
  )
}
