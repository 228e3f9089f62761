import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { Button } from '../interface'
import type { Journal } from '../journal'
import type { Reading } from '../scanner'
import { t } from '../words'
import { on_scan } from './scans'

type Strip = ComponentType<{ on_reading: (reading: Reading) => void; on_close: () => void }>

/** Whether there is a camera to open; over http it cannot be known, the camera then says what is missing. */
const has_camera = signal(false)
/** Whether keys or injected text were ever heard here: then the camera is only a help. */
const has_scanner = signal(false)
const strip = signal<Strip | null>(null)

let memory: Journal | null = null

/** What is remembered of this device; where the camera is the scanner and was open, it opens again. */
export async function recall_camera(journal: Journal): Promise<void> {
  memory = journal
  has_scanner.value = (await journal.setting<boolean>('has_scanner')) ?? false
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  const devices = (await mediaDevices?.enumerateDevices?.().catch(() => [])) ?? []
  const may_be_there = !window.isSecureContext && navigator.maxTouchPoints > 0
  has_camera.value = may_be_there || devices.some(({ kind }) => kind === 'videoinput')
  const was_open = await journal.setting<boolean>('camera_open')
  if (was_open === true && has_camera.value && !has_scanner.value) await open_camera()
}

/** Every reading passes here: the first one of a hardware scanner makes it the main one. */
export function notice_scanner({ via }: Reading): void {
  if (has_scanner.peek() || (via !== 'keys' && via !== 'text')) return
  has_scanner.value = true
  remember('has_scanner', true)
}

async function open_camera(): Promise<void> {
  const room = await import('../camera')
  strip.value = room.CameraStrip
  remember('camera_open', true)
}

function close_camera(): void {
  strip.value = null
  remember('camera_open', false)
}

function remember(name: string, value: boolean): void {
  memory?.keep_setting(name, value).catch(() => undefined)
}

/** The camera, while it is open; stays over every screen. */
export function CameraDesk() {
  const Open = strip.value
  return Open !== null && <Open on_reading={on_scan} on_close={close_camera} />
}

/** One tap from every scanning screen; the main thing where nothing else scans. */
export function CameraButton() {
  if (!has_camera.value) return null
  const is_open = strip.value !== null
  return (
    <Button
      icon="scan"
      wide
      kind={is_open || has_scanner.value ? 'plain' : 'primary'}
      on_press={() => {
        if (is_open) close_camera()
        else open_camera().catch(() => undefined)
      }}
    >
      {t('scanner.camera')}
    </Button>
  )
}
