import { type Form, field, type PageAnswer, type PageReply, type Route } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { type Encounter, encounterAt, noteIdentity } from '#workflow/encounter.ts'
import type { SignedIn } from '#workflow/see-session.ts'
import { changesNothing } from './arrival.ts'
import { KeptFields } from './kept-fields.tsx'
import type { Door } from './receive.ts'
import { refusalPage } from './refusal-page.tsx'
import { PATIENT_SAID, type Visit } from './visit.ts'

type ToSay = Extract<Encounter, { readonly kind: 'to-say' }>

/**
 * The page that stands in the way of the first entry for a patient in half an hour of a session: whose record it is, typed and
 * not clicked (H01). Nothing where it is said, where nothing is entered, and where the act of the form asks itself.
 */
export async function askWhose(
  { house }: Door,
  { asksWho }: Route,
  { arrival, sent, patientId }: Visit,
  { caller }: SignedIn,
): Promise<PageReply | undefined> {
  if (patientId === undefined || changesNothing(arrival)) return undefined
  const at = { caller, patientId }
  if (asksWho?.(sent.form)) {
    await noteIdentity(house, at, field(sent.form, 'identity'))
    return undefined
  }
  const encounter = await encounterAt(house, at, sent.patientSaid ?? identityIn(sent.form))
  if (encounter.kind === 'said') return undefined
  if (encounter.kind === 'refused') return refusalPage(encounter)
  return whosePage(encounter, `${arrival.path}${new URL(arrival.request.url).search}`, sent)
}

/** What is typed into a visit already, and then the test gave no INR. */
const identityIn = (form: Form): string | undefined => field(form, 'identity') || undefined

/** Everything that was typed is in this page's form, and goes on from here as it was. */
function whosePage(
  { patient, today, findings }: ToSay,
  path: string,
  { everything, patientSaid }: Visit['sent'],
): PageAnswer {
  const kept = new Map([...everything].filter(([name]) => name !== PATIENT_SAID))
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    status: 422,
    title: 'Whose record is this?',
    place: 'none',
    banner: bannerOf(patient, today, home),
    errors: findings,
    main: (
      <form
        action={path}
        method="post"
        noValidate
        data-submit-once
        className="nhsuk-u-reading-width"
      >
        <KeptFields form={kept} />
        <h1>Whose record is this?</h1>
        <p>
          <strong>Nothing is saved yet.</strong> What you typed is kept and goes on from here. You
          are asked before your first entry for a patient, and again after 30 minutes.
        </p>
        <Input
          id="identity"
          name={PATIENT_SAID}
          label="Initials and year of birth of the patient, like MH 1942"
          hint="From the patient, the letter or the sample, not from this screen"
          width={10}
          value={patientSaid}
          error={errorOf(findings, 'identity')}
          autoComplete="off"
          attributes={{ autoFocus: findings.length === 0, 'data-no-paste': true }}
        />
        <Button>Go on</Button>
        <p>
          <a href={home}>Leave it: this is not the patient I mean</a>
        </p>
      </form>
    ),
  }
}
