import { formatTenths } from '#clinical/inr.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  ChoiceField,
  DayField,
  ListField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { SHOWN_WORDS } from '#workflow/control-typed.ts'
import type { MetersShown } from '#workflow/meters-shown.ts'
import { CONTROL } from './addresses.ts'

/** The form of a control starts with the meter that was asked for, and the vial and strips of the last one; never with a value. */
export function controlAtStart({ meters, lastControl }: MetersShown, asked: string): TypedForm {
  const usable = meters.filter(({ standing }) => standing === 'in-service')
  const only = usable.length === 1 ? usable[0]?.key : undefined
  const values = { meter: only ?? asked, ...(lastControl !== null && vialOf(lastControl)) }
  return { values, findings: [] }
}

const vialOf = ({
  stripLot,
  controlLot,
  lowTenths,
  highTenths,
}: NonNullable<MetersShown['lastControl']>) => ({
  stripLot,
  controlLot,
  low: lowTenths === null ? '' : formatTenths(lowTenths),
  high: highTenths === null ? '' : formatTenths(highTenths),
})

type Props = {
  readonly request: PageRequest
  readonly shown: MetersShown
  readonly form: TypedForm
}

/** A meter that is out of use is in the list too: a control of it that failed is recorded, and its doses are looked back at. */
const calledInList = ({ name, standing }: MetersShown['meters'][number]): string =>
  standing === 'withdrawn' ? `${name} (out of use)` : name

/** A control in a few seconds: the meter, what stands on the vial, and the value. */
export function ControlForm({ request: { csrf, key }, shown, form }: Props) {
  const late = form.findings.some(({ field }) => field.startsWith('doneOn'))
  return (
    <PostForm action={CONTROL} csrf={csrf} requestKey={key} className="evk-narrow">
      <div className="evk-row">
        <ListField
          form={form}
          name="meter"
          label="Meter"
          words={Object.fromEntries(shown.meters.map((meter) => [meter.key, calledInList(meter)]))}
          none="Choose"
        />
        <TextField form={form} name="stripLot" label="Strip lot, typed or scanned" width={10} />
        <TextField form={form} name="controlLot" label="Lot of the control" width={10} />
      </div>
      <div className="evk-row">
        <TextField form={form} name="low" label="Range from" width={4} inputMode="decimal" />
        <TextField form={form} name="high" label="Range to" width={4} inputMode="decimal" />
        <TextField form={form} name="measured" label="Measured" width={4} inputMode="text" />
      </div>
      <Details summary="The meter shows only whether it passed">
        <ChoiceField form={form} name="shown" legend="It shows" words={SHOWN_WORDS} inline />
        <p className="nhsuk-hint">Leave the range and the value empty then.</p>
      </Details>
      <Details summary="Another day than today, or a note" open={late}>
        <DayField form={form} name="doneOn" legend="Day of the control" />
        <TextField form={form} name="controlNote" label="Note" width={20} />
      </Details>
      <Button>Record control</Button>
    </PostForm>
  )
}
