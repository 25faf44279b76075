export const PROTOCOLS = '/service/protocols'
export const protocolHref = (id: string): string => `${PROTOCOLS}/${id}`
