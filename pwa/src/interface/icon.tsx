// Our own line icons on a 24 × 24 grid; drawn in the colour of the text beside them. Those of the first load are
// here; a lazy room that draws any other imports `interface/more_icons`.

import type { MORE_ICONS } from './more_icons'

const FIRST_ICONS = {
  alert: 'M12 3.5 22 20.5H2L12 3.5Z M12 10v5 M12 17.8v.2',
  arrow_right: 'M4 12h16 M13 5l7 7-7 7',
  backspace: 'M8 5h13v14H8l-6-7 6-7Z M11.5 9.5l5 5 M16.5 9.5l-5 5',
  box: 'M3 7.5 12 3l9 4.5v9L12 21l-9-4.5v-9Z M3 7.5 12 12l9-4.5 M12 12v9',
  cart: 'M2.5 4H5l2.5 12h11 M6 7.5h15l-1.8 6H7.2 M9 20.2v.1 M17 20.2v.1',
  check: 'M4.5 12.5 10 18 20 6.5',
  circle: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M12 7v5.5l3.5 2',
  close: 'M5 5l14 14 M19 5 5 19',
  device: 'M7 2.5h10v19H7z M11 18.5h2',
  image: 'M3 4h18v16H3z M3 16l5-5 5 5 3-3 5 5 M15.5 8.5v.1',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M12 11v6 M12 7.4v.1',
  keyboard: 'M2 6h20v12H2z M6 10v.1 M10 10v.1 M14 10v.1 M18 10v.1 M7 14.5h10',
  list: 'M8 6h13 M8 12h13 M8 18h13 M3.5 6v.1 M3.5 12v.1 M3.5 18v.1',
  menu: 'M3 6h18 M3 12h18 M3 18h18',
  people:
    'M9 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z M2.5 20c.5-7.5 12.5-7.5 13 0 M16 4.500a3.5 3.5 0 0 1 0 6.5 M18 14c2 .8 3.3 2.8 3.5 6',
  question: 'M8 8.500a4 4 0 1 1 5.8 3.500c-1.3.7-1.8 1.3-1.8 3 M12 19v.1',
  refresh: 'M20 5v5.500h-5.5 M19.5 10A8 8 0 1 0 20 14',
  scan: 'M3 8V4h4 M17 4h4v4 M21 16v4h-4 M7 20H3v-4 M7 8.500v7 M10.5 8.500v7 M13.5 8.500v7 M17 8.500v7',
  shelf: 'M4 3v18 M20 3v18 M4 8.500h16 M4 17h16 M7.5 8.500V5H12v3.5 M13 17v-4.500h4V17',
  tote: 'M3 8h18l-2 12H5L3 8Z M2 5h20v3H2z M9.5 12.500h5',
  truck:
    'M2 5h12v11H2z M14 9h4.500L22 12.500V16h-8 M6.5 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z M17.5 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  upload: 'M12 16V5 M6.5 10.5 12 5l5.5 5.5 M4 20h16',
  volume_off: 'M3 9.500h4L12 5v14l-5-4.500H3v-5Z M16 9.500l5 5 M21 9.500l-5 5',
  wifi: 'M2.5 9c5.5-5 13.5-5 19 0 M6 13c3.5-3 8.5-3 12 0 M9.3 16.700c1.6-1.3 3.8-1.3 5.4 0 M12 20v.1',
  wifi_off:
    'M2.5 9c1.5-1.4 3.3-2.4 5.2-3 M13 5.300c3.1.2 6.1 1.4 8.5 3.7 M6 13c1.2-1 2.6-1.7 4-2 M9.3 16.700c1.6-1.3 3.8-1.3 5.4 0 M12 20v.1 M4 3l16 18',
} as const

export type IconName = keyof typeof FIRST_ICONS | keyof typeof MORE_ICONS

const paths: Partial<Record<IconName, string>> = { ...FIRST_ICONS }

/** Add the icons that the first load does without. Called before a lazy room draws one. */
export function bring_icons(more: typeof MORE_ICONS): void {
  Object.assign(paths, more)
}

type IconProps = {
  name: IconName
  /** Edge in CSS pixels; without it the icon is as tall as the text. */
  size_px?: number
  /** Line width on the 24 grid; verdict symbols are drawn bolder. */
  weight?: number
}

/** An icon beside words that say the same, so it is hidden from a screen reader. */
export function Icon({ name, size_px, weight = 2.2 }: IconProps) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size_px ?? '1.25em'}
      height={size_px ?? '1.25em'}
      fill="none"
      stroke="currentColor"
      stroke-width={weight}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
