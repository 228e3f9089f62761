import '../interface/more_icons'
import { useState } from 'preact/hooks'
import { Button, clock_time, Icon } from '../interface'
import { Facts } from '../interface/more_parts'
import { connected } from '../live'
import { reach, server } from '../server_api'
import { Sheet } from '../sheets'
import { say } from '../upkeep'
import { bring_words, language, t } from '../words'
import { menu_en } from '../words/menu.en'
import { menu_ja } from '../words/menu.ja'
import { people_en } from '../words/people.en'
import { people_ja } from '../words/people.ja'
import { counts, device, give_cue, is_spoken, job, kind_of_job, lay_job_down } from '../work'
import { Choice } from './choice'
import { choose_hand, choose_quiet, choose_speech, choose_theme } from './choices'
import { RecordsList } from './records_list'
import { begin_break } from './rest'
import {
  choose_language,
  hand,
  is_quiet,
  is_storage_kept,
  log_out,
  server_seen_at,
  server_version,
  theme,
} from './session'

bring_words(people_ja, people_en)

bring_words(menu_ja, menu_en)

/** Everything that is not the work itself: the way out, language, light, sound, this device, its records. */
export function Menu({ on_close }: { on_close: () => void }) {
  const [page, turn_to] = useState<'menu' | 'records'>('menu')
  const title = t(page === 'menu' ? 'menu.title' : 'menu.records')
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      {page === 'records' ? (
        <RecordsList />
      ) : (
        <>
          <RecordsButton on_press={() => turn_to('records')} />
          <Language />
          <Look />
          <Hand />
          <Sound />
          <Speech />
          <ThisDevice />
          <ScannerCheckLink />
          <Rest on_done={on_close} />
          <GiveBack on_done={on_close} />
          <LogOut on_done={on_close} />
        </>
      )}
    </Sheet>
  )
}

function RecordsButton({ on_press }: { on_press: () => void }) {
  const { stored, trouble } = counts.value
  return (
    <button type="button" class="menu-row" onClick={on_press}>
      <Icon name="list" />
      <span>{t('menu.records')}</span>
      <span class="menu-row-end">
        {t('header.unsent', { n: stored })}
        {trouble > 0 && ` / ${t('header.trouble', { n: trouble })}`}
        <Icon name="chevron_right" />
      </span>
    </button>
  )
}

function ScannerCheckLink() {
  return (
    <a class="menu-row" href="/scanner">
      <Icon name="scan" />
      <span>{t('menu.scanner')}</span>
      <span class="menu-row-end">
        <Icon name="chevron_right" />
      </span>
    </a>
  )
}

function Language() {
  return (
    <Choice
      label={t('menu.language')}
      icon="globe"
      value={language.value}
      choices={[
        ['ja', t('language.ja')],
        ['en', t('language.en')],
      ]}
      on_choose={(chosen) => choose_language(chosen)}
    />
  )
}

function Look() {
  return (
    <Choice
      label={t('menu.theme')}
      icon="sun"
      value={theme.value}
      choices={[
        ['auto', t('menu.theme.auto')],
        ['dark', t('menu.theme.dark')],
        ['light', t('menu.theme.light')],
      ]}
      on_choose={(chosen) => choose_theme(chosen)}
    />
  )
}

function Hand() {
  return (
    <Choice
      label={t('menu.hand')}
      icon="device"
      value={hand.value}
      choices={[
        ['left', t('menu.hand.left')],
        ['right', t('menu.hand.right')],
      ]}
      on_choose={(chosen) => choose_hand(chosen)}
    />
  )
}

function Speech() {
  return (
    <>
      <Choice
        label={t('menu.speech')}
        icon="volume"
        value={is_spoken.value ? 'on' : 'off'}
        choices={[
          ['on', t('menu.speech.on')],
          ['off', t('menu.speech.off')],
        ]}
        on_choose={(chosen) => {
          if (chosen === 'on') say(t('menu.speech'))
          return choose_speech(chosen === 'on')
        }}
      />
      {!('speechSynthesis' in window) && <p class="menu-note">{t('menu.speech.none')}</p>}
    </>
  )
}

function Rest({ on_done }: { on_done: () => void }) {
  return (
    <Button
      icon="clock"
      wide
      on_press={() => {
        on_done()
        begin_break()
      }}
    >
      {t('menu.rest')}
    </Button>
  )
}

function Sound() {
  return (
    <>
      <Choice
        label={t('menu.sound')}
        icon="volume"
        value={is_quiet.value ? 'off' : 'on'}
        choices={[
          ['on', t('menu.sound.on')],
          ['off', t('menu.sound.off')],
        ]}
        on_choose={(chosen) => choose_quiet(chosen === 'off')}
      />
      <div class="menu-sounds">
        <span>{t('menu.sound.test')}</span>
        <Button on_press={() => give_cue('ok')}>{t('menu.sound.ok')}</Button>
        <Button on_press={() => give_cue('ng')}>{t('menu.sound.ng')}</Button>
        <Button on_press={() => give_cue('job_done')}>{t('menu.sound.done')}</Button>
        <Button on_press={() => give_cue('attention')}>{t('menu.sound.attention')}</Button>
      </div>
    </>
  )
}

function ThisDevice() {
  const seen_at = server_seen_at.value
  const kept = is_storage_kept.value
  return (
    <section class="menu-device">
      <h3>{t('menu.device')}</h3>
      <Facts
        of={[
          [t('menu.device.name'), device.value?.name ?? ''],
          [t('menu.device.version'), server_version.value ?? ''],
          [
            t('menu.device.storage'),
            t(kept === true ? 'menu.device.storage.kept' : 'menu.device.storage.at_risk'),
          ],
          [
            t('menu.device.seen'),
            connected.value
              ? t('header.online')
              : `${t('header.offline')} ${seen_at === null ? '' : clock_time(seen_at)}`,
          ],
        ]}
      />
    </section>
  )
}

function GiveBack({ on_done }: { on_done: () => void }) {
  const [is_refused, refuse] = useState(false)
  const [is_working, work] = useState(false)
  const at_hand = job.value
  if (at_hand === null || kind_of_job(at_hand)?.is_over?.(at_hand) === true) return null

  async function go(task_id: number): Promise<void> {
    work(true)
    const path = { task_id }
    const answer = await reach(server.POST('/api/v1/tasks/{task_id}/release', { params: { path } }))
    work(false)
    if (!answer.ok) return refuse(true)
    await lay_job_down()
    on_done()
  }

  return (
    <>
      <Button
        icon="arrow_left"
        wide
        busy={is_working}
        on_press={() => {
          go(at_hand.task.id).catch(() => work(false))
        }}
      >
        {t('menu.give_back')}
      </Button>
      {is_refused && <p class="menu-note">{t('menu.give_back.refused')}</p>}
    </>
  )
}

function LogOut({ on_done }: { on_done: () => void }) {
  const { stored } = counts.value
  return (
    <>
      <Button
        kind="danger"
        icon="logout"
        wide
        on_press={() => {
          on_done()
          log_out().catch(() => undefined)
        }}
      >
        {t('menu.logout')}
      </Button>
      {stored > 0 && <p class="menu-note">{t('menu.logout.unsent', { n: stored })}</p>}
    </>
  )
}
