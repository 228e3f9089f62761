import '../interface/more_icons'
import { useState } from 'preact/hooks'
import { Button, HandheldScreen, Icon, Notice } from '../interface'
import { Entrance } from '../interface/more_parts'
import { Keypad } from '../sheets'
import { label_of, read } from '../vocabulary'
import { bring_words, has_words, language, t } from '../words'
import { people_en } from '../words/people.en'
import { people_ja } from '../words/people.ja'
import { counts, device, give_cue, HandEntryButton, use_scans } from '../work'
import { log_in } from './entering'
import { choose_language, session_is_over } from './session'

bring_words(people_ja, people_en)

const PIN_MIN = 4
const PIN_MAX = 8

/** Log in on the floor: a badge says who, the PIN proves it. */
export function LoginScreen() {
  const [badge, hold] = useState<string | null>(null)
  const [pin, enter] = useState('')
  const [problem, complain] = useState<string | null>(null)
  use_scans((reading) => {
    // The keys of a handheld with a keypad arrive where scans arrive.
    if (badge !== null && /^[0-9]{4,8}$/.test(reading.raw)) return enter(reading.raw)
    const code = badge_in(reading.raw)
    give_cue(code === null ? 'ng' : 'ok')
    complain(code === null ? 'login.not_a_badge' : null)
    if (code !== null) {
      enter('')
      hold(code)
    }
  })
  if (badge === null) return <ScanBadge problem={problem} />
  return (
    <PinPad
      badge={badge}
      pin={pin}
      enter={enter}
      problem={problem}
      on_problem={complain}
      on_other_badge={() => {
        complain(null)
        enter('')
        hold(null)
      }}
    />
  )
}

/** The badge in a scan, or null: goods held before the scanner never log anybody in. */
function badge_in(raw: string): string | null {
  const [scan] = read(raw)
  if (scan.kind === 'badge') return scan.code
  // Typed by hand without the check character.
  return /^B-[0-9A-Z]+$/.test(scan.code) ? scan.code : null
}

function ScanBadge({ problem }: { problem: string | null }) {
  const { stored } = counts.value
  return (
    <HandheldScreen foot={<HandEntryButton />}>
      <div class="entrance">
        <Entrance icon="badge" title={t('login.badge.lead')} lead={t('login.badge.hint')} />
        {session_is_over.value && (
          <Notice tone="wait" icon="clock">
            {t('login.session_over')}
          </Notice>
        )}
        <Problem code={problem} />
        {stored > 0 && (
          <Notice tone="calm" icon="upload">
            {t('login.unsent', { n: stored })}
          </Notice>
        )}
      </div>
      <SpeakHere />
      <p class="entrance-device">{device.value?.name}</p>
    </HandheldScreen>
  )
}

/** The language before anybody is known; after that the badge says it. */
function SpeakHere() {
  const words = { ja: t('language.ja'), en: t('language.en') }
  return (
    <p class="speak">
      {(['ja', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={language.value === one}
          onClick={() => {
            choose_language(one).catch(() => undefined)
          }}
        >
          {words[one]}
        </button>
      ))}
    </p>
  )
}

type PinPadProps = {
  badge: string
  pin: string
  enter: (pin: string) => void
  problem: string | null
  on_problem: (code: string | null) => void
  on_other_badge: () => void
}

function PinPad({ badge, pin, enter, problem, on_problem, on_other_badge }: PinPadProps) {
  const [is_working, work] = useState(false)

  async function go(): Promise<void> {
    work(true)
    on_problem(null)
    const answer = await log_in(label_of(badge), pin)
    work(false)
    if (answer.ok) return give_cue('job_done')
    give_cue('ng')
    enter('')
    on_problem(words_of(answer.code))
  }

  return (
    <HandheldScreen
      foot={
        <>
          <Keypad
            on_digit={(digit) => enter((pin + digit).slice(0, PIN_MAX))}
            on_erase={() => enter(pin.slice(0, -1))}
            erase_label={t('common.erase')}
          />
          <Button
            kind="primary"
            wide
            busy={is_working}
            disabled={pin.length < PIN_MIN}
            on_press={() => {
              go().catch(() => work(false))
            }}
          >
            {t('login.go')}
          </Button>
        </>
      }
    >
      <div class="pin">
        <button type="button" class="pin-badge" onClick={on_other_badge}>
          <Icon name="badge" />
          <span>{badge}</span>
          <span class="pin-other">{t('login.other_badge')}</span>
        </button>
        <h1>{t('login.pin.lead')}</h1>
        <p class="pin-dots" role="status" aria-label={t('login.pin.filled', { n: pin.length })}>
          {Array.from({ length: Math.max(PIN_MIN, pin.length) }, (_, at) => (
            <span key={at} class={at < pin.length ? 'pin-dot pin-dot-filled' : 'pin-dot'} />
          ))}
        </p>
        <Problem code={problem} />
      </div>
    </HandheldScreen>
  )
}

function words_of(code: string): string {
  const known: Record<string, string> = {
    login_failed: 'login.wrong',
    login_locked: 'login.locked',
    too_many_requests: 'login.locked',
    badge_expected: 'login.not_a_badge',
    offline: 'login.offline',
  }
  return known[code] ?? 'fault.server'
}

function Problem({ code }: { code: string | null }) {
  if (code === null || !has_words(code)) return null
  return (
    <Notice tone="ng" icon="close">
      {t(code)}
    </Notice>
  )
}
