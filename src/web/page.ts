import type { ReactNode } from 'react'
import type { BudgetName } from '#access/budgets.ts'
import type { Role } from '#access/policy.ts'
import type { Caller, House } from '#workflow/desk.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { PasskeySite } from '#workflow/passkey-site.ts'

/** Who looks at the page: what the frame shows and what the navigation offers. */
export type Visitor = {
  readonly name: string
  readonly role: Role
  readonly providerName: string
  /** Whether a code goes with the password where it is asked for again. */
  readonly hasSecondStep: boolean
}

/** A posted field is always text; a field that came more than once is all its texts, in order. */
export type Form = ReadonlyMap<string, readonly string[]>

export type Upload = {
  readonly field: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A request as a page sees it: signed in, checked against forgery, its fields read. */
export type PageRequest = {
  readonly house: House
  readonly caller: Caller
  readonly visitor: Visitor
  /** Where the passkeys of this address belong; undefined where none can be used. */
  readonly passkeySite: PasskeySite | undefined
  readonly csrf: string
  /** From the page's hidden field `request-key`; a fresh one for a page that is opened. */
  readonly key: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly form: Form
  readonly uploads: readonly Upload[]
}

export type PageReply =
  | {
      readonly kind: 'page'
      readonly status?: number
      readonly title: string
      /** Which entry of the navigation is lit. */
      readonly place:
        | 'today'
        | 'clinic'
        | 'worklists'
        | 'register'
        | 'service'
        | 'figures'
        | 'reports'
        | 'board'
        | 'contracts'
        | 'specifications'
        | 'quality'
        | 'claims-received'
        | 'people'
        | 'none'
      readonly banner?: ReactNode
      readonly errors?: readonly Finding[]
      readonly main: ReactNode
    }
  | { readonly kind: 'redirect'; readonly to: string }
  | {
      readonly kind: 'file'
      readonly body: Uint8Array
      readonly type: string
      readonly name: string
    }
  | { readonly kind: 'fragment'; readonly status?: number; readonly main: ReactNode }
  /** Told one after the other while the page is open (server-sent events). */
  | { readonly kind: 'events'; readonly events: AsyncIterable<string> }

export type PageAnswer = Extract<PageReply, { readonly kind: 'page' }>

export type PageHandler = (request: PageRequest) => Promise<PageReply>

/** One row of the table of URLs in src/routes.ts. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly page: PageHandler
  /** A page asks for it by itself, whether or not somebody is there: it keeps no session open. */
  readonly isNoUse?: true
  /** It takes figures out of the product: whoever asks shows first, once more, that it is they, and has a budget of it. */
  readonly isExport?: true
  /** What it takes of its visitor's budgets; a page of one patient takes of theirs by itself. */
  readonly costs?: BudgetName
  /** Whether the act behind this form asks for the patient's initials and year of birth itself, each time; else the door asks once. */
  readonly asksWho?: (form: Form) => boolean
}

/** The first text of a field; absent is not the same as empty. */
export const field = (form: Form, name: string): string | undefined => form.get(name)?.[0]

/** The fields of a form as the acts parse them: one text a field. */
export const fieldsOf = (form: Form): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].map(([name, values]) => [name, values[0] ?? '']))
