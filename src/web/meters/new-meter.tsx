import { deviceKey } from '#clinical/device-name.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { ListField, NOT_SENT, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { MODEL_WORDS, registerMeter } from '#workflow/keep-meters.ts'
import { controlHref, METERS, NEW_METER } from './addresses.ts'

/** GET /service/meters/new: a meter for the register. */
export const newMeterPage: PageHandler = onlyFor('manage-meters', async (request) =>
  page(request, NOT_SENT, 200),
)

/** POST: from the register it goes on to the first control. */
export const newMeterPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await registerMeter.run(house, caller, key, values)
  if (outcome.kind === 'done') {
    return { kind: 'redirect', to: controlHref(deviceKey(values['name'] ?? '')) }
  }
  if (outcome.status === 403) return refusalPage(outcome)
  return page(request, { values, findings: outcome.findings }, outcome.status)
}

function page({ csrf, key }: PageRequest, form: TypedForm, status: number): PageAnswer {
  return {
    kind: 'page',
    status,
    title: 'Add a meter',
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={METERS}>Meters</BackLink>
        <h1 className="nhsuk-heading-l">Add a meter</h1>
        <PostForm action={NEW_METER} csrf={csrf} requestKey={key} className="evk-narrow">
          <TextField
            form={form}
            name="name"
            label="Name by which it is called here"
            hint="It is entered at each visit, like CoaguChek 4417. It stays as it is."
            width={20}
          />
          <TextField form={form} name="serial" label="Serial number" width={20} />
          <ListField
            form={form}
            name="model"
            label="Model"
            hint="It says what the meter can measure."
            words={MODEL_WORDS}
            none="Choose"
          />
          <Button>Add meter</Button>
        </PostForm>
      </>
    ),
  }
}
