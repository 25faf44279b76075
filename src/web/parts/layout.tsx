import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { NOT_FOR_CLINICAL_USE } from '#base/notice.ts'
import { assets } from '#web/asset-files.ts'
import { ErrorSummary, type PageError } from './error-summary.tsx'
import { SkipLink } from './skip-link.tsx'
import { TopBar, type TopBarProps } from './top-bar.tsx'

export type PageProps = TopBarProps & {
  readonly title: string
  readonly nonce: string
  /** Of an installation whose safety case is not signed. */
  readonly isTrial?: boolean
  /** The patient's banner, on every page of one patient and no other. */
  readonly banner?: ReactNode
  readonly errors?: readonly PageError[]
  /** After so long without a key or a click the page is left, so that nobody reads it over an empty chair. */
  readonly idleSeconds?: number | undefined
  readonly children: ReactNode
}

/** A whole page in the frame of the staff. */
export function Page(props: PageProps) {
  const { title, nonce, isTrial = true, banner, errors = [], children } = props
  const { cssHref, jsHref, iconHref } = assets()
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} - Evenkeel`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#005eb8" />
        <link rel="icon" href={iconHref} type="image/svg+xml" />
        <link rel="stylesheet" href={cssHref} />
        <script type="module" src={jsHref} nonce={nonce} />
      </head>
      <body
        className={banner ? 'evk-body evk-body--patient' : 'evk-body'}
        data-idle-seconds={props.idleSeconds}
      >
        <SkipLink />
        {isTrial && <TrialStrip />}
        <TopBar {...props} />
        {banner}
        <main className="evk-main evk-width" id="maincontent" tabIndex={-1}>
          {errors.length > 0 && <ErrorSummary errors={errors} />}
          {children}
        </main>
        <Footer />
      </body>
    </html>
  )
}

/** The whole document as text. */
export function renderPage(page: ReactElement): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`
}

function TrialStrip() {
  return (
    <p className="evk-trial">
      <strong>Trial system. Not for clinical use.</strong> {NOT_FOR_CLINICAL_USE}
    </p>
  )
}

function Footer() {
  return (
    <footer className="evk-footer">
      <p className="evk-width">
        Evenkeel, open-source software for anticoagulation services. {NOT_FOR_CLINICAL_USE}
      </p>
    </footer>
  )
}
