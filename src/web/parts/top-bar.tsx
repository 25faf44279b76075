import { classNames } from './class-names.ts'
import { PostForm } from './post-form.tsx'

export type FrameUser = { readonly name: string; readonly role: string }

export type NavigationItem = {
  readonly text: string
  readonly href: string
  /** How many wait there. */
  readonly count?: number | undefined
  readonly current?: boolean
}

export type TopBarProps = {
  readonly provider?: string | undefined
  readonly user?: FrameUser | undefined
  readonly navigation?: readonly NavigationItem[]
  /** One line about the sign-in itself, at the end of the places to go. */
  readonly aboutSignIn?: { readonly text: string; readonly href: string } | undefined
  /** Not everybody who works here looks patients up. */
  readonly mayFindPatients?: boolean | undefined
  readonly csrf: string
}

/** The frame above the page: the product, the provider, find a patient, who is signed in, and the places to go. */
export function TopBar(props: TopBarProps) {
  const { provider, user, navigation = [], mayFindPatients = true, csrf } = props
  return (
    <header className="evk-top">
      <div className="evk-top__bar evk-width">
        <p className="evk-top__service">
          <a className="evk-top__product" href="/">
            Evenkeel
          </a>
          {provider && <span className="evk-top__provider">{provider}</span>}
        </p>
        {user && mayFindPatients && <FindPatient csrf={csrf} />}
        {user && <UserMenu user={user} csrf={csrf} />}
      </div>
      {navigation.length > 0 && <Navigation items={navigation} aboutSignIn={props.aboutSignIn} />}
    </header>
  )
}

/** Posted, so that no name or NHS number stands in an address, a log or a history. */
function FindPatient({ csrf }: { readonly csrf: string }) {
  return (
    <search className="evk-find">
      <PostForm action="/register/find" csrf={csrf} className="evk-find__form">
        <label className="nhsuk-u-visually-hidden" htmlFor="find-patient">
          Find a patient by name, date of birth or NHS number
        </label>
        <input
          className="evk-find__input"
          id="find-patient"
          name="who"
          type="search"
          autoComplete="off"
          spellCheck={false}
          placeholder="Find a patient: name, date of birth or NHS number"
        />
        <button className="evk-find__button" type="submit">
          Find
        </button>
      </PostForm>
    </search>
  )
}

function UserMenu({ user, csrf }: { readonly user: FrameUser; readonly csrf: string }) {
  return (
    <details className="evk-user">
      <summary className="evk-user__name">{user.name}</summary>
      <div className="evk-user__menu">
        <p className="evk-user__role">{user.role}</p>
        <p className="evk-user__role">
          <a href="/account">Your account</a>
        </p>
        <PostForm action="/sign-out" csrf={csrf}>
          <button className="evk-user__sign-out" type="submit">
            Sign out
          </button>
        </PostForm>
      </div>
    </details>
  )
}

type NavigationProps = Pick<TopBarProps, 'aboutSignIn'> & {
  readonly items: readonly NavigationItem[]
}

function Navigation({ items, aboutSignIn }: NavigationProps) {
  return (
    <nav className="evk-navigation" aria-label="Menu">
      <ul className="evk-navigation__list evk-width">
        {items.map(({ text, href, count, current }) => (
          <li key={href}>
            <a
              className={classNames('evk-navigation__link', current && 'evk-navigation__link--on')}
              href={href}
              aria-current={current ? 'page' : undefined}
            >
              {text}
              {count !== undefined && <span className="evk-navigation__count"> ({count})</span>}
            </a>
          </li>
        ))}
        {aboutSignIn && (
          <li className="evk-navigation__sign-in">
            <a className="evk-navigation__link" href={aboutSignIn.href}>
              {aboutSignIn.text}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
