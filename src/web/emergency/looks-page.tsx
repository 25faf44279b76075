import { ROLE_WORDS } from '#access/role-words.ts'
import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { lookReviewDueOn } from '#recall/look-review.ts'
import { EMERGENCY_REASONS, LOOK_OUTCOMES } from '#register/emergency-reasons.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { type EmergencyLook, emergencyLooksShown } from '#workflow/review-emergency-look.ts'
import { emergencyLookHref } from './addresses.ts'

const TITLE = 'Looks in an emergency'

/** GET /service/emergency-looks - who looked at whose patient and why, what is not reviewed first. */
export const emergencyLooksPage: PageHandler = async ({ house, caller }) => {
  const shown = await emergencyLooksShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { looks } = shown
  return {
    kind: 'page',
    title: TITLE,
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">{TITLE}</h1>
        <p className="nhsuk-u-reading-width">
          A clinician may see a summary of another provider’s patient for half an hour, by NHS
          number and date of birth, with a reason. Each look is here, with both providers, until
          somebody else than whoever looked has reviewed it.
        </p>
        {looks.length === 0 ? <p>None.</p> : <Looks looks={looks} />}
      </>
    ),
  }
}

const REASONS: Readonly<Record<string, string>> = EMERGENCY_REASONS
const OUTCOMES: Readonly<Record<string, string>> = LOOK_OUTCOMES
const ROLES: Readonly<Record<string, string>> = ROLE_WORDS

export const reasonInWords = ({ reason }: EmergencyLook): string => REASONS[reason] ?? reason
export const outcomeInWords = ({ outcome, openedAt }: EmergencyLook): string =>
  outcome === null
    ? `Not yet: due by ${clinicalDate(lookReviewDueOn(openedAt))}`
    : (OUTCOMES[outcome] ?? outcome)

/** Who looked, as what, and of which provider where it is not this one. */
export const whoInWords = ({ personName, personRole, side, otherName }: EmergencyLook): string =>
  `${personName}, ${(ROLES[personRole] ?? personRole).toLowerCase()}${side === 'looks' ? '' : ` of ${otherName}`}`

/** Whose patient: by name where it is one of ours, and else only whose. */
export const whomInWords = ({ patientName, otherName }: EmergencyLook): string =>
  patientName ?? `A patient of ${otherName}`

const Looks = ({ looks }: { readonly looks: readonly EmergencyLook[] }) => (
  <Table
    caption={TITLE}
    captionHidden
    compact
    responsive
    firstCellIsHeader
    columns={[
      { heading: 'When' },
      { heading: 'Who looked' },
      { heading: 'Whose record' },
      { heading: 'Why' },
      { heading: 'Reviewed' },
    ]}
    rows={looks.map((look) => ({
      key: look.id,
      cells: [
        <a key="when" href={emergencyLookHref(look.id)}>
          {clinicalInstant(look.openedAt)}
        </a>,
        whoInWords(look),
        whomInWords(look),
        reasonInWords(look),
        outcomeInWords(look),
      ],
    }))}
  />
)
