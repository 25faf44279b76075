import process from 'node:process'
import { parseArgs } from 'node:util'
import { OPENING_FIELDS, type OpeningFields, openProvider } from '#workflow/open-provider.ts'
import { withHouse } from './with-house.ts'

const USAGE = `evenkeel found-provider --name NAME --ods CODE --kind KIND --telephone NUMBER --administrator NAME --username USERNAME

  --name            the name of the provider, as patients know it
  --ods             its ODS code
  --kind            gp-practice, community-pharmacy or hospital-clinic; or commissioner, which treats nobody
  --telephone       the number that patients ring
  --administrator   the name of the person who will add everybody else
  --username        that person's user name

  Prints a password that works once, for three days. Only in a trial or live installation: a demonstration has its provider.
  Ends with 0 when the provider is open, 1 when it is refused, 2 when asked wrongly.
`

/** `evenkeel found-provider`: opens a provider with its administrator, and prints how that person first signs in. */
export async function foundProviderCommand(args: readonly string[]): Promise<number> {
  const fields = fieldsOf(args)
  if (fields === undefined) return complain(USAGE, 2)
  return withHouse(async (house, { installation }) => {
    if (installation === 'demonstration') return complain(DEMONSTRATION, 1)
    const opened = await openProvider(house, fields)
    if (opened.kind === 'refused') {
      const faults = opened.findings.map(({ field, message }) => `--${field}: ${message}\n`)
      return complain(faults.join(''), 1)
    }
    const { provider, username, password, until } = opened
    console.log(`${provider.name} (${provider.odsCode}) is open.`)
    console.log(`Sign in as ${username} with the password ${password} until ${until}.`)
    console.log('It is shown this once, and opens only the page to choose another.')
    return 0
  })
}

const DEMONSTRATION =
  'This installation is a demonstration and has its provider. Set EVENKEEL_INSTALLATION to trial or live, with an empty database.\n'

function fieldsOf(args: readonly string[]): OpeningFields | undefined {
  const options = Object.fromEntries(
    OPENING_FIELDS.map((field) => [field, { type: 'string' as const }]),
  )
  try {
    const { values } = parseArgs({ args: [...args], options })
    return Object.keys(values).length === 0 ? undefined : values
  } catch {
    return undefined
  }
}

function complain(text: string, exit: number): number {
  process.stderr.write(text)
  return exit
}
