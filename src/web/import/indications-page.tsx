import { INDICATIONS as CONCEPTS } from '#clinical/indications.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Select } from '#web/parts/select.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type IndicationText, indicationsToMap } from '#workflow/indications-to-map.ts'
import { mapIndication } from '#workflow/map-indication.ts'
import type { Finding } from '#workflow/outcome.ts'
import { INDICATIONS } from './addresses.ts'

type Problem = { readonly status: number; readonly findings: readonly Finding[] }

/** The words of the other product, and the concept that a person chooses for each. */
export const indicationsPage: PageHandler = async (request) => showTexts(request)

export const chooseIndication: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const outcome = await mapIndication.run(house, caller, key, fieldsOf(form))
  if (outcome.kind === 'refused') return showTexts(request, outcome)
  return { kind: 'redirect', to: INDICATIONS }
}

async function showTexts(request: PageRequest, problem?: Problem): Promise<PageReply> {
  const shown = await indicationsToMap(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { texts } = shown
  const open = texts.filter(({ unmapped }) => unmapped > 0)
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Indications of the other product',
    place: 'register',
    errors: problem?.findings ?? [],
    main: (
      <>
        <h1 className="nhsuk-heading-l">Indications of the other product</h1>
        <p>
          {open.length === 0
            ? 'Every imported plan has an indication that Evenkeel knows.'
            : `${open.length} of ${texts.length} texts wait. Say what each means; the plans take it and are still confirmed one by one at the first visit.`}
        </p>
        {texts.map((text) => (
          <TextForm key={text.sourceText} text={text} request={request} />
        ))}
      </>
    ),
  }
}

function TextForm(props: { readonly text: IndicationText; readonly request: PageRequest }) {
  const { text, request } = props
  const { sourceText, episodes, unmapped, chosen, offered } = text
  const id = `indication-${encodeURIComponent(sourceText)}`
  return (
    <section className="nhsuk-u-margin-bottom-5">
      <h2 className="nhsuk-heading-s">
        “{sourceText}”{' '}
        <Tag colour={unmapped > 0 ? 'yellow' : 'green'}>
          {unmapped > 0 ? `${unmapped} ${unmapped === 1 ? 'plan waits' : 'plans wait'}` : 'mapped'}
        </Tag>
      </h2>
      <form action={INDICATIONS} method="post" noValidate>
        <FormGuard csrf={request.csrf} requestKey={request.key} />
        <input type="hidden" name="sourceText" value={sourceText} />
        <Select
          id={id}
          name="indication"
          label={`Means, for ${episodes === 1 ? '1 unconfirmed plan' : `${episodes} unconfirmed plans`}`}
          hint={
            chosen === null && offered !== null
              ? `These words usually mean: ${offered.label}. Check and confirm.`
              : undefined
          }
          value={chosen?.id ?? offered?.id ?? ''}
          options={[
            { value: '', text: 'Choose' },
            ...CONCEPTS.map((concept) => ({ value: concept.id, text: concept.label })),
          ]}
        />
        <Button variant="secondary" small>
          {chosen === null ? 'Confirm' : 'Change'}
        </Button>
      </form>
    </section>
  )
}
