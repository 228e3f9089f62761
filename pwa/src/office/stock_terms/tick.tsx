type TickProps = { label: string; is_set: boolean; on_change: (is_set: boolean) => void }

/** A yes or no of the terms, in a whole sentence. */
export function Tick({ label, is_set, on_change }: TickProps) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={is_set}
        onChange={(event) => on_change(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}
