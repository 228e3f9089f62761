export const boards_ja = {} as const
