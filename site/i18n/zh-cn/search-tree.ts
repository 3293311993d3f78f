import type { SearchTreeMessages } from '../en/search-tree.ts';
import { plural } from '../plural.ts';

const messages: SearchTreeMessages = {
  title: '试过的次序',
  about: {
    drawn: plural('zh-CN', { other: '{count} 种次序。只交换了可交换步骤的调度，算同一种次序。' }),
    more: '共 {all} 种次序，图中画出 {count} 种。',
    cut: plural('zh-CN', { other: '{count} 次运行提前结束：余下的部分已经知道。' }),
  },
  keys: '用方向键在树中移动，按回车键打开一种次序。',
  none: '这次搜索没有查看各步访问了什么，所以没有次序树。',
  draw: '逐一尝试每种次序并画出树',
  open: '单步查看这种次序',
  root: '开头都一样',
  other: '另一种次序',
  and: '；并且',
  before: '{first}，先于 {second}',
  alone: '最先是 {first}',
  left: '不用试：{first}，先于 {second}。这两步可以交换。',
  end: ' → {end}',
  times: '（{runs}）',
  runs: plural('zh-CN', { other: '{count} 个调度' }),
  deed: {
    read: '*{thread}* 读取 `{name}`',
    write: '*{thread}* 写入 `{name}`',
    take: '*{thread}* 取得 `{name}`',
    give: '*{thread}* 释放 `{name}`',
    try: '*{thread}* 尝试取得 `{name}`',
    use: '*{thread}* 使用 `{name}`',
    join: '*{thread}* 等待 *{name}* 结束',
    end: '*{thread}* 结束',
    unnamed: '*{thread}* 使用一个没有名字的 `{name}`',
    library: '*{thread}* 使用标准库内部的锁',
  },
  it: {
    library: '*{thread}* 使用它',
    read: '*{thread}* 读取它',
    write: '*{thread}* 写入它',
    take: '*{thread}* 取得它',
    give: '*{thread}* 释放它',
    try: '*{thread}* 尝试取得它',
    use: '*{thread}* 使用它',
  },
};

export default messages;
