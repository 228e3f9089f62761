import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button, HandheldScreen, Notice, Spinner, set_server_time } from '../interface'
import { Entrance } from '../interface/more_parts'
import { type Me, type Person, reach, server, unauthorised } from '../server_api'
import { TextField } from '../sheets'
import { bring_words, language_of, speak, t } from '../words'
import { people_en } from '../words/people.en'
import { people_ja } from '../words/people.ja'

bring_words(people_ja, people_en)

/** Who sits at this desk: null nobody, undefined not known yet. */
export const office_person = signal<Person | null | undefined>(undefined)
/** Whether this screen is an enrolled board, which shows itself to nobody in particular. */
export const is_board_device = signal(false)

type OfficeGateProps = {
  /** A board on the wall may also be opened by an enrolled board device, without a person. */
  for_boards?: boolean
  children: ComponentChildren
}

/** Lets supervisors and administrators in by password; what is behind it can count on `office_person`. */
export function OfficeGate({ for_boards = false, children }: OfficeGateProps) {
  const asked_again = unauthorised.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: a 401 anywhere asks again
  useEffect(() => {
    ask().catch(() => undefined)
  }, [asked_again])
  if (office_person.value === undefined) return <Spinner label={t('common.wait')} />
  const is_in = office_person.value !== null || (for_boards && is_board_device.value)
  return is_in ? children : <OfficeLogin />
}

async function ask(): Promise<void> {
  const answer = await reach(server.GET('/api/v1/me'))
  if (answer.ok) take(answer.data)
  else office_person.value ??= null
}

function take(me: Me): void {
  set_server_time(me.server_time)
  is_board_device.value = me.device?.kind === 'board'
  const { person } = me
  const may = person?.role === 'supervisor' || person?.role === 'administrator'
  office_person.value = may ? person : null
  if (may && person !== null) speak(language_of(person.language))
}

/** Log out of the desk. */
export async function leave_office(): Promise<void> {
  await reach(server.DELETE('/api/v1/sessions/current'))
  office_person.value = null
}

function OfficeLogin() {
  const [login, set_login] = useState('')
  const [password, set_password] = useState('')
  const [is_working, work] = useState(false)
  const [problem, complain] = useState<string | null>(null)

  async function go(): Promise<void> {
    work(true)
    const body = { login, password }
    const answer = await reach(server.POST('/api/v1/sessions/office', { body }))
    work(false)
    if (!answer.ok) return complain(answer.code)
    complain(null)
    await ask()
  }

  return (
    <HandheldScreen>
      <form
        class="entrance entrance-desk"
        onSubmit={(event) => {
          event.preventDefault()
          go().catch(() => work(false))
        }}
      >
        <Entrance title={t('office_login.title')} lead={t('office_login.lead')} />
        {problem !== null && (
          <Notice tone="ng" icon="close">
            {t(problem_words(problem))}
          </Notice>
        )}
        <TextField
          label={t('welcome.login')}
          value={login}
          on_input={set_login}
          autocomplete="username"
          required
        />
        <TextField
          label={t('welcome.password')}
          value={password}
          on_input={set_password}
          type="password"
          autocomplete="current-password"
          required
        />
        <Button kind="primary" wide type="submit" busy={is_working}>
          {t('login.go')}
        </Button>
      </form>
    </HandheldScreen>
  )
}

function problem_words(code: string) {
  switch (code) {
    case 'offline':
      return 'fault.offline'
    case 'login_failed':
      return 'office_login.wrong'
    case 'not_for_office':
      return 'office_login.not_for_office'
    case 'login_locked':
    case 'too_many_requests':
      return 'login.locked'
    default:
      return 'fault.server'
  }
}
