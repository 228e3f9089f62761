import { Button, day_and_time, Mark } from '../../interface'
import { t, t_code } from '../../words'
import { may } from '../may'
import { shop_name } from '../names'
import type { Folder } from './asks'

type FolderTableProps = {
  folders: readonly Folder[]
  every: number
  on_test: (of: Folder) => void
  on_switch: (of: Folder) => void
}

/** Every watched folder: what comes by it, whether it can be looked into, and when it was. */
export function FolderTable({ folders, every, on_test, on_switch }: FolderTableProps) {
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
          {folders.map((of) => (
            <tr key={of.id}>
              <td>
                <strong>{of.path}</strong>
              </td>
              <td>{t_code('folder_kind', of.kind)}</td>
              <td>{of.shop === null ? of.owner : shop_name(of.shop)}</td>
              <td>
                <Health of={of} />
              </td>
              <td class="faint">{of.looked_at === null ? '' : day_and_time(of.looked_at)}</td>
              <td class="faint">{of.is_on ? t('folders.each', { n: every }) : ''}</td>
              <td class="folder-does">
                <Button on_press={() => on_test(of)}>{t('folders.test')}</Button>
                {may(['administrator']) && (
                  <Button kind="quiet" on_press={() => on_switch(of)}>
                    {t(of.is_on ? 'folders.switch_off' : 'folders.switch_on')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Health({ of }: { of: Folder }) {
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
