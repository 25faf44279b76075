import { canonicalJson } from '#base/canonical.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { eventMonthHref } from '#web/events/addresses.ts'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { ChoiceField, NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { type MonthReturn, monthReturn } from '#workflow/month-end.ts'
import { AGAIN_REASONS, figuresInOrder, submitReturn } from '#workflow/submit-return.ts'
import { MONTH_END, returnHref } from './addresses.ts'
import { Figure } from './month-end-page.tsx'
import { ReturnVersions } from './return-versions.tsx'
import { Adjustments, changeInWords, StandingTag, standingInWords } from './return-words.tsx'
import { SignedBox } from './signed-box.tsx'
import { monthInWords, pounds } from './specification-words.ts'

/** GET /service/month-end/:contract/:month: the return of one month, to be looked at, signed and submitted. */
export const returnPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: it is signed and submitted, or the page says what keeps it. */
export const returnPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { contract = '', month = '' } = params
  const values = { ...fieldsOf(form), contractId: contract, month }
  const outcome = await submitReturn.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: returnHref(contract, month) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const question = { contractId: params['contract'] ?? '', month: params['month'] ?? '' }
  const shown = await monthReturn(house, caller, question)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { adjustments, changed, lines } = shown
  return {
    kind: 'page',
    status,
    title: `Return of ${monthInWords(shown.month)}`,
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={MONTH_END}>Month end</BackLink>
        <h1 className="nhsuk-heading-l">Return of {monthInWords(shown.month)}</h1>
        <p>
          <StandingTag month={shown} /> {standingInWords(shown)}
        </p>
        <Lines shown={shown} />
        <p>
          <a href={eventMonthHref(shown.contract.id, shown.month)}>
            Events of this month, or that there was none
          </a>
        </p>
        {adjustments.length > 0 && !isSaid(shown) && (
          <Adjustments
            caption="What this return says about earlier months"
            adjustments={adjustments}
            lines={lines}
          />
        )}
        {changed.length > 0 && (
          <Adjustments
            caption="What counts otherwise since the commissioner was told"
            adjustments={changed}
            lines={lines}
          />
        )}
        {changed.length > 0 && (
          <p>
            The next return says so by itself.{' '}
            {shown.isClaimed
              ? 'This month is claimed, so that this return stays; the next claim puts right what was paid.'
              : 'Submit this one again where it cannot wait.'}
          </p>
        )}
        {shown.maySubmit && shown.hasEnded && !shown.isClaimed && (
          <Signing request={request} form={form} shown={shown} />
        )}
        {!shown.maySubmit && shown.hasEnded && <p>The practice manager signs and submits it.</p>}
        {shown.versions.length > 0 && <ReturnVersions versions={shown.versions} lines={lines} />}
      </>
    ),
  }
}

type Props = { readonly shown: MonthReturn }

/** Whether the newest version that was submitted says just that about earlier months. */
const isSaid = ({ adjustments, versions: [newest] }: MonthReturn): boolean =>
  newest !== undefined && canonicalJson(newest.adjustments) === canonicalJson(adjustments)

function Lines({ shown }: Props) {
  const { lines, contract, worthPence } = shown
  return (
    <>
      <Table
        caption="What is returned"
        captionHidden
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Line' },
          { heading: 'Figure', numeric: true },
          { heading: 'On the month before', numeric: true },
        ]}
        rows={lines.map(({ id, name }) => ({
          key: id,
          cells: [
            name,
            <Figure key={id} month={shown} contractId={contract.id} line={id} name={name} />,
            changeInWords(shown, id),
          ],
        }))}
      />
      <p>
        Worth {pounds(worthPence)} at the prices of the contract {contract.reference}; it is claimed
        by the quarter.
      </p>
      <InsetText>
        <p>
          A home visit is counted where the visit says that it was at home. Of a visit that does not
          say where it was, as of every earlier one, compare the number with your own list.
        </p>
      </InsetText>
    </>
  )
}

type FormProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

/** The signature; what was submitted already is rarely signed again, so that its form is opened for that. */
function Signing(props: FormProps) {
  if (props.shown.versions.length === 0) return <SignForm {...props} />
  return (
    <Details summary="Submit it again" open={props.form.findings.length > 0}>
      <SignForm {...props} />
    </Details>
  )
}

function SignForm({ request: { csrf, key }, form, shown }: FormProps) {
  const { contract, month, versions, seen, figures, signer } = shown
  const [newest] = versions
  return (
    <PostForm
      action={returnHref(contract.id, month)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      {newest === undefined && <h2 className="nhsuk-heading-m">Sign and submit</h2>}
      <input type="hidden" name="version" value={`${newest?.version ?? 0}`} />
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="seenFigures" value={figuresInOrder(figures)} />
      {newest !== undefined && (
        <ChoiceField
          form={form}
          name="reason"
          legend="Why it is submitted again"
          words={AGAIN_REASONS}
        />
      )}
      <SignedBox
        form={form}
        hint="What is submitted stays as it is. What is entered later comes into the next return."
        signer={signer}
        says="have looked at these figures and sign for them"
      />
      <Button>Sign and submit</Button>
    </PostForm>
  )
}
