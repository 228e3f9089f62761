// The camera itself: opened, lit, closed. Says in a word why it cannot be.

/** refused: by the person or the browser. insecure: no https. none: there is no camera. busy: another app has it. */
export type Trouble = 'refused' | 'insecure' | 'none' | 'busy' | 'failed'

const TROUBLES: Record<string, Trouble> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Open the camera on the back, wide enough for a shelf label at arm's length. */
export async function open_camera(): Promise<MediaStream | Trouble> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  if (mediaDevices === undefined) return window.isSecureContext ? 'none' : 'insecure'
  try {
    const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
    return await mediaDevices.getUserMedia({ video, audio: false })
  } catch (refused) {
    return TROUBLES[refused instanceof Error ? refused.name : ''] ?? 'failed'
  }
}

export function close_camera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

export function has_torch(stream: MediaStream): boolean {
  const capabilities = stream.getVideoTracks()[0]?.getCapabilities?.() as { torch?: boolean }
  return capabilities?.torch === true
}

export async function light(stream: MediaStream, is_on: boolean): Promise<void> {
  const advanced = [{ torch: is_on } as MediaTrackConstraintSet]
  await stream.getVideoTracks()[0]?.applyConstraints({ advanced })
}
