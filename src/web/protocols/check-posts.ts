import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import type { Finding } from '#workflow/outcome.ts'
import { recordProtocolCheck } from '#workflow/record-protocol-check.ts'
import { withdrawProtocolCheck } from '#workflow/withdraw-protocol-check.ts'

/** What a page that shows a site's check needs to take one: what is checked, and the page itself, again or anew. */
type Checked = {
  readonly idIn: (request: PageRequest) => string
  readonly hrefOf: (id: string) => string
  readonly page: (
    request: PageRequest,
    typed: Readonly<Record<string, string>>,
    findings: readonly Finding[],
    status: number,
  ) => Promise<PageReply>
}

/** Records the site's check, or withdraws it; what was typed stays on the page after a refusal. */
const posted =
  (deed: typeof recordProtocolCheck | typeof withdrawProtocolCheck, of: Checked): PageHandler =>
  async (request) => {
    const typed = fieldsOf(request.form)
    const { house, caller, key } = request
    const id = of.idIn(request)
    const outcome = await deed.run(house, caller, key, { ...typed, protocol: id })
    if (outcome.kind === 'done') return { kind: 'redirect', to: of.hrefOf(id) }
    if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
    return of.page(request, typed, outcome.findings, outcome.status)
  }

export const checkPosted = (of: Checked): PageHandler => posted(recordProtocolCheck, of)
export const withdrawPosted = (of: Checked): PageHandler => posted(withdrawProtocolCheck, of)
