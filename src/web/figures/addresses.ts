export const FIGURES = '/commissioner/figures'

/** The figures of a month; of all providers, or with one of them opened. */
export const figuresHref = (month: string, odsCode?: string): string =>
  `${FIGURES}?month=${month}${odsCode === undefined ? '' : `&provider=${encodeURIComponent(odsCode)}`}`

export const FIGURES_FILE = `${FIGURES}/figures.csv`

/** What is published of a provider, as it sees it itself. */
export const OWN_FIGURES = '/service/figures'
