import { Button, day_and_time, Mark } from '../../interface'
import { t, t_code } from '../../words'
import { may } from '../may'
import { carrier_name, shop_name } from '../names'
import type { Folder, OutFolder } from './asks'

type FolderTableProps<Of extends Folder | OutFolder> = {
  folders: readonly Of[]
  every: number
  on_test: (of: Of) => void
  on_switch: (of: Of) => void
}

/** Every folder: what comes or goes by it, whether it can be opened, and when it was. */
export function FolderTable<Of extends Folder | OutFolder>(props: FolderTableProps<Of>) {
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('folders.path')}</th>
            <th>{t('folders.what')}</th>
            <th>{t('folders.whose')}</th>
            <th>{t('folders.health')}</th>
            <th>{t('folders.looked')}</th>
            <th>{t('folders.next')}</th>
            <th>
              <span class="unseen">{t('people.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.folders.map((of) => (
            <Row key={of.id} of={of} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps<Of extends Folder | OutFolder> = FolderTableProps<Of> & { of: Of }

function Row<Of extends Folder | OutFolder>({ of, every, on_test, on_switch }: RowProps<Of>) {
  return (
    <tr>
      <td>
        <strong>{of.path}</strong>
        {of.server_name !== null && <span class="faint folder-server">{of.server_name}</span>}
      </td>
      <td>{t_code('folder_kind', of.kind)}</td>
      <td>{whose(of)}</td>
      <td>
        <Health of={of} />
      </td>
      <td class="faint">{of.looked_at === null ? '' : day_and_time(of.looked_at)}</td>
      <td class="faint">{of.is_on ? next(of, every) : ''}</td>
      <td>
        <div class="folder-does">
          <Button on_press={() => on_test(of)}>{t('folders.test')}</Button>
          {may(['administrator']) && (
            <Button kind="quiet" on_press={() => on_switch(of)}>
              {t(of.is_on ? 'folders.switch_off' : 'folders.switch_on')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  )
}

function whose(of: Folder | OutFolder): string {
  if (of.carrier !== null) return carrier_name(of.carrier)
  return of.shop === null ? (of.owner_name ?? '') : shop_name(of.shop)
}

function next(of: Folder | OutFolder, every: number): string {
  if (of.kind === 'stock_list' || of.kind === 'shipped_list') return t('folders.each_night')
  if ('every_minutes' in of && of.every_minutes > 0) {
    return t('folders.each_minutes', { n: of.every_minutes })
  }
  return t('folders.each', { n: every })
}

function Health({ of }: { of: Folder | OutFolder }) {
  if (!of.is_on) return <Mark tone="calm">{t('folders.off')}</Mark>
  if (of.fault !== null) {
    return (
      <Mark tone="ng" icon="alert">
        {t_code('folder_fault', of.fault)}
      </Mark>
    )
  }
  if (of.looked_at === null) {
    return (
      <Mark tone="wait" icon="clock">
        {t('folders.first')}
      </Mark>
    )
  }
  return (
    <Mark tone="ok" icon="check">
      {t('folders.ok')}
    </Mark>
  )
}
