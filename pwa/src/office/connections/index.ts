/** 接続: which systems of shops are told what, how it goes, and what became of each piece of news. */
export { ConnectionsPage } from './connections_page'

import './connections.css'
