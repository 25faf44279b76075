import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Input } from '#web/parts/input.tsx'
import { Looks } from '#web/parts/nothing-saved.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { NOT_SENT, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import type { Done } from '#workflow/act.ts'
import { blockLot, registerLot, releaseLot } from '#workflow/keep-strip-lots.ts'
import type { Refused } from '#workflow/outcome.ts'
import { type TestedWithLot, testedWithLot } from '#workflow/tested-with-lot.ts'
import { lotHref, METERS, STRIP_LOTS } from './addresses.ts'
import { FoundLot } from './found-lot.tsx'

/** GET /service/strip-lots?lot=...: a lot in, everybody tested with it out; a lot for the register, and one to be blocked. */
export const stripLotsPage: PageHandler = onlyFor('see-counted-people', (request) =>
  shownPage(request, (request.query.get('lot') ?? '').trim(), NOT_SENT, 200),
)

/** POST: a lot for the register, or the expiry of one that is there corrected. */
export const addLotPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const isNew = field(form, 'version') === undefined
  const lot = isNew ? '' : (field(form, 'stripLot') ?? '')
  const outcome = await registerLot.run(house, caller, key, fieldsOf(form))
  return answered(request, lot, outcome, isNew ? METERS : lotHref(lot))
}

/** POST: a lot is blocked in one step, or may be used again. */
export const blockLotPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const act = field(form, 'step') === 'release' ? releaseLot : blockLot
  const lot = field(form, 'stripLot') ?? ''
  const outcome: Done | Refused = await act.run(house, caller, key, fieldsOf(form))
  return answered(request, lot, outcome, lotHref(lot))
}

async function answered(
  request: PageRequest,
  lot: string,
  outcome: Done | Refused,
  to: string,
): Promise<PageReply> {
  if (outcome.kind === 'done') return { kind: 'redirect', to }
  if (outcome.status === 403) return refusalPage(outcome)
  const typed = { values: fieldsOf(request.form), findings: outcome.findings }
  return shownPage(request, lot, typed, outcome.status)
}

async function shownPage(
  request: PageRequest,
  lot: string,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const tested =
    lot === '' ? undefined : await testedWithLot(request.house, request.caller, { lot })
  if (tested?.kind === 'refused') return refusalPage(tested)
  return {
    kind: 'page',
    status,
    title: 'Strip lots',
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={METERS}>Meters</BackLink>
        <h1 className="nhsuk-heading-l">Strip lots</h1>
        <Search lot={lot} />
        <Below request={request} lot={lot} tested={tested} form={form} />
      </>
    ),
  }
}

/** Below the search: what was found, or the form of a new lot. */
function Below(props: {
  readonly request: PageRequest
  readonly lot: string
  readonly tested: TestedWithLot | undefined
  readonly form: TypedForm
}) {
  const { request, lot, tested, form } = props
  if (tested !== undefined) {
    return <FoundLot request={request} lot={lot} tested={tested} form={form} />
  }
  return request.visitor.role === 'practice-manager' ? null : (
    <AddLot request={request} form={form} />
  )
}

const Search = ({ lot }: { readonly lot: string }) => (
  <Looks>
    <form action={STRIP_LOTS} method="get" noValidate className="evk-narrow">
      <h2 className="nhsuk-heading-m">Who was tested with a lot</h2>
      <Input
        id="lot"
        name="lot"
        label="Strip lot"
        hint="Capital letters, spaces and hyphens make no difference. A lot is blocked from here, in the register or not."
        width={10}
        value={lot}
        autoComplete="off"
      />
      <Button variant="secondary">Find</Button>
    </form>
  </Looks>
)

type FormProps = { readonly request: PageRequest; readonly form: TypedForm }

/** A new box: a scanner fills both from the first field. */
const AddLot = ({ request: { csrf, key }, form }: FormProps) => (
  <PostForm action={STRIP_LOTS} csrf={csrf} requestKey={key} className="evk-narrow">
    <h2 className="nhsuk-heading-m">Add a lot</h2>
    <TextField
      form={form}
      name="stripLot"
      label="Lot, or the code on the box"
      hint="Scan the square code on the box, and lot and expiry are both known."
      width={20}
    />
    <TextField
      form={form}
      name="stripExpiry"
      label="Expiry, where nothing was scanned"
      hint="As it stands on the box, like 03/2027"
      width={10}
    />
    <Button>Add lot</Button>
  </PostForm>
)
