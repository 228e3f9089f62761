import './scanner_check.css'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, HandheldScreen, Icon, Notice, use_look } from '../interface'
import { type Journal, open_journal } from '../journal'
import { PROFILE_SETTING, type ScannerProfile } from '../scanner'
import { type Language, speak, t } from '../words'
import { Findings } from './findings'
import { LabelSheet } from './label_sheet'
import { CHECK_LABELS } from './labels'
import { type Finding, learn, resembles, type Traces, text_of } from './learn'
import { type Heard, listen } from './trace'

let opening: Promise<Journal | null> = Promise.resolve(null)

/** Open the device's memory; without it the check still tells what it finds, it only cannot keep it. */
export async function start_scanner_check(): Promise<void> {
  opening = open_journal().catch(() => null)
  const journal = await opening
  speak((await journal?.setting<Language>('language')) ?? 'ja')
}

async function keep(profile: ScannerProfile): Promise<boolean> {
  const journal = await opening
  await journal?.keep_setting(PROFILE_SETTING, profile)
  return journal !== null
}

/** 「スキャナーの確認」: three scans, then a list of what is right and what to change. */
export function ScannerCheck() {
  use_look('dark', 'hand')
  const [page, turn_to] = useState<'scans' | 'labels'>('scans')
  const [traces, take] = useState<Partial<Traces>>({})
  const [odd, complain] = useState<string | null>(null)
  const [learned, tell] = useState<{ findings: Finding[]; is_kept: boolean } | null>(null)
  const nth = Object.keys(traces).length
  const label = CHECK_LABELS[nth]

  async function hear(heard: Heard[]): Promise<void> {
    if (label === undefined) return
    const is_it = resembles(heard, label)
    complain(is_it ? null : text_of(heard, null))
    if (!is_it) return
    const now = { ...traces, [label.name]: heard }
    take(now)
    if (Object.keys(now).length < CHECK_LABELS.length) return
    const { findings, profile } = learn(now as Traces)
    tell({ findings, is_kept: await keep(profile).catch(() => false) })
  }

  function again(): void {
    take({})
    complain(null)
    tell(null)
  }

  if (page === 'labels') return <LabelSheet on_close={() => turn_to('scans')} />
  if (learned !== null) return <Findings {...learned} on_again={again} />
  return (
    <HandheldScreen
      foot={
        <>
          <Button icon="printer" wide on_press={() => turn_to('labels')}>
            {t('scanner_check.labels')}
          </Button>
          <a class="button button-quiet button-wide" href="/">
            <Icon name="arrow_left" />
            <span class="button-words">{t('scanner_check.back')}</span>
          </a>
        </>
      }
    >
      <Ear
        on_scan={(heard) => {
          hear(heard).catch(() => undefined)
        }}
      />
      <h1 class="check-title">{t('scanner_check.title')}</h1>
      <p class="check-lead">{t('scanner_check.lead')}</p>
      <ol class="check-steps">
        {CHECK_LABELS.map(({ name, said }, at) => (
          <li
            key={name}
            class={`check-step${at < nth ? ' check-step-done' : ''}${at === nth ? ' check-step-now' : ''}`}
            aria-current={at === nth ? 'step' : undefined}
          >
            {at < nth ? <Icon name="check" size_px={26} weight={3} /> : <b>{at + 1}</b>}
            <span>
              {t(`scanner_check.label.${name}`)}
              <small>{said}</small>
            </span>
          </li>
        ))}
      </ol>
      {odd !== null && (
        <Notice tone="ng" icon="close">
          {t('scanner_check.odd', { text: odd })}
        </Notice>
      )}
    </HandheldScreen>
  )
}

function Ear({ on_scan }: { on_scan: (heard: Heard[]) => void }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(on_scan)
  latest.current = on_scan
  useLayoutEffect(() => {
    if (field.current === null) return
    return listen(field.current, (heard) => latest.current(heard))
  }, [])
  return (
    <section class="ear" aria-label={t('scanner.catcher')}>
      <textarea
        ref={field}
        class="catcher"
        rows={1}
        inputMode="none"
        autocomplete="off"
        spellcheck={false}
        tabIndex={-1}
        aria-label={t('scanner.catcher')}
        onBlur={(event) => {
          const left = event.currentTarget
          setTimeout(() => left.focus({ preventScroll: true }), 300)
        }}
      />
    </section>
  )
}
