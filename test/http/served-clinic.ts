import type { Role } from '#access/policy.ts'
import { initialsOf } from '#register/person-name.ts'
import { doorRoutes, routes } from '#src/routes.ts'
import { RECORD_TABLES } from '#store/patient-of-record.ts'
import { PASSWORD, SECRET, type TestClinic, testClinic } from '#test/clinic.ts'
import { openLog } from '#web/door/log.ts'
import { patientToken, recordOfPath } from '#web/door/patient-token.ts'
import type { DoorSettings } from '#web/door/settings.ts'
import { PATIENT_SAID } from '#web/door/visit.ts'
import { type Serving, serve } from '#web/serve.ts'
import { server, type TableOfUrls } from '#web/server.ts'
import { ACTS } from '#workflow/acts.ts'
import { SESSION_LIMITS } from '#workflow/see-session.ts'
import { completeSignIn } from './authenticator.ts'
import { unescaped } from './visit-forms.ts'

/** A test clinic behind a real server on a port of its own. */
export type ServedClinic = TestClinic & {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function servedClinic(
  options: {
    readonly clinic?: TestClinic
    readonly settings?: Partial<DoorSettings>
    readonly urls?: Partial<TableOfUrls>
    /** Where it must be, for whoever has to know it before. */
    readonly port?: number
  } = {},
): Promise<ServedClinic> {
  const clinic = options.clinic ?? (await testClinic())
  const settings: DoorSettings = {
    origin: undefined,
    sessionLimits: SESSION_LIMITS,
    log: openLog('silent'),
    ...options.settings,
  }
  const app = server(clinic.house, settings, { routes, doorRoutes, acts: ACTS, ...options.urls })
  const serving: Serving = await serve(app, { host: '127.0.0.1', port: options.port ?? 0 })
  served.set(serving.url, clinic)
  const close = async () => {
    await serving.close()
    await clinic.drop()
  }
  return { ...clinic, url: serving.url, close }
}

/** Which clinic a server is of, for the seals that a form of its pages bears. */
const served = new Map<string, TestClinic>()

/** A browser without scripts: it keeps its cookie, follows nothing by itself, and says where it comes from. */
export class Visitor {
  readonly url: string
  cookie = ''

  constructor(url: string) {
    this.url = url
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return await this.send(path, { method: 'GET', headers })
  }

  /** Sends a form; where the page asks first whose record it is, that is said as the patient would. */
  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.postOnce(path, fields, headers)
    if (PATIENT_SAID in fields || !asksWhose(answer)) return answer
    return await this.postOnce(path, { ...fields, [PATIENT_SAID]: saidOf(answer) }, headers)
  }

  async postOnce(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const body = new URLSearchParams(await sealed(this.url, path, fields))
    return await this.send(path, {
      method: 'POST',
      body,
      headers: { origin: this.url, 'sec-fetch-site': 'same-origin', ...headers },
    })
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers)
    if (this.cookie !== '' && !headers.has('cookie')) headers.set('cookie', this.cookie)
    const response = await fetch(`${this.url}${path}`, { ...init, headers, redirect: 'manual' })
    const set = response.headers.get('set-cookie')
    if (set !== null) this.cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get('location'),
      setCookie: set,
    }
  }

  async signIn(username: string, password: string = PASSWORD, next = '/'): Promise<Answer> {
    return await this.post('/sign-in', { username, password, next })
  }

  /** The token of the session, as a page of the session carries it. */
  async csrf(path = '/account'): Promise<string> {
    return hiddenField((await this.get(path)).text, 'csrf')
  }
}

/** @technical Letters of the token of a session that no patient's page has sealed. */
const PLAIN_TOKEN = 43

/** The fields as the form of the page at this address has them: the token of a session is sealed for the patient. */
async function sealed(url: string, path: string, fields: Readonly<Record<string, string>>) {
  const { csrf } = fields
  if (csrf?.length !== PLAIN_TOKEN) return fields
  const patientId = path === '/drafts' ? fields['draft-patient'] : await patientAt(url, path)
  if (patientId === undefined) return fields
  return { ...fields, csrf: patientToken({ secret: SECRET }, csrf, patientId) }
}

/** Whose page is at this address: the patient who is named in it, or whose record is. */
async function patientAt(url: string, path: string): Promise<string | undefined> {
  const record = recordOfPath(path.split('?')[0] ?? '')
  if (record === undefined || record.kind === 'patient') return record?.id
  const found = await served
    .get(url)
    ?.database.migratorPool.query<{ readonly patient: string }>(
      `select patient_id as patient from ${RECORD_TABLES[record.kind]} where id = $1`,
      [record.id],
    )
  return found?.rows[0]?.patient
}

/** Whether this page asks whose record it is before it saves anything. */
export const asksWhose = ({ text }: Answer): boolean => text.includes(`name="${PATIENT_SAID}"`)

/** Initials and year of birth of the patient of a page: `MH 1942`. */
export function saidOf({ text }: Answer): string {
  const [, family = '', given = ''] =
    /evk-banner__name"><(?:a|strong)[^>]*>([^,<]*), ([^<]*)/.exec(text) ?? []
  const [, year = ''] = /Born<\/dt><dd[^>]*>\d\d-\w{3}-(\d{4})/.exec(text) ?? []
  return `${initialsOf({ familyName: unescaped(family), givenName: unescaped(given) })} ${year}`
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly location: string | null
  readonly setCookie: string | null
}

/** The value of the first hidden field of this name. */
export function hiddenField(page: string, name: string): string {
  const field = new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(page)
  return field?.[1] ?? ''
}

export async function signedInAs(clinic: ServedClinic, role: Role): Promise<Visitor> {
  const visitor = new Visitor(clinic.url)
  await visitor.signIn(clinic.usernameOf(role))
  if (clinic.installation !== 'demonstration') {
    await completeSignIn(visitor, clinic.usernameOf(role))
  }
  return visitor
}
