import { type Provider, thisProvider } from '#store/providers.ts'
import { notHere } from './outcome.ts'
import { type ReferenceDataDue, referenceDataToReview } from './reference-data-shown.ts'
import { view } from './view.ts'

/** The provider as its own people see it. */
export const serviceOverview = view<
  Readonly<Record<never, never>>,
  {
    readonly kind: 'provider'
    /** For whoever answers for safety here, and only while a list is due. */
    readonly referenceData: ReferenceDataDue | null
  } & Omit<Provider, 'kind'>
>('see-service', async (desk) => {
  const provider = await thisProvider(desk.tx)
  if (provider === undefined) return notHere('provider')
  const { name, odsCode, telephone } = provider
  const referenceData = await referenceDataToReview(desk)
  return { kind: 'provider', name, odsCode, telephone, referenceData }
})
