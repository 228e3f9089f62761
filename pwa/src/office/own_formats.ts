import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { type paths, server } from '../server_api'
import { reply } from './ask'

type Said = paths['/api/v1/order-formats']['get']['responses'][200]
type Format = Said['content']['application/json']['formats'][number]

export const ask_formats = () => reply(server.GET('/api/v1/order-formats'))

/** Formats of one's own, those that were put away too, for past files name them. */
export const own_formats = signal<Format[]>([])

/** Ask for them as a page opens; whoever has just made one sees it at once. */
export function use_own_formats(): void {
  useEffect(() => {
    void ask_formats().then(({ value }) => {
      if (value !== null) own_formats.value = value.formats
    })
  }, [])
}

/** What people call the format by which a file was read; null for a layout of the house. */
export function own_format_name(profile: string): string | null {
  if (!profile.startsWith('own-')) return null
  const format_id = Number(profile.slice('own-'.length).split('.')[0])
  return own_formats.value.find(({ id }) => id === format_id)?.name ?? profile
}
