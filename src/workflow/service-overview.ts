import { type Provider, thisProvider } from '#store/providers.ts'
import { notHere } from './outcome.ts'
import { view } from './view.ts'

/** The provider as its own people see it. */
export const serviceOverview = view<
  Readonly<Record<never, never>>,
  { readonly kind: 'provider' } & Omit<Provider, 'kind'>
>('see-service', async ({ tx }) => {
  const provider = await thisProvider(tx)
  if (provider === undefined) return notHere('provider')
  const { name, odsCode, telephone } = provider
  return { kind: 'provider', name, odsCode, telephone }
})
