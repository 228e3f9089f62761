import { useState } from 'preact/hooks'
import { Button, HandheldScreen, Notice } from '../interface'
import { Entrance } from '../interface/more_parts'
import { reach, server } from '../server_api'
import { TextField } from '../sheets'
import { t } from '../words'

const PASSWORD_LENGTH_MIN = 10

/** The first administrator introduces themselves; the link works once. */
export function WelcomeScreen() {
  const [name, set_name] = useState('')
  const [login, set_login] = useState('')
  const [password, set_password] = useState('')
  const [is_working, work] = useState(false)
  const [problem, complain] = useState<string | null>(null)
  const is_short = password !== '' && password.length < PASSWORD_LENGTH_MIN

  async function go(): Promise<void> {
    work(true)
    const body = { token: location.hash.slice(1), name, login, password }
    const answer = await reach(server.POST('/api/v1/welcome', { body }))
    work(false)
    if (answer.ok) location.replace('/office')
    else complain(answer.code)
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
        <Entrance title={t('welcome.title')} lead={t('welcome.lead')} />
        {problem !== null && (
          <Notice tone="ng" icon="close">
            {t(problem_words(problem))}
          </Notice>
        )}
        <TextField
          label={t('welcome.name')}
          value={name}
          on_input={set_name}
          autocomplete="name"
          required
        />
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
          autocomplete="new-password"
          hint={t('welcome.password.hint')}
          problem={is_short ? t('welcome.password.short') : null}
          required
        />
        <Button kind="primary" wide type="submit" busy={is_working} disabled={is_short}>
          {t('welcome.go')}
        </Button>
      </form>
    </HandheldScreen>
  )
}

function problem_words(code: string) {
  if (code === 'offline') return 'fault.offline'
  if (code === 'already_taken') return 'welcome.login.taken'
  return code === 'link_used' ? 'welcome.wrong' : 'fault.server'
}
