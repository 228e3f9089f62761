import type { boards_ja } from './boards.ja'

export const boards_en: Record<keyof typeof boards_ja, string> = {}
