/** Where passkeys are made and shown: the domain that they belong to, and the one address of whose pages an answer is taken. */
export type PasskeySite = { readonly domain: string; readonly origin: string }
