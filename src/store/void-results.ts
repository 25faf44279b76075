/**
 * Whether what has replaced a result in the end is void, as an expression of SQL. Most results were never replaced, which one look
 * into an index says; only of the others their replacements are followed one by one.
 */
export const isVoidResult = (provider: string, result: string): string =>
  `(exists (select from inr_result replacing
             where replacing.provider_id = ${provider} and replacing.replaces = ${result})
    and result_is_void(${provider}, ${result}))`
