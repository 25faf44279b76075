import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { keyOfForm } from '#web/parts/form-guard.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import {
  keepPackPassphrase,
  type PassphraseKept,
  passphraseShown,
} from '#workflow/pack-passphrase.ts'
import type { PackStanding, PackTrouble } from '#workflow/pack-standing.ts'
import { takeClinicPack, takenPack } from '#workflow/take-clinic-pack.ts'
import { CLINIC_PACKS } from './clinic-addresses.ts'

export const TAKE_PACK = `${CLINIC_PACKS}/take`
export const PACK_PASSPHRASE = `${CLINIC_PACKS}/passphrase`

/** POST: notes who takes the sealed pack, and answers the file. */
export const sealedPackPosted: PageHandler = async ({ house, caller, key, form }) => {
  const taken = await takeClinicPack.run(house, caller, key, fieldsOf(form))
  if (taken.kind === 'refused') return refusalPage(taken)
  const file = await takenPack(house, caller, taken)
  if (file.kind === 'refused') return refusalPage(file)
  return {
    kind: 'file',
    type: 'text/html; charset=utf-8',
    name: `clinic-pack-sealed-${file.day}.html`,
    body: new TextEncoder().encode(file.text),
  }
}

/** POST: shows the passphrase, or makes another and shows it. */
export const packPassphrasePosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const kept = await keepPackPassphrase.run(house, caller, key, fieldsOf(form))
  return kept.kind === 'refused' ? refusalPage(kept) : passphrasePage(request, kept)
}

const passphrasePage = ({ house }: PageRequest, kept: PassphraseKept): PageAnswer => ({
  kind: 'page',
  title: 'Passphrase of the clinic packs',
  place: 'service',
  main: (
    <>
      <BackLink href={CLINIC_PACKS}>Clinic packs</BackLink>
      <h1 className="nhsuk-heading-l">Passphrase of the clinic packs</h1>
      <p className="nhsuk-heading-m">
        <code>{passphraseShown(house, kept)}</code>
      </p>
      <WarningCallout heading="Write it on paper now">
        <p>
          Keep it in a sealed envelope where the clinic is held and whoever opens the clinic finds
          it, and never in the folder of the packs. On a day without Evenkeel nobody can look it up
          here.
        </p>
        {kept.wish === 'renew' && (
          <p>
            Packs that were made before still open with the passphrase before. Keep that until there
            is a new pack, then destroy it.
          </p>
        )}
      </WarningCallout>
    </>
  ),
})

/** How the sealed pack of the site stands, and what this person may do with it. */
export function SealedPack(props: {
  readonly request: PageRequest
  readonly standing: PackStanding
}) {
  const { request, standing } = props
  const { trouble, passphrase } = standing
  const { role } = request.visitor
  return (
    <>
      <h2 className="nhsuk-heading-m">Sealed pack for a day without Evenkeel</h2>
      <p>
        One file with everybody booked, due or overdue from today to the third working day: plan,
        last results, dose in force with its tablets, warnings, how to reach them, and numbered
        sheets to write on. It opens in any browser with the passphrase of the site, without
        Evenkeel and without a network. It is written into the folder of whoever runs Evenkeel every
        four hours.
      </p>
      {trouble !== undefined && (
        <WarningCallout heading={TROUBLES[trouble].heading}>
          <p>{TROUBLES[trouble].says}</p>
        </WarningCallout>
      )}
      <SummaryList rows={factsOf(standing)} />
      {passphrase !== undefined && exists('take-clinic-pack', role) && (
        <PostForm
          action={TAKE_PACK}
          csrf={request.csrf}
          requestKey={keyOfForm(request.key, 'take')}
        >
          <Button variant="secondary">Take the sealed pack, as at now</Button>
        </PostForm>
      )}
      {exists('keep-pack-passphrase', role) && (
        <>
          {passphrase !== undefined && <Keep request={request} wish="see" />}
          <Keep request={request} wish="renew" />
        </>
      )}
    </>
  )
}

const Keep = (props: { readonly request: PageRequest; readonly wish: 'see' | 'renew' }) => (
  <PostForm
    action={PACK_PASSPHRASE}
    csrf={props.request.csrf}
    requestKey={keyOfForm(props.request.key, props.wish)}
  >
    <input type="hidden" name="wish" value={props.wish} />
    <Button variant="secondary">
      {props.wish === 'see' ? 'Show the passphrase' : 'Make a new passphrase'}
    </Button>
  </PostForm>
)

const TROUBLES: Readonly<Record<PackTrouble, { readonly heading: string; readonly says: string }>> =
  {
    'no-passphrase': {
      heading: 'There is no sealed pack',
      says: 'Nobody has made its passphrase. The practice manager or the clinical lead makes one here and puts it in an envelope.',
    },
    failed: {
      heading: 'The newest pack could not be written',
      says: 'Tell whoever runs Evenkeel: the folder of the packs cannot be written. Take the pack from here meanwhile.',
    },
    old: {
      heading: 'The newest pack is older than a day',
      says: 'Tell whoever runs Evenkeel. Take the pack from here meanwhile.',
    },
  }

const factsOf = ({ passphrase, written }: PackStanding) => [
  {
    key: 'Written last',
    value:
      written === undefined
        ? 'never'
        : `${clinicalInstant(written.at)}, ${written.people} people, to ${clinicalDate(day(written.throughOn))}`,
  },
  {
    key: 'Passphrase',
    value:
      passphrase === undefined
        ? 'none'
        : `made ${clinicalInstant(passphrase.madeAt)} by ${passphrase.madeByName}`,
  },
]
