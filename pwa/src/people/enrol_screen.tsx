import './people.css'
import { useEffect, useState } from 'preact/hooks'
import { Button, HandheldScreen, Notice, Spinner } from '../interface'
import { Entrance } from '../interface/more_parts'
import { TextField } from '../sheets'
import { bring_words, t, t_code } from '../words'
import { people_en } from '../words/people.en'
import { people_ja } from '../words/people.ja'
import { give_cue, use_scans } from '../work'
import { enrol } from './entering'
import { enrolment } from './session'

bring_words(people_ja, people_en)

/** Where a device that has just been enrolled belongs. */
const PAGES: Record<string, string> = { handheld: '/', tablet: '/pack', board: '/board' }

/** Make this device known: by the QR code's link, by scanning it, or by typing its code. */
export function EnrolScreen() {
  const [code, type] = useState('')
  const [is_working, work] = useState(false)
  const [problem, complain] = useState<string | null>(null)

  async function go(text: string): Promise<void> {
    if (text.trim() === '') return
    work(true)
    complain(null)
    const answer = await enrol(text)
    work(false)
    give_cue(answer.ok ? 'job_done' : 'ng')
    if (answer.ok) location.replace(PAGES[answer.data.device.kind] ?? '/')
    else complain(answer.code)
  }

  const start = (text: string) => {
    go(text).catch(() => work(false))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is used once, when the page opens
  useEffect(() => {
    // The link of the QR code carries the code behind the #, which never reaches a server's log.
    if (location.pathname === '/enrol' && location.hash.length > 1) start(location.hash)
  }, [])
  use_scans((reading) => start(reading.raw))
  return (
    <HandheldScreen>
      <form
        class="entrance"
        onSubmit={(event) => {
          event.preventDefault()
          start(code)
        }}
      >
        <Entrance icon="device" title={t('enrol.title')} lead={t('enrol.lead')} />
        {enrolment.value === 'revoked' && (
          <Notice tone="wait" icon="alert">
            {t('enrol.revoked')}
          </Notice>
        )}
        {problem !== null && (
          <Notice tone="ng" icon="close">
            {problem === 'offline' ? t('fault.offline') : t_code('enrol', 'wrong')}
          </Notice>
        )}
        <TextField label={t('enrol.code')} value={code} on_input={type} />
        <Button kind="primary" wide type="submit" busy={is_working} disabled={code.trim() === ''}>
          {t('enrol.go')}
        </Button>
        {is_working && <Spinner label={t('enrol.working')} />}
      </form>
    </HandheldScreen>
  )
}
