// Our own line icons on a 24 × 24 grid; drawn in the colour of the text beside them.

const PATHS = {
  alert: 'M12 3.5 22 20.5H2L12 3.5Z M12 10v5 M12 17.8v.2',
  arrow_left: 'M20 12H4 M11 5l-7 7 7 7',
  arrow_right: 'M4 12h16 M13 5l7 7-7 7',
  arrow_up: 'M12 20V4 M5 11l7-7 7 7',
  backspace: 'M8 5h13v14H8l-6-7 6-7Z M11.5 9.5l5 5 M16.5 9.5l-5 5',
  badge: 'M4 7h16v13H4z M9 7V4h6v3 M12 12.5a1.8 1.8 0 1 0 0-.01 M8.5 17.5c1-2 6-2 7 0',
  board: 'M3 4h18v12H3z M8 20h8 M12 16v4 M7 12l3-3 2.5 2L17 7.5',
  box: 'M3 7.5 12 3l9 4.5v9L12 21l-9-4.5v-9Z M3 7.5 12 12l9-4.5 M12 12v9',
  calendar: 'M4 6h16v14H4z M4 10.5h16 M8.5 3.5V8 M15.5 3.5V8',
  cart: 'M2.5 4H5l2.5 12h11 M6 7.5h15l-1.8 6H7.2 M9 20.2v.1 M17 20.2v.1',
  check: 'M4.5 12.5 10 18 20 6.5',
  chevron_down: 'M5 9l7 7 7-7',
  chevron_right: 'M9 5l7 7-7 7',
  circle: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M12 7v5.5l3.5 2',
  close: 'M5 5l14 14 M19 5 5 19',
  device: 'M7 2.5h10v19H7z M11 18.5h2',
  download: 'M12 4v11 M6.5 10.5 12 16l5.5-5.5 M4 20h16',
  file: 'M6 3h8l5 5v13H6z M14 3v5h5 M9 13h7 M9 17h7',
  filter: 'M3 5h18l-7 8v6l-4 2v-8L3 5Z',
  flyer: 'M5 3h14v18H5z M8.5 7h7 M8.5 11h7 M8.5 15h4 M14.5 14.5l2 2',
  gift: 'M3 9h18v4H3z M5 13v8h14v-8 M12 9v12 M12 9C9 9 7 7.8 7 6s3-2.5 5 3c2-5.5 5-4.8 5-3s-2 3-5 3Z',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M3 12h18 M12 3c3.5 3 3.5 15 0 18 M12 3c-3.5 3-3.5 15 0 18',
  image: 'M3 4h18v16H3z M3 16l5-5 5 5 3-3 5 5 M15.5 8.5v.1',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M12 11v6 M12 7.4v.1',
  keyboard: 'M2 6h20v12H2z M6 10v.1 M10 10v.1 M14 10v.1 M18 10v.1 M7 14.5h10',
  list: 'M8 6h13 M8 12h13 M8 18h13 M3.5 6v.1 M3.5 12v.1 M3.5 18v.1',
  lock: 'M5 11h14v10H5z M8 11V7.5a4 4 0 0 1 8 0V11 M12 15v2',
  logout: 'M10 4H4v16h6 M9 12h12 M16 7l5 5-5 5',
  menu: 'M3 6h18 M3 12h18 M3 18h18',
  message: 'M3 4h18v12.500h-9L6.500 21v-4.500H3z M7.5 8.500h9 M7.5 12h6',
  minus: 'M4 12h16',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  more: 'M12 5v.1 M12 12v.1 M12 19v.1',
  people:
    'M9 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z M2.5 20c.5-7.5 12.5-7.5 13 0 M16 4.500a3.5 3.5 0 0 1 0 6.5 M18 14c2 .8 3.3 2.8 3.5 6',
  person: 'M12 3.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M4.5 21c.6-8.6 14.4-8.6 15 0',
  plus: 'M12 4v16 M4 12h16',
  printer: 'M7 9V3h10v6 M7 17H3V9h18v8h-4 M7 14h10v7H7z',
  question: 'M8 8.500a4 4 0 1 1 5.8 3.500c-1.3.7-1.8 1.3-1.8 3 M12 19v.1',
  refresh: 'M20 5v5.500h-5.5 M19.5 10A8 8 0 1 0 20 14',
  scan: 'M3 8V4h4 M17 4h4v4 M21 16v4h-4 M7 20H3v-4 M7 8.500v7 M10.5 8.500v7 M13.5 8.500v7 M17 8.500v7',
  search: 'M10.5 3.500a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z M16 16l5 5',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z M12 2.500v3 M12 18.500v3 M2.5 12h3 M18.5 12h3 M5.3 5.300l2.1 2.1 M16.6 16.600l2.1 2.1 M18.7 5.300l-2.1 2.1 M7.4 16.600l-2.1 2.1',
  shelf: 'M4 3v18 M20 3v18 M4 8.500h16 M4 17h16 M7.5 8.500V5H12v3.5 M13 17v-4.500h4V17',
  sun: 'M12 7.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z M12 1.500v2.5 M12 20v2.5 M1.5 12H4 M20 12h2.5 M4.6 4.600l1.7 1.7 M17.7 17.700l1.7 1.7 M19.4 4.600l-1.7 1.7 M6.3 17.700l-1.7 1.7',
  tag: 'M3 3h9l9 9-9 9-9-9V3Z M7.5 7.500v.1',
  tote: 'M3 8h18l-2 12H5L3 8Z M2 5h20v3H2z M9.5 12.500h5',
  truck:
    'M2 5h12v11H2z M14 9h4.500L22 12.500V16h-8 M6.5 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z M17.5 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  upload: 'M12 16V5 M6.5 10.5 12 5l5.5 5.5 M4 20h16',
  volume:
    'M3 9.500h4L12 5v14l-5-4.500H3v-5Z M15.5 9c1.6 1.6 1.6 4.4 0 6 M18.5 6c3.3 3.3 3.3 8.7 0 12',
  volume_off: 'M3 9.500h4L12 5v14l-5-4.500H3v-5Z M16 9.500l5 5 M21 9.500l-5 5',
  wifi: 'M2.5 9c5.5-5 13.5-5 19 0 M6 13c3.5-3 8.5-3 12 0 M9.3 16.700c1.6-1.3 3.8-1.3 5.4 0 M12 20v.1',
  wifi_off:
    'M2.5 9c1.5-1.4 3.3-2.4 5.2-3 M13 5.300c3.1.2 6.1 1.4 8.5 3.7 M6 13c1.2-1 2.6-1.7 4-2 M9.3 16.700c1.6-1.3 3.8-1.3 5.4 0 M12 20v.1 M4 3l16 18',
} as const

export type IconName = keyof typeof PATHS

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
      <path d={PATHS[name]} />
    </svg>
  )
}
