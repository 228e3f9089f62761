/** Which page of a turning list is on the wall. */
export function Dots({ page, pages }: { page: number; pages: number }) {
  if (pages === 1) return null
  return (
    <span class="dots" aria-hidden="true">
      {Array.from({ length: pages }, (_, number) => (
        <span key={number} class={number === page ? 'dot dot-here' : 'dot'} />
      ))}
    </span>
  )
}
