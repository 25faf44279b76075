import type { Pool } from 'pg'
import type { Competence, Role } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { addAccount, addWorkplace } from '#store/accounts.ts'
import { addAuditLine, startAuditChain } from '#store/audit.ts'
import { addProvider, type Organisation } from '#store/providers.ts'
import { addStaff } from '#store/staff.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { hashPassword, type PasswordCost } from './password-hash.ts'

/** A person who works at a provider from its first day. */
export type Founder = {
  readonly accountId: string
  readonly username: string
  readonly password: string
  /** When a password that was given out ends; without it, it is the person's own. */
  readonly oneTimeUntil?: string
  readonly name: string
  readonly role: Role
  readonly competence: Competence
}

export type Founding = {
  readonly providerId: string
  readonly provider: Organisation
  readonly people: readonly Founder[]
  readonly clock: () => number
  readonly passwordCost?: PasswordCost
}

/**
 * Opens a provider, or a commissioner: its record, its audit chain and its first people. No act, because nobody works there
 * yet who could be asked for permission; it is reached from the terminal alone.
 */
export async function foundProvider(pool: Pool, founding: Founding): Promise<void> {
  const hashes = await Promise.all(
    founding.people.map(({ password }) => hashPassword(password, founding.passwordCost)),
  )

  await inTransaction(pool, founding.providerId, async (tx) => {
    const at = new Date(founding.clock()).toISOString()
    await addProvider(tx, founding.provider, at)
    await startAuditChain(tx)
    for (const [index, person] of founding.people.entries()) {
      await settle(tx, { person, passwordHash: hashes[index] ?? '', founding, at })
    }
    const people = founding.people.map(({ accountId, role }) => ({ accountId, role }))
    await addAuditLine(tx, canonicalJson({ act: 'found-provider', at, noted: { people } }))
    return { keep: true, answer: undefined }
  })
}

type Settling = {
  readonly person: Founder
  readonly passwordHash: string
  readonly founding: Founding
  readonly at: string
}

async function settle(tx: Tx, { person, passwordHash, founding, at }: Settling): Promise<void> {
  const { accountId: id, username, name, role, competence } = person
  const isNew = await addAccount(tx, {
    id,
    username,
    passwordHash,
    oneTimeUntil: person.oneTimeUntil ?? null,
    createdAt: at,
  })
  if (!isNew) throw new Error(`the user name ${username} is taken`)
  const { providerId, provider } = founding
  const isCommissioner = provider.kind === 'commissioner'
  await addWorkplace(tx, id, { providerId, providerName: provider.name, isCommissioner })
  await addStaff(tx, {
    accountId: id,
    name,
    role,
    competence,
    active: true,
    changedBy: null,
    changedAt: at,
  })
}
