import type { Answer, ServedClinic, Visitor } from './served-clinic.ts'

export type Fields = Readonly<Record<string, string>>

const CONTROL =
  /<input[^>]*>|<select[^>]*>[\s\S]*?<\/select>|<textarea[^>]*>([\s\S]*?)<\/textarea>/g

/** Every field of the form that posts to this address (and has the button of this step), as a browser without scripts would send it. */
export function formFields(
  page: Pick<Answer, 'text'>,
  action: string,
  step = '',
): Record<string, string> {
  const isMeant = (part: string) =>
    part.includes(`action="${action}"`) && part.includes(`value="${step}`)
  const form = page.text.split('<form').find(isMeant) ?? ''
  const fields: Record<string, string> = {}
  for (const [control, text] of form.split('</form>')[0]?.matchAll(CONTROL) ?? []) {
    const name = /name="([^"]*)"/.exec(control)?.[1]
    const isOff = /type="(?:radio|checkbox)"/.test(control) && !control.includes('checked=""')
    if (name === undefined || isOff) continue
    fields[name] = unescaped(text ?? fieldValue(control))
  }
  return fields
}

/** Text as a browser reads it out of a page. */
export const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

function fieldValue(control: string): string {
  if (!control.startsWith('<select')) return /value="([^"]*)"/.exec(control)?.[1] ?? ''
  const chosen = /<option(?=[^>]*selected)[^>]*value="([^"]*)"/.exec(control)
  return (chosen ?? /<option[^>]*value="([^"]*)"/.exec(control))?.[1] ?? ''
}

export const ROUTINE = {
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr: '2.5',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
} as const

/** Posts the visit of a patient from the page as it is, with these fields typed over it. */
export async function postVisit(
  visitor: Visitor,
  patientId: string,
  typed: Fields,
  from?: Answer,
): Promise<Answer> {
  const action = `/patients/${patientId}/visit`
  const page = from ?? (await visitor.get(`/patients/${patientId}`))
  const csrf = await csrfOf(visitor)
  return visitor.post(action, {
    csrf,
    ...formFields(page, action),
    ...ROUTINE,
    step: 'suggest',
    ...typed,
  })
}

/** One key a request; an act by name, as a program asks for it. */
export async function postAct(
  visitor: Visitor,
  name: string,
  body: unknown,
  key: string = crypto.randomUUID(),
): Promise<{
  readonly status: number
  readonly codes: readonly string[]
  readonly answer: Answer
}> {
  const answer = await visitor.send(`/api/acts/${name}`, {
    method: 'POST',
    headers: {
      origin: visitor.url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'idempotency-key': key,
      'x-csrf': await csrfOf(visitor),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, codes: codesOf(answer), answer }
}

const tokens = new WeakMap<Visitor, string>()

async function csrfOf(visitor: Visitor): Promise<string> {
  const known = tokens.get(visitor)
  if (known !== undefined) return known
  const token = await visitor.csrf()
  tokens.set(visitor, token)
  return token
}

function codesOf({ text }: Answer): readonly string[] {
  return [...text.matchAll(/"code":"([^"]*)"/g)].map(([, code]) => code ?? '')
}

/** How many rows of each clinical table there are: what a refusal must not change. */
export async function rowCounts(clinic: ServedClinic): Promise<Readonly<Record<string, number>>> {
  const { rows } = await clinic.database.migratorPool.query<Record<string, number>>(
    `select (select count(*) from inr_result) as results, (select count(*) from visit) as visits,
            (select count(*) from dose_decision) as doses, (select count(*) from task) as tasks,
            (select count(*) from appointment) as appointments, (select count(*) from told) as told`,
  )
  return rows[0] ?? {}
}
