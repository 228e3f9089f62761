import type { ComponentChildren } from 'preact'
import { DeskScreen } from '../interface/more_parts'
import { Brand, OfficeNav } from './office_nav'

type PageProps = {
  title: string
  actions?: ComponentChildren
  children: ComponentChildren
  /** The page scrolls as a whole; without it, its table does and head and foot stay. */
  long?: boolean
}

/** One page of the office, with the way to all others. */
export function Page({ title, actions, children, long = false }: PageProps) {
  return (
    <DeskScreen brand={<Brand />} nav={<OfficeNav />} title={title} actions={actions}>
      <div class={long ? 'page page-long' : 'page page-fill'}>{children}</div>
    </DeskScreen>
  )
}
