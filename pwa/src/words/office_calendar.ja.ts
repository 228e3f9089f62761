/** Words of the calendar of campaigns. */
export const office_calendar_ja = {
  'campaigns.views': '見かた',
  'campaigns.view.list': '一覧',
  'campaigns.view.calendar': 'カレンダー',
  'calendar.asking': '最近の受注を調べています',
  'calendar.looked':
    '見込みは {from} からの {days} 日間の受注によります。条件は今の内容で調べ、キャンペーンごとに数えます。',
  'calendar.looked.none': '受注はまだ今日の分だけです。見込みは、終わった日の受注から出します。',
  'calendar.every_nth': '受注が多いため、{n} 件に 1 件を調べました。',
  'calendar.before': '4週前',
  'calendar.now': '今日',
  'calendar.after': '4週後',
  'calendar.today': '今日',
  'calendar.from': '{day} 〜',
  'calendar.until': '〜 {day}',
  'calendar.names': '」「',
  'calendar.flyer': '{name} 残り {n} 枚',
  'calendar.gone': 'なくなる見込み {day}',
  'calendar.reach.gone': 'なくなる見込み {day}',
  'calendar.reach.gone_earliest': 'なくなる見込み {day}（早ければ {earliest}）',
  'calendar.reach.lasts': '1年以上、または終わりまで足ります',
  'calendar.reach.unknown': 'なくなる日は言えません',
  'calendar.forecast': '週に約 {pieces} 枚（{low} 〜 {high}）。{days} 日間の受注 {n} 件から。',
  'calendar.forecast.few':
    '{days} 日間で当てはまった受注は {n} 件だけです。少なすぎて見込みになりません。',
  'calendar.forecast.none': '{days} 日間の受注に、当てはまるものがありませんでした。',
  'calendar.weekdays': '曜日ごとの見込み（枚）',
  'calendar.weekday': '{weekday} {n}',
  'calendar.mark.stock_ends': 'チラシは {day} ごろになくなり、{until} まで足りない見込みです。',
  'calendar.mark.stock_may_end':
    '受注が多ければ、{day} ごろにチラシがなくなります（終わりは {until}）。',
  'calendar.mark.same_group.first':
    '「{names}」と同じグループです（{days}）。両方に当てはまる受注には、こちらを入れます。',
  'calendar.mark.same_group.second':
    '「{names}」と同じグループです（{days}）。両方に当てはまる受注には、「{names}」を入れます。',
  'calendar.mark.same_flyer':
    '「{names}」も同じチラシを入れます（{days}）。1つの箱に重なることがあります。',
  'calendar.mark.parcel_cap':
    '「{names}」と重なる期間（{days}）は、{max} 枚までの箱に {n} 枚が当てはまることがあります。入りきらないチラシは入りません。',
  'calendar.mark.together':
    '「{names}」と期間が重なります（{days}）。当てはまる箱にはそれぞれ入ります。',
}
