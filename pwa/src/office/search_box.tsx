import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../interface'

/** A pause in typing after which the server is asked. */
const TYPING_MS = 250

type SearchBoxProps = {
  label: string
  hint: string
  value: string
  on_search: (q: string) => void
}

/** One word to search a list for. `/` jumps into it from anywhere on the page. */
export function SearchBox({ label, hint, value, on_search }: SearchBoxProps) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, type] = useState(value)
  const newest = useRef(on_search)
  newest.current = on_search
  useEffect(() => type(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => newest.current(typed), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, value])
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      field.current?.select()
    }
    addEventListener('keydown', jump)
    return () => removeEventListener('keydown', jump)
  }, [])
  return (
    <label class="search">
      <Icon name="search" />
      <span class="unseen">{label}</span>
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={hint}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <kbd>/</kbd>
    </label>
  )
}

type PickProps = {
  label: string
  /** What stands there while nothing is chosen; null where something always is. */
  every: string | null
  value: string
  choices: readonly { code: string; name: string }[]
  on_choose: (code: string) => void
}

/** One of some, to narrow a list with. */
export function Pick({ label, every, value, choices, on_choose }: PickProps) {
  return (
    <label class={`pick${value === '' ? '' : ' pick-set'}`}>
      <span class="unseen">{label}</span>
      <select value={value} onChange={(event) => on_choose(event.currentTarget.value)}>
        {every !== null && <option value="">{every}</option>}
        {choices.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
