/**
 * The one way to the server: typed calls, and an answer that is a value whatever happened on the way.
 *
 *     const answer = await reach(server.GET('/api/v1/me'))
 *     if (!answer.ok) say(answer.code)   // 'offline' | 'server_fault' | the server's own code
 */
export { type Answer, is_outdated, reach, server, unauthorised } from './client'
export type * from './schema'
