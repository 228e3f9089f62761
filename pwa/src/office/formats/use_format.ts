import { useEffect, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../ask'
import { ask_format, type Format, read_format, type Trial, try_format } from './asks'
import { NOTHING, type Told } from './draft'

/** Typing goes on for a moment before the server is asked what comes of it. */
const SETTLED_MS = 300

/** A format as it is kept, as it is being written, and what the opened file says to it. */
export function use_format(id: number | null) {
  const [known, know] = useState<Format | null>(null)
  const [told, write] = useState<Told>(NOTHING)
  const [file, take_file] = useState<Blob | null>(null)
  const [trial, learn] = useState<Trial | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [name_read, note_name] = useState('')
  const [busy, set_busy] = useState(false)
  const turn = useRef(0)
  const is_empty = told === NOTHING
  useEffect(() => {
    if (id === null) return
    void ask_format(id).then((said) => {
      refuse(said.refusal)
      if (said.value === null) return
      know(said.value)
      write(said.value.told as Told)
    })
  }, [id])
  const try_out = async (on: Blob, by: Told | null) => {
    const mine = ++turn.current
    set_busy(true)
    const said = await try_format(on, by)
    // Only the newest question counts: answers may overtake each other.
    if (mine !== turn.current) return
    set_busy(false)
    refuse(said.refusal)
    if (said.value === null) return
    learn(said.value)
    if (by === null) write(said.value.told)
  }
  const tried = useRef(try_out)
  tried.current = try_out
  useEffect(() => {
    if (file === null || told === NOTHING) return
    const timer = setTimeout(() => void tried.current(file, told), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [file, told])
  return {
    known,
    told,
    file,
    trial,
    refusal,
    name_read,
    busy,
    is_empty,
    write,
    refuse,
    open: (opened: File) => {
      take_file(opened)
      learn(null)
      if (is_empty) void try_out(opened, null)
    },
    read: async (chosen: File) => {
      const said = await read_format(chosen)
      refuse(said.refusal)
      if (said.value === null) return
      note_name(said.value.name)
      write(said.value.told)
    },
  }
}
