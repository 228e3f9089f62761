import { useEffect, useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { log_in, type ShopAccess } from './shop_asks'

/** Which connection somebody has gone to log in for; the tab comes back from another site. */
const GONE_FOR = 'shop-login'

/** Goes to the other side's login page, which sends back to this page. */
export function LoginButton({ of, is_due }: { of: ShopAccess; is_due: boolean }) {
  const { login_at } = of
  if (login_at === null) return null
  const go = () => {
    sessionStorage.setItem(GONE_FOR, String(of.connection_id))
    location.assign(login_at)
  }
  return (
    <Button kind={is_due ? 'primary' : 'quiet'} icon="lock" on_press={go}>
      {t('next_engine.log_in')}
    </Button>
  )
}

type Came = { uid: string; state: string }

/** What the login page sent back with, once: it is good for minutes, and stays in no address. */
function came_back(): Came | null {
  const said = new URLSearchParams(location.search)
  const uid = said.get('uid')
  const state = said.get('state')
  return uid === null || state === null ? null : { uid, state }
}

/** For which connection: the one somebody went for, or the only one there is. */
export function whose_login(shops: readonly ShopAccess[], gone_for: string | null): number | null {
  const theirs = shops.filter(({ login_at }) => login_at !== null)
  const found = theirs.find(({ connection_id }) => String(connection_id) === gone_for)
  const [only, ...others] = theirs
  if (found !== undefined) return found.connection_id
  return only !== undefined && others.length === 0 ? only.connection_id : null
}

type LoginHeardProps = {
  shops: readonly ShopAccess[]
  on_heard: (connection_id: number) => void
}

/** Hands in what somebody came back from the login page with, and says so. */
export function LoginHeard({ shops, on_heard }: LoginHeardProps) {
  const [came] = useState(came_back)
  const [heard, hear] = useState<'yes' | 'whose' | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const is_due = came !== null && heard === null && refusal === null && shops.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the connections are known
  useEffect(() => {
    if (!is_due || came === null) return
    history.replaceState(null, '', location.pathname)
    const id = whose_login(shops, sessionStorage.getItem(GONE_FOR))
    sessionStorage.removeItem(GONE_FOR)
    if (id === null) return hear('whose')
    void log_in(id, came).then((said) => {
      refuse(said.refusal)
      if (said.refusal === null) hear('yes')
      on_heard(id)
    })
  }, [is_due])
  if (refusal !== null) return <Trouble refusal={refusal} />
  if (heard === null) return null
  return heard === 'yes' ? (
    <Notice tone="done" icon="check">
      {t('next_engine.logged_in')}
    </Notice>
  ) : (
    <Notice tone="wait" icon="info">
      {t('next_engine.logged_in.whose')}
    </Notice>
  )
}
