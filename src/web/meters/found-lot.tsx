import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { NoteField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import type { TestedWithLot } from '#workflow/tested-with-lot.ts'
import { STRIP_LOTS } from './addresses.ts'
import { LotResults } from './lot-results.tsx'

const STANDING: Record<TestedWithLot['standing'], string> = {
  blocked: 'It may not be used here.',
  advisory: 'It is under advice here: a high INR waits for the laboratory.',
  neither: 'It is used here without restriction.',
}

type Props = {
  readonly request: PageRequest
  readonly lot: string
  readonly tested: TestedWithLot
  readonly form: TypedForm
}

/** A lot: who was tested with it, what is known of it, its expiry corrected, and the one step that blocks it. */
export function FoundLot(props: Props) {
  const { lot, tested } = props
  return (
    <>
      <Register tested={tested} />
      <Correct {...props} />
      <Block {...props} />
      <Results lot={lot} tested={tested} />
    </>
  )
}

function Results({ lot, tested: { people, results, standing } }: Pick<Props, 'lot' | 'tested'>) {
  if (people === 0) {
    return (
      <p>
        No result that stands was measured with lot {lot}. {STANDING[standing]}
      </p>
    )
  }
  return (
    <>
      <p>
        {people} {people === 1 ? 'person' : 'people'}, {results.length}{' '}
        {results.length === 1 ? 'result' : 'results'} with lot {lot}, the newest first.{' '}
        {STANDING[standing]}
      </p>
      <LotResults caption={`Results with lot ${lot}`} results={results} />
    </>
  )
}

/** What the register has of it. */
function Register({ tested: { history } }: Pick<Props, 'tested'>) {
  const [newest] = history
  if (newest === undefined) return <p>This lot is not in the register.</p>
  const expiry = newest.expiresOn === null ? 'not known' : clinicalDate(day(newest.expiresOn))
  return (
    <>
      <p>In the register. Expiry: {expiry}.</p>
      <ul>
        {history.map(({ version, standing, reason, byName, at, expiresOn }) => (
          <li key={version}>
            {clinicalInstant(at)}, {byName}: {standing === 'blocked' ? 'blocked' : 'may be used'},{' '}
            {expiresOn === null ? 'expiry not known' : `expires ${clinicalDate(day(expiresOn))}`}
            {reason !== '' && `. ${reason}`}
          </li>
        ))}
      </ul>
    </>
  )
}

/** An expiry that was written down wrongly; what it was stays in the history. */
function Correct({ request, lot, tested: { history, may }, form }: Props) {
  const [newest] = history
  if (newest === undefined || !may.correct) return null
  return (
    <PostForm
      action={STRIP_LOTS}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="stripLot" value={lot} />
      <input type="hidden" name="version" value={`${newest.version}`} />
      <TextField
        form={form}
        name="stripExpiry"
        label="Expiry as it stands on the box"
        hint="Where the register has another one, like 03/2027"
        width={10}
      />
      <Button variant="secondary">Correct the expiry</Button>
    </PostForm>
  )
}

function Block({ request, lot, tested, form }: Props) {
  const [newest] = tested.history
  const isBlocked = newest?.standing === 'blocked'
  if (isBlocked ? !tested.may.release : !tested.may.block) return null
  return (
    <PostForm
      action={`${STRIP_LOTS}/standing`}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="stripLot" value={lot} />
      <input type="hidden" name="version" value={`${newest?.version ?? 0}`} />
      <NoteField
        form={form}
        name="reason"
        label={isBlocked ? 'Why it may be used again' : 'Why it is blocked'}
        hint={
          isBlocked
            ? undefined
            : 'Like a recall, with its number. Each dose that rests on this lot becomes a task for an authorised person.'
        }
        rows={2}
      />
      <Button
        variant={isBlocked ? 'secondary' : 'warning'}
        name="step"
        value={isBlocked ? 'release' : 'block'}
      >
        {isBlocked ? 'Let it be used again' : 'Block this lot'}
      </Button>
    </PostForm>
  )
}
