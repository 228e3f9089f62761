import '../imports/imports.css'
import './folders.css'
import { useEffect, useState } from 'preact/hooks'
import { Notice, Quiet, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { ImportKinds } from '../imports'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_folders, type Folder, switch_folder, test_folder } from './asks'
import { FolderFiles } from './folder_files'
import { FolderTable } from './folder_table'
import { NewFolder } from './new_folder'

/** The worker's looks make no notices, so the page looks by itself while it is open. */
const LOOK_MS = 5_000

/** 取込 › フォルダ: folders from which files come in by themselves, how they are, what they brought. */
export function FoldersPage() {
  const answer = use_answer('folders', ask_folders, () => false)
  const { value, again } = answer
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [tried, tell] = useState<{ is_good: boolean; words: string } | null>(null)
  useEffect(() => {
    const timer = setInterval(again, LOOK_MS)
    return () => clearInterval(timer)
  }, [again])
  const test = async ({ id, path }: Folder) => {
    const said = await test_folder(id)
    refuse(said.refusal)
    if (said.value === null) return
    const { fault, waiting, passed_over } = said.value
    const words =
      fault === null
        ? t('folders.test.ok', { path, waiting: waiting.length, passed: passed_over.length })
        : t('folders.test.bad', { path, why: t_code('folder_fault', fault) })
    tell({ is_good: fault === null, words })
  }
  const switch_to = async (of: Folder) => {
    refuse((await switch_folder(of.id, !of.is_on)).refusal)
    again()
  }
  return (
    <Page title={t('folders.title')} actions={<Age of={answer} />} long>
      <ImportKinds chosen="folders" />
      {refusal !== null && <Trouble refusal={refusal} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={again} />}
      {value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {value?.is_set === false && (
        <Notice tone="wait" icon="alert">
          {t('folders.not_set')}
        </Notice>
      )}
      {tried !== null && (
        <Notice tone={tried.is_good ? 'ok' : 'ng'} icon={tried.is_good ? 'check' : 'alert'}>
          {tried.words}
        </Notice>
      )}
      {value !== null && value.folders.length === 0 && (
        <Quiet icon="file" title={t('folders.none')} />
      )}
      {value !== null && value.folders.length > 0 && (
        <FolderTable
          folders={value.folders}
          every={value.looks_every_seconds}
          on_test={(of) => void test(of)}
          on_switch={(of) => void switch_to(of)}
        />
      )}
      {value !== null && <NewFolder on_made={again} />}
      {value !== null && value.folders.length > 0 && <FolderFiles folders={value.folders} />}
    </Page>
  )
}
