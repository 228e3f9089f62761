// The icons of lazy rooms, on the same grid as those in icon.tsx; importing this file brings them.
import { bring_icons } from './icon'

export const MORE_ICONS = {
  arrow_left: 'M20 12H4 M11 5l-7 7 7 7',
  arrow_up: 'M12 20V4 M5 11l7-7 7 7',
  badge: 'M4 7h16v13H4z M9 7V4h6v3 M12 12.5a1.8 1.8 0 1 0 0-.01 M8.5 17.5c1-2 6-2 7 0',
  board: 'M3 4h18v12H3z M8 20h8 M12 16v4 M7 12l3-3 2.5 2L17 7.5',
  camera:
    'M3 7h4l1.500-2.500h7L17 7h4v13H3z M12 9.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7Z',
  chevron_down: 'M5 9l7 7 7-7',
  chevron_right: 'M9 5l7 7-7 7',
  download: 'M12 4v11 M6.5 10.5 12 16l5.5-5.5 M4 20h16',
  file: 'M6 3h8l5 5v13H6z M14 3v5h5 M9 13h7 M9 17h7',
  flyer: 'M5 3h14v18H5z M8.5 7h7 M8.5 11h7 M8.5 15h4 M14.5 14.5l2 2',
  gift: 'M3 9h18v4H3z M5 13v8h14v-8 M12 9v12 M12 9C9 9 7 7.8 7 6s3-2.5 5 3c2-5.5 5-4.8 5-3s-2 3-5 3Z',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M3 12h18 M12 3c3.5 3 3.5 15 0 18 M12 3c-3.5 3-3.5 15 0 18',
  lock: 'M5 11h14v10H5z M8 11V7.5a4 4 0 0 1 8 0V11 M12 15v2',
  logout: 'M10 4H4v16h6 M9 12h12 M16 7l5 5-5 5',
  message: 'M3 4h18v12.500h-9L6.500 21v-4.500H3z M7.5 8.500h9 M7.5 12h6',
  minus: 'M4 12h16',
  more: 'M12 5v.1 M12 12v.1 M12 19v.1',
  pencil: 'M4 20l1-4.500L16.500 4l3.500 3.500L8.500 19 4 20Z M14 6.500l3.500 3.500',
  person: 'M12 3.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M4.5 21c.6-8.6 14.4-8.6 15 0',
  plus: 'M12 4v16 M4 12h16',
  printer: 'M7 9V3h10v6 M7 17H3V9h18v8h-4 M7 14h10v7H7z',
  search: 'M10.5 3.500a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z M16 16l5 5',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z M12 2.500v3 M12 18.500v3 M2.5 12h3 M18.5 12h3 M5.3 5.300l2.1 2.1 M16.6 16.600l2.1 2.1 M18.7 5.300l-2.1 2.1 M7.4 16.600l-2.1 2.1',
  sun: 'M12 7.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z M12 1.500v2.5 M12 20v2.5 M1.5 12H4 M20 12h2.5 M4.6 4.600l1.7 1.7 M17.7 17.700l1.7 1.7 M19.4 4.600l-1.7 1.7 M6.3 17.700l-1.7 1.7',
  tag: 'M3 3h9l9 9-9 9-9-9V3Z M7.5 7.500v.1',
  volume:
    'M3 9.500h4L12 5v14l-5-4.500H3v-5Z M15.5 9c1.6 1.6 1.6 4.4 0 6 M18.5 6c3.3 3.3 3.3 8.7 0 12',
} as const

bring_icons(MORE_ICONS)
