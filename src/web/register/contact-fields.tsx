import { LANGUAGE_WORDS } from '#register/languages.ts'
import { CHANNEL_WORDS, KNOWN_WORDS } from '#register/patient-words.ts'
import {
  ChoiceField,
  DayField,
  ListField,
  NoteField,
  TextField,
  type TypedForm,
} from './typed-form.tsx'

type Part = { readonly form: TypedForm }

/** The fields of how a person is reached. */
export const CONTACT = [
  'registeredPractice',
  'address',
  'postcode',
  'telephone',
  'mobile',
  'email',
  'preferredChannel',
  'mayLeaveMessageWith',
  'contactVerifiedOn',
]
/** The fields of the help that a person needs. */
export const HELP = ['carer', 'interpreter', 'language', 'housebound']

/** How a person is reached. */
export function ContactFields({ form }: Part) {
  return (
    <>
      <TextField
        form={form}
        name="registeredPractice"
        label="Registered practice (ODS code)"
        hint="A letter and 5 digits, like C88001"
        width={10}
        code
      />
      <NoteField form={form} name="address" label="Address" rows={3} />
      <TextField form={form} name="postcode" label="Postcode" width={10} />
      <TextField form={form} name="telephone" label="Telephone" width={20} type="tel" />
      <TextField form={form} name="mobile" label="Mobile" width={20} type="tel" />
      <TextField form={form} name="email" label="Email" type="email" />
      <DayField
        form={form}
        name="contactVerifiedOn"
        legend="Day on which the patient last said that these are right"
      />
      <ListField
        form={form}
        name="preferredChannel"
        label="Prefers to be told by"
        words={CHANNEL_WORDS}
        none="Not asked"
      />
      <TextField
        form={form}
        name="mayLeaveMessageWith"
        label="With whom a message may be left"
        hint="Leave empty if nobody"
      />
    </>
  )
}

/** The help that a person needs, and the language of a leaflet for them. */
export function HelpFields({ form }: Part) {
  return (
    <>
      <TextField form={form} name="carer" label="Carer, and how to reach them" />
      <TextField
        form={form}
        name="interpreter"
        label="Language of the interpreter"
        hint="Leave empty if none is needed"
      />
      <ListField
        form={form}
        name="language"
        label="Language in which they read"
        hint="Leaflets are chosen by it"
        words={LANGUAGE_WORDS}
        none="Not asked"
      />
      <ChoiceField form={form} name="housebound" legend="Housebound" words={KNOWN_WORDS} inline />
    </>
  )
}
