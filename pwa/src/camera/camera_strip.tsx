import '../interface/more_icons'
import './camera.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { IconButton, Notice, Spinner } from '../interface'
import type { Reading } from '../scanner'
import { t } from '../words'
import type { Found } from './found'
import { type Looking, start_looking } from './look'
import { close_camera, has_torch, light, open_camera, type Trouble } from './stream'

/** How long the picture that was read stands still, in milliseconds. */
const STILL_MS = 800

type CameraProps = { on_reading: (reading: Reading) => void; on_close: () => void }

/**
 * The camera as a scanner: a strip above the instruction, open from one read to the next. What was read stands
 * still for a moment with the code marked; a tap on the picture reads the same code once more.
 */
export function CameraStrip({ on_reading, on_close }: CameraProps) {
  const [stream, open] = useState<MediaStream | null>(null)
  const [trouble, tell] = useState<Trouble | null>(null)
  use_room()
  useEffect(() => {
    let opened: MediaStream | null = null
    let is_over = false
    open_camera()
      .then((answer) => {
        if (typeof answer === 'string') return tell(answer)
        opened = answer
        if (is_over) return close_camera(answer)
        open(answer)
      })
      .catch(() => tell('failed'))
    return () => {
      is_over = true
      if (opened !== null) close_camera(opened)
    }
  }, [])
  return (
    <section class="camera" aria-label={t('camera.name')}>
      {trouble !== null && (
        <div class="camera-words">
          <Notice tone="ng" icon="close">
            {t(`camera.trouble.${trouble}`)}
          </Notice>
        </div>
      )}
      {trouble === null && stream === null && (
        <div class="camera-words">
          <Spinner label={t('camera.opening')} />
        </div>
      )}
      {trouble === null && stream !== null && (
        <Picture stream={stream} on_reading={on_reading} on_failed={() => tell('failed')} />
      )}
      <div class="camera-deeds">
        <IconButton icon="close" label={t('camera.close')} on_press={on_close} />
        {trouble === null && stream !== null && has_torch(stream) && <Torch stream={stream} />}
      </div>
    </section>
  )
}

/** The page below gives the strip its room, so that nothing of the instruction is covered. */
function use_room(): void {
  useLayoutEffect(() => {
    const { classList } = document.documentElement
    classList.add('has-camera')
    return () => classList.remove('has-camera')
  }, [])
}

function Torch({ stream }: { stream: MediaStream }) {
  const [is_on, turn] = useState(false)
  return (
    <IconButton
      icon="sun"
      label={t(is_on ? 'camera.torch.off' : 'camera.torch.on')}
      on_press={() => {
        light(stream, !is_on)
          .then(() => turn(!is_on))
          .catch(() => undefined)
      }}
    />
  )
}

type PictureProps = {
  stream: MediaStream
  on_reading: (reading: Reading) => void
  on_failed: () => void
}

function Picture({ stream, on_reading, on_failed }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null)
  const still = useRef<HTMLCanvasElement>(null)
  const looking = useRef<Looking | null>(null)
  const latest = useRef({ on_reading, on_failed })
  latest.current = { on_reading, on_failed }
  const [read, show] = useState<Found | null>(null)
  useEffect(() => {
    const screen = video.current
    if (screen === null) return
    screen.srcObject = stream
    screen.play().catch(() => undefined)
    const started = start_looking({
      video: screen,
      on_failed: () => latest.current.on_failed(),
      on_read: (found, frame) => {
        if (still.current !== null) keep_still(still.current, frame, found)
        show(found)
        const at_ms = performance.now()
        const reading: Reading = {
          raw: found.text,
          via: 'camera',
          at_ms,
          took_ms: 0,
          longest_gap_ms: 0,
        }
        latest.current.on_reading(reading)
      },
    })
    looking.current = started
    return () => started.stop()
  }, [stream])
  useEffect(() => {
    if (read === null) return
    const timer = setTimeout(() => show(null), STILL_MS)
    return () => clearTimeout(timer)
  }, [read])
  return (
    <button
      type="button"
      class={`camera-picture${read === null ? '' : ' camera-picture-read'}`}
      aria-label={t('camera.again')}
      onClick={() => looking.current?.again()}
    >
      <video ref={video} muted playsInline disablePictureInPicture />
      <canvas ref={still} hidden={read === null} />
      <span class="camera-aim" aria-hidden="true" />
    </button>
  )
}

/** The picture with the code framed: white around dark, seen on every ground. */
function keep_still(still: HTMLCanvasElement, frame: HTMLCanvasElement, { corners }: Found): void {
  still.width = frame.width
  still.height = frame.height
  const context = still.getContext('2d')
  if (context === null) return
  context.drawImage(frame, 0, 0)
  const left = Math.min(...corners.map(({ x }) => x)) - 12
  const right = Math.max(...corners.map(({ x }) => x)) + 12
  const top = Math.min(...corners.map(({ y }) => y)) - 12
  const bottom = Math.max(...corners.map(({ y }) => y)) + 12
  for (const [colour, width] of [
    ['#00352a', 16],
    ['#4dffc9', 8],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = width
    context.strokeRect(left, top, right - left, bottom - top)
  }
}
