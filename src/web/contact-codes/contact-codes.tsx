import { formatMg, ug } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { RECORD_SYSTEMS } from '#contract/contact-codes.ts'
import { METHOD_WORDS } from '#register/plan-words.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, Route } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Looks } from '#web/parts/nothing-saved.tsx'
import {
  ChoiceField,
  DayField,
  linkedFindings,
  NOT_SENT,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { csvFile } from '#web/reports/csv-file.ts'
import { type CodedContact, contactFile } from '#workflow/contact-codes.ts'

export const CONTACT_CODES = '/service/contact-codes'
const CONTACT_FILE = `${CONTACT_CODES}.csv`

/** GET /service/contact-codes: which days, and for which system. */
const contactCodesPage: PageHandler = onlyFor('take-contacts', async () => formPage(NOT_SENT, 200))

/** GET /service/contact-codes.csv: the contacts of those days, one line a code. */
const contactCodesFile: PageHandler = async ({ house, caller, query }) => {
  const values = Object.fromEntries(query)
  const file = await contactFile(house, caller, values)
  if (file.kind === 'refused') {
    if (file.status === 403) return refusalPage(file)
    return formPage({ values, findings: file.findings }, file.status)
  }
  const name = `contacts-${file.system}-${file.from}-to-${file.until}.csv`
  return csvFile(name, [HEADINGS, ...file.contacts.map(cellsOf)])
}

export const contactCodeRoutes: readonly Route[] = [
  { method: 'GET', path: CONTACT_CODES, page: contactCodesPage },
  { method: 'GET', path: CONTACT_FILE, page: contactCodesFile, isExport: true },
]

const HEADINGS = [
  'nhs_number',
  'family_name',
  'given_name',
  'date_of_birth',
  'registered_practice',
  'date',
  'code_scheme',
  'code',
  'term',
  'snomed_ct',
  'inr',
  'measured_by',
  'medicine',
  'dose_mg_a_day',
  'next_test',
  'recorded_by',
]

const cellsOf = (contact: CodedContact) => [
  contact.nhsNumber ?? '',
  contact.familyName,
  contact.givenName,
  contact.dateOfBirth,
  contact.practice,
  contact.on,
  contact.scheme,
  contact.code,
  contact.term,
  contact.snomed,
  formatInr(contact),
  METHOD_WORDS[contact.method],
  contact.medicine,
  contact.dailyUg === null ? '' : formatMg(ug(contact.dailyUg)),
  contact.nextTestOn ?? '',
  contact.byName,
]

const formPage = (form: TypedForm, status: number): PageReply => ({
  kind: 'page',
  status,
  title: 'Contacts with their codes',
  place: 'service',
  errors: linkedFindings(form.findings, ['from', 'until']),
  main: (
    <>
      <BackLink href="/service">Service</BackLink>
      <h1 className="nhsuk-heading-l">Contacts with their codes</h1>
      <p className="nhsuk-u-reading-width">
        Every visit of some days with the code that the contract asks for, to be brought into the
        system of the practice: one line a code, so that a visit at home has two. The codes are
        written letter for letter; capitals count. A SNOMED CT concept stands only where it has been
        verified. The file names patients.
      </p>
      <Looks>
        <form method="get" action={CONTACT_FILE} noValidate className="evk-narrow">
          <ChoiceField
            form={form}
            name="system"
            legend={{ text: 'System of the practice', size: 's' }}
            words={RECORD_SYSTEMS}
          />
          <DayField form={form} name="from" legend={{ text: 'First day', size: 's' }} />
          <DayField
            form={form}
            name="until"
            legend={{ text: 'Last day', size: 's' }}
            hint="Empty: today"
          />
          <Button>Take the file</Button>
        </form>
      </Looks>
    </>
  ),
})
